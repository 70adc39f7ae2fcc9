"""Publications as repositories and registries take them: metadata, which nothing sends anywhere."""
