"""The plan of pages, and rendering each: an entry, a guide, a choice, an answer, a list."""
