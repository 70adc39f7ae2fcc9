"""Which typefaces an edition is set in, and the files they are in.

Fonts come from `fontpkg-*` packages, so that a machine's own fonts decide nothing. For a script
that none of these has (Chinese, Japanese and Korean fonts are too big for packages) an installed
font is looked for, by name first; without one, the edition stops and says what to install.

A character is covered if a family's regular face maps it. Scripts are Unicode's (UAX #24), by their
ISO 15924 codes.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata, util
from pathlib import Path

import typst
from fontTools import unicodedata as scripts
from fontTools.ttLib import TTFont

from issue_papers.fonts.family import NONE_CHOSEN, Family, FontFile, SiteTypefaces
from issue_papers.fonts.scripts import LATIN, script_of
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, ProblemsError

_BASE_SERIF = "Source Serif 4"
_BASE_SANS = "Source Sans 3"
_OF_SCRIPT = {
    "Arab": ("Amiri", "Noto Sans Arabic"),
    "Hebr": ("Frank Ruhl Libre", "Assistant"),
}
"""Serif and sans-serif of the scripts whose packages we depend on."""

_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""General categories of characters that draw nothing; so do variation selectors."""
_REGIONS = {"Hang": "KR", "Hira": "JP", "Kana": "JP", "Bopo": "TC"}
_HAN_BY_LANGUAGE = {"ko": "KR", "ja": "JP", "zh-Hant": "TC", "zh-TW": "TC", "zh-HK": "TC"}
_INSTALLED_SERIF = {
    "KR": ("NanumMyeongjo", "Nanum Myeongjo", "AppleMyungjo", "Batang"),
    "JP": ("Hiragino Mincho ProN", "Yu Mincho", "IPAMincho", "IPAexMincho"),
    "SC": ("Songti SC", "SimSun"),
    "TC": ("Songti TC", "PMingLiU"),
}
_INSTALLED_SANS = {
    "KR": ("NanumGothic", "Nanum Gothic", "Apple SD Gothic Neo", "Malgun Gothic"),
    "JP": ("Hiragino Sans", "Yu Gothic", "IPAGothic", "IPAexGothic"),
    "SC": ("PingFang SC", "Microsoft YaHei"),
    "TC": ("PingFang TC", "Microsoft JhengHei"),
}
_SYMBOLS = ("Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Emoji", "Noto Color Emoji")
_MOST_SHOWN = 12


@dataclass(frozen=True)
class Typefaces:
    """What a text is set in; the first family of each is that of the text's own script.

    Attributes:
        serif: For running text.
        sans: For headings, labels and tables.
    """

    serif: tuple[Family, ...]
    sans: tuple[Family, ...]

    def folders(self) -> tuple[Path, ...]:
        """Return the folders with the files."""
        every = (font for family in (*self.serif, *self.sans) for font in family.files)
        return tuple(sorted({font.path.parent for font in every}))


def families(
    language: str, text: str, own: SiteTypefaces = NONE_CHOSEN, *, path: str = "mkdocs.yml"
) -> Typefaces:
    """Choose the typefaces that have every character of a text.

    Args:
        language: BCP 47 tag; decides which script comes first, and how Han characters look.
        text: All that is to be set: its characters count, not their order.
        own: What the site has chosen, which comes before all others.
        path: The file that a missing font is reported for.

    Raises:
        ProblemsError: No font here has some of the characters.
    """
    serif, sans, missing = _chosen(language, text, own)
    if missing:
        raise ProblemsError(
            *(Problem(path, 1, "editions", *lacking(*each)) for each in missing.items())
        )
    main = script_of(language)
    return Typefaces(_first(main, serif), _first(main, sans))


def unset(
    language: str, text: str, own: SiteTypefaces = NONE_CHOSEN
) -> Mapping[str, frozenset[str]]:
    """Return the characters of a text that no font here has, by their script.

    Args:
        language: BCP 47 tag.
        text: All that is to be set.
        own: What the site has chosen.
    """
    return _chosen(language, text, own)[2]


def _chosen(
    language: str, text: str, own: SiteTypefaces
) -> tuple[list[Family], list[Family], dict[str, frozenset[str]]]:
    """Return the families for a text, serif and sans, and the characters that none has."""
    packaged = packaged_families()
    left = {char for char in set(text) if not _is_invisible(char)}
    serif = [*own.serif, _packaged_family(packaged, _BASE_SERIF, LATIN)]
    sans = [*own.sans, _packaged_family(packaged, _BASE_SANS, LATIN)]
    left -= _covered(*serif) & _covered(*sans)
    none: dict[str, frozenset[str]] = {}
    for script, chars in sorted(_by_script(left).items()):
        own_serif, own_sans, missing = _for_script(script, chars, language, packaged)
        if missing:
            none[script] = frozenset(missing)
        serif += own_serif
        sans += own_sans
    return serif, sans, none


def machine_fonts(language: str, text: str) -> list[str]:
    """Name the files of the machine's own that a text is set in, each with its size and its date.

    Args:
        language: BCP 47 tag.
        text: All that is to be set.

    Returns:
        Nothing where packages have all characters, or no font has.
    """
    try:
        typefaces = families(language, text)
    except ProblemsError:
        return []
    own = (family for family in (*typefaces.serif, *typefaces.sans) if family.is_installed)
    paths = {font.path for family in own for font in family.files}
    stats = ((path, path.stat()) for path in sorted(paths))
    return [f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stats]


def _first(script: str, chain: Iterable[Family]) -> tuple[Family, ...]:
    """Put the families of a script first, and name none twice."""
    found: dict[str, Family] = {}
    for family in sorted(chain, key=lambda family: family.script != script):
        found.setdefault(family.name, family)
    return tuple(found.values())


def _is_invisible(char: str) -> bool:
    is_selector = unicodedata.name(char, "").startswith("VARIATION SELECTOR")
    return is_selector or char.isspace() or unicodedata.category(char) in _INVISIBLE


def _by_script(chars: Collection[str]) -> dict[str, set[str]]:
    """Sort characters by script; what several scripts share is set in one that is there, too."""
    found: dict[str, set[str]] = {}
    there = {scripts.script(char) for char in chars}
    for char in chars:
        script = scripts.script(char)
        extensions = sorted(scripts.script_extension(char) - {"Zyyy", "Zinh"})
        if script in {"Zyyy", "Zinh"} and extensions:
            script = next((each for each in extensions if each in there), extensions[0])
        found.setdefault(script, set()).add(char)
    return found


def _for_script(
    script: str, chars: set[str], language: str, packaged: dict[str, Family]
) -> tuple[list[Family], list[Family], set[str]]:
    """Return the families for one script, and the characters that none of them has."""
    if script in _OF_SCRIPT:
        serif, sans = (_packaged_family(packaged, name, script) for name in _OF_SCRIPT[script])
        both = _covered(serif) | _covered(sans)
        if chars <= both:
            is_whole = chars <= _covered(serif)
            return [serif] if is_whole else [serif, sans], [sans, serif], set()
    wanted_serif, wanted_sans = _wanted(script, language)
    serif_found = _search(wanted_serif, script, chars, packaged)
    sans_found = _search(wanted_sans, script, chars, packaged)
    missing = chars - (_covered(*serif_found) & _covered(*sans_found))
    return serif_found, sans_found, missing


def _wanted(script: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of families to look for, best first: serif, and sans-serif."""
    region = _REGIONS.get(script)
    if script == "Hani":
        base = language.replace("_", "-")
        region = _HAN_BY_LANGUAGE.get(base) or _HAN_BY_LANGUAGE.get(base.split("-")[0]) or "SC"
    if region:
        of_noto = ("Noto {} {}", "Noto {} CJK {}", "Source Han {} {}")
        serif = (*(n.format("Serif", region) for n in of_noto), *_INSTALLED_SERIF[region])
        sans = (*(n.format("Sans", region) for n in of_noto), *_INSTALLED_SANS[region])
    elif script in {"Zyyy", "Zinh"}:
        serif = sans = _SYMBOLS
    else:
        name = _script_name(script)
        serif, sans = (f"Noto Serif {name}",), (f"Noto Sans {name}",)
    return (*serif, *sans), (*sans, *serif)


def _script_name(script: str) -> str:
    return str(scripts.script_name(script, default=script)).replace("_", " ")


def _search(
    names: tuple[str, ...], script: str, chars: set[str], packaged: dict[str, Family]
) -> list[Family]:
    """Return the best family that has all characters, else as few as have most of them."""
    found: list[Family] = []
    left = set(chars)
    for family in _candidates(names, packaged):
        gained = left & _covered(family)
        if gained:
            found.append(Family(family.name, script, family.files, family.is_installed))
            left -= gained
        if not left:
            break
    return found


def _candidates(names: tuple[str, ...], packaged: dict[str, Family]) -> Iterator[Family]:
    """Yield packaged and installed families: those with a wanted name, then all the others."""
    yield from (packaged[name] for name in names if name in packaged)
    installed = _installed()
    yield from (installed[name] for name in names if name in installed)
    others = {**installed, **packaged}
    yield from (others[name] for name in sorted(others.keys() - set(names)))


def lacking(script: str, missing: Collection[str]) -> tuple[Message, Message]:
    """Say that no font here has some characters of a script, and which package has one."""
    shown = " ".join(f"{char} (U+{ord(char):04X})" for char in sorted(missing)[:_MOST_SHOWN])
    if script in _REGIONS or script == "Hani":
        package = "fonts-noto-cjk"
    elif script in {"Zyyy", "Zinh"}:
        package = "fonts-noto-color-emoji fonts-noto-extra"
    else:
        package = "fonts-noto-core"
    name = say("symbols") if script in {"Zyyy", "Zinh"} else _script_name(script)
    return (
        say("no font here has these characters ({script}): {shown}", script=name, shown=shown),
        say("install one, on Debian and Ubuntu with `apt-get install {package}`", package=package),
    )


def _packaged_family(packaged: dict[str, Family], name: str, script: str) -> Family:
    family = packaged[name]
    return Family(name, script, family.files)


@cache
def packaged_families() -> dict[str, Family]:
    """Return the families of all installed `fontpkg-*` packages, by name."""
    found = {}
    for entry in sorted(metadata.entry_points(group="fontpkg.family"), key=lambda e: e.value):
        spec = util.find_spec(entry.value)
        if spec is None or spec.origin is None:
            continue
        folder = Path(spec.origin).parent
        about = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
        weights = next((a for a in about.get("axes") or () if a["tag"] == "wght"), None)
        files = (
            FontFile(
                path=folder / file["path"],
                index=0,
                is_italic=file["style"] == "italic",
                weights=(int(weights["min"]), int(weights["max"]))
                if weights and file["variable"]
                else (file["weight"] or 400, file["weight"] or 400),
            )
            for file in about["files"]
        )
        found[about["family"]] = Family(about["family"], "", ordered(files))
    return found


@cache
def _installed() -> dict[str, Family]:
    """Return the machine's own families, by name."""
    files: dict[str, set[FontFile]] = {}
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
    for font in fonts.fonts():
        if font.path and font.stretch == 1.0:
            weights = (font.weight, font.weight)
            file = FontFile(Path(font.path), font.index, font.style != "normal", weights)
            files.setdefault(font.family, set()).add(file)
    return {
        name: Family(name, "", ordered(found), is_installed=True) for name, found in files.items()
    }


def ordered(files: Iterable[FontFile]) -> tuple[FontFile, ...]:
    """Return the files of a family in their order: upright before italic, light before bold."""
    return tuple(sorted(files, key=lambda font: (font.is_italic, font.weights, str(font.path))))


def _covered(*chain: Family) -> frozenset[str]:
    """Return the characters that at least one of the families has in its regular face."""
    regular = (family.regular for family in chain)
    return frozenset().union(*(characters(font.path, font.index) for font in regular))


@cache
def characters(path: Path, index: int = 0) -> frozenset[str]:
    """Return the characters that a font has a glyph for.

    Args:
        path: A font, or a collection of them.
        index: Which font of a collection.
    """
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap() or ()))
