"""Rules across the library: each yields problems, and never raises on content."""
