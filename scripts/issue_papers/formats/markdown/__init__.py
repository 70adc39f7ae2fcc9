"""Pages as Markdown, for programs."""
