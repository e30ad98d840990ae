"""The list of a collection: its filters, its ways to be shown, its files."""
