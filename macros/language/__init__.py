"""Dutch as it is written: sentences, syllables, and how hard a text is to read."""
