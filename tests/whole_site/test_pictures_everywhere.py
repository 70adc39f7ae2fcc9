"""A paper with photographs of all sorts: each page, and each edition, has what it needs of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from harness import build, built_once, copy_site, invoke, pages_alone
from lxml import html
from PIL import Image
from playwright.sync_api import Page
from serving import serve

PAPER = Path("docs/papers/water")
TOLD = b"SECRET-CAMERA"
EDITIONS = ("pdf", "epub", "single_page", "offline")
TEXT = """
/// figure | photo
///

![A turned picture](turned.jpg){ width=50% }

![In inks](inks.jpg){ width=300 }

![A scan](scan.tiff)

![A panorama](panorama.jpg)

A ![dot](tiny.png) in a line.
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in one language."""
    source = copy_site(tmp_path_factory.mktemp("pictures") / "source")
    pages_alone(source, *EDITIONS)
    config = source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for name in EDITIONS:
        text = text.replace(f"      {name}: false\n", "")
    for other in ("ar", "fr"):
        text = re.sub(rf"^ +- \\{{locale: {other}, .*\n", "", text, flags=re.MULTILINE)
        for file in source.rglob(f"*.{other}.md"):
            file.unlink()
    config.write_text(text, encoding="utf-8")
    end = source / PAPER / "end.md"
    head, body = end.read_text(encoding="utf-8").split("\n---\n", 1)
    figure = (
        "images: [{id: photo, file: photo.jpg, alt: A large one, caption: Twenty-four million}]"
    )
    end.write_text(f"{head}\n{figure}\n---\n{body}{TEXT}", encoding="utf-8")
    _draw(source / PAPER)
    case = source / "case_studies/dakar/index.md"
    pump = "id: pump, file: pump.jpg, alt: A pump, caption: The pump, credit: A. Sow"
    images = f"images: [{{{pump}, licence: CC-BY-4.0, focal: [18, 94.5]}}]"
    head = case.read_text(encoding="utf-8").replace("---\n", f"---\n{images}\n", 1)
    case.write_text(head, encoding="utf-8")
    Image.effect_noise((700, 500), 30).save(case.with_name("pump.jpg"))
    return source


def _draw(folder: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = TOLD.decode(), 6
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.0)})
    shades = Image.linear_gradient("L").resize((600, 400))
    grain = Image.effect_noise((600, 400), 40)
    photo = Image.merge("RGB", (shades, grain, shades.rotate(180)))
    photo.resize((6000, 4000)).save(folder / "photo.jpg", quality=80, exif=exif)
    photo.save(folder / "turned.jpg", exif=exif)
    photo.resize((1200, 800)).convert("CMYK").save(folder / "inks.jpg")
    photo.save(folder / "scan.tiff", exif=exif)
    photo.resize((4000, 400)).save(folder / "panorama.jpg", comment=TOLD)
    Image.new("RGB", (24, 24), "green").save(folder / "tiny.png")


@pytest.fixture(scope="module")
def site(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        return build(source, folder / "site", workers=2)

    return built_once("pictures", tmp_path_factory, make)


def test_every_picture_has_its_size_and_is_there_in_all_its_widths(site: Path) -> None:
    page = site / "papers/water/end/index.html"
    (prose,) = html.parse(page).getroot().find_class("ip-prose")
    images = [*prose.iter("img")]
    assert [(each.get("width"), each.get("height")) for each in images] == [
        *(("4000", "6000"), ("400", "600"), ("300", "200")),
        *(("400", "600"), ("4000", "400"), ("24", "24")),
    ]
    for image in images[:-1]:
        (wide,) = image.xpath("ancestor::picture")
        for element, form in ((image, "JPEG"), (next(wide.iter("source")), "WEBP")):
            for named in element.get("srcset").split(", "):
                name, width = named.split()
                with Image.open(page.parent / name) as file:
                    assert (f"{file.width}w", file.format) == (width, form)
                    assert file.width <= int(image.get("width")) or image is images[2]
        assert (page.parent / image.get("src")).resolve().is_file()
    assert images[-1].get("src").endswith("tiny.png")


def test_a_case_has_a_picture_below_its_title_in_each_format(site: Path) -> None:
    root = html.parse(site / "case-studies/dakar/index.html").getroot()
    (figure,) = root.xpath("//article//header//figure | //header[.//h1]//figure")
    assert " ".join(figure.text_content().split()) == "The pump Source: A. Sow (CC BY 4.0)"
    assert figure.xpath(".//img/@alt") == ["A pump"]
    assert figure.xpath(".//img/@*[starts-with(name(), 'data-focal')]") == ["2", "9"]
    sheet = "//link[contains(@href, 'stylesheets/focal')]/@href"
    (href,) = root.xpath(sheet)
    rules = (site / "case-studies/dakar" / href).read_text(encoding="utf-8")
    assert "20%" in rules
    assert not html.parse(site / "papers/water/end/index.html").getroot().xpath(sheet)
    page = html.parse(site / "downloads/water-en.html").getroot()
    (shown,) = page.xpath("//figure[.//img[@alt='A pump']]")
    assert " ".join(shown.text_content().split()) == "The pump. Source: A. Sow (CC BY 4.0)"


def test_no_file_of_a_site_tells_where_its_photographs_were_taken(site: Path) -> None:
    for file in site.rglob("*"):
        if file.is_file():
            assert TOLD not in file.read_bytes(), file
    with pikepdf.open(site / "downloads/water-en.pdf") as document:
        for page in document.pages:
            for picture in page.get_images().values():
                assert TOLD not in picture.read_raw_bytes()
    for name in ("downloads/water-en.epub", "downloads/water-offline-en.zip"):
        with zipfile.ZipFile(site / name) as archive:
            assert all(TOLD not in archive.read(each) for each in archive.namelist())


def test_an_edition_has_each_picture_once_and_as_it_needs_it(site: Path) -> None:
    with zipfile.ZipFile(site / "downloads/water-en.epub") as epub:
        names = [n for n in epub.namelist() if n.startswith("EPUB/pictures/") and "svg" not in n]
        sizes = []
        for name in names:
            with Image.open(io.BytesIO(epub.read(name))) as picture:
                sizes.append(picture.size)
                assert picture.format in {"JPEG", "PNG"}
                assert picture.mode in {"L", "RGB"}
        (part,) = (n for n in epub.namelist() if n.endswith("section-end.xhtml"))
        assert b'data-share="50"' in epub.read(part)
        assert b"width: 50%" in epub.read("EPUB/pictures.css")
    assert sorted(sizes) == sorted(
        [(1067, 1600), (400, 600), (1200, 800), (400, 600), (1600, 160), (24, 24), (700, 500)]
    )
    with pikepdf.open(site / "downloads/water-en.pdf") as document:
        held = [int(i.Width) for page in document.pages for i in page.get_images().values()]
    assert max(held) == 1512
    page = html.parse(site / "downloads/water-en.html").getroot()
    pictures = [each.get("src", "") for each in page.iter("img")]
    assert len(pictures) == len(set(pictures)) == 7
    with zipfile.ZipFile(site / "downloads/water-offline-en.zip") as archive:
        held_names = [Path(n).name for n in archive.namelist() if "/assets/pictures/" in n]
        assert sorted(name.split(".")[0] for name in held_names) == [
            *("inks-1200", "panorama-1200", "photo-1200", "pump-700", "scan-400", "turned-400")
        ]
        assert not [name for name in archive.namelist() if name.endswith("photo.jpg")]


def test_what_is_known_is_not_scaled_again(
    source: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Image.Image, "resize", refuse)
    again = build(source, tmp_path / "site")
    for file in site.glob("assets/pictures/*"):
        assert (again / "assets/pictures" / file.name).read_bytes() == file.read_bytes()


@pytest.mark.parametrize("scale", [1, 3])
def test_a_phone_loads_little(scale: int, site: Path, open_page: Callable[..., Page]) -> None:
    """All pictures of the page together, scrolled to its end, on screens of any fineness."""
    server, address = serve(site)
    page = open_page(address, width=360, height=700, device_scale_factor=scale)
    weights: list[int] = []
    page.on(
        "response",
        lambda r: weights.append(len(r.body())) if r.request.resource_type == "image" else None,
    )
    page.goto(f"{address}papers/water/end/")
    for image in page.locator(".ip-prose img").all():
        image.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    shown = "[...document.querySelectorAll('.ip-prose img')].map(i => Math.round(i.width))"
    line, *others = page.evaluate(shown)
    assert others == [round(line / 2), 300, line, line, 24]
    server.shutdown()
    server.server_close()
    assert len(weights) >= 6
    assert 10_000 < sum(weights) <= 300_000


def test_too_many_pictures_for_a_phone_are_told_of(source: Path) -> None:
    many = "".join(f"\n![A turned picture](turned-{n}.jpg)\n" for n in range(11))
    for number in range(11):
        Image.effect_noise((400, 400), 90).save(source / PAPER / f"turned-{number}.jpg")
    start = source / PAPER / "start.md"
    start.write_text(start.read_text(encoding="utf-8") + many, encoding="utf-8")
    result = invoke("check", cwd=source)
    assert "the page has 11" in result.stdout
    assert "up to 330 kB; expected at most 300 kB" in result.stdout
