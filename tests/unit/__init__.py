"""What needs no browser and builds no site: `make test-fast` runs it."""
