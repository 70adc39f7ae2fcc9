"""Rules for where a page stands: a free address, the right folder; its template, and its text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import cast

from issue_papers.content import addresses
from issue_papers.content.library import CASES_PREFIX, Entry, Kind, Library
from issue_papers.content.model import PlainPage
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest


def check(library: Library) -> Iterator[Problem]:
    """Yield pages at a taken address, in a folder that makes them nothing, or of nothing."""
    yield from _addresses(library)
    for entry in library.of_kind(Kind.PAGE):
        yield from _misplaced(library, entry)
        yield from _template(library, entry)
        yield from _text(entry)


def _addresses(library: Library) -> Iterator[Problem]:
    """No two pages at one address in any language, whatever the case of its letters."""
    locales = library.locales
    first: dict[str, Entry] = {}
    told: set[str] = set()
    built = addresses.taken_by_build(library)
    prefixes = tuple(prefix for tag in locales.tags if (prefix := locales.prefix(tag)))

    def looks_translated(entry: Entry) -> bool:
        return locales.url(entry.key, locales.source).lower().startswith(prefixes)

    # A page in a folder that is called as a language is the one to be renamed.
    for entry in sorted(library.entries.values(), key=lambda e: (looks_translated(e), e.key)):
        for tag in (locales.source, *locales.tags):
            address = locales.url(entry.key, tag).lower()
            other = first.setdefault(address, entry)
            if other is not entry and entry.key not in told:
                told.add(entry.key)
                message = say(
                    "the address /{address} is already taken by {path}",
                    address=address,
                    path=other.source.path,
                )
                yield Problem(entry.source.path, 1, "slug", message, say("rename one of the two"))
            elif address in built or addresses.is_in_folder_of_build(address):
                if entry.key in told:
                    continue
                told.add(entry.key)
                message = say("the address /{address} is needed by the build", address=address)
                yield Problem(entry.source.path, 1, "slug", message, say("rename it"))


def _misplaced(library: Library, entry: Entry) -> Iterator[Problem]:
    """A case, an event or a piece of news stands where it is taken for one."""
    settings = library.settings
    parts = PurePosixPath(entry.key).parts
    keys = cast("PlainPage", entry.source.meta).model_extra or {}
    folder = settings.relative(settings.docs_dir)
    match parts:
        case (place, name) if place == CASES_PREFIX and name != "index.md":
            right = f"{settings.relative(settings.cases_dir)}/{entry.slug}/index.md"
        case (place, _, _, *_) if place == CASES_PREFIX and parts[-1] == "index.md":
            right = f"{settings.relative(settings.cases_dir)}/{entry.slug}/index.md"
        case ("events", _, *_) if "start" in keys and entry.key != "events/index.md":
            right = f"{folder}/events/{entry.slug}.md"
        case ("news", _, *_) if "date" in keys and entry.key != "news/index.md":
            right = f"{folder}/news/{entry.slug}.md"
        case _:
            return
    if library.has_case(entry.slug) and parts[0] == CASES_PREFIX:
        return  # the page is there already: the two have one address, and that is said
    message = say("the file stands where it is taken for a plain page")
    yield Problem(entry.source.path, 1, "file", message, say("move it to `{right}`", right=right))


def _template(library: Library, entry: Entry) -> Iterator[Problem]:
    """The template that a page asks for is there."""
    for document in entry.documents():
        template = getattr(document.meta, "template", None)
        known = library.settings.templates
        if isinstance(template, str) and template not in known:
            message = say("there is no template `{template}`", template=template)
            line = document.yaml.line(("template",))
            yield Problem(document.path, line, "template", message, closest(template, known))


def _text(entry: Entry) -> Iterator[Problem]:
    """A page has something to read: a title at least, or a template that writes something."""
    for document in entry.documents():
        has_meta = getattr(document.meta, "title", None) or getattr(document.meta, "template", None)
        if not has_meta and not document.article.blocks:
            message = say("the page has neither a title nor a text")
            hint = say("write a title and a text, or delete the file")
            yield Problem(document.path, 1, "file", message, hint)
