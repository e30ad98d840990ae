"""Names: what entries are called, and who refers to whom."""
