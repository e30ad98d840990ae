"""What pages use and is made once for the site: letters, scripts, styles."""
