"""Forms: what a visitor fills in to add or mend an entry, and by which rules that is judged as she types."""
