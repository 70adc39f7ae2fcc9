"""Rules for where texts come from: who is made after another work says whose each passage is.

Nothing of it concerns a paper without `based_on`, but that what is said of an origin can be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from issue_papers.checks.anchors import anchors
from issue_papers.content.library import Entry, Library
from issue_papers.content.origins import FORMS, Place, spans
from issue_papers.content.provenance import Provenance, original, provenance
from issue_papers.content.works import Original
from issue_papers.kinds.telling import at
from issue_papers.reporting.messages import say, say_count
from issue_papers.reporting.problems import Problem, Severity, closest

KEY = "origin"
REASON = "because"


def check(library: Library) -> Iterator[Problem]:
    """Yield passages of which nothing says whose they are, and what is said amiss of others."""
    for entry in library.written.entries.values():
        if KEY not in entry.kind.model.model_fields or entry.key in library.unsound:
            continue
        found, after = provenance(library, entry), original(library, entry)
        yield from _marks(entry, found)
        yield from _places(library, entry, found, after)
        yield from _additions(library, entry)
        if after:
            yield from _passages(entry, found)
            yield from _reasons(entry, after)


def _marks(entry: Entry, found: Provenance) -> Iterator[Problem]:
    """A mark says something, of something."""
    for mark, why in found.unread:
        message = say(
            "found `{found}`, expected a place in a work: {forms}", found=mark.text, forms=FORMS
        )
        hint = say("what is this edition's own is marked `<!-- ours -->`")
        yield Problem(entry.source.path, mark.line, KEY, why or message, "" if why else hint)
    for mark in found.lost:
        message = say("the mark `{found}` has no passage above it", found=mark.text)
        hint = say("put it in a line below the passage, the heading or the block that it is for")
        yield Problem(entry.source.path, mark.line, KEY, message, hint)


def _places(
    library: Library, entry: Entry, found: Provenance, after: Any | None
) -> Iterator[Problem]:
    """A place is in a work that is there, on a page that the work has."""
    lines = {
        place: mark.line
        for mark, origin in found.marked
        if isinstance(origin, tuple)
        for place in origin
    }
    own = found.page if isinstance(found.page, tuple) else ()
    front = entry.source.yaml.line((KEY,))
    for place in dict.fromkeys((*own, *found.places)):
        line = front if place in own else lines.get(place, front)
        yield from _place(library, entry, line, place, after)


def _place(
    library: Library, entry: Entry, line: int, place: Place, after: Any | None
) -> Iterator[Problem]:
    path = entry.source.path
    work = place.work or (after.reference if isinstance(after, Original) else None)
    if place.work is None and not isinstance(after, Original):
        if any(map(library.is_alone, library.entries.values())):
            return  # what it is made after stood on the page that isn't there
        message = say("pages without a work: the page belongs to no paper with `based_on`")
        yield Problem(path, line, KEY, message, say("write the work's id before the pages"))
    elif work and work not in library.references:
        if place.work and not library.is_reference(work):
            message = say("the reference `{reference}` isn't in any references.yml", reference=work)
            yield Problem(path, line, KEY, message, closest(work, library.references))
    elif work and place.pages:
        last = str(library.references[work].number_of_pages)
        most = max(end for _, end in spans(place.pages))
        if last.isdecimal() and most > int(last):
            message = say(
                "found page {page}, but `{work}` has {count}", page=most, work=work, count=last
            )
            hint = say("`number-of-pages` in references.yml says how many there are")
            yield Problem(path, line, KEY, message, hint)


def _additions(library: Library, entry: Entry) -> Iterator[Problem]:
    """What readers are led to, to see what an edition adds, is there."""
    work = getattr(entry.source.meta, "based_on", None)
    if not isinstance(work, Original) or not work.additions:
        return
    path, _, anchor = work.additions.partition("#")
    key = library.resolve(entry, path)
    page = library.entries.get(key or "")
    where = ("based_on", "additions")
    if page is None and key not in library.known:
        message = say("the page `{path}` isn't there", path=path)
        hint = say("write the path from this file to the page's source file: `../../about.md`")
        yield at(entry.source, *where, message=message, hint=hint)
    elif page and anchor and anchor not in (ids := anchors(library, page, page.source)):
        message = say("{path} has no place `#{anchor}`", path=page.source.path, anchor=anchor)
        yield at(entry.source, *where, message=message, hint=closest(anchor, ids))


def _passages(entry: Entry, found: Provenance) -> Iterator[Problem]:
    """Each passage is after a place in a work, or the edition's own."""
    if None not in found.origins.values():
        return
    unsaid = [each for each in entry.names.named if found.origins.get(each.id, ()) is None]
    message = say_count(
        len(unsaid),
        one="one passage doesn't say whose it is: of the original, or this edition's own",
        other="{count} passages don't say whose they are: of the original, or this edition's own",
    )
    hint = say(
        "write into the front matter which pages of the original the text is after, `origin: 7-9`, "
        "or `origin: ours`; below a passage that differs, `<!-- ours -->` or `<!-- origin: 7 -->`"
    )
    yield Problem(entry.source.path, unsaid[0].piece.line, KEY, message, hint)


def _reasons(entry: Entry, after: Any) -> Iterator[Problem]:
    """A work is cited with its page, or it is said why it supports the text.

    A page that lists works names them for their own sake.
    """
    if entry.source.outline.lists_works:
        return
    because = getattr(entry.source.meta, REASON)
    own = getattr(after, "reference", None)
    cited: dict[str, int] = {}
    unfounded: dict[str, int] = {}
    for line, item in entry.source.outline.cited:
        cited.setdefault(item.key, line)
        if not item.locator and item.key not in because and item.key != own:
            unfounded.setdefault(item.key, line)
    for key, line in unfounded.items():
        message = say("nothing says why `@{key}` supports the text, and on which page", key=key)
        hint = say(
            "cite its page, `[@{key}, p. 7]`, or say why in the front matter: "
            "`because: {{{key}: …}}`",
            key=key,
        )
        yield Problem(entry.source.path, line, REASON, message, hint)
    for key in because:
        if key not in cited:
            message = say("`{key}` isn't cited on this page", key=key)
            line = entry.source.yaml.line((REASON, key))
            hint = closest(key, cited) if cited else say("take the line out")
            yield Problem(
                entry.source.path, line, f"{REASON}.{key}", message, hint, Severity.WARNING
            )
