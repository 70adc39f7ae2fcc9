"""A text, read once: Markdown → `Article`, a frozen tree of typed nodes."""
