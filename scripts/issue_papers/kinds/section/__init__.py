"""Sections of papers, and what they recommend."""
