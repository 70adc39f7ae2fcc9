"""Translations laid out, and drafts of any kind: checked, written, taken back.

Nothing is written here but by `write`, and that never over a file that is there: a draft can be
checked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from issue_papers.content import frontmatter
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.loader import type_of
from issue_papers.content.model import City
from issue_papers.content.page_type import CASES_PREFIX, PageType
from issue_papers.content.settings import Settings
from issue_papers.content.validation import Place, validate
from issue_papers.kinds import registry
from issue_papers.kinds.scaffolding import Draft, ScaffoldError, as_read, with_words
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_FOOTNOTE = re.compile(r"(?P<mark>\[\^[^\]]+\]:)\s*(?P<text>.*)", re.DOTALL)
_UNDERLINE = re.compile(r"=+|-+")


def _translation() -> Template:
    environment = Environment(
        loader=PackageLoader("issue_papers", "templates"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - what is made is Markdown and YAML
    )
    return with_words(environment).get_template("translation.md")


def translation(library: Library, entry: Entry, language: str) -> list[Draft]:
    """Lay a translation out: every id, block and key of the source, with its text to work from."""
    locales, source = library.locales, entry.source
    root = library.settings.root
    path = (root / source.path).with_name(
        locales.path(Path(source.path).name, language),
    )
    required, optional = _metadata(entry)
    text = _translation().render(
        source_language=locales[locales.source].name,
        required=required,
        optional=optional,
        body=_body(source),
    )
    return [Draft(path, text.rstrip() + "\n")]


def _metadata(entry: Entry) -> tuple[str, str]:
    """Return a source's texts as YAML: those a translation must have, and as comments the others.

    The title and the summary count as the former, where the source has them.
    """
    model = entry.kind.translation
    needed = {name for name, field in model.model_fields.items() if field.is_required()}
    needed |= {"title", "summary"}
    required: dict[str, Any] = {}
    optional: dict[str, Any] = {}
    for passage in entry.source.passages:
        if not passage.is_meta:
            continue
        first, *rest = passage.id.split(".")
        at = required if first in needed else optional
        for part in [first, *rest][:-1]:
            at = at.setdefault(part, {})
        at[[first, *rest][-1]] = passage.text
    commented = "\n".join(f"# {line}" for line in _block_yaml(optional).splitlines())
    return _block_yaml(required), commented


def _block_yaml(value: dict[str, Any]) -> str:
    if not value:
        return ""
    text = yaml.safe_dump(value, allow_unicode=True, width=10**6, sort_keys=False)
    return str(text).rstrip()


def _body(source: Document) -> str:
    """Keep a body's headings and blocks, and make a comment of every other paragraph."""
    lines = source.body.split("\n")
    kept: set[int] = set()
    for block in source.article.directives:
        kept |= set(range(block.line, block.end_line + 1))
    for heading in source.article.headings:
        kept.add(heading.line)
        index = heading.line - source.body_line
        below = lines[index + 1].strip() if index + 1 < len(lines) else ""
        if not lines[index].lstrip().startswith("#") and _UNDERLINE.fullmatch(below):
            kept.add(heading.line + 1)
    made: list[str] = []
    waiting: list[str] = []
    for number, line in enumerate([*lines, ""], source.body_line):
        if number not in kept and line.strip():
            waiting.append(line)
            continue
        if waiting:
            made.append(_comment(waiting))
            waiting = []
        made.append(line)
    return "\n".join(made).strip("\n")


def _comment(lines: list[str]) -> str:
    """Make a comment of a paragraph, or of a footnote's text, behind its mark."""
    text = "\n".join(lines).replace("<!--", "").replace("-->", "")
    if match := _FOOTNOTE.fullmatch(text):
        notes = re.split(r"\n(?=\[\^[^\]]+\]:)", text)
        matches = [match for note in notes if (match := _FOOTNOTE.fullmatch(note))]
        return "\n".join(f"{m['mark']} <!-- {' '.join(m['text'].split())} -->" for m in matches)
    return f"<!--\n{text}\n-->"


# Checking and writing


def problems(settings: Settings, drafts: Iterable[Draft]) -> list[Problem]:
    """Return what is wrong with the front matter or the cities of new files."""
    found: list[Problem] = []
    for draft in drafts:
        name = settings.relative(draft.path)
        if draft.path.suffix == ".yml":
            data, faults = frontmatter.parse_yaml(draft.text, name)
            for slug, value in (data.value or {}).items():
                faults += validate(City, Place(name, data, (str(slug),)), value)[1]
            found += faults
        elif draft.before is None and (kind := _kind(settings, draft.path)):
            text, faults = frontmatter.parse(draft.text, name)
            model = kind.model
            found += faults + validate(model, Place(name, text.meta), text.meta.value)[1]
    return found


def _kind(settings: Settings, path: Path) -> PageType | None:
    """Tell what a new source file is; nothing for a translation, which is made from a sound one."""
    if "." in path.stem:
        return None
    is_case = path.is_relative_to(settings.cases_dir)
    key = path.relative_to(settings.cases_dir if is_case else settings.docs_dir).as_posix()
    return type_of(f"{CASES_PREFIX}/{key}" if is_case else key, registry.types())


def write(drafts: Iterable[Draft]) -> None:
    """Write files; none if one of the new ones is there already, or one to be changed has changed.

    Raises:
        ScaffoldError: That is so.
    """
    drafts = list(drafts)
    for draft in drafts:
        if draft.before is None and draft.path.exists():
            path = str(draft.path)
            raise ScaffoldError(say("{path} is there already; nothing was written", path=path))
        if draft.before is not None and as_read(draft.path) != draft.before:
            path = str(draft.path)
            raise ScaffoldError(say("{path} was changed meanwhile; nothing was written", path=path))
    for draft in drafts:
        draft.path.parent.mkdir(parents=True, exist_ok=True)
        mode = "w" if draft.before is not None else "x"
        with draft.path.open(mode, encoding="utf-8", newline="") as file:
            file.write(draft.text)


def undo(drafts: Iterable[Draft]) -> None:
    """Take back what `write` has written."""
    for draft in drafts:
        if draft.before is not None:
            with draft.path.open("w", encoding="utf-8", newline="") as file:
                file.write(draft.before)
            continue
        draft.path.unlink()
        if not any(draft.path.parent.iterdir()):
            draft.path.parent.rmdir()
