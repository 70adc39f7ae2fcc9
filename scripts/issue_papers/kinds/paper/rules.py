"""Rules for papers: what they list is there, and their numbers, licences and editions agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from issue_papers.content.frontmatter import type_name
from issue_papers.content.library import Entry, Library
from issue_papers.content.works import ROLES
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.telling import at, doubt, doubtful_names, taken_numbers
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity, closest


def contents(library: Library) -> Iterator[Problem]:
    """A paper lists each of its section files once, and each listed one is there."""
    for paper in library.partly_of(PAPER):
        listed = paper.source.meta.sections
        files = library.index(_texts_by_folder).get(str(paper.folder), set()) - {"index"}
        yield from _listed_sections(paper, listed, files)
        if not paper.source.is_sound:
            continue  # what it lists may be what is at fault
        for slug in sorted(files - set(listed)):
            section = library.part(paper, slug)
            if section is None:
                continue  # it is too broken to be read, or a translation of nothing
            message = say("the paper {path} doesn't list this section", path=paper.source.path)
            hint = say("add `{slug}` to its `sections:`", slug=slug)
            yield Problem(section.source.path, 1, "sections", message, hint)


def _texts_by_folder(library: Library) -> dict[str, set[str]]:
    """Return the names of the texts in each folder, without their ending."""
    found: dict[str, set[str]] = {}
    for path in map(PurePosixPath, library.known):
        if path.suffix == ".md":
            found.setdefault(str(path.parent), set()).add(path.stem)
    return found


def _listed_sections(
    paper: Entry[Paper], listed: tuple[str, ...], files: set[str]
) -> Iterator[Problem]:
    unlisted = files - set(listed)
    for index, slug in enumerate(listed):
        hint = ""
        if slug == "index":
            message = say("`index` is the paper's own page, and no section of it")
            hint = say("take it out of the list")
        elif slug in listed[:index]:
            message = say("`{slug}` is listed twice", slug=slug)
        elif slug not in files:
            message = say("the section `{slug}` is listed, but {slug}.md isn't there", slug=slug)
            hint = closest(slug, unlisted)
            if not hint.startswith("did"):
                hint = say(
                    "write {folder}/{slug}.md, or take `{slug}` out of the list",
                    folder=paper.folder.name,
                    slug=slug,
                )
        else:
            continue
        yield at(paper.source, "sections", index, message=message, hint=hint)


def covers(library: Library) -> Iterator[Problem]:
    """The picture of a paper's cover is one of its `images:`, and has a file."""
    for paper in library.of(PAPER):
        wanted, images = paper.source.meta.cover, paper.source.meta.images
        pictures = [image.id for image in images if image.file]
        if wanted and wanted not in pictures:
            message = say("`images:` has no picture `{id}`", id=wanted)
            hint = say("add it to `images:`, with `file:`, `alt:` and `credit:`")
            yield at(
                paper.source,
                "cover",
                message=message,
                hint=closest(wanted, pictures) if pictures else hint,
            )


def numbers(library: Library) -> Iterator[Problem]:
    """Each paper has a number of its own; of two, the newer has to take another."""
    papers = sorted(library.of(PAPER), key=lambda paper: (paper.source.meta.published, paper.key))
    yield from taken_numbers((paper, paper.source.meta.number) for paper in papers)


def authors(library: Library) -> Iterator[Problem]:
    """It is plain who made a paper, and which part of a name is the family name."""
    for paper in library.partly_of(PAPER):
        meta = paper.source.meta
        if paper.source.is_sound:
            yield from _unsigned(paper)
        for role in ROLES:
            yield from doubtful_names(paper.source, getattr(meta, role), (role,))
        if meta.based_on:
            yield from doubtful_names(paper.source, meta.based_on.authors, ("based_on", "authors"))


def _unsigned(paper: Entry[Paper]) -> Iterator[Problem]:
    """Yield what is missing of who answers for a paper's words."""
    meta, source = paper.source.meta, paper.source
    if meta.based_on:
        if not (meta.adapters or meta.editors):
            yield at(
                source,
                "based_on",
                message=say(
                    "nobody is named who made this edition: the words would be told as the "
                    "original's authors'"
                ),
                hint=say(
                    "add `adapters:` or `editors:`; an organisation is written "
                    "`- {{id: team, literal: Its name}}`"
                ),
            )
    elif not meta.creators:
        yield Problem(
            source.path,
            1,
            "authors",
            say("nobody is named who wrote the paper"),
            say("add `authors:`, or `editors:`, with at least one name"),
        )


def originals(library: Library) -> Iterator[Problem]:
    """An edition after another work has a date, and that work is one that is known."""
    known = library.references
    for paper in library.partly_of(PAPER):
        meta, source = paper.source.meta, paper.source
        if not source.is_sound:
            pass  # what is missing may be what is at fault
        elif meta.based_on and not meta.edition_date:
            yield at(
                source,
                "based_on",
                message=say("the edition has no date of its own"),
                hint=say(
                    "write `edition: {{number: {number}, date: 2026-11}}`",
                    number=meta.edition.number,
                ),
            )
        elif not meta.published:
            message = say("nothing says when the paper was published")
            hint = say("write `issued:` with a year, a month or a day")
            yield Problem(source.path, 1, "issued", message, hint)
        found = meta.based_on.reference if meta.based_on else None
        if found and not library.is_reference(found):
            yield at(
                source,
                "based_on",
                message=say("no references.yml has the entry `{id}`", id=found),
                hint=closest(found, sorted(known)),
            )


_ADDRESS = re.compile(r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)(?:/([a-z]{2,3})\b)?")
_SHORT = re.compile(
    r"CC[\s-]*(BY(?:[\s-](?:NC|SA|ND))*)[\s-]+v?(\d(?:\.\d)?)\b(?:[\s-](IGO)\b)?", re.IGNORECASE
)
_LONG = re.compile(
    r"Creative Commons (Attribution(?:[\s-]+(?:Non-?Commercial|Share-?Alike|No-?Deriv\w+))*)"
    r" v?(\d(?:\.\d)?)(?: (IGO)\b)?",
    re.IGNORECASE,
)
_CC0 = re.compile(r"CC[\s-]?0\b|publicdomain/zero/", re.IGNORECASE)


def _licence_meant(text: str) -> str:
    """Return SPDX's identifier of a Creative Commons licence that is told in another form."""
    if _CC0.search(text):
        return "CC0-1.0"
    found = _ADDRESS.search(text) or _SHORT.search(text) or _LONG.search(text)
    if found is None:
        return ""
    words = re.sub(r"Attribution", "BY", found[1], flags=re.IGNORECASE)
    for long, short in (("Non-?Commercial", "NC"), ("Share-?Alike", "SA"), (r"No-?Deriv\w+", "ND")):
        words = re.sub(long, short, words, flags=re.IGNORECASE)
    version = found[2] if "." in found[2] else f"{found[2]}.0"
    port = [found[3].upper()] if found[3] else []
    right = "-".join(["CC", *re.split(r"[\s-]+", words.upper()), version, *port])
    try:
        return str(canonicalize_license_expression(right))
    except InvalidLicenseExpression:
        return ""


def licences(library: Library) -> Iterator[Problem]:
    """A paper's licence is one that programs know, in the letters that they know it by."""
    for paper in library.partly_of(PAPER):
        found = paper.source.meta.licence
        if not found:
            continue  # it is missing, which is said
        line = paper.source.yaml.line(("licence",))
        try:
            right = str(canonicalize_license_expression(found))
        except InvalidLicenseExpression:
            message = say("“{found}” is no identifier of SPDX's list, as CC-BY-4.0", found=found)
            hint = say(
                "look for it at https://spdx.org/licenses/; any other text is printed as it is, "
                "and programs don't understand it"
            )
            if meant := _licence_meant(found):
                hint = say("write `{value}`", value=meant)
            yield Problem(paper.source.path, line, "licence", message, hint, Severity.WARNING)
            continue
        if right != found:
            message = say(
                "found {found}, expected {expected}", found=type_name(found), expected=right
            )
            hint = say("SPDX's identifiers are written with these letters")
            yield Problem(paper.source.path, line, "licence", message, hint)


def editions(library: Library) -> Iterator[Problem]:
    """Each edition is explained, and none is newer than the paper."""
    for paper in library.of(PAPER):
        meta = paper.source.meta
        document = paper.source
        yield from _dated_twice(paper)
        yield from _out_of_order(paper)
        for index, change in enumerate(meta.changes):
            if change.edition > meta.edition.number:
                at = ("changes", index, "edition")
                yield Problem(
                    document.path,
                    document.yaml.line(at),
                    f"changes.{index}.edition",
                    say(
                        "found edition {found}, but the paper is in edition {edition}",
                        found=change.edition,
                        edition=meta.edition.number,
                    ),
                    say("write `edition: {found}` in the paper's metadata", found=change.edition),
                )
        explained = {change.edition for change in meta.changes}
        for number in range(2, meta.edition.number + 1):
            if number not in explained:
                yield Problem(
                    document.path,
                    document.yaml.line(("edition",)),
                    "edition",
                    say("nothing says what edition {number} changed", number=number),
                    say(
                        "add to `changes:` an item with `edition: {number}`, `date:` and `what:`",
                        number=number,
                    ),
                )


def _out_of_order(paper: Entry[Paper]) -> Iterator[Problem]:
    """Yield that an edition is dated before an earlier one."""
    changes = paper.source.meta.changes
    for index, change in enumerate(changes):
        earlier = [
            other
            for other in changes
            if other.edition < change.edition
            and other.date > change.date
            and not other.date.startswith(change.date)
        ]
        if earlier:
            yield doubt(
                paper.source,
                *("changes", index, "date"),
                message=say(
                    "edition {edition} is dated {date}, before edition {other}, of {other_date}",
                    edition=change.edition,
                    date=change.date,
                    other=earlier[0].edition,
                    other_date=earlier[0].date,
                ),
                hint=say("correct one of the two dates"),
            )


def _dated_twice(paper: Entry[Paper]) -> Iterator[Problem]:
    """Yield that the date of the current edition is given twice, and not alike."""
    meta = paper.source.meta
    changes = [change.date for change in meta.changes if change.edition == meta.edition.number]
    told = meta.edition.date
    if told and changes and told not in changes:
        yield at(
            paper.source,
            "edition",
            message=say(
                "found {found} as the date of the edition, but `changes` has {other}",
                found=told,
                other=max(changes),
            ),
            hint=say("write the same date, or leave it out here"),
        )
