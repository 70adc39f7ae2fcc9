"""Typefaces of a site's own: read, refused at their line, cut for pages, copied to set with."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import typst
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from harness import SITES
from issue_papers.building import configuration
from issue_papers.building.given import UnusableConfigError, settings_of
from issue_papers.content_cache import ContentCache
from issue_papers.fonts import serving
from issue_papers.fonts.family import NONE_CHOSEN, SiteTypefaces
from issue_papers.fonts.ranges import characters_of, written
from issue_papers.fonts.scripts import WEB_FONTS
from issue_papers.fonts.typefaces import families, unset
from issue_papers.fonts.web import page_fonts
from issue_papers.fonts.worn import FOLDER, packed, worn
from issue_papers.layers import Layers, package_theme
from issue_papers.look.dressing import dressed
from issue_papers.look.faults import UnusableLookError
from issue_papers.look.font_sheets import is_of_no_use
from issue_papers.look.look import Look
from issue_papers.look.tokens import read
from issue_papers.look.typefaces import typefaces_of, without_styles

ARABIC = "سلام"
LETTERS = "ABCabcdefghilmnoprstuvxyz -"
PACKAGE = Layers((package_theme(),))


def draw(  # noqa: PLR0913 - what fonts differ in
    file: Path,
    letters: str = LETTERS,
    *,
    name: str = "City",
    weight: int = 400,
    italic: bool = False,
    licence: int = 0,
    cff2: bool = False,
) -> Path:
    """Draw a font whose letters are boxes."""
    builder = FontBuilder(1000, isTTF=not cff2)
    glyphs = {letter: f"uni{ord(letter):04X}" for letter in letters}
    builder.setupGlyphOrder([".notdef", *glyphs.values()])
    builder.setupCharacterMap({ord(letter): glyph for letter, glyph in glyphs.items()})
    drawn = {}
    for glyph in (".notdef", *glyphs.values()):
        pen = T2CharStringPen(None, None, CFF2=True) if cff2 else TTGlyphPen(None)
        pen.moveTo((50, 0))
        for point in ((50, 700), (450, 700), (450, 0)):
            pen.lineTo(point)
        pen.closePath()
        drawn[glyph] = pen.getCharString() if cff2 else pen.glyph()
    if cff2:
        builder.setupCFF2(drawn)
    else:
        builder.setupGlyf(drawn)
    builder.setupHorizontalMetrics(dict.fromkeys(drawn, (500, 50)))
    builder.setupHorizontalHeader(ascent=900, descent=-300)
    style = f"{weight}{' Italic' if italic else ''}"
    names = {"familyName": name, "styleName": style, "psName": f"{name}-{style}".replace(" ", "")}
    builder.setupNameTable(names)
    builder.setupOS2(usWeightClass=weight, fsSelection=int(italic), fsType=licence)
    builder.setupPost(italicAngle=-10 if italic else 0)
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix == ".woff2":
        builder.font.flavor = "woff2"
    builder.save(file)
    return file


@pytest.fixture
def theme(tmp_path: Path) -> Layers:
    """Return a theme in which a site has fonts of its own."""
    folder = tmp_path / "overrides" / "fonts"
    draw(folder / "city" / "city-regular.ttf")
    draw(folder / "city" / "city-bold.woff2", weight=700)
    draw(folder / "city" / "city-italic.ttf", italic=True)
    (folder / "city" / "OFL.txt").write_text("free", encoding="utf-8")
    draw(folder / "arabic" / "regular.ttf", f"{ARABIC}ABC", name="Souk")
    return Layers((tmp_path / "overrides", *PACKAGE.folders))


def chosen(theme: Layers, text: object, *tags: str) -> SiteTypefaces:
    return typefaces_of({"text": text}, theme, tags)


# What is chosen


@pytest.mark.parametrize("name", ["Frank Ruhl Libre", "fontpkg-frank-ruhl-libre"])
def test_a_typeface_is_called_as_itself_or_as_its_package(name: str) -> None:
    (family,) = chosen(PACKAGE, name).serif
    assert family.files[0].path.name.startswith("FrankRuhlLibre")
    assert family.is_own


def test_a_folder_or_a_list_of_files_is_a_typeface(theme: Layers) -> None:
    (family,) = chosen(theme, "fonts/city").serif
    assert [(font.is_italic, font.weights) for font in family.files] == [
        (False, (400, 400)),
        (False, (700, 700)),
        (True, (400, 400)),
    ]
    files = ["fonts/city/city-bold.woff2", "fonts/city/city-regular.ttf"]
    (listed,) = chosen(theme, files).serif
    assert listed.files == family.files[:2]


def test_what_one_typeface_lacks_the_next_has(theme: Layers) -> None:
    latin, arabic = chosen(theme, ["fonts/city", "fonts/arabic"], "en", "ar").serif
    assert (latin.script, arabic.script) == ("Latn", "Arab")
    assert (latin.name, arabic.name) == ("Own Serif", "Own Serif 2")


def test_both_roles_can_be_left_to_the_readers_system(tmp_path: Path) -> None:
    own = typefaces_of("system", PACKAGE, ("en",))
    assert own == SiteTypefaces(of_readers=("serif", "sans"))
    assert not packed(NONE_CHOSEN, ContentCache(tmp_path))


def refused(theme: Layers, given: object) -> tuple[str, str, str]:
    with pytest.raises(UnusableLookError) as told:
        typefaces_of(given, theme, ("en",))
    (fault,) = told.value.faults
    return fault.key, fault.message, str(fault.hint)


@pytest.mark.parametrize(
    ("given", "key", "message", "hint"),
    [
        ("sytem", "", "found no settings, expected keys with values", "text: …"),
        ({"txt": "system"}, ".txt", "`txt` is no setting", "`text`"),
        ({"text": ""}, ".text", "found , expected the name of a typeface", "path of its file"),
        ({"text": [1]}, ".text", "found 1, expected the name", "path of its file"),
        ({"text": "Asistant"}, ".text", "no package here has the typeface `Asistant`", "Assistant"),
        ({"text": "Quux"}, ".text", "no package here has", "pip install fontpkg-quux"),
        ({"interface": "fonts/none"}, ".interface", "no font is at fonts/none", "overrides"),
        ({"text": "../fonts/city"}, ".text", "no font is at ../fonts/city", "overrides"),
        ({"text": "a.ttf"}, ".text", "no font is at a.ttf", "overrides"),
        ({"text": "fonts/bad"}, ".text", "bad.ttf is no font that can be read", ".woff2"),
        ({"text": "fonts/city/OFL.txt"}, ".text", "OFL.txt is no font: found .txt", ".ttf"),
        ({"text": "fonts/bold"}, ".text", "the typeface City has no regular face", "Regular"),
        ({"text": "fonts/locked"}, ".text", "forbids that documents carry it (fsType 2)", "Open"),
        ({"text": "fonts/whole"}, ".text", "forbids that it is cut down (fsType 256)", "Open Font"),
        ({"text": "fonts/pixels"}, ".text", "carry its pictures alone (fsType 512)", "Open Font"),
        ({"text": "fonts/cff2"}, ".text", "PDFs can't be set in (CFF2)", ".ttf"),
        ({"text": "fonts/twice"}, ".text", "are the same weight of one typeface", "as a list"),
        ({"text": "fonts/two"}, ".text", "is of another typeface, Town, than City", "of its own"),
    ],
)
def test_what_can_not_be_used_is_told(
    theme: Layers, given: object, key: str, message: str, hint: str
) -> None:
    fonts = theme.folders[0] / "fonts"
    for name, licence in (("locked", 2), ("whole", 0x100), ("pixels", 0x200)):
        draw(fonts / name / "a.ttf", licence=licence)
    draw(fonts / "cff2" / "a.otf", cff2=True)
    draw(fonts / "bold" / "a.ttf", weight=900)
    draw(fonts / "two" / "a.ttf")
    draw(fonts / "two" / "b.ttf", name="Town", weight=700)
    for name in ("a.ttf", "b.ttf"):
        draw(fonts / "twice" / name)
    (fonts / "bad").mkdir()
    (fonts / "bad" / "bad.ttf").write_bytes(b"no font at all")
    shutil.copytree(fonts / "city", theme.folders[0].parent / "fonts" / "city")
    where, said, help_given = refused(theme, given)
    assert where == f"look.typefaces{key}"
    assert message in said
    assert hint in help_given


def test_typst_draws_nothing_of_cff2(tmp_path: Path) -> None:
    """That is why such a font is refused: this fails once Typst can."""
    draw(tmp_path / "a.otf", cff2=True)
    page = b'#set page(width: 40pt, height: 20pt)\n#set text(font: "City")\n'
    drawn, blank = (
        typst.compile(
            {"main": page + text},
            font_paths=[str(tmp_path)],
            ignore_system_fonts=True,
            format="png",
            ppi=72.0,
        )
        for text in (b"ABC", b"")
    )
    assert drawn == blank


@pytest.mark.parametrize("licence", [0, 4, 8, 6])
def test_a_licence_that_lets_documents_carry_a_font_will_do(tmp_path: Path, licence: int) -> None:
    draw(tmp_path / "a.ttf", licence=licence)
    assert chosen(Layers((tmp_path,)), "a.ttf").serif


def test_what_a_pdf_can_not_show_is_noticed(theme: Layers) -> None:
    assert not [*without_styles(chosen(theme, "fonts/city"))]
    lacking = chosen(theme, "fonts/arabic")
    assert [*without_styles(lacking)] == [
        ("look.typefaces.text", "bold"),
        ("look.typefaces.text", "italic"),
    ]


def test_a_fault_is_told_at_its_line(tmp_path: Path) -> None:
    """Even though the footer's text has a key of that name, too."""
    shutil.copytree(SITES / "small", tmp_path, dirs_exist_ok=True)
    (tmp_path / "overrides").mkdir()
    config = tmp_path / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    option = (
        "      footer: {\n        text: a}\n      look:\n        typefaces:\n          text: Quux\n"
    )
    config.write_text(text.replace("- issue-papers:\n", f"- issue-papers:\n{option}"), "utf-8")
    with pytest.raises(UnusableConfigError) as told:
        settings_of(configuration.read(config))
    (problem,) = told.value.problems
    line = config.read_text(encoding="utf-8").split("\n").index("          text: Quux") + 1
    assert (problem.path, problem.line) == ("mkdocs.yml", line)
    assert problem.key == "plugins.issue-papers.look.typefaces.text"


# What editions are set in


def test_missing_glyphs_fall_back_to_the_package_s_faces(theme: Layers) -> None:
    own = chosen(theme, "fonts/city")
    found = families("en", "Abc é", own)
    assert [family.name for family in found.serif] == ["Own Serif", "Source Serif 4"]
    assert [family.name for family in found.sans] == ["Source Sans 3"]
    assert unset("en", "Abc é", own) == {}
    assert families("ar", "سلام", own).serif[0].name == "Amiri"
    both = chosen(theme, ["fonts/city", "fonts/arabic"], "ar")
    assert families("ar", "سلام", both).serif[0].name == "Own Serif 2"


def test_typst_finds_copies_under_their_family_s_name(theme: Layers, tmp_path: Path) -> None:
    """Those of fonts for browsers, too, which it can't read."""
    look = Look(typefaces=chosen(theme, ["fonts/city", "Amiri"], "en", "ar"))
    dress = dressed(theme, look, ContentCache(tmp_path / "cache"))
    known = worn(dress)
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(dress.folders[0] / FOLDER)],
    )
    found = {(font.family, font.weight, font.style) for font in fonts.fonts()}
    assert {(name, weight) for name, weight, _ in found} >= {
        ("Own Serif", 400),
        ("Own Serif", 700),
        ("Own Serif 2", 400),
    }
    assert {family.name for family in known.serif} == {name for name, *_ in found}
    assert [f.script for f in known.serif] == ["Latn", "Arab"]
    assert known.files <= set((dress.folders[0] / FOLDER).iterdir())


def test_a_page_that_stands_alone_carries_the_site_s_own(theme: Layers, tmp_path: Path) -> None:
    cache = ContentCache(tmp_path / "cache")
    dress = dressed(theme, Look(typefaces=chosen(theme, "fonts/city")), cache)
    found = page_fonts("fr", "abc ABC éà", dress, cache)
    assert found.serif == ("Own Serif", "Papers Serif")
    assert [face.style for face in found.faces if face.family == "Own Serif"] == [
        "normal",
        "normal",
        "italic",
    ]
    system = dressed(theme, Look(typefaces=typefaces_of("system", theme, ("fr",))), cache)
    assert page_fonts("fr", "abc", system, cache).faces == ()


# What pages get


def test_ranges_are_written_as_css_has_them() -> None:
    assert written("abcé") == "U+0061-0063, U+00E9"
    assert characters_of("0061-0063 00E9") == {*"abcé"}


def test_pages_get_only_what_a_font_has(theme: Layers, tmp_path: Path) -> None:
    own = chosen(theme, ["fonts/city", "fonts/arabic"], "en", "ar", "ja")
    found = serving.served(own, ContentCache(tmp_path))
    seen: dict[str, set[str]] = {}
    for face in found.faces:
        said = characters_of(face.range.replace("U+", "").replace(",", " "))
        font = tmp_path / face.file
        font.write_bytes(found.files[face.file])
        with TTFont(font) as opened:
            assert said <= set(map(chr, opened.getBestCmap()))
            assert "City" not in str(opened["name"].getDebugName(1))  # a name may be reserved
        seen.setdefault(face.family, set()).update(said)
    assert seen["Own Serif"] == {*LETTERS}
    assert seen["Own Serif 2"] == {*"سلام"}
    assert seen["Own Serif Letters"] == {*LETTERS}
    weights = {(f.style, f.weight) for f in found.faces if f.family == "Own Serif"}
    assert weights == {("normal", "400"), ("normal", "700"), ("italic", "400")}
    assert "own-serif-latin-normal.woff2" in found.files


def test_a_variable_font_has_the_weights_that_pages_ask_for(tmp_path: Path) -> None:
    found = serving.served(chosen(PACKAGE, "Frank Ruhl Libre", "en", "he"), ContentCache(tmp_path))
    assert {face.weight for face in found.faces} == {"400 700"}
    assert {face.file for face in found.faces} >= {
        "own-serif-latin-normal.woff2",
        "own-serif-hebr-normal.woff2",
    }


def test_until_a_font_has_come_its_lines_are_as_wide_and_as_high(
    theme: Layers, tmp_path: Path
) -> None:
    """Each letter of this font is half an em wide; Georgia's are 0.4385 on average."""
    found = serving.served(chosen(theme, "fonts/city"), ContentCache(tmp_path))
    first = found.stand_ins[0]
    assert (first.family, first.names[0]) == ("Own Serif until then", "Georgia")
    assert first.size == f"{0.5 / 0.4385:.1%}"
    assert first.ascent == f"{0.9 / (0.5 / 0.4385):.1%}"


def test_the_theme_s_own_stand_ins_are_as_wide(tmp_path: Path) -> None:
    """The widths of the systems' fonts are those from which the theme's sheets were made."""
    base = families("en", "")
    for role, family in (("serif", base.serif[0]), ("sans", base.sans[0])):
        sheet = (package_theme() / f"assets/stylesheets/fonts-{role}.css").read_text("utf-8")
        sizes = [float(size) for size in re.findall(r"size-adjust: ([\d.]+)%", sheet)]
        own = SiteTypefaces(**{role: (family,)})
        ours = [
            float(one.size.rstrip("%"))
            for one in serving.served(own, ContentCache(tmp_path)).stand_ins
        ]
        assert ours == pytest.approx(sizes, abs=0.15)


def test_a_role_that_is_left_to_the_reader_s_system_has_no_font(
    theme: Layers, tmp_path: Path
) -> None:
    own = typefaces_of({"text": "fonts/city", "interface": "system"}, theme, ("en", "he"))
    dress = dressed(theme, Look(typefaces=own), ContentCache(tmp_path / "cache"))
    for name in (f"{WEB_FONTS}/Hebr/sans.css", "assets/stylesheets/fonts-sans.css"):
        assert "@font-face" not in dress.path(name).read_text(encoding="utf-8")
    for name in (f"{WEB_FONTS}/Hebr/serif.css", "assets/stylesheets/fonts-serif.css"):
        assert "@font-face" in dress.path(name).read_text(encoding="utf-8")
    assert is_of_no_use(f"{WEB_FONTS}/Hebr/papers-sans-normal.woff2", own)
    assert not is_of_no_use(f"{WEB_FONTS}/Hebr/papers-serif-normal.woff2", own)
    tokens = Look(typefaces=own).tokens(theme)
    assert tokens.value("sans", "stack").startswith("system-ui")
    assert tokens.value("serif", "stack").startswith('"Own Serif", "Papers Serif"')
    assert tokens.value("serif", "family") == "Own Serif"
    theirs = read([package_theme()])
    assert tokens.value("mono", "stack") == theirs.value("mono", "stack")
