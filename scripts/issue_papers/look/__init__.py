"""How a site looks: tokens, a palette that follows from an accent, the theme made of them."""
