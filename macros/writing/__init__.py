"""Helping somebody to begin: new files, examples and the guides to the fields."""
