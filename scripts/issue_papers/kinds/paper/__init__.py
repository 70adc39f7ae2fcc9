"""Papers: a landing page, and the parts that it lists."""
