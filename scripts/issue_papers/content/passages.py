"""A page taken apart into what is translated piece by piece, and the fingerprints of the pieces.

A passage is a heading with its text up to the next heading, the text before the first heading, a
recommendation's text, a footnote, or one translatable text of the front matter. Its id is the same
in every language. Fingerprints are taken of a normal form that wrapping, line endings, Unicode
composition and comments don't change; one of the words alone, one with the markup.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markdown_it.token import Token
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from issue_papers.content.commonmark import COMMENT, parser
from issue_papers.content.records import is_optional, is_translated

if TYPE_CHECKING:
    from issue_papers.content.library import Document

LEAD = "lead"
"""Id of the text before the first heading."""

FOOTNOTE = "fn:"
"""What a footnote's id begins with."""

HASH_LENGTH = 12
_FOOTNOTE = re.compile(r"\[\^(?P<name>[^\]]+)\]:")
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.\w-][^{}]*\}")
_STARTS_BLOCK = re.compile(r"\s*(?:[-*+] |\d+[.)] |#{1,6} |\||>|:\s|`{3,}|~{3,}|/{3,}|<|\[\^)")
_ALONE = re.compile(r"\s*(?:#{1,6} |\||`{3,}|~{3,}|/{3,})")


@dataclass(frozen=True)
class Passage:
    """A piece of a page.

    Attributes:
        id: Heading id, `lead`, `recommendation-<id>`, `fn:<name>`, or for metadata the key:
            `title`, `figures.staff.label`.
        text: The piece as it is written, Markdown.
        line: Line of the file on which it starts.
        is_meta: Whether it stands in the front matter.
        is_optional: Whether a translation may leave it as it is.
        lines: The file's line of each line of the text, for a piece of the body: other passages may
            stand in between.
    """

    id: str
    text: str
    line: int
    is_meta: bool = False
    is_optional: bool = False
    lines: tuple[int, ...] = ()

    def line_at(self, index: int) -> int:
        """Return the file's line of a line of the text, counted from 0."""
        return self.lines[min(index, len(self.lines) - 1)] if self.lines else self.line

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The text in normal form, as CommonMark's tokens."""
        return tuple(parser().parse(unwrap(self.text)))

    @cached_property
    def words(self) -> str:
        """The text without any markup, in normal form."""
        return _words(self.tokens)

    @cached_property
    def is_blank(self) -> bool:
        """Whether there is nothing but a heading: what a scaffolded translation begins with."""
        prose = (t for t in self.tokens if t.type in {"inline", "fence", "code_block"})
        headings = {
            id(self.tokens[index + 1])
            for index, token in enumerate(self.tokens)
            if token.type == "heading_open"
        }
        return not any(id(token) not in headings and token.content.strip() for token in prose)

    @property
    def word_count(self) -> int:
        """How many words there are to translate."""
        return len(self.words.split())

    @cached_property
    def words_hash(self) -> str:
        """Fingerprint of the words."""
        return fingerprint(self.words)

    @cached_property
    def form_hash(self) -> str:
        """Fingerprint of words and markup."""
        return fingerprint(_form(self.tokens))


def fingerprint(text: str) -> str:
    """Return the first 12 hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]


def passages(document: Document) -> tuple[Passage, ...]:
    """Return a document's passages, metadata first, in the order of the file."""
    return document.passages


def take_apart(document: Document) -> tuple[Passage, ...]:
    """Work out a document's passages; `Document.passages` keeps them."""
    return (*_meta(document), *_body(document))


# Front matter


def _meta(document: Document) -> Iterator[Passage]:
    for path, at, text, field in _texts(document.meta, ()):
        line = document.yaml.line(at)
        optional = is_optional(field)
        yield Passage(".".join(path), text, line, is_meta=True, is_optional=optional)


def _texts(
    value: BaseModel, path: tuple[str, ...], at: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str, ...], tuple[str | int, ...], str, FieldInfo]]:
    """Yield each translatable text of a source's or a translation's metadata.

    Yields:
        Its id as a path, its place in the YAML, the text, and its field. A source has lists of
        records with ids, a translation mappings from id to texts; the ids come out the same.
    """
    for name, field in type(value).model_fields.items():
        here = getattr(value, name)
        inside: Iterator[tuple[str | int, str, BaseModel]] = iter(())
        if isinstance(here, str) and (is_translated(field) or _is_translation(value)):
            yield (*path, name), (*at, name), here, field
        elif isinstance(here, tuple):
            records = enumerate(r for r in here if isinstance(r, BaseModel))
            inside = ((i, str(getattr(r, "id", i)), r) for i, r in records)
        elif isinstance(here, Mapping):
            inside = ((k, str(k), r) for k, r in here.items() if isinstance(r, BaseModel))
        elif isinstance(here, BaseModel) and name != "translation":
            yield from _texts(here, (*path, name), (*at, name))
        for key, identifier, record in inside:
            yield from _texts(record, (*path, name, identifier), (*at, name, key))


def _is_translation(value: BaseModel) -> bool:
    """Whether a record is one of a translation, in which every text is translated."""
    return type(value).__name__.endswith(("Translation", "Text"))


# Body


def _body(document: Document) -> Iterator[Passage]:
    """Yield a body's passages in the order in which they start."""
    starts = _starts(document)
    texts: dict[str, list[tuple[int, str]]] = {LEAD: []}
    first: dict[str, int] = {LEAD: document.body_line}
    current, resumed, until = LEAD, LEAD, -1
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        if 0 <= until < number:
            current, until = resumed, -1
        if number in starts:
            identifier, end = starts[number]
            if end is not None:
                resumed = resumed if until >= 0 else current
                until = end
            current = identifier
            texts.setdefault(identifier, [])
            first.setdefault(identifier, number)
        texts[current].append((number, line))
    for identifier, numbered in sorted(texts.items(), key=lambda item: first[item[0]]):
        while numbered and not numbered[-1][1]:
            numbered.pop()
        while numbered and not numbered[0][1]:
            numbered.pop(0)
        text = "\n".join(line for _, line in numbered)
        if text.strip():
            lines = tuple(number for number, _ in numbered)
            yield Passage(identifier, text, first[identifier], lines=lines)


def _starts(document: Document) -> dict[int, tuple[str, int | None]]:
    """Return the lines at which a passage starts: its id, and its last line if it has one.

    A heading's passage goes on to the next heading; a recommendation or a footnote stands in it,
    and after them it goes on.
    """
    starts: dict[int, tuple[str, int | None]] = {
        heading.line: (heading.id, None) for heading in document.outline.headings if heading.id
    }
    for block in document.outline.blocks:
        if block.name == "recommendation" and block.body:
            starts[block.line] = (f"recommendation-{block.argument}", block.end_line)
    lines = document.body.split("\n")
    for index, line in enumerate(lines):
        if match := _FOOTNOTE.match(line):
            end = index
            while end + 1 < len(lines) and lines[end + 1].strip():
                end += 1
                if _FOOTNOTE.match(lines[end]):
                    end -= 1
                    break
            at = document.body_line
            starts[at + index] = (FOOTNOTE + match["name"], at + end)
    return starts


# Normal form


def unwrap(text: str) -> str:
    """Join the lines of each paragraph, as Markdown does; drop comments; compose (NFC)."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = COMMENT.sub("", text)
    lines: list[str] = []
    joins = in_list = in_code = False
    for raw in text.split("\n"):
        line = raw.rstrip()
        if line.lstrip().startswith(("```", "~~~")):
            in_code = not in_code
            lines.append(line)
            joins = False
            continue
        if in_code:
            lines.append(raw)
            continue
        if not line:
            lines.append("")
            joins = in_list = False
            continue
        starts = _STARTS_BLOCK.match(line) if in_list or not joins else _ALONE.match(line)
        if joins and not starts:
            lines[-1] += " " + " ".join(line.split())
            continue
        indent = line[: len(line) - len(line.lstrip())]
        lines.append(indent + " ".join(line.split()))
        joins = not _ALONE.match(line)
        in_list = bool(re.match(r"\s*(?:[-*+] |\d+[.)] )", line))
    return "\n".join(lines)


def _words(tokens: Iterable[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type == "inline":
            parts.append(_inline(token, with_markup=False))
        elif token.type in {"fence", "code_block"}:
            parts.append(token.content)
    return " ".join(" ".join(parts).split())


def _form(tokens: Iterable[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type == "inline":
            parts.append(_inline(token, with_markup=True))
        else:
            parts.append(f"{token.type} {token.tag} {token.info} {_attributes(token)}".strip())
            if token.content:
                parts.append(token.content)
    return "\n".join(parts)


def _inline(token: Token, *, with_markup: bool) -> str:
    parts: list[str] = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type in {"text", "code_inline", "image"}:
            text = child.content
            parts.append(text if with_markup else _ATTRIBUTES.sub("", text))
        if with_markup and child.type != "text":
            parts.append(f"<{child.type} {_attributes(child)}>")
        if with_markup and child.type == "html_inline":
            parts.append(child.content)
    return " ".join("".join(parts).split())


def _attributes(token: Token) -> str:
    return " ".join(f"{name}={value}" for name, value in sorted(token.attrs.items()))
