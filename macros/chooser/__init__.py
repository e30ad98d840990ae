"""The chooser: what it asks, what every entry says to it, the order, the pages."""
