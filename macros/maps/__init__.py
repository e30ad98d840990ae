"""Places: the map, and who stands where on it."""
