"""News as feeds, for feed readers."""
