"""Rules for sections: each belongs to a paper, and what it recommends rests on what is there."""

from __future__ import annotations

from collections.abc import Iterator

from issue_papers.content.library import Entry, Library
from issue_papers.kinds.case_study.model import CASE_STUDY, cases
from issue_papers.kinds.paper.model import PAPER
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
    for paper in library.of(PAPER):
        slugs = {*paper.source.meta.sections, *(s.slug for s in sections(library, paper))}
        slugs -= {slug for slug in slugs if library.is_hidden(paper.beside(f"{slug}.md"))}
        for section in sections(library, paper):
            yield from _recommendation_ids(library, section, slugs)


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
                    closest(slug, cases(library)),
                )
                yield at(section.source, *where, message=message, hint=hint)
