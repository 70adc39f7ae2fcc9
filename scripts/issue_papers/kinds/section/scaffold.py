"""How a section is begun: its file, and its place in its paper's list."""

from __future__ import annotations

from issue_papers.content.library import Entry, Library
from issue_papers.content.yaml_edit import CannotEditError, insert_item
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.scaffolding import (
    FILE_NAMED,
    ONE_SENTENCE,
    Answers,
    Asking,
    Draft,
    Question,
    Scaffold,
    ScaffoldError,
    UnusableAnswerError,
    as_read,
    first_questions,
    render,
    sound_slug,
    write_and_translate,
)
from issue_papers.kinds.section.model import sections
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import closest


def _newest(library: Library, _: Answers) -> str:
    papers = library.of(PAPER)
    if not papers:
        raise UnusableAnswerError(
            say("there is no paper yet; make one with `issue-papers new paper`")
        )
    return papers[0].slug


def _last(library: Library, found: Answers) -> str:
    """Return the section that a new one follows: the last that isn't the bibliography."""
    known = sections(library, _paper(library, found["paper"]))
    own = [s for s in known if not s.source.outline.lists_works]
    return (own or known)[-1].slug if known else ""


def _paper(library: Library, slug: str) -> Entry[Paper]:
    paper = library.find(PAPER, slug)
    if paper is None:
        hint = closest(slug, [paper.slug for paper in library.of(PAPER)])
        raise UnusableAnswerError(say("there is no paper `{slug}`: {hint}", slug=slug, hint=hint))
    return paper


def _draft(library: Library, found: Answers, _: Asking) -> list[Draft]:
    """Make a section, and list it in its paper.

    Raises:
        UnusableAnswerError: There is no such paper, or it has no such section.
        ScaffoldError: The paper's list can't be changed without disturbing the rest.
    """
    paper, slug, after = _paper(library, found["paper"]), sound_slug(found["slug"]), found["after"]
    known = paper.source.meta.sections
    if after not in known:
        message = say(
            "the paper has no section `{after}`: {hint}", after=after, hint=closest(after, known)
        )
        raise UnusableAnswerError(message)
    index = library.settings.root / paper.source.path
    before = as_read(index)
    try:
        text = insert_item(before, "sections", slug, after)
    except CannotEditError as error:
        message = say(
            "{path}: {reason}; add `{slug}` to `sections:` yourself",
            path=paper.source.path,
            reason=error.args[0],
            slug=slug,
        )
        raise ScaffoldError(message) from error
    return [
        Draft(index.parent / f"{slug}.md", render("section/new.md", found)),
        Draft(index, text, before),
    ]


_HELP_OF_PAPER = say("The paper's slug.  [default: the only or newest paper]")
_HELP_OF_AFTER = say("The section it follows.  [default: the last before a bibliography]")

SCAFFOLD = Scaffold(
    command="section",
    help=say("Make a section and list it in its paper."),
    questions=(
        Question("paper", say("Paper"), _HELP_OF_PAPER, _newest),
        *first_questions(FILE_NAMED, ONE_SENTENCE),
        Question("after", say("After which section"), _HELP_OF_AFTER, _last),
    ),
    draft=_draft,
    steps=write_and_translate,
)
