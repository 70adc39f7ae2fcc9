"""Brings the catalogues of messages, and the reference that is made of them, up to date.

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

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from issue_papers.cli.main import main as commands
from issue_papers.cli.reference import pages
from issue_papers.cli.speaking import paragraphs
from issue_papers.reporting.catalogues import TRANSLATED, source_file
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts" / "issue_papers"
REFERENCE = ROOT / "manual" / "docs" / "reference"
KEYWORDS = {"say": None, "say_count": (1, 2)}
"""What makes messages, and which of what `python` and `template` yield are its texts."""

CLICK = Path(click.__file__).parent
CLICK_KEYWORDS = {"_": None, "ngettext": (1, 2)}
TOLD_TO_PROGRAMMERS = ("shell_completion.py", "utils.py", "_*.py")
"""Modules of click's whose texts nobody who types a command reads."""

_Texts: TypeAlias = str | tuple[str, ...]
_Found: TypeAlias = tuple[int, str, _Texts, list[str]]


def python(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Iterable[str],
    options: Mapping[str, Any],
) -> Iterator[_Found]:
    """Yield what a module says, helps and explanations of keys with it, as Babel asks it.

    Babel's own extractor reads tokens, and loses a message that is said inside another call inside
    a message; this one reads the syntax tree.
    """
    del keywords, comment_tags, options
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and called(node) in KEYWORDS:
            texts = tuple(text.value for text in templates(node) if isinstance(text, ast.Constant))
            yield node.lineno, called(node), texts[0] if len(texts) == 1 else texts, []
        elif isinstance(node, ast.Call) and called(node) == "explained":
            told = node.args[0]
            if isinstance(told, ast.Constant):
                yield node.lineno, "say", str(told.value), []
        elif isinstance(node, ast.Call) and called(node).startswith("click."):
            given = [each.value for each in node.keywords if each.arg in {"help", "short_help"}]
            for text in given:
                if isinstance(text, ast.Constant):
                    yield node.lineno, "say", str(text.value), []
        elif isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            for paragraph in paragraphs(ast.get_docstring(node) or ""):
                yield node.lineno, "say", paragraph, []


def called(call: ast.Call) -> str:
    """Return what a call names, as `say` or `click.option`."""
    return ast.unparse(call.func)


def _is_command(decorator: ast.expr) -> bool:
    """Whether a decorator makes a command of a function, whose docstring is then its help."""
    return isinstance(decorator, ast.Call) and called(decorator).endswith((".command", ".group"))


def template(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Iterable[str],
    options: Mapping[str, Any],
) -> Iterator[_Found]:
    """Yield the messages of a Jinja template, as `python` does those of a module."""
    del keywords, comment_tags, options
    for node in Environment(autoescape=True).parse(file.read().decode()).find_all(nodes.Call):
        if isinstance(node.node, nodes.Name) and node.node.name in KEYWORDS:
            forms = {each.key: each.value for each in node.kwargs}
            written = [forms["one"], forms["other"]] if "one" in forms else node.args[:1]
            texts = tuple(text.value for text in written if isinstance(text, nodes.Const))
            yield node.lineno, node.node.name, texts[0] if len(texts) == 1 else texts, []


def templates(call: ast.Call) -> list[ast.expr]:
    """Return the templates of a call: one, or those for one thing and for several."""
    if called(call) == "say":
        return call.args[:1]
    forms = {keyword.arg: keyword.value for keyword in call.keywords}
    return [forms["one"], forms["other"]]


def extracted() -> Catalog:
    """Return the template of all catalogues: what the package and click say, and where."""
    ours = [
        ("**.py", python),
        ("templates/review.md", template),
        ("templates/translation.md", template),
        ("kinds/*/new.md", template),
        ("templates/reference/*.md", template),
    ]
    clicks = [*((name, "ignore") for name in TOLD_TO_PROGRAMMERS), ("*.py", "python")]
    found = Catalog(project="issue-papers", charset="utf-8", fuzzy=False)
    for prefix, messages in (
        ("", extract_from_dir(PACKAGE, ours, keywords=KEYWORDS)),
        (
            "click/",
            extract_from_dir(CLICK, clicks, keywords=CLICK_KEYWORDS),
        ),
    ):
        for file, _, message, _, _ in sorted(messages, key=lambda each: (each[0], each[1])):
            known = found.get(message if isinstance(message, str) else message[0])
            at = (f"{prefix}{file}", 0)  # a file is named once, without its lines
            found.add(message, locations=[] if known and at in known.locations else [at])
    return found


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
    for name, text in pages(commands).items():
        (REFERENCE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
