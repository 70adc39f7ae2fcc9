"""Rules across objects: ids that lead somewhere, facts that agree, addresses that are free.

The build and `issue-papers check` both call `check`; there is no other list of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import cast

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import BaseModel

from issue_papers.checks import addresses as address_rules
from issue_papers.checks import (
    citations,
    dated,
    editions,
    limits,
    pages,
    terms,
    texts,
    typography,
)
from issue_papers.content import addresses, loader, termbase_file
from issue_papers.content.changes import NONE, Changes
from issue_papers.content.frontmatter import type_name
from issue_papers.content.keeping import NOTHING_KEPT, Keeping
from issue_papers.content.library import Document, Entry, Kind, Library
from issue_papers.content.model import CaseStudy, Paper, Section
from issue_papers.content.settings import Settings
from issue_papers.content_cache import ContentCache, Shelf, cache_folder
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity, closest
from issue_papers.translation import parity, state
from issue_papers.views import catalogue
from issue_papers.views.catalogue import Catalogue


def load_and_check(
    settings: Settings, changes: Changes = NONE
) -> tuple[Library, dict[str, Catalogue], tuple[Problem, ...]]:
    """Read a site and apply every rule to it.

    Args:
        settings: Where it is, and in which languages.
        changes: What is to be read in the place of what is on the disk.

    Returns:
        The library, the catalogues by language tag, and all problems, sorted.
    """
    library, catalogues, read = load(settings, changes)
    problems = [*settings.doubts, *read]
    kept, faults = addresses.load(settings)
    problems += [*faults, *address_rules.check(library, kept)]
    shelf = Shelf(ContentCache(cache_folder(settings.root)), "findings", settings.root)
    problems += check(library, Keeping(shelf))
    shelf.close()
    return library, catalogues, tuple(sorted(set(problems)))


def load(
    settings: Settings, changes: Changes = NONE
) -> tuple[Library, dict[str, Catalogue], tuple[Problem, ...]]:
    """Read a site, and apply no rule to it: a preview can't wait for them.

    Returns:
        The library, the catalogues by language tag, and what couldn't be read.
    """
    library, problems = loader.load(settings, changes)
    termbase, faults = termbase_file.load(settings)
    problems += faults
    catalogues, faults = catalogue.load(settings)
    problems += faults
    return replace(library, termbase=termbase), dict(catalogues), tuple(sorted(set(problems)))


def check(library: Library, keeping: Keeping = NOTHING_KEPT) -> Iterator[Problem]:
    """Yield what is wrong across a library's objects.

    Args:
        library: All content.
        keeping: What rules that read little have found before; those across objects run always.
    """
    across: tuple[Callable[[Library], Iterable[Problem]], ...] = (
        pages.check,
        _slugs,
        _sections,
        _paper_numbers,
        _licences,
        _cities,
        _case_ids,
        _paper_ids,
        _correction_ids,
        dated.check,
        editions.check,
        _item_ids,
        citations.check,
    )
    for rule in across:
        yield from rule(library)
    for kept in (texts, limits, typography, terms, state, parity):
        yield from kept.check(library, keeping)


def _at(document: Document, *path: str | int, message: str, hint: str = "") -> Problem:
    """Make a problem at a key of a document's front matter."""
    key = ".".join(map(str, path))
    return Problem(document.path, document.yaml.line(path), key, message, hint)


def _slugs(library: Library) -> Iterator[Problem]:
    """Slugs are kebab-case; two folders that would be one slug are two faults of one kind."""
    for entry in library.entries.values():
        if entry.kind is Kind.PAGE:
            continue
        slug = entry.slug
        right = "-".join("".join(c if c.isalnum() else " " for c in slug.lower()).split())
        if slug != right or not slug.isascii():
            yield Problem(
                entry.source.path,
                1,
                "slug",
                say("found `{slug}`, expected lower-case ASCII words joined by hyphens", slug=slug),
                say("rename it to `{right}`", right=right)
                if right.isascii()
                else say("leave out accents"),
            )


def _sections(library: Library) -> Iterator[Problem]:
    """A paper lists each of its section files once, and each listed one is there."""
    for paper in library.papers:
        listed = cast("Paper", paper.source.meta).sections
        files = {
            PurePosixPath(key).stem
            for key in library.known
            if PurePosixPath(key).parent == paper.folder and key.endswith(".md")
        } - {"index"}
        yield from _listed_sections(paper, listed, files)
        for slug in sorted(files - set(listed)):
            section = library.section(paper, slug)
            if section is None:
                continue  # it is too broken to be read, or a translation of nothing
            message = say("the paper {path} doesn't list this section", path=paper.source.path)
            hint = say("add `{slug}` to its `sections:`", slug=slug)
            yield Problem(section.source.path, 1, "sections", message, hint)
    for entry in library.of_kind(Kind.SECTION):
        landing = str(entry.folder / "index.md")
        if landing not in library.known:
            message = say("the folder has no index.md, so this section belongs to no paper")
            yield Problem(
                entry.source.path, 1, "file", message, say("add index.md, the paper's page")
            )


def _listed_sections(paper: Entry, listed: tuple[str, ...], files: set[str]) -> Iterator[Problem]:
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
                hint = say("write {folder}/{slug}.md", folder=paper.folder.name, slug=slug)
        else:
            continue
        yield _at(paper.source, "sections", index, message=message, hint=hint)


def _paper_numbers(library: Library) -> Iterator[Problem]:
    """Each paper has a number of its own; of two, the newer has to take another."""
    first: dict[int, Entry] = {}
    for paper in sorted(library.papers, key=lambda p: (cast("Paper", p.source.meta).issued, p.key)):
        number = cast("Paper", paper.source.meta).number
        other = first.setdefault(number, paper)
        if other is not paper:
            message = say(
                "the number {number} is already that of {path}",
                number=number,
                path=other.source.path,
            )
            yield _at(paper.source, "number", message=message, hint=say("give each paper its own"))


def _cities(library: Library) -> Iterator[Problem]:
    """The file is there if a case needs it, and each city has a name in the source language."""
    file = library.settings.cases_dir / "cities.yml"
    path = library.settings.relative(file)
    if library.cases and not file.is_file():
        message = say("the file is missing, so the cases' cities aren't known")
        yield Problem(path, 1, "cities", message, say("add it: `seoul: {{country: KR, …}}`"))
    source = library.locales.source
    for slug, city in library.cities.items():
        if source not in city.names:
            message = say("the name in the source language ({source}) is missing", source=source)
            line = library.city_lines[slug]
            yield Problem(
                path, line, f"{slug}.names", message, say("add `{source}: …`", source=source)
            )
        for tag in city.names.keys() - set(library.locales.tags):
            message = say("`{tag}` is no language of this site", tag=tag)
            hint = closest(tag, library.locales.tags)
            line, key = library.city_lines[slug], f"{slug}.names.{tag}"
            yield Problem(path, line, key, message, hint, Severity.WARNING)


def _licences(library: Library) -> Iterator[Problem]:
    """A paper's licence is one that programs know, in the letters that they know it by."""
    for paper in library.papers:
        found = cast("Paper", paper.source.meta).licence
        line = paper.source.yaml.line(("licence",))
        try:
            right = str(canonicalize_license_expression(found))
        except InvalidLicenseExpression:
            message = say("“{found}” is no identifier of SPDX's list, as CC-BY-4.0", found=found)
            hint = say(
                "look for it at https://spdx.org/licenses/; any other text is printed as it is, "
                "and programs don't understand it"
            )
            yield Problem(paper.source.path, line, "licence", message, hint, Severity.WARNING)
            continue
        if right != found:
            message = say(
                "found {found}, expected {expected}", found=type_name(found), expected=right
            )
            hint = say("SPDX's identifiers are written with these letters")
            yield Problem(paper.source.path, line, "licence", message, hint)


def _case_ids(library: Library) -> Iterator[Problem]:
    """A case's city, topics and references are known."""
    topics = library.settings.topics
    for entry in library.cases.values():
        document = entry.source
        case = cast("CaseStudy", document.meta)
        yield from _listed_twice(document, case)
        for index, city in enumerate(case.city):
            if library.city_lines and city not in library.city_lines:
                where = ("city", index) if ("city", index) in document.yaml.lines else ("city",)
                message = say("the city `{city}` isn't in cities.yml", city=city)
                yield _at(document, *where, message=message, hint=closest(city, library.city_lines))
        for index, topic in enumerate(case.topics):
            if topic not in topics:
                message = say("`{topic}` is none of the site's topics", topic=topic)
                hint = closest(topic, topics)
                yield _at(document, "topics", index, message=message, hint=hint)
        for index, reference in enumerate(case.references):
            if not library.is_reference(reference):
                message = say(
                    "the reference `{reference}` isn't in any references.yml", reference=reference
                )
                hint = closest(reference, library.references)
                yield _at(document, "references", index, message=message, hint=hint)


def _listed_twice(document: Document, case: CaseStudy) -> Iterator[Problem]:
    for key in ("city", "topics", "references"):
        items = getattr(case, key)
        for index, item in enumerate(items):
            if item in items[:index]:
                yield _at(document, key, index, message=say("`{slug}` is listed twice", slug=item))


def _paper_ids(library: Library) -> Iterator[Problem]:
    """What a paper's recommendations point to is there."""
    for paper in library.papers:
        sections = _section_slugs(library, paper)
        for section in library.sections(paper):
            yield from _recommendation_ids(library, section, sections)


def _section_slugs(library: Library, paper: Entry) -> set[str]:
    """Return the sections that a paper lists, and those that are there and have been reported."""
    listed = cast("Paper", paper.source.meta).sections
    return {*listed, *(section.slug for section in library.sections(paper))}


def _correction_ids(library: Library) -> Iterator[Problem]:
    """What a ledger's entries point to is there, and no two entries share an address."""
    first: dict[str, Entry] = {}
    for entry in library.correcting:
        sections = _section_slugs(library, entry) if entry.kind is Kind.PAPER else set()
        for index, correction in enumerate(library.corrections(entry)):
            at = ("corrections", index)
            if correction.section and correction.section not in sections:
                hint = closest(correction.section, sections)
                message = say("the section `{section}` isn't there", section=correction.section)
                yield _at(entry.source, *at, "section", message=message, hint=hint)
            if correction.case and not library.has_case(correction.case):
                hint = closest(correction.case, library.cases)
                message = say("the case `{case}` isn't there", case=correction.case)
                yield _at(entry.source, *at, "case", message=message, hint=hint)
            other = first.setdefault(correction.id, entry)
            if other is not entry:
                message = say(
                    "the correction `{id}` is already in {path}",
                    id=correction.id,
                    path=other.source.path,
                )
                hint = say("give it an id of its own")
                yield _at(entry.source, *at, "id", message=message, hint=hint)


def _recommendation_ids(library: Library, section: Entry, sections: set[str]) -> Iterator[Problem]:
    audiences = library.settings.audiences
    for index, advice in enumerate(cast("Section", section.source.meta).recommendations):
        for number, audience in enumerate(advice.audience):
            if audience not in audiences:
                at = ("recommendations", index, "audience", number)
                message = say("`{audience}` is none of the site's audiences", audience=audience)
                yield _at(section.source, *at, message=message, hint=closest(audience, audiences))
        for number, slug in enumerate(advice.sections):
            if slug not in sections:
                at = ("recommendations", index, "sections", number)
                message, hint = (
                    say("the section `{slug}` isn't there", slug=slug),
                    closest(slug, sections),
                )
                yield _at(section.source, *at, message=message, hint=hint)
        for number, slug in enumerate(advice.cases):
            if not library.has_case(slug):
                at = ("recommendations", index, "cases", number)
                message, hint = (
                    say("the case `{slug}` isn't there", slug=slug),
                    closest(slug, library.cases),
                )
                yield _at(section.source, *at, message=message, hint=hint)


def _item_ids(library: Library) -> Iterator[Problem]:
    """Ids are unique in their list, and a translation speaks only of ids that the source has."""
    for entry in library.entries.values():
        lists: dict[str, list[str]] = {}
        for name in type(entry.source.meta).model_fields:
            value = getattr(entry.source.meta, name)
            if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
                ids = [str(getattr(item, "id", "")) for item in value]
                lists[name] = ids
                for index, identifier in enumerate(ids):
                    if identifier in ids[:index]:
                        at = (name, index, "id")
                        yield _at(
                            entry.source,
                            *at,
                            message=say(
                                "the id `{identifier}` stands twice in this list",
                                identifier=identifier,
                            ),
                            hint=say("give each item an id of its own"),
                        )
        yield from _foreign_ids(entry, lists)


def _foreign_ids(entry: Entry, lists: Mapping[str, list[str]]) -> Iterator[Problem]:
    for document in entry.translations.values():
        for name in type(document.meta).model_fields:
            value = getattr(document.meta, name)
            if not isinstance(value, dict):
                continue
            for identifier in value.keys() - set(lists.get(name, [])):
                if _was_translated(document, f"{name}.{identifier}."):
                    continue  # the source has dropped it since: an orphan, and no fault
                message = say(
                    "{path} has no `{identifier}` in its `{name}:`",
                    path=entry.source.path,
                    identifier=identifier,
                    name=name,
                )
                hint = closest(identifier, lists.get(name, []))
                yield _at(document, name, identifier, message=message, hint=hint)


def _was_translated(document: Document, start: str) -> bool:
    """Whether a translation has recorded a passage whose id starts so."""
    return any(key.startswith(start) for key in document.recorded)
