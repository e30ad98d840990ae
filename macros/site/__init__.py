"""The site as a whole: publishing its pages, building, the swap."""
