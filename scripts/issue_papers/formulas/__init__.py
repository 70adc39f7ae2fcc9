"""Formulas: from LaTeX, as texts have it, to a tree that every format writes."""
