"""An edition as one HTML file that needs nothing else."""
