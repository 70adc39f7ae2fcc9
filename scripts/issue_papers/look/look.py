"""The look that a site chooses: the option `look` of mkdocs.yml, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from issue_papers.fonts.family import NONE_CHOSEN, SiteTypefaces
from issue_papers.layers import Layers
from issue_papers.look import palette
from issue_papers.look.colours import Colour
from issue_papers.look.cover import COVER_TOKENS, RINGED, RINGS, Cover, cover_of
from issue_papers.look.cover import OPTION as COVER
from issue_papers.look.faults import UnusableLookError
from issue_papers.look.font_sheets import first_stacks, stacks
from issue_papers.look.footer import picture_faults
from issue_papers.look.palette import Accent, Unreadable
from issue_papers.look.tokens import DARK, LIGHT, Pair, Tokens, read
from issue_papers.look.typefaces import OPTION as TYPEFACES
from issue_papers.look.typefaces import typefaces_of
from issue_papers.reporting.faults import Fault
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import closest

_KEYS = ("accent", "second", "logo", COVER, TYPEFACES)
_NO_THEME = Layers(())
_SCHEMES = (LIGHT, DARK)
_GIVEN_AS = {"accent": "accent", "second": "case"}
"""The token of each colour that a site may give."""


@dataclass(frozen=True)
class Look:
    """What a site's look is to be; what isn't given is as in the theme.

    Attributes:
        accent: The colour of links, buttons and covers.
        second: The colour of case studies and maps.
        logo: Paths in the site of the site's sign: on a light ground, and on a dark one, which may
            be the same; none if there is none.
        cover: How covers and cards look.
        typefaces: What texts are set in.
    """

    accent: Accent | None = None
    second: Accent | None = None
    logo: tuple[str, str] | None = None
    cover: Cover = RINGED
    typefaces: SiteTypefaces = NONE_CHOSEN

    def tokens(self, theme: Layers, root: Path | None = None) -> Tokens:
        """Return the tokens of a site: its own over those that follow from its look.

        Args:
            theme: The theme, and what the site lays over it.
            root: The site's folder, to which paths in problems are relative.

        Raises:
            ProblemsError: A file of tokens can't be used.
        """
        lowest, *above = reversed(theme.folders)
        own = read([lowest], root=root)
        follows = palette.derived(own, self.accent, self.second).over(
            COVER_TOKENS[self.cover.style]
        )
        follows = stacks(self.typefaces, own).over(follows)
        found = read([lowest, *above], follows, root)
        return first_stacks(found).over(found)


def look_of(
    given: Mapping[str, object],
    docs_dir: Path = Path(),
    theme: Layers = _NO_THEME,
    tags: Sequence[str] = (),
) -> Look:
    """Read the option `look`.

    Args:
        given: The option as mkdocs.yml has it.
        docs_dir: Where pictures are looked for.
        theme: Where fonts are looked for: the site's own theme over that of the package.
        tags: The site's languages.

    Raises:
        UnusableLookError: It has a key that there isn't, or a value that is none.
    """
    faults = [
        Fault(_in(key), say("`{key}` is no setting", key=str(key)), closest(str(key), _KEYS))
        for key in given
        if key not in _KEYS
    ]
    colours: dict[str, Accent] = {}
    for key in _GIVEN_AS:
        if key in given:
            try:
                colours[key] = _accent(given[key])
            except ValueError as error:
                found = error.args[0] if given[key] is not None else None
                faults.append(Fault(_in(key), *_no_colour(found)))
    logo = given.get("logo")
    signs = _signs(logo) if logo else ()
    for sign in dict.fromkeys(signs):
        faults += picture_faults(_in("logo"), sign, docs_dir)
    cover, typefaces = RINGED, NONE_CHOSEN
    try:
        cover = cover_of(given.get(COVER, RINGS), docs_dir, tags)
    except UnusableLookError as error:
        faults += error.faults
    try:
        if TYPEFACES in given:
            typefaces = typefaces_of(given[TYPEFACES], theme, tags)
    except UnusableLookError as error:
        faults += error.faults
    if faults:
        raise UnusableLookError(*faults)
    return Look(
        colours.get("accent"),
        colours.get("second"),
        (signs[0], signs[-1]) if signs else None,
        cover,
        typefaces,
    )


def _in(key: object) -> str:
    return f"look.{key}"


def _signs(given: object) -> tuple[str, ...]:
    if isinstance(given, dict):
        light = str(given.get(LIGHT) or given.get(DARK) or "")
        return light, str(given.get(DARK) or light)
    return (str(given),)


def _accent(given: object) -> Accent:
    if isinstance(given, dict):
        for scheme in given:
            if scheme not in _SCHEMES:
                raise ValueError(scheme)
        if LIGHT not in given:
            raise ValueError(LIGHT)
        dark = given.get(DARK)
        return Accent(_colour(given[LIGHT]), _colour(dark) if dark else None)
    return Accent(_colour(given))


def _colour(given: object) -> Colour:
    colour = Colour.read(str(given))
    if colour != replace(colour, percent=100):  # what it stands on would decide how it looks
        raise ValueError(given)
    return colour


def _no_colour(found: object) -> tuple[Message, Message]:
    if found is None:  # in YAML, what follows ` #` is a comment
        return say("found no colour"), say('write it in quotation marks: `"#1f6f4a"`')
    return (
        say("`{found}` is no colour", found=str(found)),
        say('write it as `"#1f6f4a"`, or as `{{light: "#1f6f4a", dark: "#94c7a9"}}`'),
    )


def contrast_faults(tokens: Tokens) -> Iterator[tuple[Fault, Pair]]:
    """Yield the colours of a palette that can't be read, each by its option, or else its token."""
    names = {token: option for option, token in _GIVEN_AS.items()}
    for found in palette.unreadable(tokens):
        yield Fault(_in(names.get(found.pair.above, found.pair.above)), *_said(found)), found.pair


def _said(found: Unreadable) -> tuple[Message, Message]:
    message = say(
        "{colour} has a contrast of {ratio} with `{ground}` in {scheme} colours, expected {least}",
        colour=found.colour.hex,
        ratio=f"{int(found.ratio * 100) / 100:.2f}",  # never rounded up to what is expected
        ground=found.pair.below,
        scheme=say("light") if found.scheme == LIGHT else say("dark"),
        least=f"{found.pair.ratio:g}",
    )
    hint = say("the nearest colour that can be read there is `{colour}`", colour=found.nearest.hex)
    return message, hint
