"""Papers to take away: gathered from the site's pages, then made into each format."""
