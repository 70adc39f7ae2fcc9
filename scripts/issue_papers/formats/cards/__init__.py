"""Pictures for where links to pages are shared."""
