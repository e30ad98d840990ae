"""What builds a site, or makes an environment, and looks at what it got."""
