"""Forms in which a visitor writes an entry: what they need to know of what there is."""
