"""The configuration of a site: kennisbank.yml, read and held against the schemas."""
