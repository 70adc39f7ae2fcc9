"""Events: pages with a time and a place."""
