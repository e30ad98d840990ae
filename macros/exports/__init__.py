"""The entries as data."""
