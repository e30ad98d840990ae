"""What looks at pages in a real browser."""
