"""What a site is written in: a folder each, which the registry finds by its declaration."""
