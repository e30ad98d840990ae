"""What needs Node: Lighthouse and an HTML validator. `make audit` runs it."""
