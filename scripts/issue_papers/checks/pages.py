"""Rules for what every page has: a free address, its template, and something to read.

A page or a translation that has no text yet is no fault: it is told of, and nothing else is asked
of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.content import addresses
from issue_papers.content.library import Entry, Library
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity, closest

DRAFT = "draft"
"""What a page or a translation is that has no text yet."""


def check(library: Library) -> Iterator[Problem]:
    """Yield pages at a taken address, without their template, or of nothing, and drafts."""
    yield from _addresses(library)
    for entry in library.drafts.values():
        yield _unwritten(entry)
    for entry in library.entries.values():
        yield from _drafts(entry)
        if entry.kind.is_ours:
            yield from _summaries(library, entry)
        else:
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


def _unwritten(entry: Entry) -> Problem:
    """A page without a text isn't published, and its editor knows why."""
    document = entry.source
    message = say("a draft that isn't published: its text isn't written yet")
    hint = say("it is published when it has a first paragraph")
    line = max(document.body_line - 1, 1)
    return Problem(document.path, line, DRAFT, message, hint, Severity.NOTICE)


def _drafts(entry: Entry) -> Iterator[Problem]:
    """A translation without a text isn't published, and its editor knows why."""
    for document in entry.drafts.values():
        message = say("a draft that isn't published: none of its text is translated yet")
        hint = say("it is published when a first paragraph of its text is translated")
        yield Problem(document.path, 1, DRAFT, message, hint, Severity.NOTICE)


def _summaries(library: Library, entry: Entry) -> Iterator[Problem]:
    """Something says what a page is about, where it is told of elsewhere."""
    for document in entry.documents():
        if not document.summary and not library.is_draft(entry, document.language):
            message = say("nothing says what the page is about: no summary, and no first paragraph")
            hint = say("write one or two sentences in `summary:`")
            line = document.yaml.line(("title",))
            yield Problem(document.path, line, "summary", message, hint)


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
