"""News: pages with a day."""
