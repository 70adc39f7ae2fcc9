"""Case studies: what was done in a city."""
