"""The index that the site is searched with."""
