"""What a place or a theme gathers: the map, and the pages of the choices of a field."""
