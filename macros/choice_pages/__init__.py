"""The pages of the choices of a field, with all that belongs to each."""
