"""How a site is begun and kept up: what `issue-papers init` writes, and what `upgrade` renews."""
