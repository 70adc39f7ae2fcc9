"""How a paper is begun: its page and its first section."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from issue_papers.articles.slugs import slugify
from issue_papers.content.library import Library
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.kinds.scaffolding import (
    FOLDER_NAMED,
    TWO_SENTENCES,
    Answers,
    Asking,
    Draft,
    Question,
    Scaffold,
    first_questions,
    none,
    render,
    sound_slug,
)
from issue_papers.reporting.messages import Message, say, translate


def _papers(library: Library) -> list[Paper]:
    return [entry.source.meta for entry in library.of(PAPER)]


def _number(library: Library, _: Answers) -> str:
    return str(max((paper.number for paper in _papers(library)), default=0) + 1)


def _publisher(library: Library, _: Answers) -> str:
    return next((paper.publisher.name for paper in _papers(library)), "")


def _licence(library: Library, _: Answers) -> str:
    return next((paper.licence for paper in _papers(library)), "")


def _this_year(_: Library, __: Answers) -> str:
    return str(dt.datetime.now(dt.UTC).year)


def _introduction(library: Library, _: Answers) -> str:
    """Return the first section's title in the texts' language, where messages are in it."""
    return translate(_INTRODUCTION, library.locales.source.partition("-")[0])


_INTRODUCTION = say("Introduction")


def _draft(library: Library, found: Answers, _: Asking) -> list[Draft]:
    slug = sound_slug(found["slug"])
    values = {key.replace("-", "_"): value for key, value in found.items()}
    values["author_id"] = slugify(found["author"].split()[-1], "-") or "author"
    # A title in another script has no letters for a slug.
    values["section"] = sound_slug(
        slugify(found["section-title"], "-") or slugify(_INTRODUCTION, "-")
    )
    first = {"title": values["section_title"], "summary": values["section_summary"]}
    folder = library.settings.docs_dir / "papers" / slug
    return [
        Draft(folder / "index.md", render("paper/new.md", values)),
        Draft(folder / f"{values['section']}.md", render("section/new.md", first)),
    ]


def _steps(_: Library, __: Answers, files: Sequence[str]) -> list[Message]:
    return [
        say("write the abstract in {file}", file=files[0]),
        say("write the first section in {file}", file=files[1]),
        say("add the next section with `issue-papers new section`"),
    ]


SCAFFOLD = Scaffold(
    command="paper",
    help=say("Make a paper with its first section."),
    questions=(
        *first_questions(FOLDER_NAMED, TWO_SENTENCES),
        Question(
            "number",
            say("Number in the series"),
            say("Its number in the series.  [default: the next]"),
            _number,
        ),
        Question(
            "author", say("First author"), say("The first author's name; add others in the file.")
        ),
        Question("publisher", say("Publisher"), say("Who publishes the paper."), _publisher),
        Question(
            "issued",
            say("Date of publication"),
            say("2026, 2026-03 or 2026-03-31.  [default: this year]"),
            _this_year,
        ),
        Question(
            "licence",
            say("Licence"),
            say("Its SPDX name.  [default: the newest paper's]"),
            _licence,
        ),
        Question(
            "section-title",
            say("Title of the first section"),
            say("Title of the first section.  [default: Introduction]"),
            _introduction,
        ),
        Question(
            "section-summary",
            say("Summary of the first section, one sentence; - for its first paragraph"),
            say("The first section in a sentence.  [default: none; its first paragraph]"),
            none,
        ),
    ),
    draft=_draft,
    steps=_steps,
)
