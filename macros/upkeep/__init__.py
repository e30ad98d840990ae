"""What keeps a knowledge base true: old facts, broken addresses, what a proposal changes."""
