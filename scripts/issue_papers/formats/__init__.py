"""The formats that articles are written in: each is a folder of its own."""
