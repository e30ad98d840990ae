"""What must not stand in a text, or works on pages that are not its own."""
