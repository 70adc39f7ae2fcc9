"""From a site's configuration to its files: the only verbs that write."""
