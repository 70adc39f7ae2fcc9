"""What a review sheet says itself, in the language of whoever reviews."""

from __future__ import annotations

from collections.abc import Mapping

from issue_papers.content.records import Status
from issue_papers.reporting.messages import Message, say, say_count, translate
from issue_papers.translation.state import State

STATUS: Mapping[Status, Message] = {
    "machine": say("translated by machine, reviewed by nobody"),
    "draft": say("a draft, reviewed by nobody"),
    "reviewed": say("reviewed by a person"),
}
UNSAID = say("not said")

STATES: Mapping[State, Message] = {
    State.STALE: say(
        "The source has changed since this was translated, or nobody has recorded that the two "
        "agree: compare them with care."
    ),
    State.MISSING: say("This passage isn't translated."),
    State.UNTRANSLATED: say("This passage isn't translated."),
    State.ORPHAN: say("The source hasn't got this passage any more."),
}
"""What is told of a passage that doesn't keep up with its source."""

_LABELS: Mapping[str, Message] = {
    "title": say("Review sheet"),
    "site": say("Site"),
    "contents": say("Pages on this sheet"),
    "how": say("How to review"),
    "passages": say("Passages"),
    "passage": say("Passage"),
    "remarks": say("Remarks"),
    "terms": say("Terms"),
    "term_source": say("In the source"),
    "term_required": say("Must be called"),
    "term_others": say("Also right"),
    "term_forbidden": say("Never"),
    "term_none": say("nothing in the glossary yet"),
    "term_lost": say("not found in the translation"),
    "doubts": say("Open doubts"),
    "no_doubts": say("The check finds nothing here. Only a reader can say whether it is right."),
    "doubt": say("Look at this:"),
    "verdict": say("Verdict"),
    "agrees": say("It says what the source says, as it stands."),
    "mended": say("It does, once what is written here is corrected."),
    "again": say("It has to be translated again."),
    "comments": say("Comments"),
    "name": say("Name"),
    "date": say("Date"),
    "record": say("How the review is recorded"),
    "read": say("Read it on the site:"),
    "correct": say("Correct it in the browser:"),
    "absent": say("none"),
}

HOW: tuple[Message, ...] = (
    say("Read each translation first by itself, as its readers will, then beside its source."),
    say(
        "Look for what is missing, added or turned round; for numbers, dates and names; for terms "
        "that the table asks for; for sentences that nobody who grew up with the language would "
        "write."
    ),
    say("Write what you would change, and why, beside the passage. Its id says which one it is."),
    say("At the end of each page, tick one verdict, and sign with your name and the date."),
)
"""How to review, step by step."""

RECORD: tuple[Message, ...] = (
    say(
        "When the corrections are made, this command says so, for all readers of the site to see. "
        "Put your name between the quotation marks:"
    ),
    say(
        "Whoever can't run it sends this sheet, filled in, to the site's editors. Nothing is "
        "recorded before that: a page stays as it is marked until somebody answers for it by name."
    ),
)
"""How a review is recorded: before the command, and after it."""


def labels(language: str) -> Mapping[str, str]:
    """Return what templates of the sheet say, by name.

    Args:
        language: One of `LANGUAGES`.
    """
    return {name: translate(text, language) for name, text in _LABELS.items()}


def doubts(count: int) -> Message:
    """Say how many doubts a page has."""
    return say_count(count, one="1 open doubt", other="{count} open doubts")
