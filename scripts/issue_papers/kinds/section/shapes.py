"""The shapes of what templates see of recommendations."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.kinds.paper.shapes import PaperView
from issue_papers.views.shapes import Link


@dataclass(frozen=True)
class RecommendationView:
    """A recommendation: its number, whom it is for, and what it rests on.

    Attributes:
        id: Its id within its paper.
        key: An id that is the site's own: `<paper>/<id>`.
        anchor: Its id on the page of all recommendations.
        position: Its number within the paper.
        section: The place where its text stands.
        is_home: Whether that is the page it is shown on.
        audience: Id and label of each audience, in the reader's language.
        sections: The sections that bear on it.
        cases: The cases that bear on it.
        section_ids: Of the sections, `<paper>/<section>`, in their order.
        case_ids: Of the cases, in their order.
        language: The language that its title is in.
    """

    id: str
    key: str
    anchor: str
    position: int
    title: str
    paper: Link
    section: Link
    is_home: bool
    audience: tuple[tuple[str, str], ...]
    sections: tuple[Link, ...]
    cases: tuple[Link, ...]
    section_ids: tuple[str, ...]
    case_ids: tuple[str, ...]
    language: str
    direction: str


@dataclass(frozen=True)
class ChecklistPaperView:
    """A paper's recommendations, in its order."""

    paper: PaperView
    items: tuple[RecommendationView, ...]


@dataclass(frozen=True)
class ChecklistView:
    """All recommendations, with what they can be filtered by.

    Attributes:
        link: The page that shows them, if there is one.
        papers: Papers that recommend something, the newest number first.
        audiences: Id, label and number of recommendations of each audience that has any.
        sections: For each paper the id (`<paper>/<section>`), title and number of recommendations
            of each section that any rests on, in reading order.
        cases: The same of each case, with its slug, by title.
        count: How many there are.
    """

    link: Link | None
    papers: tuple[ChecklistPaperView, ...]
    audiences: tuple[tuple[str, str, int], ...]
    sections: tuple[tuple[PaperView, tuple[tuple[str, Link, int], ...]], ...]
    cases: tuple[tuple[str, Link, int], ...]
    count: int
