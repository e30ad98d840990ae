"""Choosing a tool: the questions, what each tool answers to them, and which tools come first."""
