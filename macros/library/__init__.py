"""Entries that know each other."""
