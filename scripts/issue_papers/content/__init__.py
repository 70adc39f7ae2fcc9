"""What editors write: read from files, validated, and held together in one immutable library."""
