"""The blocks that editors write, `/// name | id`: a folder each, with one `BLOCK`."""
