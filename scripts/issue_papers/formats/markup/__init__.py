"""Nodes as HTML or XHTML: what pages, EPUBs and single pages have in common."""
