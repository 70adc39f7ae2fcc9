"""What is wrong with options that say how a site looks."""

from __future__ import annotations

from issue_papers.reporting.faults import UnusableError


class UnusableLookError(UnusableError):
    """A look that can't be used."""
