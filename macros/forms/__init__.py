"""Forms on the site: what a visitor fills in to add an entry, drawn from the schema of its collection."""
