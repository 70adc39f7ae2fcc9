"""Articles as a page's readers get them: every placeholder resolved, typography done."""
