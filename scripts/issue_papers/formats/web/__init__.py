"""Articles as pages of the site."""
