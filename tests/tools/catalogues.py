"""Brings the catalogues of messages up to date with the code.

Run it by hand after a change of a message, and translate what is new:

    .venv/bin/python tests/tools/catalogues.py

New messages get an entry without a translation, which `tests/unit/test_messages.py` asks for; those
that nobody says any more go. Translations are otherwise left as they are.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from issue_papers.reporting.catalogues import TRANSLATED, source_file

PACKAGE = Path(__file__).resolve().parents[2] / "scripts" / "issue_papers"
KEYWORDS = {"say": None, "say_count": (1, 2)}
"""What makes messages, and which of what `extract` yields are its texts, as Babel writes it."""

_Found: TypeAlias = tuple[int, str, str | tuple[str, str], list[str]]


def extract(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Iterable[str],
    options: Mapping[str, Any],
) -> Iterator[_Found]:
    """Yield the messages of a module, as Babel asks of what extracts them.

    Babel's own extractor reads tokens, and loses a message that is said inside another call inside
    a message; this one reads the syntax tree.
    """
    del keywords, comment_tags, options
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"say", "say_count"}:
            written = [text.value for text in templates(node) if isinstance(text, ast.Constant)]
            texts = [text for text in written if isinstance(text, str)]
            if len(texts) == 1:
                yield node.lineno, "say", texts[0], []
            elif texts:
                yield node.lineno, "say_count", (texts[0], texts[1]), []


def templates(call: ast.Call) -> list[ast.expr]:
    """Return the templates of a call: one, or those for one thing and for several."""
    if getattr(call.func, "id", "") == "say":
        return call.args[:1]
    forms = {keyword.arg: keyword.value for keyword in call.keywords}
    return [forms["one"], forms["other"]]


def extracted() -> Catalog:
    """Return the template of all catalogues: what the package says, and where."""
    found = Catalog(project="issue-papers", charset="utf-8", fuzzy=False)
    here = extract_from_dir(PACKAGE, [("**.py", extract)], keywords=KEYWORDS)
    for file, _, message, _, _ in sorted(here, key=lambda each: (each[0], each[1])):
        at = [] if _known(found, message, file) else [(file, 0)]
        found.add(message, locations=at)
    return found


def _known(catalogue: Catalog, message: str | tuple[str, ...], file: str) -> bool:
    """Whether a place is known already: a file is named once, without its lines."""
    known = catalogue.get(message if isinstance(message, str) else message[0])
    return known is not None and (file, 0) in known.locations


def read(language: str) -> Catalog:
    """Return a language's catalogue as its file has it."""
    with source_file(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(catalogue: Catalog, template: Catalog) -> Catalog:
    """Return a catalogue with the template's messages and no others, none of them guessed."""
    header = catalogue.header_comment
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.header_comment = header
    return catalogue


def as_text(catalogue: Catalog) -> str:
    """Write a catalogue as its file is: without dates and line numbers, which only conflict."""
    written = io.BytesIO()
    write_po(
        written, catalogue, width=100, include_lineno=False, sort_by_file=True, ignore_obsolete=True
    )
    lines = written.getvalue().decode("utf-8").split("\n")
    kept = ("Language:", "Plural-Forms", "MIME", "Content-")
    at = lines.index('msgstr ""') + 1
    end = lines.index("", at)
    header = [line for line in lines[at:end] if line.startswith(tuple(f'"{name}' for name in kept))]
    return "\n".join([*lines[:at], *header, *lines[end:]])


def main() -> None:
    """Write all catalogues anew."""
    for language in TRANSLATED:
        text = as_text(updated(read(language), extracted()))
        source_file(language).write_text(text, encoding="utf-8")
        left = [message for message in read(language) if message.id and not message.string]
        print(f"{language}: {len(left)} without a translation")


if __name__ == "__main__":
    main()
