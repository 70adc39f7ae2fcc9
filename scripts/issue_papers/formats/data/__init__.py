"""Papers, cases and recommendations as data: JSON, GeoJSON and CSV."""
