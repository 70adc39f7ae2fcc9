"""What the generator needs to know of plain pages."""

from __future__ import annotations

from issue_papers.kinds.declaration import Kind
from issue_papers.kinds.page.model import PAGE

KIND = Kind(type=PAGE)
