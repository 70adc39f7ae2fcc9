"""Pictures that stand for pages where links to them are shared, drawn by Typst.

Each is kept by its content, so a build draws only those that have changed, all of a language at
once.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from issue_papers.content_cache import ContentCache, digest, tree_digest
from issue_papers.fonts.typefaces import families
from issue_papers.publishing import put
from issue_papers.views.site import Views
from issue_papers.views.social import Card

WIDTH, HEIGHT = 1200, 630
"""Pixels: the size that networks ask for."""

_PIXELS_A_POINT = 72.0
_AT_ONCE = 24
_COLOURS = 64
_FOLDER = Path("editions") / "social"


@dataclass(frozen=True)
class SocialCards:
    """Draws the cards of a site.

    Attributes:
        theme_dir: The folder with `editions/social/`.
        cache: Where cards that were drawn before are kept.
        libraries: Versions of what decides, besides its text, how a card looks.
    """

    theme_dir: Path
    cache: ContentCache
    libraries: str

    def write(self, views: Mapping[str, Views], series: Mapping[str, str], site_dir: Path) -> None:
        """Draw the cards of all pages and put them into the site.

        Args:
            views: The views of each language.
            series: The site's name in each language.
            site_dir: The built site.

        Raises:
            ProblemsError: No font here has some of the characters.
        """
        cards: dict[str, Card] = {}
        for tag, view in views.items():
            cards |= view.cards.all(series[tag])
        made_with = [self.libraries, tree_digest(self.theme_dir / _FOLDER, Path(__file__))]
        keys = {
            card: digest([*made_with, json.dumps(asdict(card), sort_keys=True)])
            for card in cards.values()
        }
        missing = [card for card in keys if not (self.cache.folder / f"{keys[card]}.png").is_file()]
        drawn: dict[Card, bytes] = {}
        with ThreadPoolExecutor() as pool:
            for batch in pool.map(self._draw, _batches(missing)):
                drawn |= batch
        for path, card in cards.items():
            picture = self.cache.get(keys[card], ".png", lambda card=card: drawn[card])  # type: ignore[misc]
            put(site_dir / path, picture)

    def _draw(self, cards: list[Card]) -> dict[Card, bytes]:
        """Draw cards of one language."""
        text = "".join("".join(map(str, asdict(card).values())) for card in cards)
        fonts = families(cards[0].lang, text)
        data = {
            "serif": [family.name for family in fonts.serif],
            "sans": [family.name for family in fonts.sans],
            "cards": [asdict(card) for card in cards],
        }
        template = (self.theme_dir / _FOLDER / "card.typ").read_bytes()
        files: Any = {"main": template, "cards.json": json.dumps(data).encode()}
        pages: Any = typst.compile(
            files,
            font_paths=list(fonts.folders()),
            ignore_system_fonts=True,
            format="png",
            ppi=_PIXELS_A_POINT,
        )
        pictures = pages if isinstance(pages, list) else [pages]
        return dict(zip(cards, map(_small, pictures), strict=True))


def _small(picture: bytes) -> bytes:
    """Write a PNG picture with a palette: three or four times smaller, and looks the same."""
    made = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        few = opened.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(made, "PNG", optimize=True)
    return made.getvalue()


def _batches(cards: Iterable[Card]) -> Iterator[list[Card]]:
    """Split cards into lists of one language each, none too long."""
    by_language: dict[str, list[Card]] = {}
    for card in cards:
        by_language.setdefault(card.lang, []).append(card)
    for ours in by_language.values():
        for start in range(0, len(ours), _AT_ONCE):
            yield ours[start : start + _AT_ONCE]
