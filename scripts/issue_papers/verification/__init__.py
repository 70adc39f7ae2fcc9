"""A published site made again from its commit, and compared with what its readers get."""
