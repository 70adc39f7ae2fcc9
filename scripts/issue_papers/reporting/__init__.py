"""What editors are told: problems with their places, in their language or for other programs."""
