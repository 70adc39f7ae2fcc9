"""The offline copy: a paper's site in one language, read from a folder without any server."""
