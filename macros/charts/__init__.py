"""Charts: values with their words to SVG, made at build in the site's own face; they know no entry and no page."""
