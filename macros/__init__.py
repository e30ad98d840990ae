"""The knowledge base: entries are read, checked, made to know each other, and shown."""
