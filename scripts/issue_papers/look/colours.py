"""Colours: how they are written, how far they stand apart, and others made of them.

Contrast is that of the Web Content Accessibility Guidelines 2.2 (https://www.w3.org/TR/WCAG22/,
"relative luminance" and "contrast ratio"). Lightness, chroma and hue are those of OKLCH, in which
equal steps look equal (Björn Ottosson, 2020; CSS Color 4, https://www.w3.org/TR/css-color-4/).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

TEXT = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3)."""

CONTROL = 3.0
"""The contrast that large text, and what shows where a control is, needs (1.4.3, 1.4.11)."""

_WRITTEN = re.compile(
    r"#(?P<digits>[0-9a-f]{6}|[0-9a-f]{3})(?: (?P<percent>\d{1,3})%)?", re.IGNORECASE
)
_BETWEEN = math.sqrt(1.05 * 0.05) - 0.05
"""The relative luminance that is as far from black as from white."""

_STEPS = 24
"""Bisections: far more exact than the 8 bits that a colour is written with."""


@dataclass(frozen=True)
class Colour:
    """A colour of sRGB.

    Attributes:
        red: From 0 to 255.
        green: The same.
        blue: The same.
        percent: How much of what lies below it hides, from 0 to 100.
    """

    red: int
    green: int
    blue: int
    percent: int = 100

    @classmethod
    def read(cls, text: str) -> Colour:
        """Read a colour as tokens.yml has it: `#86202e`, `#fff`, or `#000 45%` with its opacity.

        Raises:
            ValueError: It is none.
        """
        found = _WRITTEN.fullmatch(text.strip())
        if not found or int(found["percent"] or 0) > 100:  # noqa: PLR2004 - per cent
            raise ValueError(text)
        digits = found["digits"]
        if len(digits) == 3:  # noqa: PLR2004 - one digit a channel
            digits = "".join(digit * 2 for digit in digits)
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
        return cls(red, green, blue, int(found["percent"] or 100))

    @property
    def hex(self) -> str:
        """The colour without its opacity, in hexadecimal."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def written(self) -> str:
        """The colour as CSS has it, in as few digits as it can, and as the oldest e-readers do."""
        if self.percent == 100:  # noqa: PLR2004 - per cent
            is_short = all(part % 17 == 0 for part in (self.red, self.green, self.blue))
            return f"#{self.hex[1::2]}" if is_short else self.hex
        return f"rgba({self.red}, {self.green}, {self.blue}, {self.percent / 100:g})"

    @property
    def luminance(self) -> float:
        """Its relative luminance, from 0 to 1."""
        red, green, blue = self._linear
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def _linear(self) -> tuple[float, float, float]:
        red, green, blue = (_linear(part / 255) for part in (self.red, self.green, self.blue))
        return red, green, blue

    def contrast(self, other: Colour) -> float:
        """Return the contrast ratio of two colours, from 1 to 21."""
        darker, lighter = sorted((self.luminance, other.luminance))
        return (lighter + 0.05) / (darker + 0.05)

    def over(self, ground: Colour, percent: int | None = None) -> Colour:
        """Return what is seen of it on a ground, its own opacity taken if none is given."""
        share = (self.percent if percent is None else percent) / 100
        mixed = (
            round(above * share + below * (1 - share))
            for above, below in (
                (self.red, ground.red),
                (self.green, ground.green),
                (self.blue, ground.blue),
            )
        )
        return Colour(*mixed)

    @property
    def oklch(self) -> Oklch:
        """The same as lightness, chroma and hue."""
        red, green, blue = self._linear
        long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
        a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
        return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


@dataclass(frozen=True)
class Oklch:
    """A colour as people see it.

    Attributes:
        lightness: From 0, black, to 1, white.
        chroma: How colourful; 0 is grey, about 0.3 the most that a screen shows.
        hue: Its angle in radians.
    """

    lightness: float
    chroma: float
    hue: float

    @property
    def colour(self) -> Colour:
        """The colour of sRGB; of one that a screen can't show, as much of its chroma as it can."""
        if _shown(self) is None:
            low, high = 0.0, self.chroma
            for _ in range(_STEPS):
                middle = (low + high) / 2
                if _shown(replace(self, chroma=middle)) is None:
                    high = middle
                else:
                    low = middle
            found = _shown(replace(self, chroma=low)) or _shown(replace(self, chroma=0.0))
        else:
            found = _shown(self)
        return found or Colour(0, 0, 0)


def apart(colour: Colour, grounds: Iterable[Colour], ratio: float) -> Colour:
    """Return the nearest colour that has a contrast with all of some grounds.

    Its hue stays, and its chroma as far as a screen shows it; only its lightness changes, towards
    whichever end is nearer to it. Where no lightness does, it is the one that comes closest.

    Args:
        colour: What is to stand on them.
        grounds: What it stands on.
        ratio: The contrast that it needs with each.
    """
    below = tuple(grounds)

    def least(one: Colour) -> float:
        return min((one.contrast(ground) for ground in below), default=21.0)

    if least(colour) >= ratio:
        return colour
    own = colour.oklch
    ends = [_towards(own, end, least, ratio) for end in (0.0, 1.0)]
    will_do = [one for one in ends if least(one) >= ratio]
    if will_do:
        return min(will_do, key=lambda one: abs(one.oklch.lightness - own.lightness))
    return max(ends, key=least)


def between(colour: Oklch) -> Colour:
    """Return the colour of a hue that can be read on white as well as on black.

    Its contrast with both is about the root of 21, the contrast of the two.
    """
    dark, light = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (dark + light) / 2
        if replace(colour, lightness=middle).colour.luminance < _BETWEEN:
            dark = middle
        else:
            light = middle
    return replace(colour, lightness=light).colour


def _towards(own: Oklch, end: float, least: Callable[[Colour], float], ratio: float) -> Colour:
    """Return the first colour on the way to black or white that stands apart; else that end."""
    near, far = own.lightness, end
    for _ in range(_STEPS):
        middle = (near + far) / 2
        if least(replace(own, lightness=middle).colour) >= ratio:
            far = middle
        else:
            near = middle
    return replace(own, lightness=far).colour


def _shown(colour: Oklch) -> Colour | None:
    """Return a colour of sRGB, or nothing where it can't be shown."""
    a, b = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    parts = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    near = 0.5 / 255
    written = [_gamma(part) for part in parts]
    if any(not -near <= part <= 1 + near for part in written):
        return None
    red, green, blue = (min(255, max(0, round(part * 255))) for part in written)
    return Colour(red, green, blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _gamma(part: float) -> float:
    if part <= 0.0031308:  # noqa: PLR2004 - sRGB's own
        return 12.92 * part
    return float(1.055 * part ** (1 / 2.4) - 0.055)
