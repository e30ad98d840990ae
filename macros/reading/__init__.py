"""From files to values that know their place: entries, settings, schemas and images."""
