"""Briefs: short papers of one page."""
