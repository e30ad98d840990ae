"""Finding: from what a visitor types to the entry or page that answers it."""
