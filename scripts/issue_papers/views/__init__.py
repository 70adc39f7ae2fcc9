"""What templates see: the library in one reader's language, as plain values."""
