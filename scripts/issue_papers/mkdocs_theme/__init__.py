"""The theme `issue-papers`, as MkDocs finds it by its entry point.

Its files are elsewhere: `layers` says where.
"""
