"""Our extensions of Markdown."""
