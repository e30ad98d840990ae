"""What in a text of Markdown does not come out as meant."""
