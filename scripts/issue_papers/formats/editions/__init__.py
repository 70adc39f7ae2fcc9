"""What an edition is: a paper gathered from the pages of one language, and its links within."""
