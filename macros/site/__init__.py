"""The site as a whole: frames, building, the swap."""
