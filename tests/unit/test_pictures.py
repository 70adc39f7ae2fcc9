"""Pictures as formats hold them: converted where they must be, and left alone otherwise."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from issue_papers.formats import svg
from issue_papers.formats.pictures.conversion import suitable
from issue_papers.formats.pictures.reading import JPEG, PNG, PictureError, faults, words
from issue_papers.formats.svg import SVG
from PIL import Image, ImageChops

ACCEPTED = frozenset({PNG, JPEG, "image/gif", "image/webp", SVG})
PHOTO = Image.effect_mandelbrot((120, 80), (-2, -1, 1, 1), 60).convert("RGB")
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:h="http://www.w3.org/1999/xhtml" viewBox="0 0 9 9">\n{}\n<path d="M0 0h9v9z"/></svg>'
)


def saved(folder: Path, name: str, image: Image.Image, **options: object) -> Path:
    image.save(folder / name, **options)
    return folder / name


def drawn(folder: Path, content: str) -> Path:
    file = folder / "drawing.svg"
    file.write_text(DRAWING.format(content), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.webp"])
def test_what_a_format_shows_is_left_as_it_is(name: str, tmp_path: Path) -> None:
    file = saved(tmp_path, name, PHOTO)
    data, media_type = suitable(file, ACCEPTED)
    assert data == file.read_bytes()
    assert media_type in ACCEPTED
    assert not [*faults(file)]


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("a.tiff", "RGB"),
        ("cmyk.tiff", "CMYK"),
        ("deep.tiff", "I;16"),
        ("cmyk.jpg", "CMYK"),
        ("a.avif", "RGB"),
        ("alpha.avif", "RGBA"),
        ("a.bmp", "RGB"),
        ("a.jp2", "RGB"),
    ],
)
def test_what_no_format_shows_is_converted(name: str, mode: str, tmp_path: Path) -> None:
    image = Image.new("I;16", (9, 9), 30000) if mode == "I;16" else PHOTO.convert(mode)
    file = saved(tmp_path, name, image)
    data, media_type = suitable(file, ACCEPTED)
    assert suitable(file, ACCEPTED) == (data, media_type)
    with Image.open(io.BytesIO(data)) as made:
        assert made.size == image.size
        assert made.get_format_mimetype() == media_type
        assert made.mode in {"L", "I;16", "P", "RGB", "RGBA"}
        if mode in {"RGB", "CMYK"}:
            difference = ImageChops.difference(made.convert("RGB"), PHOTO)
            assert max(high for _, high in difference.getextrema()) < 90
    assert not [*faults(file)]


def test_a_turned_picture_stands_upright_once_converted(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data, _ = suitable(saved(tmp_path, "a.tiff", PHOTO, exif=exif), ACCEPTED)
    with Image.open(io.BytesIO(data)) as made:
        assert made.size == (80, 120)


def test_a_picture_is_known_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "photo.png"
    PHOTO.save(file, "JPEG")
    assert suitable(file, ACCEPTED)[1] == JPEG


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n", b"%!PS-Adobe-3.0"])
def test_what_is_no_picture_is_said(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(data)
    assert [fault.kind for fault in faults(file)] == ["unreadable"]
    with pytest.raises(PictureError, match=r"a\.png"):
        suitable(file, ACCEPTED)


def test_a_huge_picture_is_said(tmp_path: Path) -> None:
    (fault,) = faults(saved(tmp_path, "a.png", PHOTO), most_pixels=9_000)
    assert fault.kind == "too-large"
    assert "120 × 80" in fault.message


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "TIFF"]), st.data())
def test_damaged_pictures_are_shown_or_said(
    tmp_path_factory: pytest.TempPathFactory, form: str, data: st.DataObject
) -> None:
    stream = io.BytesIO()
    PHOTO.resize((24, 16)).save(stream, form)
    raw = bytearray(stream.getvalue())
    for _ in range(data.draw(st.integers(0, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    raw = raw[: data.draw(st.integers(0, len(raw)))]
    file = tmp_path_factory.getbasetemp() / "damaged"
    file.write_bytes(raw)
    try:
        suitable(file, ACCEPTED)
    except PictureError:
        assert [*faults(file)]


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        ('<g id="a"/><use href="#a"/><image xlink:href="data:image/png;base64,AA=="/>', []),
        ("<style>path { fill: url(#a) }</style><metadata>Inkscape</metadata>", []),
        ('<a href="https://a.example"><text>A</text></a>', []),
        ("<script>alert(1)</script>", ["script"]),
        ('<path onload="alert(1)"/>', ["script"]),
        ('<a xlink:href="javascript:alert(1)"><text>A</text></a>', ["script"]),
        ('<set attributeName="xlink:href" to="javascript:alert(1)"/>', ["script"]),
        ("<style>@import 'https://a.example/a.css';</style>", ["remote"]),
        ("<style>@font-face { src: url('a.woff') }</style>", ["remote"]),
        ('<path style="fill: url(https://a.example/a.svg#b)"/>', ["remote"]),
        ('<image href="photo.jpg"/><use href="other.svg#a"/>', ["remote", "remote"]),
        ("<foreignObject><h:p>Wells</h:p></foreignObject>", ["foreign-text"]),
        ("<foreignObject><h:script>alert(1)</h:script></foreignObject>", ["script"]),
        ("<switch><foreignObject><h:p>A</h:p></foreignObject><text>A</text></switch>", []),
    ],
)
def test_an_svg_only_draws(content: str, kinds: list[str], tmp_path: Path) -> None:
    file = drawn(tmp_path, content)
    found = [*faults(file)]
    assert [fault.kind for fault in found] == kinds
    assert all(fault.line == 2 for fault in found)
    data, media_type = suitable(file, ACCEPTED)
    assert media_type == SVG
    assert svg.findings(data) == ()
    assert b"<path d=" in data
    for wrong in (b"alert", b"a.example/a", b"foreignObject", b"photo.jpg", b"other.svg"):
        assert wrong not in data


def test_an_svg_comes_out_in_utf_8_without_entities(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE svg [<!ENTITY n "é">]>\n'
    file.write_bytes((head + DRAWING.format("<text>&n;t&n;</text>")).encode("latin-1"))
    assert "<text>été</text>" in suitable(file, ACCEPTED)[0].decode()
    assert words(file) == "été"


@pytest.mark.parametrize("text", ["<svg>", DRAWING.format("<g>"), "<svg width='9'></svg>"])
def test_a_broken_svg_is_said_with_its_line(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(text, encoding="utf-8")
    (fault,) = faults(file)
    assert fault.kind == "unreadable"
    assert fault.line >= 1
