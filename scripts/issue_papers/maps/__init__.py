"""Maps as numbers: from outlines and coordinates to SVG path data."""
