"""A reviewer's desk: what a person needs who reads a translation over, and the record of it."""
