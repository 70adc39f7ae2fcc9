"""A page taken apart into what is translated piece by piece, and the fingerprints of the pieces.

A passage is a heading with its text up to the next heading, the text before the first heading, a
recommendation's text, a footnote, or one translatable text of the front matter. Its id is the same
in every language. Fingerprints are taken of a normal form that wrapping, line endings, Unicode
composition and comments don't change; one of the words alone, one with the markup.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from issue_papers.articles.article import Article, Trace
from issue_papers.articles.nodes import Block, CodeBlock, Directive, Node, Text, walk
from issue_papers.articles.reader import Reader
from issue_papers.content.frontmatter import YamlData
from issue_papers.content.records import is_optional, is_translated

LEAD = "lead"
"""Id of the text before the first heading."""

FOOTNOTE = "fn:"
"""What a footnote's id begins with."""

RECOMMENDATION = "recommendation"
"""What blocks show whose text is a passage of its own."""

HASH_LENGTH = 12


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
        body_traces: What it leaves in fingerprints, for a piece of the body.
        reader: Reads a text of the front matter, once somebody asks for its fingerprints.
    """

    id: str
    text: str
    line: int
    is_meta: bool = False
    is_optional: bool = False
    lines: tuple[int, ...] = ()
    body_traces: tuple[Trace, ...] = ()
    reader: Reader | None = None

    def line_at(self, index: int) -> int:
        """Return the file's line of a line of the text, counted from 0."""
        return self.lines[min(index, len(self.lines) - 1)] if self.lines else self.line

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        """What it leaves in fingerprints."""
        return self.reader.traces(self.text) if self.reader else self.body_traces

    @cached_property
    def words(self) -> str:
        """The text without any markup, in normal form."""
        return " ".join(" ".join(trace.words for trace in self.traces).split())

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing but a heading: what a scaffolded translation begins with."""
        return not any(trace.is_prose for trace in self.traces)

    def is_heading_of(self, source: Passage) -> bool:
        """Whether there is nothing but a heading of what says more in its source."""
        return self.is_blank and not source.is_blank

    @property
    def word_count(self) -> int:
        """How many words there are to translate."""
        return len(self.words.split())

    @cached_property
    def words_hash(self) -> str:
        """Fingerprint of the words."""
        return fingerprint(self.words)

    @property
    def form(self) -> str:
        """The text with its markup, in normal form."""
        form = "\n".join(trace.form for trace in self.traces)
        is_html = bool(self.traces) and self.traces[-1].form.startswith("html_block")
        return form.removesuffix("\n") if is_html else form

    @cached_property
    def form_hash(self) -> str:
        """Fingerprint of words and markup."""
        return fingerprint(self.form)


def fingerprint(text: str) -> str:
    """Return the first 12 hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]


# Front matter


def of_meta(meta: BaseModel, yaml: YamlData, reader: Reader) -> Iterator[Passage]:
    """Yield the translatable texts of a file's metadata, in the order of its type's fields.

    Args:
        meta: A source's or a translation's metadata.
        yaml: The same as plain values, with lines.
        reader: Reads the texts.
    """
    for path, at, text, field in _texts(meta, ()):
        line = yaml.line(at)
        optional = is_optional(field)
        yield Passage(".".join(path), text, line, is_meta=True, is_optional=optional, reader=reader)


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
        if isinstance(here, str) and here and (is_translated(field) or _is_translation(value)):
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


def of_body(body: str, body_line: int, article: Article) -> Iterator[Passage]:
    """Yield a body's passages in the order in which they start.

    Args:
        body: The Markdown after the front matter.
        body_line: Line of the file on which it starts.
        article: The same, read.
    """
    starts = _starts(article)
    texts: dict[str, list[tuple[int, str]]] = {LEAD: []}
    first: dict[str, int] = {LEAD: body_line}
    of_line: dict[int, str] = {}
    current, resumed, until = LEAD, LEAD, -1
    for number, line in enumerate(body.split("\n"), body_line):
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
        of_line[number] = current
    traces: dict[str, list[Trace]] = {}
    for trace in article.traces:
        traces.setdefault(of_line[trace.line], []).append(trace)
    for identifier, numbered in sorted(texts.items(), key=lambda item: first[item[0]]):
        while numbered and not numbered[-1][1]:
            numbered.pop()
        while numbered and not numbered[0][1]:
            numbered.pop(0)
        text = "\n".join(line for _, line in numbered)
        if text.strip():
            lines = tuple(number for number, _ in numbered)
            traces_here = tuple(traces.get(identifier, ()))
            yield Passage(identifier, text, first[identifier], lines=lines, body_traces=traces_here)


def at_lines(passages: Iterable[Passage]) -> dict[int, str]:
    """Return which passage each line of a file belongs to, by the passage's id."""
    return {line: passage.id for passage in passages for line in passage.lines}


def _starts(article: Article) -> dict[int, tuple[str, int | None]]:
    """Return the lines at which a passage starts: its id, and its last line if it has one.

    A heading's passage goes on to the next heading; a recommendation or a footnote stands in it,
    and after them it goes on.
    """
    starts: dict[int, tuple[str, int | None]] = {
        heading.line: (heading.own_id, None) for heading in article.headings if heading.own_id
    }
    for block in article.directives:
        if block.role == RECOMMENDATION and block.content:
            starts[block.line] = (block.anchor, block.end_line)
    for note in article.notes.values():
        starts[note.line] = (FOOTNOTE + note.name, _last_line(note))
    return starts


def _last_line(block: Block) -> int:
    """Return the last line of a block."""
    return max(_end(node) for node in walk(block))


def _end(node: Node) -> int:
    match node:
        case Text(text=text):
            return node.line + text.count("\n")
        case CodeBlock(text=text, is_indented=is_indented):
            return node.line + text.count("\n") + (-1 if is_indented else 1)
        case Directive(end_line=end):
            return end
        case _:
            return node.line
