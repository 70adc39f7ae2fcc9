"""What is remembered of the files that were written: `.issue-papers.yml`, beside mkdocs.yml.

A file whose digest is still the remembered one was touched by nobody, so a new version may write it
anew. The theme's digests tell which templates have changed below a site's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import yaml

from issue_papers.reporting.messages import Message, say
from issue_papers.starting.making import File
from issue_papers.starting.new_site import NewSite, UnusableSiteError

NAME = ".issue-papers.yml"
"""The file's name."""

_LENGTH = 16
_NOTE = """\
# Written by `issue-papers init` and `issue-papers upgrade`: what the site was begun with, and which
# files they wrote. Keep it with the site; it tells an upgrade what nobody has touched.
"""


class UnusableRecordError(ValueError):
    """The record can't be used; its message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Record:
    """What is remembered.

    Attributes:
        version: The generator's version that wrote the files.
        site: What they were made from.
        files: Digests of the files as they were written, by path.
        theme: Digests of the theme's files at that version, by path in the theme.
    """

    version: str
    site: NewSite
    files: Mapping[str, str] = field(default_factory=dict)
    theme: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """Return it as the file has it."""
        data = {
            "version": self.version,
            "site": self.site.as_data(),
            "files": dict(sorted(self.files.items())),
            "theme": dict(sorted(self.theme.items())),
        }
        return _NOTE + yaml.safe_dump(data, allow_unicode=True, width=10**6, sort_keys=False)

    @classmethod
    def read(cls, root: Path) -> Self:
        """Read a site's record.

        Raises:
            UnusableRecordError: There is none, or it can't be read.
        """
        try:
            data: Any = yaml.safe_load((root / NAME).read_text(encoding="utf-8"))
            return cls(
                version=str(data["version"]),
                site=NewSite.from_data(data["site"]),
                files={str(k): str(v) for k, v in (data.get("files") or {}).items()},
                theme={str(k): str(v) for k, v in (data.get("theme") or {}).items()},
            )
        except FileNotFoundError as error:
            message = say("{file} isn't here: this site wasn't begun by `init`", file=NAME)
            raise UnusableRecordError(message) from error
        except UnusableSiteError as error:
            message = say("{file} can't be used: {reason}", file=NAME, reason=error.message)
            raise UnusableRecordError(message) from error
        except (
            *(OSError, ValueError, KeyError, TypeError, AttributeError),
            *(RecursionError, yaml.YAMLError),
        ) as error:
            message = say("{file} can't be used: {reason}", file=NAME, reason=str(error))
            raise UnusableRecordError(message) from error


def digest(text: str) -> str:
    """Return the digest of a text, whatever its line endings: git may change them."""
    plain = text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
    return hashlib.sha256(plain).hexdigest()[:_LENGTH]


def digests(files: Iterable[File]) -> dict[str, str]:
    """Return the digests of files by path."""
    return {file.path: digest(file.text) for file in files}


def text_at(path: Path) -> str | None:
    """Return a file's text with line feeds; nothing where there is no such file."""
    if not path.is_file():
        return None
    return path.read_bytes().decode("utf-8", "surrogateescape").replace("\r\n", "\n")
