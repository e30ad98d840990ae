"""What is wrong with what was read, where, what was meant and how to mend it."""
