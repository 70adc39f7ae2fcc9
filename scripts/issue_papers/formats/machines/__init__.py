"""What programs look for at a site: `llms.txt`, `robots.txt` and others."""
