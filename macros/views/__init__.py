"""What a page or card shows of an entry, as values for templates."""
