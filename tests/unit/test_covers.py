"""Covers with a picture: text stands on the cover's own colour, and the picture beside it."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from editions import THEME, scripts_edition
from issue_papers.content_cache import ContentCache
from issue_papers.formats.cards.social_cards import HEIGHT, WIDTH, draw
from issue_papers.formats.editions import cover
from issue_papers.formats.editions.cover import cover_picture
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.pdf import typesetting
from issue_papers.layers import package_theme
from issue_papers.look.colours import Colour
from issue_papers.look.cover import PICTURE, RINGED, Cover, SitePicture, cover_of
from issue_papers.look.faults import UnusableLookError
from issue_papers.look.tokens import read
from issue_papers.reporting.problems import ProblemsError
from issue_papers.views.shapes import ImageView
from issue_papers.views.social import Card
from PIL import Image

GROUND = Colour.read(read([package_theme()]).value("cover"))
RED = (250, 10, 10)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("photos") / "red.png"
    Image.new("RGB", (300, 200), RED).save(file)
    return file


def covered(edition: Edition, photo: Path) -> Edition:
    view = ImageView("red", 1, "Red", "red.png", "A red sheet.", "R. Ed")
    return replace(edition, cover=photo, paper=replace(edition.paper, cover=view))


def is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_no_text_of_a_cover_stands_on_its_picture(tag: str, photo: Path) -> None:
    """Below the picture there is nothing but the ground, what is written, and their edges."""
    drawn = cover_picture(covered(scripts_edition(tag), photo), THEME)
    ground = (GROUND.red, GROUND.green, GROUND.blue)
    with Image.open(io.BytesIO(drawn)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (1200, 1920))
        cover = opened.convert("RGB")
    for y in range(0, 870, 30):
        assert all(is_near(cover.getpixel((x, y)), RED) for x in range(0, 1200, 50))
    assert is_near(cover.getpixel((600, 900)), ground)
    colours = cover.crop((0, 900, 1200, 1920)).getcolors(1 << 24) or []
    reddest = max(c[0] - max(c[1], c[2]) for _, c in colours if isinstance(c, tuple))
    assert reddest < RED[0] - RED[1] - 60


def test_a_cover_without_a_picture_is_drawn_as_before() -> None:
    drawn = cover_picture(scripts_edition("en"), THEME)
    with Image.open(io.BytesIO(drawn)) as opened:
        assert opened.format == "PNG"


def test_a_cover_is_drawn_again_when_something_on_it_has_changed(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, other = ContentCache(tmp_path / "cache"), tmp_path / "other.png"
    Image.new("RGB", (300, 200), (10, 10, 250)).save(other)
    edition = covered(scripts_edition("en"), photo)
    drawn = [cover_picture(edition, THEME, cache)]
    with monkeypatch.context() as patched:
        patched.delattr(cover.typst, "compile")
        assert cover_picture(edition, THEME, cache) == drawn[0]
    drawn += [
        cover_picture(changed, THEME, cache)
        for changed in (
            replace(edition, paper=replace(edition.paper, title="Another title")),
            covered(edition, other),
        )
    ]
    assert len(set(drawn)) == len(drawn)


def test_a_pdf_says_what_is_on_its_cover(photo: Path) -> None:
    """Typst proves PDF/UA itself: a picture without a description wouldn't be set."""
    edition = scripts_edition("en")
    short = replace(covered(edition, photo), parts=edition.parts[:1])
    with pikepdf.open(io.BytesIO(typesetting.build(short, THEME))) as document:
        assert len(document.pages[0].get_images()) == 1
        alts = [str(each.get("/Alt", "")) for each in document.objects if _is_figure(each)]
    assert "A red sheet." in alts


def _is_figure(each: object) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"


def test_a_picture_that_is_none_is_told_of(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    with pytest.raises(ProblemsError, match=r"broken\.jpg"):
        cover_picture(covered(scripts_edition("en"), broken), THEME)


@pytest.mark.parametrize(("direction", "side"), [("ltr", WIDTH - 20), ("rtl", 20)])
def test_a_card_s_picture_is_at_its_end(direction: str, side: int, photo: Path) -> None:
    tag = "ar" if direction == "rtl" else "en"
    title = "Internationalisation of water"
    card = Card("paper", "Paper 1", "", title, "Papers", "1", tag, direction, "red.png")
    plain = replace(card, picture="")
    with_photo, without = draw([card, plain], THEME, {"red.png": photo})
    for made, is_red in ((with_photo, True), (without, False)):
        with Image.open(io.BytesIO(made)) as opened:
            picture = opened.convert("RGB")
            assert picture.size == (WIDTH, HEIGHT)
            assert is_near(picture.getpixel((side, 300)), RED) == is_red
            assert not is_near(picture.getpixel((WIDTH - side, 300)), RED)
            if is_red:  # no word is too long for the room beside it
                edge = 720 if direction == "ltr" else WIDTH - 720
                ground = picture.getpixel((edge, 5))
                assert all(picture.getpixel((edge, y)) == ground for y in range(5, HEIGHT, 2))


# The point of a picture that stays in sight

CORNERS = ((250, 10, 10), (10, 160, 10), (10, 10, 250), (240, 200, 10))
"""Of a picture in four colours: above at the left and the right, then below."""


@pytest.fixture(params=[(800, 200), (200, 800)], ids=["wide", "high"])
def four_colours(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    picture = Image.new("RGB", (2, 2))
    picture.putdata(CORNERS)
    file = tmp_path / "corners.png"
    picture.resize(request.param, Image.Resampling.NEAREST).save(file)
    return file


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_card_shows_the_point_that_is_to_stay_in_sight(
    direction: str, four_colours: Path
) -> None:
    """It fills its area with the corner that is named, and the one across its short side."""
    is_rtl = direction == "rtl"
    tag, start = ("ar", 0) if is_rtl else ("en", WIDTH - 440)
    card = Card("paper", "Paper 1", "", "Water", "Papers", "1", tag, direction, "corners.png")
    points = [(0.0, 0.0), (100.0, 0.0), (0.0, 100.0), (100.0, 100.0)]
    corners = [(start + x, y) for y in (10, HEIGHT - 10) for x in (10, 430)]
    with Image.open(four_colours) as opened:
        beside = 2 if opened.width > opened.height else 1
    cards = [replace(card, focal=point) for point in points]
    for corner, made in enumerate(draw(cards, THEME, {"corners.png": four_colours})):
        with Image.open(io.BytesIO(made)) as opened:
            picture = opened.convert("RGB")
        assert is_near(picture.getpixel(corners[corner]), CORNERS[corner])
        seen = {CORNERS[corner], CORNERS[corner ^ beside]}
        area = [(start + x, y) for x in range(10, 440, 60) for y in range(10, HEIGHT, 60)]
        assert all(any(is_near(picture.getpixel(at), each) for each in seen) for at in area)


def test_a_cover_shows_the_point_that_is_to_stay_in_sight(four_colours: Path) -> None:
    with Image.open(four_colours) as opened:
        is_wide = opened.width > opened.height
    focal, at, corner = ((100.0, 100.0), (1190, 870), 3) if is_wide else ((0.0, 0.0), (10, 10), 0)
    drawn = cover_picture(focused(covered(scripts_edition("ar"), four_colours), focal), THEME)
    with Image.open(io.BytesIO(drawn)) as opened:
        assert is_near(opened.convert("RGB").getpixel(at), CORNERS[corner])


def test_a_pdf_has_the_point_of_its_cover_s_picture(photo: Path) -> None:
    """The picture keeps its description: without it, Typst wouldn't set a PDF/UA."""
    edition = scripts_edition("en")
    short = replace(covered(edition, photo), parts=edition.parts[:1])
    made = typesetting.build(focused(short, (0.0, 0.0)), THEME)
    assert made != typesetting.build(short, THEME)
    with pikepdf.open(io.BytesIO(made)) as document:
        alts = [str(each.get("/Alt", "")) for each in document.objects if _is_figure(each)]
    assert "A red sheet." in alts


def focused(edition: Edition, focal: tuple[float, float]) -> Edition:
    cover = edition.paper.cover
    assert cover is not None
    return replace(edition, paper=replace(edition.paper, cover=replace(cover, focal=focal)))


# What a site chooses


def test_a_site_may_have_a_picture_for_all_papers(tmp_path: Path) -> None:
    (tmp_path / "town.jpg").write_bytes(b"")
    found = partial(cover_of, docs_dir=tmp_path, tags=("en", "fr"))
    assert found("rings") == RINGED
    given = {"picture": "town.jpg", "alt": {"en": "A town", "fr": "Une ville"}, "credit": "T. Own"}
    picture = SitePicture("town.jpg", {"en": "A town", "fr": "Une ville"}, "T. Own")
    assert found(given) == Cover(PICTURE, picture)
    assert found({**given, "style": "band"}) == Cover("band", picture)
    with pytest.raises(UnusableLookError, match="the picture has no description"):
        found({"picture": "town.jpg"})
