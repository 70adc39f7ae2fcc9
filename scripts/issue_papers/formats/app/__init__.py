"""The site as an app."""
