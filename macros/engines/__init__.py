"""The only places that know a site generator."""
