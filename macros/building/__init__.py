"""Building beside the old site, and putting the new one in its place."""
