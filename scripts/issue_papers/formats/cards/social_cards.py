"""Pictures that stand for pages where links to them are shared, drawn by Typst.

Each is kept by its content, so a build draws only those that have changed, several of a language at
once: Typst reads its fonts once for all of them.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from issue_papers.content.library import Entry
from issue_papers.content_cache import ContentCache, digest, tree_digest
from issue_papers.fonts.drawn import drawn_fonts
from issue_papers.fonts.family import Family
from issue_papers.fonts.typefaces import families
from issue_papers.fonts.worn import FOLDER as TYPEFACES
from issue_papers.fonts.worn import worn
from issue_papers.formats import drawings
from issue_papers.formats.editions.cover_photo import beside, cover_photo
from issue_papers.layers import Layers
from issue_papers.publishing import put
from issue_papers.views.site import Views
from issue_papers.views.social import Card
from issue_papers.work import Work

WIDTH, HEIGHT = 1200, 630
"""Pixels: the size that networks ask for."""

_PIXELS_A_POINT = 72.0
_AT_ONCE = 12
"""Few enough for all workers to be busy to the end, enough for fonts to be read seldom."""

_COLOURS, _COLOURS_OF_CHARTS, _COLOURS_OF_PHOTOS = 64, 256, 256
_SUFFIX = ".png"
_FOLDER = "editions/social"
_CROPPED = "editions/cropped.typ"
_DRAWINGS = "editions/drawings"


class SocialCards:
    """The cards of all pages of a site in the making.

    Args:
        views: The views of each language.
        series: The site's name in each language.
        theme: Folders with `editions/social/`.
        cache: Where cards that were drawn before are kept.
        libraries: Versions of what decides, besides its text, how a card looks.
        running: What draws them.
        find_image: Finds the file of a picture by its path in the site.
        draw_chart: Returns a chart of a page in a language by its id, as an SVG document.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - one for each thing that decides
        self,
        views: Mapping[str, Views],
        series: Mapping[str, str],
        theme: Layers,
        cache: ContentCache,
        libraries: str,
        running: Executor,
        find_image: Callable[[str], Path | None],
        draw_chart: Callable[[Views, Entry, str], str],
    ) -> None:
        self._cache = cache
        self._find_image = find_image
        self._cards: dict[str, Card] = {}
        for tag, view in views.items():
            self._cards |= view.cards.all(series[tag], partial(draw_chart, view))
        made_with = [
            libraries,
            theme.digest(_FOLDER, _CROPPED, _DRAWINGS, TYPEFACES),
            tree_digest(Path(__file__)),
        ]
        self._keys = {
            card: digest([*made_with, json.dumps(asdict(card), sort_keys=True), self._beside(card)])
            for card in self._cards.values()
        }
        found = {card: cache.find(key, _SUFFIX) for card, key in self._keys.items()}
        self._known = {card: picture for card, picture in found.items() if picture is not None}
        missing = [card for card in found if card not in self._known]
        self._drawn: list[tuple[Sequence[Card], Future[list[bytes]]]] = []
        for cards in _batches(missing):
            work = Work("cards", "", draw, len(cards))
            photos = {card.picture: file for card in cards if (file := find_image(card.picture))}
            self._drawn.append((cards, running.submit(work, cards, theme, photos, cache)))

    def _beside(self, card: Card) -> bytes:
        """Return the picture on a card as it is in the site."""
        file = self._find_image(card.picture) if card.picture else None
        return file.read_bytes() if file else b""

    def write(self, site_dir: Path) -> None:
        """Put them into a site.

        Args:
            site_dir: The built site.

        Raises:
            ProblemsError: No font here has some of the characters.
        """
        pictures = dict(self._known)
        for cards, drawn in self._drawn:
            for card, picture in zip(cards, drawn.result(), strict=True):
                pictures[card] = picture
                self._cache.put(self._keys[card], _SUFFIX, picture)
        for path, card in self._cards.items():
            put(site_dir / path, pictures[card])


def draw(
    cards: Sequence[Card],
    theme: Layers,
    photos: Mapping[str, Path] | None = None,
    cache: ContentCache | None = None,
) -> list[bytes]:
    """Draw cards of one language.

    Args:
        cards: The cards.
        theme: Folders with `editions/social/`.
        photos: The files of the pictures on them, by their paths in the site.
        cache: Where fonts that were cut before are kept.

    Returns:
        A PNG file for each.

    Raises:
        ProblemsError: No font here has some of the characters.
    """
    fonts = families(cards[0].lang, "".join(map(_words, cards)), worn(theme))
    drawn: dict[str, str] = {"": ""}
    held: dict[str, bytes] = {}
    for number, (path, file) in enumerate(sorted((photos or {}).items()), 1):
        name, content = cover_photo(file, path, WIDTH)
        drawn[path] = f"/{number}-{name}"
        held[f"{number}-{name}"] = content
    charts = {f"chart-{n}.svg": card.chart.drawn for n, card in enumerate(cards) if card.chart}
    if charts:
        held |= _drawings(charts, theme, fonts.sans, cache)
    data = {
        "serif": [family.name for family in fonts.serif],
        "sans": [family.name for family in fonts.sans],
        "cards": [
            asdict(card)
            | {"picture": drawn.get(card.picture, "")}
            | {"chart": asdict(card.chart) | {"drawn": f"/chart-{n}.svg"} if card.chart else None}
            for n, card in enumerate(cards)
        ],
    }
    template = theme.path(f"{_FOLDER}/card.typ").read_bytes()
    files: Any = {
        "main": template,
        "cropped.typ": theme.path(_CROPPED).read_bytes(),
        "cards.json": json.dumps(data).encode(),
    }
    with beside(held) as folder:
        pages: Any = typst.compile(
            files,
            root=folder,
            font_paths=[*fonts.folders(), folder],
            ignore_system_fonts=True,
            format="png",
            ppi=_PIXELS_A_POINT,
        )
    made = pages if isinstance(pages, list) else [pages]
    return [
        _small_photo(page)
        if drawn.get(card.picture)
        else _small(page, _COLOURS_OF_CHARTS if card.chart else _COLOURS)
        for card, page in zip(cards, made, strict=True)
    ]


def _words(card: Card) -> str:
    """Return all that is written on a card."""
    chart = card.chart
    written = (chart.title, *chart.notes, drawings.words(chart.drawn)) if chart else ()
    said = (card.kind, card.label, card.about, card.title, card.foot, card.number, card.lang)
    return "".join((*said, *written))


def _drawings(
    charts: Mapping[str, str],
    theme: Layers,
    sans: Iterable[Family],
    cache: ContentCache | None,
) -> dict[str, bytes]:
    """Return charts in the colours of paper, and the typefaces that they are set in, by file."""
    words, strong = (
        "".join(map(told, charts.values())) for told in (drawings.words, drawings.strong_words)
    )
    fonts = drawn_fonts(sans, words, cache, strong=strong)
    family = ", ".join(f"'{name}'" for name in fonts.names)
    coloured = drawings.coloured(charts, theme, family=family)
    return {name: svg.encode() for name, svg in coloured.items()} | dict(fonts.files)


def _small(picture: bytes, colours: int) -> bytes:
    """Write a PNG picture with a palette: three times smaller, and looks the same.

    A card has a few hundred colours, most of them where letters and rings meet the ground. The
    palette is chosen among them, each counted once: it meets them better than if it were chosen
    among all pixels, and is found four times as fast. More effort to pack them gains 3 %.
    """
    made = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        card = opened.convert("RGB")
        found = sorted(colour for _, colour in card.getcolors(card.width * card.height) or ())
        chart = Image.new("RGB", (len(found), 1))
        chart.putdata(found)
        palette = chart.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        card.quantize(palette=palette, dither=Image.Dither.NONE).save(made, "PNG")
    return made.getvalue()


def _small_photo(picture: bytes) -> bytes:
    """Write a PNG picture that shows a photograph, in dots of 256 colours."""
    made = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        card = opened.convert("RGB")
        palette = card.quantize(_COLOURS_OF_PHOTOS, Image.Quantize.MEDIANCUT)
        card.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).save(made, "PNG")
    return made.getvalue()


def _batches(cards: Iterable[Card]) -> Iterator[Sequence[Card]]:
    """Split cards into lists of one language each, none too long."""
    by_language: dict[str, list[Card]] = {}
    for card in cards:
        by_language.setdefault(card.lang, []).append(card)
    for ours in by_language.values():
        for start in range(0, len(ours), _AT_ONCE):
            yield ours[start : start + _AT_ONCE]
