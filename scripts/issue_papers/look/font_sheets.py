"""What of a theme a site's own typefaces change: its style sheets of fonts, and the stacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from issue_papers.content_cache import ContentCache
from issue_papers.fonts.family import SiteTypefaces
from issue_papers.fonts.scripts import WEB_FONTS
from issue_papers.fonts.serving import served
from issue_papers.fonts.worn import packed
from issue_papers.layers import Layers
from issue_papers.look.tokens import Tokens
from issue_papers.theme import templates

_SHEETS = "assets/stylesheets"
_OWN = "fonts-own.css"
_OWN_ITALICS = "italics-own.css"
_EMPTY = b"/* Left to the reader's system. */\n"
_OF_THEME = re.compile(r'"Papers [^"]+"')
_CARRIED = re.compile(r'"(?:Papers|Own) [^"]+"')
_UNTIL_THEN = (' until then"', ' on Android"', ' on Linux"')


def stacks(own: SiteTypefaces, theme: Tokens) -> Tokens:
    """Return the tokens that follow from a site's typefaces, to be laid over its theme's.

    Args:
        own: What the site has chosen.
        theme: The theme's tokens.
    """
    typefaces = {}
    for role, chain in own.roles:
        names = [f'"{family.name}"' for family in chain]
        stack = theme.value(role, "stack").split(", ")
        of_theme = [name for name in stack if _OF_THEME.fullmatch(name)]
        system = [name for name in stack if name not in of_theme]
        if role in own.of_readers:
            typefaces[role] = {"stack": ", ".join(system)}
        elif chain:
            kept = [name for name in of_theme if not name.endswith(_UNTIL_THEN)]
            until = [f'"Own {role.title()}{end}' for end in _UNTIL_THEN]
            letters = f'"Own {role.title()} Letters", {theme.value(role, "letters")}'
            typefaces[role] = {
                "stack": ", ".join((*names, *kept, *until, *system)),
                "family": chain[0].name,
                "letters": letters,
                "arabic": ", ".join((*names, theme.value(role, "arabic"))),
            }
    return Tokens({"typefaces": typefaces} if typefaces else {})


def first_stacks(tokens: Tokens) -> Tokens:
    """Return what a reader's first page is drawn in, to be laid over a site's tokens.

    The system's own typefaces, among them those made as wide as the ones to come.

    Args:
        tokens: All of a site.
    """
    typefaces = {}
    for role, values in tokens.groups["typefaces"].items():
        names = tokens.value(role, "stack").split(", ")
        left = [n for n in names if n.endswith(_UNTIL_THEN) or not _CARRIED.fullmatch(n)]
        typefaces[role] = {"first": ", ".join(left), **values}
    return Tokens({"typefaces": typefaces})


def font_files(own: SiteTypefaces, theme: Layers, cache: ContentCache) -> dict[str, bytes]:
    """Return what a site's typefaces put into its theme, by path.

    Args:
        own: What the site has chosen.
        theme: The theme, and what the site lays over it.
        cache: Where what was cut before is kept.
    """
    files = packed(own, cache)
    if own.serif or own.sans:
        found = served(own, cache)
        template = templates(theme, escaped=("html",)).get_template(f"partials/{_OWN}")
        italics = tuple(face for face in found.faces if face.style == "italic")
        upright = tuple(face for face in found.faces if face.style != "italic")
        for name, part in (
            (_OWN, replace(found, faces=upright)),
            (_OWN_ITALICS, replace(found, faces=italics, stand_ins=())),
        ):
            sheet = template.render(served=part, folder="../fonts/")
            files[f"{_SHEETS}/{name}"] = sheet.encode()
        files |= {f"{WEB_FONTS}/{name}": data for name, data in found.files.items()}
    if own.of_readers:
        files |= dict.fromkeys(_sheets_of(own, theme), _EMPTY)
    return files


def _sheets_of(own: SiteTypefaces, theme: Layers) -> Iterator[str]:
    """Yield the theme's style sheets of the typefaces that a site's pages don't carry."""
    for role in own.of_readers:
        yield f"{_SHEETS}/fonts-{role}.css"
        yield f"{_SHEETS}/italics-{role}.css"
        yield f"{WEB_FONTS}/letters-{role}.css"
        yield from (name for name in theme.files(WEB_FONTS) if name.endswith(f"/{role}.css"))


def is_of_no_use(path: str, own: SiteTypefaces) -> bool:
    """Whether a file of the theme is a font that no page of the site carries.

    Args:
        path: Its path in the theme.
        own: What the site has chosen.
    """
    name = path.rpartition("/")[2]
    is_font = path.startswith(f"{WEB_FONTS}/") and name.endswith(".woff2")
    return is_font and any(name.startswith(f"papers-{role}-") for role in own.of_readers)
