"""A writer's text to safe HTML: GitHub Flavored Markdown, read, written out and cleaned."""
