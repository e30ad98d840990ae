"""From entries to pages, indexes and data."""
