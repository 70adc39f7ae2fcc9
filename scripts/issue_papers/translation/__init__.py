"""How a translation keeps up with its source, passage by passage."""
