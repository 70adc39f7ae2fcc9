"""The typefaces of the editions: which there are, and as much of them as a text needs."""
