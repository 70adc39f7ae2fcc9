"""What `issue-papers check --fix` mends: one small function a kind, each `sheet → edits`."""
