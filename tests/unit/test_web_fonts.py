"""What editions in Latin script are set in: the site's web fonts, and cuts of what they lack."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from harness import THEME
from issue_papers.fonts import web
from issue_papers.fonts.ranges import LATIN_PARTS, LETTERS, characters_of
from issue_papers.fonts.scripts import WEB_FONTS, is_of_other_script, sheets
from issue_papers.fonts.subset import TEXT_SIZE, WEIGHTS, WIDTH, coverage, subset_font
from issue_papers.fonts.typefaces import families, machine_fonts, unset

FOLDER = THEME.folders[-1]
_VERSION, _REVISION = 5, "fontRevision"
_TEXTS = {
    "": (
        "“It’s” – 1815–1919 — naïve… § 3, 20 °C, € 5 · © †",
        "«¿Qué?» ¡Años! 1.ª ed., n.º 3, pingüino, à l’été, cœur, où, çà, île, Noël, même, n° 4",
        "„Straße“ ‚Größe‘ über Äpfel, ação, coração, àquela, põe, perché, città, coöperatie",  # noqa: RUF001
        "förändring, col·legi, ärger",
    ),
    "latin-more": ("blåbær, sjø, þjóð, æðar, ísland, ‹oui›, 5′ − 3″ ½ £",),  # noqa: RUF001
    "latin-ext": (
        "zażółć gęślą jaźń, příliš žluťoučký kůň, ľúbiť, őrült tűz, ștergeți țara",
        "ışık, ağaç, đak, čekaj, žena, ķekars, ūdens, įėjo, šūdas, ħobż, ŵyr, ŷ, ŝtono",  # noqa: RUF001
    ),
}
"""What it takes besides the first file → texts in Western and in Central European languages, in the
Baltic ones, Turkish, Maltese, Welsh and Esperanto, as they are printed."""


@pytest.mark.parametrize("role", ["Serif", "Sans"])
@pytest.mark.parametrize("style", ["normal", "italic"])
def test_web_fonts_are_cut_from_the_packages_that_are_installed(role: str, style: str) -> None:
    chosen = families("en", "")
    (family, *_) = chosen.serif if role == "Serif" else chosen.sans
    whole = next(font for font in family.files if font.is_italic == (style == "italic"))
    ready = web.web_font(THEME.below(WEB_FONTS), role, style)
    assert coverage(ready) <= coverage(whole.path)
    with TTFont(ready) as ours, TTFont(whole.path, lazy=True) as theirs:
        assert getattr(ours["head"], _REVISION) == getattr(theirs["head"], _REVISION)
        assert ours["name"].getDebugName(_VERSION) == theirs["name"].getDebugName(_VERSION)


def test_latin_text_needs_no_fonts_to_be_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(web, "subset_font")
    fonts = web.page_fonts("fr", "« Où çà ? » — Œuvre", THEME)
    assert (fonts.serif, fonts.sans) == (("Papers Serif",), ("Papers Sans",))
    assert [face.style for face in fonts.faces] == ["normal", "italic", "normal"]


def test_only_what_the_web_fonts_lack_is_cut() -> None:
    fonts = web.page_fonts("pl", "Łódź: CO₂", THEME)
    assert fonts.serif == ("Papers Serif", "Edition Serif Latn")
    cut = [face for face in fonts.faces if face.family.startswith("Edition")]
    assert all(len(face.data) < len(fonts.faces[0].data) / 5 for face in cut)
    assert len(cut) == 3


def test_text_without_latin_letters_carries_no_latin_fonts() -> None:
    fonts = web.page_fonts("ar", "سلام", THEME)
    assert not any("Papers" in name for name in (*fonts.serif, *fonts.sans))


@pytest.mark.parametrize(
    "folder",
    sorted(path.parent for path in (FOLDER / WEB_FONTS).rglob("fonts.css")),
    ids=lambda f: f.relative_to(FOLDER / WEB_FONTS).as_posix(),
)
def test_a_script_s_sheet_names_what_its_fonts_have(folder: Path) -> None:
    names = [path.name for path in sorted(folder.glob("*.css"))]
    names = [name for name in names if name not in {"elsewhere.css", "stacks.css"}]
    assert names in (["fonts.css"], ["fonts.css", "sans.css", "serif.css"])
    sheet = "".join((folder / name).read_text(encoding="utf-8") for name in names)
    faces = re.findall(r'url\("(.+?)"\).*?unicode-range:(.*?);', sheet, re.DOTALL)
    for name, ranges in faces:
        spans = [span.removeprefix("U+").split("-") for span in re.split(r",\s*", ranges.strip())]
        said = {chr(n) for span in spans for n in range(int(span[0], 16), int(span[-1], 16) + 1)}
        has = coverage((folder / name).resolve())
        assert has & said, name
        if name.startswith("whole/"):  # what the lighter file beside it hasn't
            assert not said & coverage(folder / name.removeprefix("whole/"))
        else:
            assert has - set(" \u00a0") <= said, name
    served = {path.relative_to(folder).as_posix() for path in folder.rglob("*.woff2")}
    assert served == {name for name, _ in faces}


def test_letters_that_join_come_from_one_file() -> None:
    """A browser may join none across two, so the first has all of Arabic and of Persian."""
    first = coverage(FOLDER / WEB_FONTS / "Arab/papers-serif-normal.woff2")
    marks = characters_of("060C 061B 061F 0640 064B-0652 0660-0669 066B 06F0-06F9 200C")
    arabic = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي ءآأؤإئةى".replace(" ", "")
    assert {*arabic, *"پچژگکیۀ", *marks} <= first
    assert not first & {*"ٹڈڑںھہے"}, "Urdu is written in the file that has all"


@pytest.mark.parametrize(
    ("tags", "folders"),
    [
        (("en", "es", "fr"), set()),
        (("en", "fa", "ar"), {"Arab"}),
        (("ar-EG", "fa-AF"), {"Arab"}),
        (("el", "ru", "he", "sr-Latn"), {"Cyrl", "Grek", "Hebr"}),
        (("ja", "zh-Hant", "ko"), {"Hang", "Hani"}),
        (("hi",), set()),
    ],
)
def test_a_site_serves_fonts_for_the_scripts_of_its_languages(
    tags: tuple[str, ...], folders: set[str]
) -> None:
    files = [path.relative_to(FOLDER).as_posix() for path in (FOLDER / WEB_FONTS).rglob("*.*")]
    kept = [path for path in files if not is_of_other_script(path, tags)]
    assert {path.split("/")[2] for path in kept if path.count("/") > 2} == folders
    among = [path for path in kept if "/letters" in path]
    assert bool(among) == ("Hang" in folders)
    assert {sheet for sheet in sheets(tags) if sheet in files} == {
        f"{WEB_FONTS}/{folder}/fonts.css" for folder in folders
    } | {path for path in among if path.endswith("letters.css")}


def test_a_language_with_letters_that_few_have_gets_all_in_one_file() -> None:
    assert sheets(["ar", "ur"]) == (f"{WEB_FONTS}/Arab/whole/fonts.css",)
    assert sheets(["en", "az-Arab", "ru"])[0] == f"{WEB_FONTS}/Arab/whole/fonts.css"


def test_letters_among_ideographs_are_parts_of_the_latin_fonts() -> None:
    """One sheet has them, for all languages whose marks are of another width and place."""
    for role in ("serif", "sans"):
        sheet = (FOLDER / WEB_FONTS / f"letters-{role}.css").read_text(encoding="utf-8")
        faces = re.findall(r'url\("(.+?)"\).*?unicode-range:(.*?);', sheet, re.DOTALL)
        assert len(faces) == 8
        for name, ranges in faces:
            spans = " ".join(span.strip().removeprefix("U+") for span in ranges.split(","))
            said = characters_of(spans)
            assert said <= LETTERS
            assert said & coverage(FOLDER / WEB_FONTS / name)


@pytest.mark.parametrize("role", ["serif", "sans"])
def test_the_sheets_of_latin_fonts_say_what_their_files_have(role: str) -> None:
    """In the order in which browsers try them: the last one first."""
    folder = FOLDER / "assets/stylesheets"
    sheets = (folder / f"{name}-{role}.css" for name in ("fonts", "italics"))
    sheet, italics = (path.read_text(encoding="utf-8") for path in sheets)
    assert "italic" not in sheet.replace("italics", "")
    faces = re.findall(
        r'url\("../fonts/papers-\w+?-([\w-]+)-(\w+)\.woff2"\).*?unicode-range:(.*?);',
        sheet + italics,
        re.DOTALL,
    )
    said = {
        (part, style): characters_of(ranges.replace(",", " ").replace("U+", ""))
        for part, style, ranges in faces
    }
    assert said == {
        (part, style): chars
        for part, chars in LATIN_PARTS.items()
        for style in ("normal", "italic")
    }
    assert [part for part, style, _ in faces if style == "normal"][-1] == "latin"


def test_no_character_is_in_two_files_and_a_language_needs_few_of_them() -> None:
    """One file a face is enough, two where a language has letters that its neighbours haven't."""
    assert sum(map(len, LATIN_PARTS.values())) == len(frozenset().union(*LATIN_PARTS.values()))
    parts: dict[str, frozenset[str]] = {"": frozenset(), **LATIN_PARTS}
    for others, texts in _TEXTS.items():
        for text in texts:
            assert {*text, *text.upper()} <= parts["latin"] | parts[others], text


@pytest.mark.parametrize(("role", "limit"), [("serif", 21_000), ("sans", 17_000)])
def test_what_most_texts_need_of_a_typeface_is_light(role: str, limit: int) -> None:
    files = {
        path.name.removeprefix(f"papers-{role}-"): path.stat().st_size
        for path in (FOLDER / WEB_FONTS).glob(f"papers-{role}-*.woff2")
    }
    assert files["latin-normal.woff2"] <= limit
    assert files["latin-italic.woff2"] <= limit * 0.7
    assert files["latin-ext-normal.woff2"] <= limit * 0.8


def test_what_arabic_and_persian_need_is_light() -> None:
    """A page in them has Latin words, too: all that its first view fetches is held in a browser."""
    files = {path.name: path.stat().st_size for path in (FOLDER / WEB_FONTS).glob("Arab/*.woff2")}
    assert files.pop("papers-sans-normal.woff2") <= 19_500
    assert set(files) == {"papers-serif-normal.woff2", "papers-serif-bold.woff2"}
    assert max(files.values()) <= 42_000


@pytest.mark.parametrize("role", ["serif", "sans"])
def test_variable_fonts_are_light_and_look_the_same(role: str) -> None:
    """At both ends of their weights, as far as anybody sees; with one kerning for all."""
    chosen = families("en", "")
    (family, *_) = chosen.serif if role == "serif" else chosen.sans
    path, axes = family.regular.path, (TEXT_SIZE, WIDTH)
    light = TTFont(io.BytesIO(subset_font(path, "AVaegjÄ", "Cut", (WEIGHTS, *axes)).data))
    assert "XAdvDevice" not in "".join(_kerned(light))
    assert len(set(_kerned(light))) > 1
    for weight, limit in ((400, 0), (700, 3)):
        true = TTFont(
            io.BytesIO(subset_font(path, "AVaegjÄ", "Cut", (("wght", weight), *axes)).data)
        )
        drawn = instancer.instantiateVariableFont(light, {"wght": weight})
        for name in true.getGlyphOrder():
            here, there = (
                font["glyf"][name].getCoordinates(font["glyf"])[0] for font in (drawn, true)
            )
            off = (
                abs(x - y)
                for a, b in zip(here, there, strict=True)
                for x, y in zip(a, b, strict=True)
            )
            assert max(off, default=0) <= limit, name
            widths = [font["hmtx"].metrics[name][0] for font in (drawn, true)]
            assert abs(widths[0] - widths[1]) <= 1


def _kerned(font: TTFont) -> Iterator[str]:
    """Yield what a font says of pairs, each as a text."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = getattr(table, "ExtSubTable", table)
            rows = inner.PairSet if inner.Format == 1 else inner.Class1Record
            records = "PairValueRecord" if inner.Format == 1 else "Class2Record"
            yield from (
                str(vars(record.Value1))
                for row in rows
                for record in getattr(row, records)
                if record.Value1
            )


@pytest.mark.parametrize("tag", ["he", "fa", "el", "ru"])
def test_no_edition_in_a_script_that_packages_draw_needs_the_machine_s_fonts(tag: str) -> None:
    text = str(Locale.parse(tag).display_name)
    assert unset(tag, text) == {}
    assert machine_fonts(tag, text) == []


def test_what_scripts_share_is_set_in_the_one_that_is_there() -> None:
    text = "पानी।"  # the danda is no script's own
    missing = unset("hi", text)
    assert set(missing or (family.script for family in families("hi", text).serif)) <= {
        "Deva",
        "Latn",
    }


def test_a_part_of_a_font_says_whose_it_is_under_a_name_of_its_own() -> None:
    whole = families("en", "a").serif[0].regular.path
    own = {record.nameID: str(record) for record in TTFont(whole)["name"].names}
    for axes in ((WEIGHTS, TEXT_SIZE), (("wght", 600), TEXT_SIZE)):
        part = TTFont(io.BytesIO(subset_font(whole, "Whose", "Cut", axes).data))
        names = part["name"]
        said = {number: names.getDebugName(number) for number in (0, 1, 2, 4, 6, 13, 14)}
        assert said[0] == own[0]
        assert "SIL Open Font License" in said[13] == own[13]
        assert said[14] == own[14]
        assert [said[number] for number in (1, 2, 4, 6)] == [
            "Cut",
            own[2],
            f"Cut {own[2]}",
            f"Cut-{own[2]}",
        ]


def test_a_packed_font_is_cut_as_what_is_in_it(tmp_path: Path) -> None:
    whole = families("en", "a").serif[0].regular.path
    packed = tmp_path / "packed.woff2"
    font = TTFont(whole, recalcTimestamp=False)
    font.flavor = "woff2"
    font.save(packed)
    axes = (("wght", 400), TEXT_SIZE)
    one, other = (
        TTFont(io.BytesIO(subset_font(path, "Packed", "Cut", axes).data))
        for path in (whole, packed)
    )
    assert one.getBestCmap() == other.getBestCmap()
    assert one["hmtx"].metrics == other["hmtx"].metrics
    assert one["glyf"]["P"] == other["glyf"]["P"]
