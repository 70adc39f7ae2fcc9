"""Where a page's text comes from: a place in another work, or the edition itself.

A page says it once, in its front matter (`origin`); a passage that differs says it below itself, in
a comment that GitHub doesn't show, that no reader sees, and that no translation repeats:

    <!-- ours -->
    <!-- origin: 7-9 -->
    <!-- origin: arjona2020, p. 7 -->

A mark below a heading goes for the heading's part, one below a block for the block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from issue_papers.content.model import PageMeta
from issue_papers.content.records import Line, Prose, Record, explained
from issue_papers.reporting.messages import say

OURS: Literal["ours"] = "ours"
"""What says that words are the edition's own."""

FORMS = "`7`, `7-9`, `arjona2020`, `arjona2020, p. 7`"
"""What a place looks like, in each of its forms."""

_SPAN = r"\d{1,5}(?:\s*[-\u2010-\u2014]\s*\d{1,5})?"
_SPANS = rf"(?:pp?\.\s*)?(?:{_SPAN})(?:\s*,\s*(?:{_SPAN}))*"
_PAGES = re.compile(_SPANS)
_PLACE = re.compile(rf"(?P<work>[A-Za-z0-9][\w:.+-]*)(?:\s*,\s*(?P<pages>{_SPANS}))?")
_LABEL = re.compile(r"^pp?\.\s*")
_DASH = re.compile(r"\s*[-\u2010-\u2014]\s*")


def _pages(value: object) -> object:
    """Read pages as people type them: a number, `7-9`, `pp. 7–9`."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _PAGES.fullmatch(text.strip()):
        return value
    return ", ".join(
        _DASH.sub("-", part.strip()) for part in _LABEL.sub("", text.strip()).split(",")
    )


def _in_order(value: str) -> str:
    """Refuse what is no pages, and pages that run backwards."""
    if not _PAGES.fullmatch(value):
        raise ValueError(say("found `{found}`, expected pages: `7` or `7-9`", found=value))
    for first, last in spans(value):
        if not 0 < first <= last:
            raise ValueError(
                say("found the pages {found}, expected the first before the last", found=value)
            )
    return value


def spans(pages: str) -> tuple[tuple[int, int], ...]:
    """Return the first and the last page of each stretch of `7-9, 12`."""
    parts = [part.split("-") for part in pages.split(",")]
    return tuple((int(part[0]), int(part[-1])) for part in parts)


class Place(Record):
    """A place in another work."""

    work: Annotated[
        Line | None,
        explained(
            "The work's id in a `references.yml`; without it, the original that the paper is "
            "`based_on`.",
            "arjona2020",
        ),
    ] = None
    pages: Annotated[
        Annotated[
            str,
            AfterValidator(_in_order),
            BeforeValidator(_pages),
            WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer", "minimum": 1}]}),
        ]
        | None,
        explained("The pages there: `7`, or `7-9`.", "7-9"),
    ] = None


Origin: TypeAlias = tuple[Place, ...] | Literal["ours"]
"""Places in other works; or that words are the edition's own."""


def parse(text: str) -> Origin | None:
    """Return the origin that a line names; nothing where it names none.

    Raises:
        ValueError: Its pages run backwards.
    """
    text = text.strip()
    if text == OURS:
        return OURS
    if _PAGES.fullmatch(text):
        return (Place(pages=_in_order(str(_pages(text)))),)
    if match := _PLACE.fullmatch(text):
        pages = _in_order(str(_pages(match["pages"]))) if match["pages"] else None
        return (Place(work=match["work"], pages=pages),)
    return None


class _Written:
    """Lets a line stand for a place, and one place for a list of one."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Make a list of whatever is written before it is validated."""
        return core_schema.no_info_before_validator_function(_listed, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Say that a line, a number or a record may be written."""
        forms = handler(schema)["anyOf"]
        records = next(form["items"] for form in forms if form.get("type") == "array")
        place = [records, {"type": "string"}, {"type": "integer", "minimum": 1}]
        return {"anyOf": [*place, {"type": "array", "items": {"anyOf": place}}]}


def _listed(value: object) -> object:
    if value is None or value == OURS:
        return value
    return [_place(item) for item in value] if isinstance(value, list) else [_place(value)]


def _place(value: object) -> object:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return {"pages": value}
    if not isinstance(value, str):
        return value
    found = parse(value)
    if found is None or found == OURS:
        raise ValueError(
            say("found `{found}`, expected a place in a work: {forms}", found=value, forms=FORMS)
        )
    return found[0].model_dump()


class Originated(PageMeta):
    """A page that may say where its text comes from."""

    origin: Annotated[
        Origin | None,
        _Written(),
        explained(
            "Where the text comes from: pages of the original, `7-9`; a work and its pages, "
            "`arjona2020, p. 7`; several such places, as a list; or `ours`, where it is this "
            "edition's own. A passage that comes from elsewhere says so in a line below it: "
            "`<!-- origin: 12 -->`, `<!-- ours -->`. Where a paper is `based_on` another work, "
            "each passage has the one or the other.",
            "7-9",
        ),
    ] = None
    because: Annotated[
        Mapping[str, Prose],
        explained(
            "Where a paper is `based_on` another work: why a work supports what it is cited for, "
            "by the work's id; a citation with a page needs no reason.",
            "{zapata2007: The original names it for this very point.}",
        ),
    ] = Field(default_factory=dict)
