"""The command `issue-papers`."""
