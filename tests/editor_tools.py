"""What an editor's tools make of a site: its settings and schemas, on each of its files."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from issue_papers.content import frontmatter
from jsonschema import Draft7Validator


def plain(value: Any) -> Any:
    """Turn YAML's dates into text: JSON has none, and neither has YAML 1.2, which editors use."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def data(path: Path) -> Any:
    """Read a file's data, or its front matter, as an editor's tools do."""
    text, _ = frontmatter.decode(path.read_bytes(), path.name)
    if path.suffix == ".yml":
        return plain(yaml.safe_load(text))
    source, _ = frontmatter.parse(text, path.name)
    return plain(source.meta.value)


def matches(patterns: list[str], path: str) -> bool:
    """Match a path as yaml-language-server does: `*` is anything, `!` takes away."""

    def regex(pattern: str) -> re.Pattern[str]:
        return re.compile(re.escape(pattern).replace(r"\*", ".*") + "$")

    taken = any(regex(p).search(path) for p in patterns if not p.startswith("!"))
    return taken and not any(regex(p[1:]).search(path) for p in patterns if p.startswith("!"))


class Tools:
    """What an editor's tools make of a folder's settings and schemas."""

    def __init__(self, root: Path) -> None:
        text = (root / ".vscode" / "settings.json").read_text(encoding="utf-8")
        self.associations: dict[str, list[str]] = json.loads(text)["yaml.schemas"]
        self.root = root

    def names(self, path: str) -> list[str]:
        return [n for n, patterns in self.associations.items() if matches(patterns, f"/x/{path}")]

    def faults(self, path: str) -> list[str]:
        """Return what the schema of a file finds wrong with it."""
        (name,) = self.names(path)
        schema = json.loads((self.root / name).read_text(encoding="utf-8"))
        return [e.message for e in Draft7Validator(schema).iter_errors(data(self.root / path))]


def content(root: Path) -> Iterator[str]:
    for folder in ("docs", "case_studies"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".md", ".yml"}:
                yield path.relative_to(root).as_posix()
