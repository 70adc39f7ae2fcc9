"""A palette that follows from an accent, and whether a palette can be read.

One colour makes a family of them: of the same hue, as light and as colourful as the theme's own are
beside its accent, so that links, buttons, covers, cards and maps belong together on a light ground
and on a dark one. Each is then moved, in lightness alone, as far as contrast asks for; the accent
itself stays as it was given on the ground that it was given for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from issue_papers.look.colours import TEXT, Colour, Oklch, apart, between
from issue_papers.look.tokens import COLOURS, DARK, ELSEWHERE, LIGHT, Pair, Tokens

_ON_SCREENS = (LIGHT, DARK)


@dataclass(frozen=True)
class Accent:
    """A colour that a site is known by.

    Attributes:
        light: On a light ground.
        dark: On a dark ground; worked out where it isn't given.
    """

    light: Colour
    dark: Colour | None = None


@dataclass(frozen=True)
class _Kin:
    """A colour beside the accent that it belongs to.

    Attributes:
        lightness: Its own, as OKLCH has it.
        chroma: Its own as a share of the accent's.
        most: The most chroma that it may have.
    """

    lightness: float
    chroma: float
    most: float = 0.4

    def of(self, accent: Oklch) -> Colour:
        """Return it for an accent."""
        chroma = min(accent.chroma * self.chroma, self.most)
        return Oklch(self.lightness, chroma, accent.hue).colour


_ACCENT_ON_DARK = _Kin(0.785, 0.7, 0.11)
_INK_ON = {LIGHT: _Kin(0.985, 0.08, 0.012), DARK: _Kin(0.21, 0.38, 0.05)}
_TINT = {LIGHT: _Kin(0.938, 0.14, 0.02), DARK: _Kin(0.26, 0.26, 0.035)}
_RULE = {LIGHT: _Kin(0.809, 0.4, 0.05), DARK: _Kin(0.422, 0.5, 0.06)}
_COVER_ON_DARK = _Kin(0.275, 0.55, 0.075)
_COVER_DEEPER, _COVER_LIGHTEST = 0.054, 0.42
"""A cover is a large ground: a little deeper than the accent, and never light."""


def derived(theme: Tokens, accent: Accent | None, second: Accent | None) -> Tokens:
    """Return the tokens that follow from a site's colours, to be laid over its theme's.

    Args:
        theme: The theme's tokens, whose grounds they must be read on.
        accent: For links, buttons and covers; the theme's stays where there is none.
        second: For case studies and maps; the same.
    """
    colours: dict[str, Mapping[str, str]] = {}
    elsewhere: dict[str, Mapping[str, str]] = {}
    if accent:
        elsewhere["accent-anywhere"] = {LIGHT: between(accent.light.oklch).written}
        colours |= _family("accent", accent, theme) | _cover(accent, theme)
    if second:
        elsewhere["case-anywhere"] = {LIGHT: between(second.light.oklch).written}
        colours |= _family("case", second, theme)
        colours["case-rule"] = {
            scheme: kin.of(second.light.oklch).written for scheme, kin in _RULE.items()
        }
    return Tokens({COLOURS: colours, ELSEWHERE: elsewhere})


def _family(name: str, accent: Accent, theme: Tokens) -> dict[str, Mapping[str, str]]:
    own = accent.light.oklch
    tints = {scheme: _TINT[scheme].of(own) for scheme in _ON_SCREENS}
    on_dark = accent.dark or apart(
        _ACCENT_ON_DARK.of(own), (*_grounds(theme, DARK), tints[DARK]), TEXT
    )
    seen = {LIGHT: accent.light, DARK: on_dark}
    inks = {s: apart(_INK_ON[s].of(own), (seen[s],), TEXT) for s in _ON_SCREENS}
    return {
        name: _written(seen),
        f"{name}-ink": _written(inks),
        f"{name}-surface": {**_written(tints), "print": tints[LIGHT].written},
    }


def _cover(accent: Accent, theme: Tokens) -> dict[str, Mapping[str, str]]:
    own = accent.light.oklch
    deep = min(own.lightness - _COVER_DEEPER, _COVER_LIGHTEST)
    covers = {
        LIGHT: Oklch(deep, own.chroma * 0.9, own.hue).colour,
        DARK: _COVER_ON_DARK.of(own),
    }
    inks = {s: apart(theme.colour("cover-ink", s), (covers[s],), TEXT) for s in _ON_SCREENS}
    return {"cover": _written(covers), "cover-ink": _written(inks)}


def _grounds(theme: Tokens, scheme: str) -> tuple[Colour, ...]:
    return tuple(theme.colour(name, scheme) for name in ("paper", "surface"))


def _written(colours: Mapping[str, Colour]) -> Mapping[str, str]:
    return {scheme: colour.written for scheme, colour in colours.items()}


@dataclass(frozen=True)
class Unreadable:
    """A colour that doesn't stand apart from those that it stands on.

    Attributes:
        pair: It and the worst of them.
        scheme: Where that is so.
        colour: The colour.
        ratio: The contrast that there is.
        nearest: The nearest colour that stands apart from all of them.
    """

    pair: Pair
    scheme: str
    colour: Colour
    ratio: float
    nearest: Colour


def unreadable(tokens: Tokens) -> Iterator[Unreadable]:
    """Yield the colours of a palette that can't be read, each once for a scheme."""
    for scheme in _ON_SCREENS:
        told = set()
        for above in dict.fromkeys(pair.above for pair in tokens.pairs):
            found = _unreadable(tokens, above, scheme)
            if found and found.colour not in told:  # two tokens may be one colour
                told.add(found.colour)
                yield found


def _unreadable(tokens: Tokens, above: str, scheme: str) -> Unreadable | None:
    colour = tokens.colour(above, scheme)
    pairs = [pair for pair in tokens.pairs if pair.above == above]
    ratios = {pair: colour.contrast(tokens.colour(pair.below, scheme)) for pair in pairs}
    worst = min(pairs, key=lambda pair: ratios[pair] / pair.ratio)
    if ratios[worst] >= worst.ratio:
        return None
    nearest = apart(colour, _colours(tokens, pairs, scheme), worst.ratio)
    return Unreadable(worst, scheme, colour, ratios[worst], nearest)


def _colours(tokens: Tokens, pairs: Iterable[Pair], scheme: str) -> Iterator[Colour]:
    yield from (tokens.colour(pair.below, scheme) for pair in pairs)
