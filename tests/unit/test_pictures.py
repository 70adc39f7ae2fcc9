"""Pictures as formats hold them: converted where they must be, and left alone otherwise."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from issue_papers.formats import svg
from issue_papers.formats.pictures import reading
from issue_papers.formats.pictures.conversion import Room, suitable
from issue_papers.formats.pictures.metadata import plain
from issue_papers.formats.pictures.reading import JPEG, PNG, PictureError, faults, words
from issue_papers.formats.svg import SVG
from PIL import Image, ImageChops, ImageCms, ImageOps, PngImagePlugin

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


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tiff", "a.avif", "a.webp"])
def test_no_picture_has_more_dots_than_there_is_room_for(name: str, tmp_path: Path) -> None:
    file = saved(tmp_path, name, PHOTO)
    for room, size in (
        (Room(60, 900), (60, 40)),
        (Room(900, 20), (30, 20)),
        (Room(999, 999), (120, 80)),
    ):
        data, _ = suitable(file, ACCEPTED, room)
        with Image.open(io.BytesIO(data)) as made:
            assert made.size == size


def test_a_heavy_photograph_is_packed_and_a_drawing_stays_sharp(tmp_path: Path) -> None:
    noise = Image.effect_noise((900, 700), 90).convert("RGB")
    data, media_type = suitable(saved(tmp_path, "a.png", noise), ACCEPTED, Room(1600, 1600))
    assert media_type == JPEG
    assert len(data) < 0.8 * (tmp_path / "a.png").stat().st_size
    drawing = Image.new("RGB", (900, 700), "white")
    drawing.paste("navy", (9, 9, 300, 300))
    data, media_type = suitable(saved(tmp_path, "b.png", drawing), ACCEPTED, Room(450, 450))
    assert media_type == PNG
    with Image.open(io.BytesIO(data)) as made:
        assert {(255, 255, 255), (0, 0, 128)} <= {c for _, c in made.convert("RGB").getcolors()}


def test_colours_are_those_that_the_profile_means(tmp_path: Path) -> None:
    """Displays that show more than sRGB write their reds with less of it."""
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    image = Image.new("RGB", (900, 9), (120, 60, 30))
    file = saved(tmp_path, "a.jpg", image, icc_profile=wide)
    data, _ = suitable(file, ACCEPTED, Room(90, 90))
    with Image.open(io.BytesIO(data)) as made:
        assert made.getpixel((3, 0)) != (120, 60, 30)
        assert "icc_profile" not in made.info


# What files tell besides their pictures

TOLD = b"SECRET-CAMERA"


def told(turned: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = TOLD.decode(), turned
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.0), 3: "E", 4: (2.0, 17.0, 40.0)})
    return exif


@pytest.mark.parametrize("turned", [1, 6])
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tiff", "a.avif"])
def test_no_file_tells_where_it_was_taken(name: str, turned: int, tmp_path: Path) -> None:
    file = saved(tmp_path, name, PHOTO, exif=told(turned))
    assert TOLD in file.read_bytes()
    bare = plain(file.read_bytes())
    assert TOLD not in bare
    assert plain(bare) == bare
    with Image.open(io.BytesIO(bare)) as made, Image.open(file) as before:
        assert not made.getexif().get_ifd(0x8825)
        # What is up stays up, and the picture is the same.
        upright, expected = ImageOps.exif_transpose(made), ImageOps.exif_transpose(before)
        assert upright.tobytes() == expected.tobytes()
    assert TOLD not in suitable(file, ACCEPTED)[0]
    assert reading.published(file) == bare


def test_notes_of_programs_go_and_what_a_picture_is_shown_with_stays(tmp_path: Path) -> None:
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", TOLD.decode())
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    frames = [Image.new("L", (9, 9), shade) for shade in (0, 99, 200)]
    files = (
        saved(tmp_path, "a.png", PHOTO, pnginfo=note, dpi=(300, 300), icc_profile=profile),
        saved(
            tmp_path, "a.jpg", PHOTO, comment=TOLD, xmp=TOLD, dpi=(300, 300), icc_profile=profile
        ),
        saved(tmp_path, "a.webp", PHOTO, xmp=TOLD, icc_profile=profile),
        saved(tmp_path, "a.gif", frames[0], comment=TOLD, save_all=True, append_images=frames[1:]),
    )
    for file in files:
        bare = plain(file.read_bytes())
        assert TOLD not in bare
        with Image.open(io.BytesIO(bare)) as made, Image.open(file) as before:
            kept = ("icc_profile", "loop", "duration")
            assert [made.info.get(name) for name in kept] == [
                before.info.get(name) for name in kept
            ]
            assert made.info.get("dpi") == before.info.get("dpi")
            assert getattr(made, "n_frames", 1) == getattr(before, "n_frames", 1)
            assert made.tobytes() == before.tobytes()


def test_a_second_picture_in_a_file_tells_nothing_either(tmp_path: Path) -> None:
    """Telephones put a small one, or a film, behind the large one."""
    file = saved(tmp_path, "a.jpg", PHOTO)
    once = file.read_bytes()
    assert plain(once + b"\xff\xd8" + TOLD) == plain(once)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "TIFF", "AVIF", "JPEG2000"]), st.data())
def test_damaged_files_are_cut_or_left(form: str, data: st.DataObject) -> None:
    stream = io.BytesIO()
    PHOTO.resize((24, 16)).save(stream, form)
    raw = bytearray(stream.getvalue())
    for _ in range(data.draw(st.integers(0, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(plain(bytes(raw[: data.draw(st.integers(0, len(raw)))])), bytes)


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


def test_ids_of_a_drawing_are_names_and_each_there_once() -> None:
    body = (
        '<clipPath id="1 a"><path id="x"/></clipPath><g id="Frame 1"/><g id="Frame 1"/>'
        '<path id="x"/><path id="_Frame_1" clip-path="url(\'#1 a\')"/>'
        '<use href="#Frame%201"/><use href="#x"/><g aria-labelledby="x 2"/><title id="2">T</title>'
    )
    source = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{body}</svg>'
    made = svg.cleaned(source.encode()).decode()
    ids = re.findall(r'\bid="([^"]*)"', made)
    assert ids == ["_1_a", "x", "_Frame_1_", "_Frame_1", "_2"]
    assert 'clip-path="url(#_1_a)"' in made
    assert re.findall(r'href="([^"]*)"', made) == ["#_Frame_1_", "#x"]
    assert 'aria-labelledby="x _2"' in made
    assert svg.published(source.encode()) == source.encode()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.tga", b"\0\0\2" + b"\0" * 9, "TGA"),
        ("a.PNG", b"\0\0\0\x18ftypheix\0\0\0\0", "HEIC"),
        ("a.jpg", b"\0\0\0\x14ftypqt  \0\0\0\0", "MOV"),
        ("a.ai", b"%PDF-1.5\n", "PDF"),
        ("a.emf", b"\1\0\0\0" + b"\0" * 36 + b" EMF", "EMF"),
        ("a.odg", b"PK\3\4" + b"\0" * 9, "ODG"),
    ],
)
def test_what_another_kind_of_file_is_is_said(
    name: str, data: bytes, kind: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    (fault,) = faults(file)
    assert f" is {kind}, expected " in fault.message


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.avif", "a.tif", "a.bmp"])
def test_a_picture_that_is_cut_off_is_called_damaged(name: str, tmp_path: Path) -> None:
    file = saved(tmp_path, name, PHOTO)
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])
    (fault,) = faults(file)
    assert "damaged" in fault.message


@pytest.mark.parametrize(("mode", "space"), [("RGB", "LAB"), ("L", "sRGB")])
def test_a_profile_for_other_colours_is_left_out(mode: str, space: str, tmp_path: Path) -> None:
    """Browsers don't mind it; a PDF would show the picture in blue."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()  # type: ignore[arg-type]
    for name in ("a.jpg", "a.png"):
        image = PHOTO.convert(mode)
        data, _ = suitable(saved(tmp_path, name, image, icc_profile=profile), ACCEPTED)
        with Image.open(io.BytesIO(data)) as made:
            assert "icc_profile" not in made.info
            difference = ImageChops.difference(made.convert("RGB"), image.convert("RGB"))
            assert max(high for _, high in difference.getextrema()) < 90
