"""The monitor: what is known and what not, counted from entries as declared, each figure with its unknowns."""
