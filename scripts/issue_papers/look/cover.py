"""The covers that a site chooses: the key `cover` of the option `look`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from issue_papers.look.faults import UnusableLookError
from issue_papers.look.focal import point
from issue_papers.look.footer import Reading, picture_faults
from issue_papers.look.tokens import COLOURS, DARK, ELSEWHERE, LIGHT, PRINT, Tokens
from issue_papers.reporting.faults import Fault
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import closest

OPTION = "cover"
RINGS, PLAIN, BAND, PICTURE = "rings", "plain", "band", "picture"
COVERS = (RINGS, PLAIN, BAND, PICTURE)

_KEYS = ("style", "picture", "alt", "credit", "focal")
_NO_RINGS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    COLOURS: {"cover-line": {LIGHT: "cover", DARK: "cover", PRINT: "paper"}},
    ELSEWHERE: {"case-line": {LIGHT: "case"}, "card-line": {LIGHT: "paper"}},
}
COVER_TOKENS: Mapping[str, Tokens] = MappingProxyType(
    {
        RINGS: Tokens({}),
        PLAIN: Tokens(_NO_RINGS),
        BAND: Tokens({**_NO_RINGS, "sizes": {"cover-band": {"screen": "7%"}}}),
        PICTURE: Tokens(_NO_RINGS),
    }
)
"""The tokens that make a style of covers: rings that have the ground's colour aren't seen."""


@dataclass(frozen=True)
class SitePicture:
    """The picture on the covers of papers that have none of their own.

    Attributes:
        file: Its path in the site.
        alt: What it shows, by language tag.
        credit: Whose it is; empty if nobody is named.
        focal: The point that stays in sight where it is cropped, in per cent from its left and top.
    """

    file: str
    alt: Mapping[str, str]
    credit: str = ""
    focal: tuple[float, float] | None = None


@dataclass(frozen=True)
class Cover:
    """How covers and cards look.

    Attributes:
        style: One of `COVERS`; a paper's own picture is shown in each.
        picture: The picture of the style `picture`, where a paper has none; none if there is none.
    """

    style: str = RINGS
    picture: SitePicture | None = None


RINGED = Cover()


def cover_of(given: object, docs_dir: Path, tags: Sequence[str]) -> Cover:
    """Read what mkdocs.yml says of covers.

    Args:
        given: A style, or `style`, `picture` (its path below docs_dir), `alt`, `credit` and
            `focal`.
        docs_dir: Where the picture is looked for.
        tags: The site's languages, the source first.

    Raises:
        UnusableLookError: Something of it can't be used.
    """
    faults: list[Fault] = []
    told = given if isinstance(given, dict) else {"style": given}
    reading = Reading(tuple(tags), faults)
    reading.know(f"look.{OPTION}", told, _KEYS)
    file = str(told.get("picture") or "")
    style = str(told.get("style", PICTURE if file else RINGS))
    if style not in COVERS:
        message = say("`{found}` is no style of covers", found=style)
        faults.append(Fault(f"look.{OPTION}", message, closest(style, COVERS)))
    picture = None
    if file:
        faults += picture_faults(f"look.{OPTION}.picture", file, docs_dir)
        if told.get("alt"):
            alt = reading.by_language(f"look.{OPTION}.alt", told["alt"])
            focal = _focal(told["focal"], faults) if "focal" in told else None
            picture = SitePicture(file, alt, str(told.get("credit") or ""), focal)
        else:
            hint = say("add `alt:`, what a reader who can't see it should know")
            message = say("the picture has no description")
            faults.append(Fault(f"look.{OPTION}.picture", message, hint))
    if faults:
        raise UnusableLookError(*faults)
    return Cover(style, picture)


def _focal(given: object, faults: list[Fault]) -> tuple[float, float] | None:
    """Read a point, or note what is wrong with it."""
    try:
        return point(given)
    except ValueError as error:
        faults.append(Fault(f"look.{OPTION}.focal", error.args[0]))
        return None
