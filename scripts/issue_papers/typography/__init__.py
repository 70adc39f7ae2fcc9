"""Texts as a language's printers set them."""
