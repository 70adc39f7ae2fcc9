"""The kinds of pages: each folder declares one, and the core goes through the declarations."""
