"""From files to values that know their place; the files as they were before a proposal."""
