"""What a paper is made into: each format is a folder of its own."""
