"""Throwing made-up input at reading, checking and showing, to see that none of it breaks them.

`python -m tests.fuzz 50000` does it; the same seed gives the same inputs.
"""
