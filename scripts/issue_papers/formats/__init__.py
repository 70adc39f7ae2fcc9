"""The formats that a site is written in: each is a folder, which the registry finds."""
