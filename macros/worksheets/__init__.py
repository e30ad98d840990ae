"""Worksheets: what others filled in, and what a filled sheet can become."""
