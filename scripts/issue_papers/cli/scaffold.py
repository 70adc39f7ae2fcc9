"""New papers, sections, case studies and translations, as texts that an editor only has to fill.

Nothing is written here but by `write`, and that never over a file that is there: a draft can be
checked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from issue_papers.content import frontmatter
from issue_papers.content.library import Document, Entry, Kind, Library
from issue_papers.content.loader import kind_of
from issue_papers.content.model import City
from issue_papers.content.passages import passages
from issue_papers.content.records import translation_of
from issue_papers.content.settings import Settings
from issue_papers.content.validation import Place, validate
from issue_papers.content.yaml_edit import CannotEditError, insert_item
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

INDEX = "index.md"
_FOOTNOTE = re.compile(r"(?P<mark>\[\^[^\]]+\]:)\s*(?P<text>.*)", re.DOTALL)
_UNDERLINE = re.compile(r"=+|-+")


DATED_FOLDERS = {"event": "events", "news": "news"}
"""Where events and news stand below docs/."""


class ScaffoldError(Exception):
    """Something can't be made; the text says why and what to do."""


@dataclass(frozen=True)
class Draft:
    """A file as it is to be.

    Attributes:
        path: The file.
        text: All of it.
        before: What it was; nothing if it is new.
    """

    path: Path
    text: str
    before: str | None = None


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("issue_papers", "templates"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - what is made is Markdown and YAML
    )
    environment.filters["yaml"] = _yaml
    return environment


def _yaml(value: object) -> str:
    """Write a value as it may stand anywhere in YAML, quoted where it must be."""
    text = yaml.safe_dump(
        [value], default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    )
    return text.strip()[1:-1]


def _render(template: str, **values: object) -> str:
    return _templates().get_template(template).render(values)


# What can be made


def paper(settings: Settings, slug: str, values: Mapping[str, Any]) -> list[Draft]:
    """Make a paper's page and its first section.

    Args:
        settings: Where papers stand.
        slug: The paper's.
        values: What the template `paper.md` asks for, and `section_title` and `section_summary`.
    """
    folder = settings.docs_dir / "papers" / slug
    first = {"title": values["section_title"], "summary": values["section_summary"]}
    return [
        Draft(folder / INDEX, _render("paper.md", **values)),
        Draft(folder / f"{values['section']}.md", _render("section.md", **first)),
    ]


def section(
    settings: Settings, entry: Entry, slug: str, values: Mapping[str, Any], *, after: str
) -> list[Draft]:
    """Make a section, and list it in its paper.

    Args:
        settings: Where the project is.
        entry: The paper.
        slug: The section's.
        values: Its `title` and `summary`.
        after: The section that it follows.

    Raises:
        ScaffoldError: The paper's list can't be changed without disturbing the rest.
    """
    index = settings.root / entry.source.path
    before = _read(index)
    try:
        text = insert_item(before, "sections", slug, after)
    except CannotEditError as error:
        message = say(
            "{path}: {reason}; add `{slug}` to `sections:` yourself",
            path=entry.source.path,
            reason=error.args[0],
            slug=slug,
        )
        raise ScaffoldError(message) from error
    return [
        Draft(index.parent / f"{slug}.md", _render("section.md", **values)),
        Draft(index, text, before),
    ]


def case_study(
    settings: Settings, slug: str, values: Mapping[str, Any], city: Mapping[str, Any] | None
) -> list[Draft]:
    """Make a case study and, if its city is new, the city's line in cities.yml.

    Args:
        settings: Where case studies stand.
        slug: The case's.
        values: What the template `case-study.md` asks for.
        city: What the template `city.yml` asks for; nothing if the city is known.
    """
    drafts = [Draft(settings.cases_dir / slug / INDEX, _render("case-study.md", **values))]
    if city:
        path = settings.cases_dir / "cities.yml"
        before = _read(path) if path.exists() else None
        end = "\r\n" if before and "\r\n" in before else "\n"
        kept = f"{before.rstrip()}{end}" if before and before.strip() else ""
        line = _render("city.yml", **city).strip() + end
        drafts.append(Draft(path, kept + line, before))
    return drafts


def dated_page(settings: Settings, kind: str, slug: str, values: Mapping[str, Any]) -> list[Draft]:
    """Make an event or a piece of news.

    Args:
        settings: Where pages stand.
        kind: `event` or `news`: the template's name.
        slug: The page's.
        values: What the template asks for.
    """
    folder = settings.docs_dir / DATED_FOLDERS[kind]
    return [Draft(folder / f"{slug}.md", _render(f"{kind}.md", **values))]


def translation(library: Library, entry: Entry, language: str) -> list[Draft]:
    """Lay a translation out: every id, block and key of the source, with its text to work from."""
    locales, source = library.locales, entry.source
    root = library.settings.root
    path = (root / source.path).with_name(
        locales.path(Path(source.path).name, language),
    )
    required, optional = _metadata(entry)
    text = _render(
        "translation.md",
        source_language=locales[locales.source].name,
        required=required,
        optional=optional,
        body=_body(source),
    )
    return [Draft(path, text.rstrip() + "\n")]


def _metadata(entry: Entry) -> tuple[str, str]:
    """Return a source's texts as YAML: those a translation must have, and as comments the others.

    On a plain page, which need not have any, the title and the summary count as the former.
    """
    model = translation_of(entry.kind.model)
    needed = {name for name, field in model.model_fields.items() if field.is_required()}
    if entry.kind is Kind.PAGE:
        needed = {"title", "summary"}
    required: dict[str, Any] = {}
    optional: dict[str, Any] = {}
    for passage in passages(entry.source):
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
        elif draft.before is None and _kind(settings, draft.path) is not None:
            text, faults = frontmatter.parse(draft.text, name)
            model = cast("Kind", _kind(settings, draft.path)).model
            found += faults + validate(model, Place(name, text.meta), text.meta.value)[1]
    return found


def _kind(settings: Settings, path: Path) -> Kind | None:
    """Tell what a new source file is; nothing for a translation, which is made from a sound one."""
    if "." in path.stem:
        return None
    if path.is_relative_to(settings.cases_dir):
        return Kind.CASE_STUDY
    return kind_of(path.relative_to(settings.docs_dir).as_posix())


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
        if draft.before is not None and _read(draft.path) != draft.before:
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


def _read(path: Path) -> str:
    """Read a file without touching its line endings."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
