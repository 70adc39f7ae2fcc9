"""A difference between a translation and its source, and how it is told to an editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from issue_papers.content.passages import FOOTNOTE, LEAD
from issue_papers.content.records import Feature
from issue_papers.reporting.messages import Counted, Message, say, say_count
from issue_papers.reporting.problems import Problem, Severity, both, listed

_RECOMMENDATION = "recommendation-"
_SHOWN = 6
_HINTS: Mapping[Feature, str] = {
    "headings": say("keep the source's headings, in its order"),
    "ids": say("copy the id from the source: ids are the same in every language"),
    "blocks": say("copy the block's lines from the source, in its order"),
    "images": say("show the source's pictures"),
    "footnotes": say("put the source's footnote marks where they belong in this text"),
    "citations": say("cite what the source cites"),
    "links": say("keep the source's link targets; only what stands in `[…]` is translated"),
    "tables": say("give the table the source's rows and columns"),
    "numbers": say("write the source's numbers, each as this language writes it"),
    "lists": say("compare the lists: an item may have been left out"),
    "paragraphs": say("compare the paragraphs: one may have been left out"),
    "words": say("translate it"),
}


@dataclass(frozen=True)
class Gap:
    """One way in which a passage of a translation differs from its source.

    Attributes:
        passage: The passage's id.
        feature: What differs.
        missing: What the source has and the translation hasn't.
        extra: What the translation has and the source hasn't.
        path: The translation.
        line: Line of the translation on which it differs, as far as that can be told.
        source: Place of the source's passage: `path:line`.
        severity: How much it weighs.
        is_behind: Whether the source has changed since it was translated.
        exemption: Why it is right all the same; empty where nobody says so.
        is_meta: Whether the passage stands in the front matter.
    """

    passage: str
    feature: Feature
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    path: str
    line: int
    source: str
    severity: Severity
    is_behind: bool = False
    exemption: str = ""
    is_meta: bool = False


def problem(gap: Gap) -> Problem:
    """Say what differs, where to look in the source, and how to mend it or to exempt it."""
    if gap.feature == "ids" and gap.missing == (f"#{gap.passage}",):
        message = say(
            "the heading id `#{id}` is missing: compare {source}", id=gap.passage, source=gap.source
        )
        hint = say(
            "write `{{ #{id} }}` after the heading that translates the one there", id=gap.passage
        )
        return Problem(gap.path, gap.line, "ids", message, hint, gap.severity)
    said = []
    if gap.missing:
        items = listed(gap.missing, _SHOWN)
        several = _number(gap.missing)
        said.append(
            say_count(several, one="{items} is missing", other="{items} are missing", items=items)
        )
    if gap.extra:
        items = listed(gap.extra, _SHOWN)
        several = _number(gap.extra)
        said.append(
            say_count(several, one="{items} is too many", other="{items} are too many", items=items)
        )
    difference = both(said)
    if not gap.is_meta:
        where = _where(gap.passage)
        difference = say("{where}, {difference}", where=where, difference=difference)
    message = say("{difference}: compare {source}", difference=difference, source=gap.source)
    hint = say(
        "{hint}; if it is right here, say so below `translation:`: "
        "`exempt: {{{passage}: {{{feature}: <reason>}}}}`",
        hint=_HINTS[gap.feature],
        passage=_quoted(gap.passage),
        feature=gap.feature,
    )
    key = gap.passage if gap.is_meta else gap.feature
    return Problem(gap.path, gap.line, key, message, hint, gap.severity)


def _where(passage: str) -> Message:
    if passage == LEAD:
        return say("before the first heading")
    if passage.startswith(FOOTNOTE):
        return say("in the footnote `[^{name}]`", name=passage.removeprefix(FOOTNOTE))
    if passage.startswith(_RECOMMENDATION):
        return say("in the recommendation `{id}`", id=passage.removeprefix(_RECOMMENDATION))
    return say("in the section `#{id}`", id=passage)


def _number(items: Sequence[str]) -> int:
    """Return how many things are meant; one of the items may itself be a number of things."""
    return sum(item.number if isinstance(item, Counted) else 1 for item in items)


def amount(feature: Feature, number: int) -> Message:
    """Say how many headings, list items, paragraphs or links there are."""
    match feature:
        case "headings":
            return say_count(number, one="1 heading", other="{count} headings")
        case "lists":
            return say_count(number, one="1 list item", other="{count} list items")
        case "links":
            return say_count(
                number, one="1 link to another site", other="{count} links to another site"
            )
        case _:
            return say_count(number, one="1 paragraph", other="{count} paragraphs")


def _quoted(key: str) -> str:
    return f'"{key}"' if ":" in key else key
