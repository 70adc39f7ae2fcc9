"""What is published beside the pages, a file each: search, feeds, calendars, cards, the app."""
