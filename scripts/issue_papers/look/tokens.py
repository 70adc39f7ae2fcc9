"""The tokens of a theme: colours, sizes, weights, typefaces and widths, each by its name.

`overrides/tokens.yml` has them, and says in its comments how they are written. A file that lies
over another needs only the keys that are different in it. In what a theme has, `token(NAME)` stands
for a token's value, `token(NAME, SCHEME)` for its value in a scheme, and in a style sheet a line
`tokens(GROUP, SCHEME);` for the custom properties of a group: in a scheme other than the first,
only for those that differ there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from issue_papers import yaml_loader
from issue_papers.layers import settings
from issue_papers.look.colours import CONTROL, TEXT, Colour
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, ProblemsError, closest

FILE = "tokens.yml"

LIGHT, DARK, PRINT = "light", "dark", "print"
COLOURS, ELSEWHERE = "colours", "elsewhere"
"""The colours that pages ask for, and those that only what stands beside them does."""

WEIGHTS = "weights"

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        COLOURS: (LIGHT, DARK, PRINT),
        ELSEWHERE: (LIGHT, DARK, PRINT),
        "sizes": ("screen", PRINT),
        "typefaces": ("stack", "first", "family", "letters", "arabic"),
        WEIGHTS: ("weight",),
        "breakpoints": ("width",),
        "editions": ("size",),
    }
)
"""The schemes of each group of tokens, the one first that stands for those that aren't given."""

_CONTRAST = "contrast"
_OF_COLOURS = (COLOURS, ELSEWHERE)
_RATIOS = {"text": TEXT, "control": CONTROL}

_MIXED = re.compile(r"(?P<above>[a-z-]+) (?P<percent>\d{1,3})% on (?P<below>[a-z-]+)")
_ASKED = re.compile(r"\btoken\((?P<name>[a-z-]+)(?:, (?P<scheme>[a-z]+))?\)")
_LISTED = re.compile(r"(?P<indent>[ \t]*)\btokens\((?P<group>[a-z]+), (?P<scheme>[a-z]+)\);")

_SIZE = re.compile(r"-?[\d.]+(?:[a-z]+|%)?|(?:calc|clamp|max|min|var)\([^;{}]+\)")
_WEIGHT = re.compile(r"1000|[1-9]\d{0,2}")
_WIDTH = re.compile(r"[\d.]+(?:px|r?em)")
_POSSIBLE: Mapping[str, tuple[re.Pattern[str], str]] = MappingProxyType(
    {
        "sizes": (_SIZE, "1.5rem"),
        WEIGHTS: (_WEIGHT, "600"),
        "breakpoints": (_WIDTH, "40rem"),
        "editions": (_SIZE, "10.2pt"),
    }
)
"""What a value of a group can be, and one as an example; colours are proved apart."""

Values = Mapping[str, str]
"""What a token is in each scheme that it is given for."""


class UnknownTokenError(KeyError):
    """A theme asks for a token that there isn't."""


@dataclass(frozen=True)
class Pair:
    """Two colours that must stand apart.

    Attributes:
        above: The token of what stands on the other.
        below: The token of that.
        ratio: The contrast that they need.
    """

    above: str
    below: str
    ratio: float


@dataclass(frozen=True)
class Tokens:
    """The tokens of a site.

    Attributes:
        groups: For each group the tokens by name, in the order of the file.
        pairs: The colours that must stand apart.
    """

    groups: Mapping[str, Mapping[str, Values]]
    pairs: tuple[Pair, ...] = ()

    @cached_property
    def _group_of(self) -> Mapping[str, str]:
        return {name: group for group, tokens in self.groups.items() for name in tokens}

    @cached_property
    def _colours(self) -> Mapping[str, Values]:
        return {**self.groups.get(COLOURS, {}), **self.groups.get(ELSEWHERE, {})}

    def colour(self, name: str, scheme: str = LIGHT) -> Colour:
        """Return a colour.

        Args:
            name: Its token.
            scheme: `light`, `dark` or `print`.

        Raises:
            UnknownTokenError: There is none of that name.
            ValueError: What stands there is no colour.
        """
        return self._colour(name, scheme, ())

    def _colour(self, name: str, scheme: str, asked: tuple[str, ...]) -> Colour:
        tokens = self._colours
        if name not in tokens:
            raise UnknownTokenError(name)
        if name in asked:
            raise ValueError(" → ".join((*asked, name)))
        written, beyond = _of_scheme(tokens[name], COLOURS, scheme), (*asked, name)
        if mixed := _MIXED.fullmatch(written):
            above = self._colour(mixed["above"], scheme, beyond)
            below = self._colour(mixed["below"], scheme, beyond)
            return above.over(below, int(mixed["percent"]))
        if written in tokens:
            return self._colour(written, scheme, beyond)
        return Colour.read(written)

    def value(self, name: str, scheme: str = "") -> str:
        """Return a token's value as style sheets have it.

        Args:
            name: The token.
            scheme: One of its group's; the first of them if none is given.

        Raises:
            UnknownTokenError: There is no such token, or no such scheme.
        """
        group = self._group_of.get(name, "")
        schemes = GROUPS.get(group, ())
        if not schemes or (scheme and scheme not in schemes):
            raise UnknownTokenError(name)
        if group in {COLOURS, ELSEWHERE}:
            return self.colour(name, scheme or LIGHT).written
        return _of_scheme(self.groups[group][name], group, scheme or schemes[0])

    def put_into(self, text: str) -> str:
        """Return a text with the tokens' values in the places where it asks for them.

        Raises:
            UnknownTokenError: There is no such token.
        """
        listed = _LISTED.sub(self._declarations, text)
        return _ASKED.sub(lambda found: self.value(found["name"], found["scheme"] or ""), listed)

    def _declarations(self, found: re.Match[str]) -> str:
        group, scheme = found["group"], found["scheme"]
        if scheme not in GROUPS.get(group, ()):
            raise UnknownTokenError(group)
        first = GROUPS[group][0]
        values = {
            name: (self.value(name, scheme), self.value(name, first)) for name in self.groups[group]
        }
        return "\n".join(
            f"{found['indent']}--ip-{name}: {value};"
            for name, (value, usual) in values.items()
            if scheme == first or value != usual
        )

    def but(self, other: Tokens) -> Tokens:
        """Return those that are different in others: a copy of a theme's file says nothing."""
        groups = {
            group: {
                name: {s: v for s, v in values.items() if v != _given(other, group, name, s)}
                for name, values in tokens.items()
            }
            for group, tokens in self.groups.items()
        }
        return Tokens(groups, self.pairs)

    def over(self, other: Tokens) -> Tokens:
        """Return these laid over others, key by key."""
        groups = {
            group: {
                **other.groups.get(group, {}),
                **{
                    name: {**other.groups.get(group, {}).get(name, {}), **values}
                    for name, values in self.groups.get(group, {}).items()
                },
            }
            for group in GROUPS
        }
        return Tokens(groups, self.pairs or other.pairs)


def _of_scheme(values: Values, group: str, scheme: str) -> str:
    return values[scheme] if scheme in values else values[GROUPS[group][0]]


def _given(tokens: Tokens, group: str, name: str, scheme: str) -> str | None:
    values = tokens.groups.get(group, {}).get(name)
    return _of_scheme(values, group, scheme) if values else None


def read(
    folders: Sequence[Path], between: Tokens | None = None, root: Path | None = None
) -> Tokens:
    """Read the tokens of a theme and of what lies over it.

    Args:
        folders: The theme's folder, and those that lie over it, the last uppermost.
        between: What lies over the theme and below the others: what follows from options.
        root: The site's folder, to which paths in problems are relative.

    Raises:
        ProblemsError: A file can't be read, or has a token that there isn't or that is none.
    """
    lowest, *above = folders
    theme = _File.read(lowest / FILE, root).tokens()
    tokens = between.over(theme) if between else theme
    for folder in above:
        if (folder / FILE).is_file():
            own = _File.read(folder / FILE, root).tokens(known=theme)
            tokens = own.but(theme).over(tokens)
    return tokens


def place(
    folders: Sequence[Path], colour: str, root: Path | None = None
) -> tuple[str, int, str] | None:
    """Return where a site's own tokens have a colour: path, line and key; none if they haven't.

    Args:
        folders: What lies over the theme, the uppermost first.
        colour: The token.
        root: The site's folder, to which the path is relative.
    """
    for folder in folders:
        if (folder / FILE).is_file():
            own = _File.read(folder / FILE, root)
            if line := own.lines.get((COLOURS, colour)):
                return own.path, line, f"{COLOURS}.{colour}"
    return None


@dataclass
class _File:
    """A file of tokens in the reading; what is wrong gathers in `problems`."""

    path: str
    content: Mapping[object, object]
    lines: Mapping[tuple[str, ...], int]
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def read(cls, file: Path, root: Path | None) -> _File:
        path = (
            file.relative_to(root).as_posix() if root and file.is_relative_to(root) else str(file)
        )
        content, lines = settings(file, path, _parsed)
        return cls(path, content, lines)

    def tokens(self, known: Tokens | None = None) -> Tokens:
        """Return the file's tokens.

        Args:
            known: Those that it lies over: it may name no others.

        Raises:
            ProblemsError: Some are none.
        """
        groups: dict[str, Mapping[str, Values]] = {}
        for group, tokens in ((str(key), value) for key, value in self.content.items()):
            if group == _CONTRAST:
                continue
            if group not in GROUPS:
                self._wrong((group,), _no_token(group), closest(group, GROUPS))
            elif not isinstance(tokens, dict):
                self._wrong((group,), say("found no settings, expected keys with values"))
            else:
                names = known.groups.get(group, {}) if known else None
                groups[group] = dict(self._group(group, tokens, names))
        those = (*(known.groups.items() if known else ()), *groups.items())
        colours = {name for group, names in those if group in _OF_COLOURS for name in names}
        found = Tokens(groups, tuple(self._pairs(colours)))
        whole = found.over(known) if known else found
        self._prove_colours(found, whole)
        if self.problems:
            raise ProblemsError(*self.problems)
        return found

    def _group(
        self, group: str, tokens: Mapping[object, object], known: Mapping[str, Values] | None
    ) -> Iterator[tuple[str, Values]]:
        schemes = GROUPS[group]
        for name, given in tokens.items():
            at = (group, str(name))
            values = given if isinstance(given, dict) else dict.fromkeys(schemes[:1], given)
            if known is not None and name not in known:
                self._wrong(at, _no_token(name), closest(str(name), known))
            elif not all(isinstance(value, str | int | float) for value in values.values()):
                self._wrong(at, say("`{key}` must be a text", key=str(name)))
            elif unknown := [scheme for scheme in values if scheme not in schemes]:
                self._wrong(at, _no_token(unknown[0]), closest(str(unknown[0]), schemes))
            elif found := [v for v in values.values() if not _is_possible(group, str(v))]:
                message = say(
                    "found `{found}`, expected something like `{example}`",
                    found=found[0],
                    example=_POSSIBLE[group][1],
                )
                self._wrong(at, message)
            elif isinstance(given, dict) or known is None:
                yield str(name), {str(scheme): str(value) for scheme, value in values.items()}
            else:  # one value for all schemes, over whatever the theme has for each
                yield str(name), dict.fromkeys(schemes, str(given))

    def _pairs(self, colours: AbstractSet[str]) -> Iterator[Pair]:
        contrast = self.content.get(_CONTRAST) or {}
        for kind, pairs in self._settings((_CONTRAST,), contrast):
            if kind not in _RATIOS:
                self._wrong((_CONTRAST, kind), _no_token(kind), closest(kind, _RATIOS))
                continue
            for above, grounds in self._settings((_CONTRAST, kind), pairs):
                at = (_CONTRAST, kind, above)
                if not isinstance(grounds, list):
                    self._wrong(at, say("`{key}` must be a list", key=above))
                    continue
                unknown = [str(each) for each in (above, *grounds) if str(each) not in colours]
                for name in unknown:
                    self._wrong(at, _no_token(name), closest(name, colours))
                if not unknown:
                    yield from (Pair(above, str(below), _RATIOS[kind]) for below in grounds)

    def _settings(self, at: tuple[str, ...], given: object) -> Iterator[tuple[str, object]]:
        """Yield keys with what they have; what has none is wrong."""
        if isinstance(given, dict):
            yield from ((str(key), value) for key, value in given.items())
        else:
            self._wrong(at, say("found no settings, expected keys with values"))

    def _prove_colours(self, own: Tokens, whole: Tokens) -> None:
        named = [(g, name) for g in _OF_COLOURS for name in own.groups.get(g, {})]
        for at in named:
            for scheme in GROUPS[COLOURS]:
                try:
                    whole.colour(at[1], scheme)
                except (ValueError, UnknownTokenError) as error:
                    message = say("`{found}` is no colour", found=str(error.args[0]))
                    self._wrong(at, message, say('write it as `"#1f6f4a"`'))
                    break

    def _wrong(self, at: tuple[str, ...], message: Message, hint: str = "") -> None:
        line, key = self.lines.get(at, 1), ".".join(at)
        self.problems.append(Problem(self.path, line, key, message, hint))


def _is_possible(group: str, value: str) -> bool:
    """Whether a token of a group can be that: no more, so that nothing else gets into a sheet."""
    return group not in _POSSIBLE or bool(_POSSIBLE[group][0].fullmatch(value.strip()))


@cache
def _parsed(text: str) -> tuple[Any, Mapping[tuple[str, ...], int]]:
    node, content = yaml_loader.read(text)
    return content, dict(_lines(node)) if node else {}


def _no_token(name: object) -> Message:
    return say("`{key}` is no setting", key=str(name))


def _lines(node: yaml.Node, at: tuple[str, ...] = ()) -> Iterable[tuple[tuple[str, ...], int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            below = (*at, str(key.value))
            yield below, key.start_mark.line + 1
            yield from _lines(value, below)
