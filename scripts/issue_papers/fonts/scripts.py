"""The scripts that a site's languages are written in, and what it serves to draw them.

The theme has Latin fonts for every site. A font for another script is a folder, named by the
script's ISO 15924 code, `assets/fonts/Grek/`, whose `fonts.css` says with `unicode-range` what is
in its files: a browser fetches those that a page needs. It is published, and worn by every page,
where one of the site's languages is written in the script. Letters that join must come from one
file, since some browsers join none across two: where a site has a language of the script with
letters that few have, `whole/fonts.css` has all in one, which is heavier. A site's own theme may
add such a folder. Scripts that have none are drawn in fonts of the reader's system.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel import Locale, UnknownLocaleError
from babel.core import get_global

LATIN = "Latn"
"""The script of a family that draws Latin, Greek and Cyrillic."""

WEB_FONTS = "assets/fonts"
"""Where a theme's own web fonts are; tests/tools/web_fonts.py makes them."""

_LETTERS = f"{WEB_FONTS}/letters"
LETTERS = f"{_LETTERS}.css"
"""The style sheet of Latin letters for text in the scripts of `_AMONG`."""

_AMONG = frozenset({"Hang", "Hani"})

_SAME_SCRIPT = {"Kore": "Hang", "Jpan": "Hani", "Hans": "Hani", "Hant": "Hani", "Hrkt": "Hani"}
"""Codes of ways of writing that mix scripts, or of one script's forms."""

_FEW_LETTERS: Mapping[str, frozenset[str]] = {"Arab": frozenset({"ar", "fa"})}
"""The languages whose letters the first file of a script has, where it has another with all."""

_CODE = 4
"""Letters of an ISO 15924 code."""


def script_of(tag: str) -> str:
    """Return the ISO 15924 code of the script that a language is written in, Latin if unknown.

    Korean is `Hang`; Japanese and Chinese are `Hani`.
    """
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return LATIN
    base = locale.language
    likely = get_global("likely_subtags")
    full = likely.get(f"{base}_{locale.territory}") or likely.get(base, "")
    script = locale.script or next((p for p in full.split("_") if len(p) == _CODE), LATIN)
    return _SAME_SCRIPT.get(script, script)


def sheets(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the paths in the theme of the style sheets for languages' scripts, if they are there.

    Args:
        tags: BCP 47 tags of the site's languages.
    """
    languages = {(script_of(tag), tag.partition("-")[0].lower()) for tag in tags}
    scripts = sorted({script for script, _ in languages})
    letters = (LETTERS,) if _AMONG.intersection(scripts) else ()
    more = {
        each for each, language in languages if language not in _FEW_LETTERS.get(each, {language})
    }
    folders = (f"{script}/whole" if script in more else script for script in scripts)
    return (*letters, *(f"{WEB_FONTS}/{folder}/fonts.css" for folder in folders))


def is_of_other_script(path: str, tags: Iterable[str]) -> bool:
    """Whether a font or a sheet of the theme is for a script that no language of the site needs.

    Args:
        path: Its path in the theme.
        tags: BCP 47 tags of the site's languages.
    """
    scripts = set(map(script_of, tags))
    if path.startswith(_LETTERS):
        return not _AMONG.intersection(scripts)
    script, slash, _ = path.removeprefix(f"{WEB_FONTS}/").partition("/")
    is_of_script = path.startswith(f"{WEB_FONTS}/") and slash and len(script) == _CODE
    return bool(is_of_script) and script not in scripts
