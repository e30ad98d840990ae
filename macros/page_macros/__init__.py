"""What pages written by hand call: each macro a function, all of them in one table."""
