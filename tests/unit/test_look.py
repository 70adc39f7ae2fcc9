"""A site's look: tokens, a palette that follows from an accent, the theme made of them."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from harness import ROOT, SITES, THEME, asset, build, pages_alone
from issue_papers.content_cache import ContentCache
from issue_papers.formats.web.picture_sets import HEAVIEST
from issue_papers.layers import Layers, package_theme
from issue_papers.look.colours import CONTROL, TEXT, Colour, Oklch, apart, between
from issue_papers.look.cover import COVERS, Cover
from issue_papers.look.dressing import dressed
from issue_papers.look.faults import UnusableLookError
from issue_papers.look.font_sheets import first_stacks
from issue_papers.look.footer import Footer, disclaimer_of, footer_of
from issue_papers.look.look import Look, contrast_faults, look_of
from issue_papers.look.palette import Accent, unreadable
from issue_papers.look.tokens import FILE, GROUPS, Pair, Tokens, place, read
from issue_papers.reporting.problems import ProblemsError, describe
from lxml import html
from PIL import Image

PACKAGE = Layers((package_theme(),))
TOKENS = read([package_theme()])
WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)


def own(folder: Path, text: str) -> Layers:
    """Return the theme with a site's own tokens over it."""
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    return Layers((folder, *PACKAGE.folders))


# Colours


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21), ("#767676", "#ffffff", 4.54), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """The values are those that W3C's own examples have."""
    assert Colour.read(one).contrast(Colour.read(other)) == pytest.approx(ratio, abs=0.005)
    assert Colour.read(other).contrast(Colour.read(one)) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("written", "lightness", "chroma", "hue"),
    [  # as CSS Color 4 has them in its examples
        ("#ffffff", 1.0, 0.0, None),
        ("#ff0000", 0.62796, 0.25768, 0.5101),
        ("#00ff00", 0.86644, 0.29483, 2.4869),
        ("#0000ff", 0.45201, 0.31321, -1.6741),
    ],
)
def test_lightness_chroma_and_hue_are_those_of_oklch(
    written: str, lightness: float, chroma: float, hue: float | None
) -> None:
    found = Colour.read(written).oklch
    assert (found.lightness, found.chroma) == pytest.approx((lightness, chroma), abs=1e-4)
    assert hue is None or found.hue == pytest.approx(hue, abs=1e-3)


def test_a_colour_of_a_screen_comes_back() -> None:
    numbers = random.Random(1)  # noqa: S311 - nothing secret
    for _ in range(500):
        colour = Colour(*(numbers.randrange(256) for _ in range(3)))
        assert colour.oklch.colour == colour


def test_what_no_screen_shows_keeps_its_hue_and_lightness() -> None:
    wanted = Oklch(0.7, 0.4, 2.5)
    found = wanted.colour.oklch
    assert found.lightness == pytest.approx(wanted.lightness, abs=0.01)
    assert found.hue == pytest.approx(wanted.hue, abs=0.03)


def test_the_nearest_colour_stands_apart_and_hardly_more() -> None:
    paper = TOKENS.colour("paper")
    found = apart(Colour.read("#ffcc00"), (paper,), TEXT)
    assert TEXT <= found.contrast(paper) < TEXT + 0.1
    assert apart(BLACK, (paper,), TEXT) == BLACK


@pytest.mark.parametrize("written", ["#86202e", "#0b5560", "#ffff00", "#000000", "#0000ff"])
def test_one_colour_can_be_read_on_white_as_on_black(written: str) -> None:
    found = between(Colour.read(written).oklch)
    assert min(found.contrast(WHITE), found.contrast(BLACK)) >= TEXT


@pytest.mark.parametrize("text", ["none", "red", "#12345", "#1234567", "#000 101%", "rgb(0 0 0)"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        Colour.read(text)


# The theme's own tokens


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pair", TOKENS.pairs, ids=lambda pair: f"{pair.above}-{pair.below}")
def test_every_pair_of_the_palette_stands_apart(pair: Pair, scheme: str) -> None:
    above, below = TOKENS.colour(pair.above, scheme), TOKENS.colour(pair.below, scheme)
    assert above.contrast(below) >= pair.ratio
    assert pair.ratio in {TEXT, CONTROL}


def test_accents_for_any_ground_stand_apart_from_white_and_black() -> None:
    for name in ("accent-anywhere", "case-anywhere"):
        colour = TOKENS.colour(name)
        assert min(colour.contrast(WHITE), colour.contrast(BLACK)) >= TEXT


def test_every_colour_of_a_text_is_in_a_pair() -> None:
    """A new colour that is meant to be read says on what."""
    grounds = {pair.below for pair in TOKENS.pairs}
    named = {name for name in TOKENS.groups["colours"] if name.endswith("ink")}
    assert named <= {pair.above for pair in TOKENS.pairs}
    assert {"paper", "surface", "cover", "accent", "case"} <= grounds


_COLOUR = re.compile(
    r"(?<![\w&/-])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgba?|hsla?|hwb|oklch|oklab|lch)"
    r"\((?!\"token)(?!\"#\{)",
    re.IGNORECASE,
)
"""What is a colour in style sheets, drawings, Typst and Python."""

_WIDTH = re.compile(r"@(?:media|container)[^{]*\d(?:px|r?em)")
_DRAWING = {".css", ".html", ".svg", ".typ", ".xhtml", ".js"}
_TOKENS_OWN = ROOT / "scripts" / "issue_papers" / "look"
_EXAMPLES = {
    ROOT / "scripts" / "issue_papers" / name
    for name in ("building/options.py", "cli/init.py", "starting/new_site.py")
}
"""These show how an option is written."""
FILES = sorted(
    path
    for folder, suffixes in ((package_theme(), _DRAWING), (ROOT / "scripts", {".py"}))
    for path in folder.rglob("*")
    if path.suffix in suffixes and not path.is_relative_to(_TOKENS_OWN) and path not in _EXAMPLES
)


def test_colours_and_breakpoints_are_in_the_tokens_alone() -> None:
    assert len(FILES) > 100
    found = {}
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        if literal := [*_COLOUR.findall(text), *_WIDTH.findall(text)]:
            found[file.relative_to(ROOT).as_posix()] = literal
    assert not found


def test_the_test_for_literals_can_fail() -> None:
    found = ["color: #86202e;", 'fill="#fff"', 'rgb("#0b5560")', "rgb(0 0 0 / 45%)", "oklch(1 0 0)"]
    assert all(map(_COLOUR.search, found))
    assert not any(
        map(_COLOUR.search, ['rgb("token(ink)")', "href='#note-1'", "&#8617;", "#let a"])
    )
    assert _WIDTH.search("@media (min-width: 62rem) {")
    assert not _WIDTH.search("@media (min-width: token(desk)) {")


_LITERAL_WEIGHT = re.compile(r"(?:font|weight|font-weight): ?(?:400|500|600|650)\b")


def test_the_weights_of_text_are_in_the_tokens_alone() -> None:
    """A face says in which weights it is; all else asks for a token."""
    sheets = [file for file in FILES if file.suffix in {".css", ".typ"}]
    faces = re.compile(r"@font-face \{.*?\}", re.DOTALL)
    asking = {
        file.relative_to(ROOT).as_posix()
        for file in sheets
        if _LITERAL_WEIGHT.search(faces.sub("", file.read_text(encoding="utf-8")))
    }
    assert asking <= {"overrides/preview/watch.css"}
    assert _LITERAL_WEIGHT.search("font: 600 1rem/1.3 serif")


def test_a_site_s_own_weight_is_that_of_pages_pdfs_and_cards(tmp_path: Path) -> None:
    theme = own(tmp_path / "overrides", "weights: {weight-strong: 700, weight-medium: 550}\n")
    worn = dressed(theme, Look(), ContentCache(tmp_path / "cache"))
    for name, said in (
        ("assets/stylesheets/theme.css", "--ip-weight-strong: 700;"),
        ("editions/pdf/front.typ", "else { 700 }"),
        ("editions/single-page/page.css", "font: 700"),
        ("editions/social/card.typ", "weight: 550"),
    ):
        assert said in worn.path(name).read_text(encoding="utf-8"), name


# What of a theme asks for them


def test_a_dressed_theme_asks_for_nothing_more() -> None:
    for name, file in Layers(THEME.folders[:1]).files().items():
        assert b"token(" not in file.read_bytes(), name
        assert b"tokens(" not in file.read_bytes(), name


def test_a_style_sheet_has_the_custom_properties_of_each_scheme() -> None:
    sheets = THEME.below("assets/stylesheets")
    css = sheets.path("theme.css").read_text(encoding="utf-8")
    chosen = sheets.path("chosen-dark.css").read_text(encoding="utf-8")
    first, system, paper = css.split("{\n", 1)[1].split(":root", 2)
    for name in TOKENS.groups["colours"]:
        light, dark = TOKENS.value(name), TOKENS.value(name, "dark")
        assert f"--ip-{name}: {light};" in first
        assert (f"--ip-{name}: {dark};" in system) == (light != dark)
        assert (f"--ip-{name}: {dark};" in chosen) == (light != dark)
    assert "--ip-text: 10.5pt;" in paper
    assert "--ip-radius" not in paper


def test_the_head_names_the_page_colours() -> None:
    head = THEME.path("partials/app-head.html").read_text(encoding="utf-8")
    assert re.findall(r'content="(#\w+)"', head) == [
        TOKENS.value("paper"),
        TOKENS.value("paper", "dark"),
    ]


def test_a_theme_is_dressed_once(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path)
    first = dressed(PACKAGE, Look(), cache)
    made = first.folders[0].stat().st_ino
    assert dressed(PACKAGE, Look(), cache).folders[0].stat().st_ino == made
    other = dressed(PACKAGE, Look(accent=Accent(Colour.read("#1f6f4a"))), cache)
    assert other != first
    icons = [theme.path("assets/images/icon-192.png").read_bytes() for theme in (first, other)]
    assert icons[0] != icons[1]
    assert icons[0].startswith(b"\x89PNG")


def test_what_a_change_brings_along_is_not_worn(tmp_path: Path) -> None:
    """The cache may lie in the site's own folder, which a stranger's change may add files to."""
    cache = ContentCache(tmp_path)
    folder = dressed(PACKAGE, Look(), cache).folders[0]
    head = folder / "partials" / "app-head.html"
    own = head.read_bytes()
    head.write_bytes(b"theirs")
    (folder / "main.html").write_bytes(b"theirs")
    assert dressed(PACKAGE, Look(), cache).folders[0] == folder
    assert head.read_bytes() == own
    assert not (folder / "main.html").exists()


def test_a_theme_that_asks_for_what_there_is_not_is_told(tmp_path: Path) -> None:
    sheet = tmp_path / "overrides" / "assets" / "own.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("p {\n  color: token(acent);\n}\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as told:
        dressed(
            Layers((tmp_path / "overrides", *PACKAGE.folders)),
            Look(),
            ContentCache(tmp_path),
            tmp_path,
        )
    (problem,) = told.value.problems
    assert (problem.path, problem.line) == ("overrides/assets/own.css", 2)
    assert "`acent` is no token" in problem.message
    assert "`accent`" in problem.hint


# A site's own tokens


def test_a_sites_own_tokens_lie_over_the_themes_key_by_key(tmp_path: Path) -> None:
    theme = own(
        tmp_path / "overrides", 'colours:\n  accent: {dark: "#ffbbaa"}\nsizes:\n  gap: 2rem\n'
    )
    found = Look().tokens(theme)
    assert found.value("accent", "dark") == "#fba"
    assert found.value("accent") == TOKENS.value("accent")
    assert found.value("gap") == "2rem"
    assert found.pairs == TOKENS.pairs
    sheet = dressed(theme, Look(), ContentCache(tmp_path / "cache")).path(
        "assets/stylesheets/theme.css"
    )
    assert "--ip-accent: #fba;" in sheet.read_text(encoding="utf-8")


def test_a_copy_of_the_themes_tokens_says_nothing(tmp_path: Path) -> None:
    shutil.copy(package_theme() / FILE, tmp_path / FILE)
    look = Look(accent=Accent(Colour.read("#1f6f4a")))
    copied = look.tokens(Layers((tmp_path, *PACKAGE.folders)))
    assert copied == look.tokens(PACKAGE)


def test_one_value_is_for_all_schemes(tmp_path: Path) -> None:
    found = Look().tokens(own(tmp_path, 'colours: {paper: "#ffffff"}\n'))
    assert {found.value("paper", scheme) for scheme in GROUPS["colours"]} == {"#fff"}


def test_a_sites_own_tokens_lie_over_what_follows_from_its_accent(tmp_path: Path) -> None:
    look = Look(accent=Accent(Colour.read("#1f6f4a")))
    found = look.tokens(own(tmp_path, 'colours: {cover: "#003322"}\n'))
    assert found.value("accent") == "#1f6f4a"
    assert found.value("cover") == "#032"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('colours: {acent: "#fff"}', "1: `acent` is no setting. Did you mean `accent`?"),
        ("colors: {}", "1: `colors` is no setting. Did you mean `colours`?"),
        ('colours:\n  ink: "red"', "2: `red` is no colour."),
        ("colours:\n  ink: paper\n  paper: ink", "2: `ink → paper → ink` is no colour."),
        ("colours:\n  ink: [1]", "2: `ink` must be a text."),
        ("weights: {weight-strong: bold}", "1: found `bold`, expected something like `600`"),
        ("weights: {weight-strong: 1001}", "1: found `1001`, expected something like `600`"),
        ('sizes:\n  gap: "2rem; color: red"', "2: found `2rem; color: red`, expected something"),
        ("breakpoints: {desk: wide}", "1: found `wide`, expected something like `40rem`"),
        ("colours: 1", "1: found no settings, expected keys with values."),
        ("a: b: c", "1: it can't be read: mapping values are not allowed here."),
        ("- a", "1: found no settings, expected keys with values."),
    ],
)
def test_what_is_wrong_with_tokens_is_told_at_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    theme = own(tmp_path / "overrides", text)
    with pytest.raises(ProblemsError) as told:
        Look().tokens(theme, tmp_path)
    found = describe(told.value.problems[0]).replace("\n", " ")
    place, _, message = said.partition(": ")
    assert found.startswith(f"overrides/tokens.yml:{place}")
    for part in message.split(". "):
        assert part.rstrip(".").casefold() in found.casefold()


def test_it_is_known_where_a_site_has_a_colour_of_its_own(tmp_path: Path) -> None:
    theme = own(tmp_path / "overrides", 'sizes: {gap: 2rem}\ncolours:\n  ink: "#cccccc"\n')
    found = place(theme.folders[:-1], "ink", tmp_path)
    assert found == ("overrides/tokens.yml", 3, "colours.ink")
    assert place(theme.folders[:-1], "paper", tmp_path) is None
    assert {pair.above for _, pair in contrast_faults(Look().tokens(theme))} == {"ink"}


# A palette from an accent


def test_any_accent_that_can_be_read_makes_a_palette_that_can() -> None:
    numbers, proved = random.Random(2), 0  # noqa: S311 - nothing secret
    while proved < 12:
        colour = Colour(*(numbers.randrange(256) for _ in range(3)))
        tokens = Look(accent=Accent(colour), second=Accent(colour)).tokens(PACKAGE)
        faults = {fault.pair.above for fault in unreadable(tokens)}
        assert faults <= {"accent", "case", "map-here"}
        proved += not faults


def test_an_accent_stays_as_it_was_given_and_its_kin_has_its_hue() -> None:
    green = Colour.read("#1f6f4a")
    tokens = Look(accent=Accent(green)).tokens(PACKAGE)
    assert tokens.colour("accent") == green
    for name in ("accent", "cover", "accent-surface"):
        for scheme in ("light", "dark"):
            assert tokens.colour(name, scheme).oklch.hue == pytest.approx(green.oklch.hue, abs=0.2)
    assert tokens.value("case") == TOKENS.value("case")


def test_an_accent_that_can_not_be_read_is_told_with_the_nearest_that_can() -> None:
    look = look_of({"accent": {"light": "#8b0000", "dark": "#8b0000"}})
    ((fault, pair),) = contrast_faults(look.tokens(PACKAGE))
    assert (pair.above, pair.below) == ("accent", "accent-surface")
    assert fault.key == "look.accent"
    assert fault.message == (
        "#8b0000 has a contrast of 1.57 with `accent-surface` in dark colours, expected 4.5"
    )
    (nearest,) = re.findall("#[0-9a-f]{6}", fault.hint)
    mended = look_of({"accent": {"light": "#8b0000", "dark": nearest}})
    assert not [*contrast_faults(mended.tokens(PACKAGE))]


@pytest.mark.parametrize(
    ("given", "key", "said"),
    [
        ({"acent": "#fff"}, "look.acent", "`acent` is no setting"),
        ({"accent": None}, "look.accent", "found no colour"),
        ({"accent": "green"}, "look.accent", "`green` is no colour"),
        ({"second": {"dark": "#fff"}}, "look.second", "`light` is no colour"),
        ({"logo": "none.svg"}, "look.logo", "the file none.svg isn't there"),
        ({"cover": "bnad"}, "look.cover", "`bnad` is no style of covers"),
        ({"cover": {"stile": "band"}}, "look.cover.stile", "`stile` is no setting"),
        (
            {"cover": {"picture": "none.jpg", "alt": "x"}},
            "look.cover.picture",
            "the file none.jpg isn't there",
        ),
        ({"accent": "#86202e 50%"}, "look.accent", "`#86202e 50%` is no colour"),
    ],
)
def test_what_is_no_look_is_told(given: dict[str, object], key: str, said: str) -> None:
    with pytest.raises(UnusableLookError) as told:
        look_of(given)
    (fault,) = told.value.faults
    assert (fault.key, fault.message) == (key, said)
    assert fault.hint


# What a first page is drawn in


def test_a_first_page_is_drawn_in_what_it_need_not_fetch() -> None:
    first = Look().tokens(PACKAGE).value("serif", "first")
    assert first.split(", ")[0] == '"Papers Serif until then"'
    assert '"Papers Serif"' not in first.split(", ")
    named = Tokens({"typefaces": {"serif": {"stack": "Corbel, serif"}}}).over(TOKENS)
    assert first_stacks(named).value("serif", "first") == "Corbel, serif"
    given = Tokens({"typefaces": {"serif": {"first": "Georgia"}}}).over(TOKENS)
    assert first_stacks(given).value("serif", "first") == "Georgia"


# Covers, and a sign of its own


def test_covers_have_rings_a_plain_ground_or_a_band() -> None:
    rings, plain, band = (Look(cover=Cover(style)).tokens(PACKAGE) for style in COVERS[:3])
    assert rings == first_stacks(TOKENS).over(TOKENS)
    assert rings.value("cover-line") != rings.value("cover")
    assert plain.value("cover-line") == plain.value("cover") == band.value("cover")
    assert (rings.value("cover-band"), plain.value("cover-band")) == ("0%", "0%")
    assert band.value("cover-band") != "0%"


def test_a_sign_is_for_both_grounds_or_one_for_each(tmp_path: Path) -> None:
    for name in ("light.svg", "dark.svg"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert look_of({"logo": "light.svg"}, tmp_path).logo == ("light.svg", "light.svg")
    both = {"light": "light.svg", "dark": "dark.svg"}
    assert look_of({"logo": both}, tmp_path).logo == ("light.svg", "dark.svg")


# The foot of each page


def footer(folder: Path, contact: str = "", analytics: str = "none", **given: object) -> Footer:
    return footer_of(given, contact, analytics, tags=("en", "fr"), docs_dir=folder)


def test_a_footer_says_in_each_language_what_the_owner_says(tmp_path: Path) -> None:
    (tmp_path / "city.svg").write_text("", encoding="utf-8")
    said = footer(
        tmp_path,
        "papers@city.example",
        text={"en": "By the City.", "fr": "Par la Ville."},
        links=[{"title": {"en": "Imprint"}, "url": "https://city.example/"}],
        logos=[{"image": "city.svg", "alt": "The City"}],
    )
    assert said.text == {"en": "By the City.", "fr": "Par la Ville."}
    assert said.links[0].title == {"en": "Imprint", "fr": "Imprint"}
    assert said.logos[0].alt == {"en": "The City", "fr": "The City"}
    assert said.contact == "mailto:papers@city.example"
    assert footer(tmp_path) == Footer()


def test_maps_have_a_disclaimer_in_each_language() -> None:
    tags = ("en", "fr")
    said = {"en": "No position.", "fr": "Sans prise de position."}
    assert disclaimer_of({}, tags) == {}
    assert disclaimer_of({"disclaimer": "x"}, tags) == {"en": "x", "fr": "x"}
    assert disclaimer_of({"disclaimer": said}, tags) == said
    with pytest.raises(UnusableLookError) as raised:
        disclaimer_of({"disclaimer": {"fr": "x"}, "disclaimers": "x"}, tags)
    assert [fault.key for fault in raised.value.faults] == ["maps.disclaimer", "maps.disclaimers"]


@pytest.mark.parametrize(
    ("given", "key", "said"),
    [
        ({"analytics": "matomo"}, "analytics", "there are no analytics here"),
        ({"contact": "the City"}, "contact", "`the City` is no address to write to"),
        ({"texts": "x"}, "footer.texts", "`texts` is no setting"),
        ({"text": {"fr": "x"}}, "footer.text", "a text in the source language is missing"),
        ({"text": {"en": "x", "de": "x"}}, "footer.text", "`de` is none of the site's languages"),
        ({"links": {}}, "footer.links", "`footer.links` must be a list"),
        ({"links": ["x"]}, "footer.links.0", "found “x”, expected keys"),
        ({"links": [{"title": "x"}]}, "footer.links.0", "`url` is missing"),
        (
            {"logos": [{"image": "x.svg", "alt": "x"}]},
            "footer.logos.0.image",
            "the file x.svg isn't",
        ),
        ({"logos": [{"image": "../x", "alt": "x"}]}, "footer.logos.0.image", "the file ../x isn't"),
    ],
)
def test_what_a_footer_can_not_say_is_told(
    tmp_path: Path, given: dict[str, str], key: str, said: str
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "x").write_text("outside", encoding="utf-8")
    with pytest.raises(UnusableLookError) as told:
        footer(docs, **given)
    (fault,) = told.value.faults
    assert fault.key == key
    assert fault.message.startswith(said)


# A whole site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small site with a look of its own; return where it is."""
    source = tmp_path_factory.mktemp("look")
    shutil.copytree(SITES / "small", source, dirs_exist_ok=True)
    (source / "docs" / "city.svg").write_text(DRAWING, encoding="utf-8")
    photo = Image.effect_noise((1400, 700), 90)
    photo.save(source / "docs" / "town.jpg")
    photo.save(source / "docs" / "papers" / "water" / "pipe.jpg")
    paper = source / "docs" / "papers" / "water" / "index.md"
    text = paper.read_text(encoding="utf-8")
    paper.write_text(text.replace("---\n", f"---\n{COVER}", 1), encoding="utf-8")
    own(source / "overrides", "sizes: {measure: 34em}\n")
    home = source / "docs" / "index.md"
    text = home.read_text(encoding="utf-8")
    home.write_text(text.replace("---\n", f"---\n{PICTURE}", 1), encoding="utf-8")
    config = pages_alone(source, "app") / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("issue-papers:\n", f"issue-papers:\n{CHOSEN}"), encoding="utf-8")
    return build(source, source / "site")


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"/>'
PICTURE = "images: [{id: city, file: town.jpg, caption: The City, alt: A square, credit: C. Ity}]\n"
COVER = """\
cover: pipe
images: [{id: pipe, file: pipe.jpg, caption: A pipe, alt: Pipes, credit: P. Ipe}]
"""
CHOSEN = """\
      look:
        accent: "#1f6f4a"
        second: "#7a1f1f"
        logo: city.svg
        cover: plain
        typefaces: {text: Assistant, interface: system}
      footer:
        text: {en: By the City., fr: Par la Ville.}
        logos: [{image: city.svg, alt: The City, url: "https://city.example/"}]
      contact: papers@city.example
"""


def test_a_site_wears_its_look(site: Path) -> None:
    page = html.parse(site / "fr" / "index.html").getroot()
    assert page.xpath("//header//a[@href='./']/img/@src") == ["../city.svg"]
    (foot,) = page.xpath("//body/footer")
    assert "Par la Ville." in foot.text_content()
    assert foot.xpath(".//a[@href='mailto:papers@city.example']")[0].text == "papers@city.example"
    assert foot.xpath(".//a[@href='https://city.example/']/img/@alt") == ["The City"]
    sheet = (site / asset(site, "assets/stylesheets/site.css")).read_text(encoding="utf-8")
    assert "--ip-accent: #1f6f4a;" in sheet
    assert "--ip-case: #7a1f1f;" in sheet
    assert "--ip-measure: 34em;" in sheet
    icon = (site / asset(site, "assets/images/icon.svg")).read_text(encoding="utf-8")
    cover = re.search(r"--ip-cover: (#\w+);", sheet)
    assert cover
    assert cover[1] in icon


def test_a_site_serves_its_own_typeface_and_none_where_readers_have_theirs(site: Path) -> None:
    (font,) = (site / "assets/fonts").glob("own-serif-latin-normal.*.woff2")
    sheet = (site / asset(site, "assets/stylesheets/site.css")).read_text(encoding="utf-8")
    assert f'url("../fonts/{font.name}")' in sheet
    assert '--ip-serif: "Own Serif", "Papers Serif"' in sheet
    first = sheet.partition(":root:where(:not([data-typefaces]))")[2].partition("}")[0]
    assert first.split()[1:5] == ["--ip-serif:", '"Own', "Serif", "until"]
    assert "--ip-sans" not in first  # the reader's own from the start
    assert "--ip-sans: system-ui" in sheet
    served = {path.name.partition(".")[0] for path in (site / "assets" / "fonts").glob("*.woff2")}
    assert {"own-serif-latin-normal", "papers-serif-latin-normal"} <= served
    assert not [name for name in served if name.startswith("papers-sans")]


def test_where_the_owner_says_nothing_the_papers_licences_are_said(site: Path) -> None:
    page = html.parse(site / "about" / "index.html").getroot()
    names = [link.text_content() for link in page.xpath("//body/footer//a[@rel='license']")]
    assert names == ["Texts: CC BY 4.0"]


def test_a_home_page_shows_the_picture_that_its_text_does_not(site: Path) -> None:
    (figure,) = html.parse(site / "index.html").getroot().xpath("//article//header//figure")
    (picture,) = figure.xpath(".//picture")
    (image,) = picture.xpath(".//img")
    assert [image.get(key) for key in ("alt", "width", "height")] == ["A square", "1400", "700"]
    for element, form in ((image, "JPEG"), (picture.find("source"), "WEBP")):
        named = [each.split() for each in element.get("srcset").split(", ")]
        assert [width for _, width in named] == ["480w", "800w", "1200w", "1400w"]
        for name, width in named:
            with Image.open(site / name) as file:
                assert (f"{file.width}w", file.format) == (width, form)
            assert (site / name).stat().st_size <= HEAVIEST
    assert " ".join(figure.text_content().split()) == "The City Source: C. Ity"


def test_a_paper_s_page_shows_the_picture_of_its_cover(site: Path) -> None:
    page = html.parse(site / "papers" / "water" / "index.html").getroot()
    (cover,) = page.xpath("//header[div/h1]")
    assert cover.xpath(".//picture//img/@alt") == ["Pipes"]
    assert "Source: P. Ipe" in cover.text_content()
    (first, *_) = cover.xpath(".//picture/source/@srcset")
    assert (site / "papers" / "water" / first.split()[0]).resolve().is_file()
