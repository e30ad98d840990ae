"""What an entry must be and what its fields are called, and the settings of a knowledge base: values, read once."""
