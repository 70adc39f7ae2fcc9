"""Issue papers in many languages: Markdown with YAML metadata in, a searchable static site out.

Data flows one way: files → frontmatter → loader → library → checks and views → templates.
Only `mkdocs_plugin` and `cli` know about MkDocs.
"""
