"""What could be better in an entry that has no errors."""
