"""Plain pages: whatever is of no other kind."""
