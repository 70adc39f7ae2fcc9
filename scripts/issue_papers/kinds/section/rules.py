"""Rules for sections: each belongs to a paper, and what it recommends rests on what is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from issue_papers.content.library import Entry, Library
from issue_papers.kinds.case_study.model import CASE_STUDY
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.section.model import SECTION, Section, sections
from issue_papers.kinds.telling import at
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest


def homes(library: Library) -> Iterator[Problem]:
    """Each section has a paper's page beside it."""
    for entry in library.of(SECTION):
        landing = entry.beside("index.md")
        if landing not in library.known:
            message = say("the folder has no index.md, so this section belongs to no paper")
            yield Problem(
                entry.source.path, 1, "file", message, say("add index.md, the paper's page")
            )


def recommendations(library: Library) -> Iterator[Problem]:
    """What a paper's recommendations point to is there."""
    slugs = {paper.folder: _slugs(library, paper) for paper in library.partly_of(PAPER)}
    for section in library.partly_of(SECTION):
        if section.folder in slugs:
            yield from _recommendation_ids(library, section, slugs[section.folder])


def _slugs(library: Library, paper: Entry[Paper]) -> set[str]:
    """Return the slugs of a paper's sections."""
    parts = {s.slug for s in sections(library, paper)}
    if not paper.source.is_sound:  # it may list what is too broken to be read
        keys = (key for key in library.known if key.startswith(f"{paper.folder}/"))
        parts |= {PurePosixPath(key).stem for key in keys if key.endswith(".md")} - {"index"}
    slugs = {*paper.source.meta.sections, *parts}
    return {slug for slug in slugs if not library.is_hidden(paper.beside(f"{slug}.md"))}


def _recommendation_ids(
    library: Library, section: Entry[Section], slugs: set[str]
) -> Iterator[Problem]:
    audiences = library.settings.audiences
    for index, advice in enumerate(section.source.meta.recommendations):
        for number, audience in enumerate(advice.audience):
            if audience not in audiences:
                where = ("recommendations", index, "audience", number)
                message = say("`{audience}` is none of the site's audiences", audience=audience)
                yield at(section.source, *where, message=message, hint=closest(audience, audiences))
        for number, slug in enumerate(advice.sections):
            if slug not in slugs:
                where = ("recommendations", index, "sections", number)
                message, hint = (
                    say("the section `{slug}` isn't there", slug=slug),
                    closest(slug, slugs),
                )
                yield at(section.source, *where, message=message, hint=hint)
        for number, slug in enumerate(advice.cases):
            if not library.is_there(CASE_STUDY, slug):
                where = ("recommendations", index, "cases", number)
                message, hint = (
                    say("the case `{slug}` isn't there", slug=slug),
                    closest(slug, library.slugs(CASE_STUDY)),
                )
                yield at(section.source, *where, message=message, hint=hint)
