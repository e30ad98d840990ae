"""The frame of the site around a page: shells, what the theme leaves out, links elsewhere, the policy."""
