"""References as readers see them and as reference managers read them."""
