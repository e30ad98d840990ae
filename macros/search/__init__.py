"""Searching: the index, the words, the pages."""
