"""The values of one file against its schema, and what was meant."""
