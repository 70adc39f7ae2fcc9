"""Pictures on pages: in the widths that screens need, each light enough, and none made larger."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from harness import SAMPLER, THEME, settings_of
from issue_papers.articles import nodes as n
from issue_papers.content.outline import address_of
from issue_papers.content_cache import ContentCache
from issue_papers.formats.markup.fragments import Fragments
from issue_papers.formats.pictures.conversion import reduced
from issue_papers.formats.web.picture_sets import (
    PAGE,
    PictureSet,
    PictureSets,
    picture_sets,
)
from issue_papers.formats.web.writer import WebPage, WebWriter
from issue_papers.theme import templates
from issue_papers.views import catalogue
from lxml import html
from PIL import Image, ImageDraw


def sets(path: str, file: Path, count: int = 1) -> PictureSets:
    return picture_sets({path: count, "gone.jpg": 1}, {path: file})


def test_a_large_picture_has_widths_up_to_its_own(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    Image.new("RGB", (900, 300)).save(file)
    found = sets("img/a.png", file).sets["img/a.png"]
    assert (found.width, found.height) == (900, 300)
    assert [width for _, width in found.modern] == [480, 800, 900]
    assert all(path.startswith("assets/pictures/a-") for path, _ in (*found.modern, *found.plain))
    assert sets("img/a.png", file, 9).sets["img/a.png"].modern != found.modern
    Image.new("RGB", (900, 300), "red").save(file)
    assert sets("img/a.png", file).sets["img/a.png"].modern != found.modern


def test_files_of_a_picture_have_no_signs_in_their_names_that_addresses_cant(
    tmp_path: Path,
) -> None:
    """Several addresses stand in a row, between commas and spaces."""
    file = tmp_path / "a.png"
    Image.new("RGB", (900, 300)).save(file)
    for name in ("50% of, it?.png", "a #1 (2).png", "été 100%25.png"):
        found = sets(f"img/{name}", file).sets[f"img/{name}"]
        made = [path for path, _ in (*found.modern, *found.plain)]
        assert all(re.fullmatch(r"assets/pictures/[\w.-]+", path) for path in made)
        strings = catalogue.load(settings_of(SAMPLER))[0]["en"]
        sized = {f"img/{name}": found}
        writer = WebWriter(Fragments(templates(THEME), "fragments"), WebPage("p/", strings), sized)
        written = writer.article((n.Paragraph((n.Picture(address_of(f"img/{name}"), "A"),)),))
        assert all(quote(path) in written for path in made)


def test_a_camera_that_was_turned_is_turned_back(tmp_path: Path) -> None:
    file, exif = tmp_path / "a.jpg", Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (600, 300)).save(file, exif=exif)
    found = sets("a.jpg", file)
    assert (found.sets["a.jpg"].width, found.sets["a.jpg"].height) == (300, 600)
    (name, _), *_ = found.sets["a.jpg"].plain
    with Image.open(io.BytesIO(found.content(name, ContentCache(tmp_path / "c")))) as made:
        assert made.size == (300, 600)
        assert not dict(made.getexif())


def test_no_picture_is_heavier_than_its_share_and_all_are_the_same_again(tmp_path: Path) -> None:
    """Noise is what no format can pack; what is asked for first makes no difference."""
    file = tmp_path / "noise.png"
    Image.effect_noise((1000, 600), 60).convert("RGB").save(file)
    found = sets("noise.png", file, count=5)
    first, second = ContentCache(tmp_path / "one"), ContentCache(tmp_path / "two")
    for name in found.sources:
        found.content(name, first)
    for name in reversed([*found.sources]):
        made = found.content(name, second)
        assert made == found.content(name, first)
        assert len(made) <= PAGE / 5


@pytest.mark.parametrize("name", ["a.svg", "a.gif", "a.png"])
def test_what_is_drawn_or_moves_or_is_small_stays_as_it_is(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    if name == "a.svg":
        file.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"/>', "utf-8")
        assert reduced(file, 100)[1] == ".svg"
    elif name == "a.gif":
        frames = [Image.new("L", (900, 600), shade) for shade in (0, 99, 200)]
        frames[0].save(file, save_all=True, append_images=frames[1:])
    else:
        Image.new("RGB", (24, 12)).save(file)
    expected = {"a.gif": {name: PictureSet(900, 600)}, "a.png": {name: PictureSet(24, 12)}}
    assert sets(name, file).sets == expected.get(name, {})
    assert not sets(name, file).sources


def test_one_can_still_look_through_a_picture(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    Image.effect_noise((490, 90), 9).convert("LA").convert("RGBA").save(file)
    with Image.open(file) as opened:
        opened.putalpha(60)
        opened.save(file)
    found = sets("a.png", file)
    for path, _ in (found.sets["a.png"].plain[0], found.sets["a.png"].modern[0]):
        with Image.open(io.BytesIO(found.content(path, ContentCache(tmp_path / "c")))) as made:
            assert made.convert("RGBA").getpixel((9, 9))[3] == 60


def test_what_is_drawn_keeps_its_colours(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    drawing = Image.new("P", (700, 700))
    drawing.putpalette([255, 255, 255, 20, 60, 120])
    ImageDraw.Draw(drawing).rectangle((100, 100, 400, 400), fill=1)
    drawing.save(file)
    found = sets("a.png", file)
    for path, _ in (found.sets["a.png"].plain[-1], found.sets["a.png"].modern[-1]):
        with Image.open(io.BytesIO(found.content(path, ContentCache(tmp_path / "c")))) as made:
            colours = {colour for _, colour in made.convert("RGB").getcolors()}
        assert colours == {(255, 255, 255), (20, 60, 120)}


# On a page

FOUND = {
    "a.jpg": PictureSet(
        1600, 800, (("s/a-480.webp", 480), ("s/a-1600.webp", 1600)), (("s/a-480.jpg", 480),)
    )
}


@pytest.fixture
def writer() -> WebWriter:
    strings = catalogue.load(settings_of(SAMPLER))[0]["en"]
    return WebWriter(Fragments(templates(THEME), "fragments"), WebPage("en/p/", strings), FOUND)


def image(markup: str) -> html.HtmlElement:
    (found,) = html.fragment_fromstring(markup, create_parent=True).iter("img")
    return found


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            {},
            {
                "width": "1600",
                "height": "800",
                "sizes": "(max-width: 720px) calc(100vw - 2rem), 720px",
            },
        ),
        (
            {"width": "300"},
            {
                "width": "300",
                "height": "150",
                "sizes": "(max-width: 300px) calc(100vw - 2rem), 300px",
            },
        ),
        ({"height": "100"}, {"width": "200", "height": "100"}),
        ({"width": "9000"}, {"width": "1600", "height": "800"}),
        ({"width": "33%"}, {"data-share": "33", "sizes": "(min-width: 48rem) 238px, 33vw"}),
        ({"width": "5%"}, {"data-share": "05", "width": "1600", "height": "800"}),
        (
            {"width": "100%"},
            {"width": "1600", "sizes": "(max-width: 720px) calc(100vw - 2rem), 720px"},
        ),
    ],
)
def test_a_picture_is_as_wide_as_is_asked_for_and_never_wider_than_it_is(
    written: dict[str, str], shown: dict[str, str], writer: WebWriter
) -> None:
    found = image(writer.write(n.Picture("/a.jpg", "A", **written)))
    assert {name: found.get(name) for name in shown} == shown
    assert found.get("loading") == "lazy"


def test_what_a_reader_sees_first_is_not_put_off(writer: WebWriter) -> None:
    line = n.Paragraph((n.Picture("/a.jpg#only-dark", "A", title="T", align="left"),))
    early, late = (
        image(text)
        for text in writer.article((line, *[n.Paragraph((n.Text("x"),))] * 3, line)).split(
            "<p>x</p>"
        )[::3]
    )
    assert (early.get("loading"), late.get("loading")) == (None, None)
    assert early.get("src") == "../../s/a-480.jpg#only-dark"
    assert (early.get("title"), early.get("data-align")) == ("T", "left")
