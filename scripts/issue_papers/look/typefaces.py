"""The typefaces that a site chooses: the key `typefaces` of the option `look`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from fontTools import unicodedata as scripts

from issue_papers.fonts.family import NONE_CHOSEN, SANS, SERIF, Family, SiteTypefaces
from issue_papers.fonts.files import SUFFIXES, UnusableFontError, family_of, folder_files
from issue_papers.fonts.scripts import LATIN, script_of
from issue_papers.fonts.typefaces import characters, packaged_families
from issue_papers.layers import Layers
from issue_papers.look.faults import UnusableLookError
from issue_papers.reporting.faults import Fault
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import closest, nearest

OPTION = "typefaces"
SYSTEM = "system"
"""What a role is called for which pages carry no typeface."""

_ROLES = {"text": SERIF, "interface": SANS}
_DISTRIBUTION = "fontpkg-"
_OF_LATIN = frozenset({LATIN, "Grek", "Cyrl"})
_OF_NO_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})


def typefaces_of(given: object, theme: Layers, tags: Sequence[str]) -> SiteTypefaces:
    """Read what mkdocs.yml says of typefaces.

    Args:
        given: `system`, or what `text` and `interface` are set in: `system`, the name of a typeface
            that a `fontpkg-*` package here has, a file or a folder of the site's theme, or a list
            of those.
        theme: The site's own theme over that of the package.
        tags: The site's languages.

    Raises:
        UnusableLookError: Something of it is no typeface, or can't be used.
    """
    if given == SYSTEM:
        given = dict.fromkeys(_ROLES, SYSTEM)
    if not isinstance(given, dict):
        message = say("found no settings, expected keys with values")
        raise UnusableLookError(Fault(_in(), message, say("write `{{text: …, interface: …}}`")))
    faults = [
        Fault(_in(key), say("`{key}` is no setting", key=str(key)), closest(str(key), _ROLES))
        for key in given
        if key not in _ROLES
    ]
    found: dict[str, tuple[Family, ...]] = {}
    for key, role in _ROLES.items():
        try:
            if key in given and given[key] != SYSTEM:
                found[role] = tuple(_families(role, given[key], theme))
        except UnusableFontError as error:
            faults.append(Fault(_in(key), error.message, error.hint))
    if faults:
        raise UnusableLookError(*faults)
    others = sorted(set(map(script_of, tags)) - {LATIN})
    return replace(
        NONE_CHOSEN,
        **found,
        of_readers=tuple(role for key, role in _ROLES.items() if given.get(key) == SYSTEM),
        scripts=tuple(others),
    )


def _in(key: object = "") -> str:
    return f"look.{OPTION}.{key}".rstrip(".")


def _families(role: str, given: object, theme: Layers) -> Iterator[Family]:
    """Yield the families of a role, each for what those before it lack.

    Raises:
        UnusableFontError: One can't be used.
    """
    names = given if isinstance(given, list) else [given]
    paths = [name for name in names if isinstance(name, str) and _is_file(name)]
    groups: list[Sequence[object]] = [(name,) for name in names]
    if len(paths) == len(names) > 1:  # files of one typeface
        groups = [paths]
    known = frozenset[str]()
    for number, group in enumerate(groups, 1):
        name = f"Own {role.title()}" + (f" {number}" if number > 1 else "")
        family = family_of(name, [*_files(group, theme)])
        has = characters(family.regular.path)
        script = _script(has - known) if known else LATIN
        known |= has
        yield replace(family, script=script)


def _is_file(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _files(names: Iterable[object], theme: Layers) -> Iterator[Path]:
    """Yield the files of one typeface.

    Raises:
        UnusableFontError: There are none.
    """
    for name in names:
        if not isinstance(name, str) or not name:
            message = say("found {found}, expected the name of a typeface", found=str(name))
            raise UnusableFontError(message, say("or the path of its file in your theme's folder"))
        if "/" in name or _is_file(name):
            yield from _below(name, theme)
        else:
            yield from _packaged(name)


def _below(name: str, theme: Layers) -> Iterator[Path]:
    """Yield the files of a path in the site's theme."""
    for folder in theme.folders:
        place = folder / name
        if not place.resolve().is_relative_to(folder.resolve()):
            continue
        if place.is_file():
            yield place
            return
        if place.is_dir() and (files := [*folder_files(place)]):
            yield from files
            return
    message = say("no font is at {path}", path=name)
    hint = say("put it into {folder}, and write its path from there", folder=theme.folders[0].name)
    raise UnusableFontError(message, hint)


def _packaged(name: str) -> Iterator[Path]:
    """Yield the files of a typeface that a package has, called as itself or as the package."""
    families = packaged_families()
    slug = name.casefold().removeprefix(_DISTRIBUTION).replace(" ", "-")
    for family in families.values():
        if family.name.casefold().replace(" ", "-") == slug:
            yield from (font.path for font in family.files)
            return
    message = say("no package here has the typeface `{name}`", name=name)
    if near := nearest(name, sorted(families)):
        raise UnusableFontError(message, say("did you mean `{word}`?", word=near))
    package = f"{_DISTRIBUTION}{slug}"
    hint = say("install it with `pip install {package}`, or name its files", package=package)
    raise UnusableFontError(message, hint)


def _script(chars: Iterable[str]) -> str:
    """Return the script that most of some characters are of."""
    found = Counter(map(scripts.script, chars))
    for script in _OF_NO_SCRIPT:
        found.pop(script, None)
    (script, _), *_ = found.most_common(1) or [(LATIN, 0)]
    return LATIN if script in _OF_LATIN else script


def without_styles(typefaces: SiteTypefaces) -> Iterator[tuple[str, str]]:
    """Yield the option of each typeface that has no bold or no italic, and which it lacks.

    Browsers draw what is missing; in a PDF such words look like all others.
    """
    for key, role in _ROLES.items():
        chain = dict(typefaces.roles)[role]
        for family in chain[:1]:
            if all(font.distance(700) > 150 for font in family.files if not font.is_italic):  # noqa: PLR2004
                yield _in(key), "bold"
            if role == SERIF and not any(font.is_italic for font in family.files):
                yield _in(key), "italic"
