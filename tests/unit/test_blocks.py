"""The blocks: what each becomes, and what is said of one that is wrong."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from harness import ROOT, copy_site
from issue_papers.articles import nodes as n
from issue_papers.articles.reader import Reader
from issue_papers.articles.settings import MarkdownSettings
from issue_papers.blocks import checking, registry
from issue_papers.checks import rules
from issue_papers.cli.site import settings
from issue_papers.content.library import Library
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.maps.atlas import Atlas
from issue_papers.printing.excerpts import lines
from issue_papers.printing.printed import Printed
from issue_papers.printing.printer import Printer
from issue_papers.reporting.problems import describe
from issue_papers.views.catalogue import load
from issue_papers.views.site import Views
from printed_trees import described

BLOCKS = registry.blocks()
READER = Reader(MarkdownSettings(blocks=registry.types()))
GOLDEN = sorted((ROOT / "tests/golden/printed").glob("*.tree"))
START, END, ABOUT = "papers/water/start.md", "papers/water/end.md", "about.md"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = copy_site(tmp_path_factory.mktemp("site"))
    return rules.load_and_check(settings(root / "mkdocs.yml"))[0]


@pytest.fixture(scope="module")
def views(site: Library) -> dict[str, Views]:
    catalogues = load(site.settings)[0]
    atlas = Atlas()
    return {tag: registry_of_kinds.views(site, catalogues, atlas, tag) for tag in site.locales.tags}


@pytest.fixture(scope="module")
def printer(views: dict[str, Views]) -> Printer:
    return Printer(views, BLOCKS)


def with_text(site: Library, key: str, text: str) -> Library:
    """Return a library in which a page of the source language has another text."""
    entry = site.entries[key]
    document = replace(entry.source, body=text, body_line=1, reader=READER)
    return replace(site, entries={**site.entries, key: replace(entry, source=document)})


def printed(site: Library, key: str, text: str) -> Printed:
    """Print a text in the place of a page's."""
    library = with_text(site, key, text)
    catalogues = load(library.settings)[0]
    views = registry_of_kinds.views(library, catalogues, Atlas(), library.locales.source)
    return Printer({"en": views}, BLOCKS).printed(library.entries[key], "en")


def problems(site: Library, key: str, text: str) -> list[str]:
    """Return what is said of the blocks of a text in the place of a page's."""
    library = with_text(site, key, text)
    entry = library.entries[key]
    found = checking.check(library, entry, entry.source, BLOCKS)
    path = f"{entry.source.path}:"
    return [describe(problem).removeprefix(path) for problem in found]


def test_every_folder_declares_a_block_and_has_its_template() -> None:
    folders = {path.parent.name for path in Path(registry.__file__).parent.glob("*/__init__.py")}
    assert {name.replace("-", "_") for name in BLOCKS} == folders
    for name, block in BLOCKS.items():
        assert block.type.name == name
        assert (ROOT / "overrides/fragments" / f"{name}.html").is_file()
        assert block.type.required <= block.type.options


@pytest.mark.parametrize("case", GOLDEN, ids=lambda path: path.stem)
def test_pages_are_printed_as_they_were(
    case: Path, site: Library, printer: Printer, request: pytest.FixtureRequest
) -> None:
    name, text, reader = case.stem.split(".")
    page = printer.printed(site.entries[f"papers/water/{name}.md"], reader)
    told = described(page)
    if request.config.getoption("--update-golden"):
        case.write_text(told, encoding="utf-8")
    assert page.language == text
    assert told == case.read_text(encoding="utf-8")


def test_what_is_printed_can_go_to_another_process(site: Library, printer: Printer) -> None:
    for entry in site.entries.values():
        for tag in site.locales.tags:
            page = printer.printed(entry, tag)
            assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301 - our own
            assert printer.printed(entry, tag) is page


def test_messages_and_recommendations_can_be_had_for_other_pages(
    site: Library, printer: Printer
) -> None:
    paper = site.publications[0]
    (message,) = printer.messages(paper, "fr")
    assert (message.argument, message.language) == ("shared", "fr")
    assert (message.key, message.anchor) == (START, "message-shared")
    assert lines(message.content) == "L’eau partagée dure plus longtemps."
    advice = printer.recommendation(paper, "save-water", "fr")
    assert (lines(advice.content), advice.language) == ("Réparez les conduites.", "fr")


QUOTATION = """\
/// quotation | pumps
    who: Awa Diop
    role: "the city's engineer"
    source: A talk, 2019
    lang: fr

Nous avons commencé par les pompes !
///
"""


def test_a_quotation_says_whose_words_it_is(site: Library) -> None:
    page = printed(site, START, QUOTATION)
    (directive,) = page.blocks
    assert isinstance(directive, n.Directive)
    (figure,) = directive.plain
    assert isinstance(figure, n.Figure)
    (quote,) = figure.content
    assert (figure.id, figure.role) == ("quotation-pumps", "quotation")
    assert (quote.lang, quote.dir) == ("fr", "ltr")
    assert n.text_of(quote) == "Nous avons commencé par les pompes\u202f!"
    assert n.text_of(figure.caption) == "Awa Diop, the city’s engineer Source: A talk, 2019"


def test_a_quotation_in_the_pages_language_names_none(site: Library) -> None:
    (block,) = printed(site, START, "/// quotation | a\n    who: B\n\nC.\n///\n").blocks
    assert isinstance(block, n.Directive)
    assert not [node for node in n.walk(block.plain) if node.lang]
    assert n.text_of(block.plain) == "C.B"


def test_titles_of_boxes_that_show_another_page_are_none_of_the_headings(site: Library) -> None:
    box = "/// case-study | dakar\n///\n\n"
    page = printed(site, START, f"{box}## A\n\n### B\n\n{box}")
    assert [(entry.id, len(entry.children)) for entry in page.contents] == [("a", 1)]
    assert [child.id for child in page.contents[0].children] == ["b"]
    assert [(entry.id, entry.level) for entry in page.apart] == [
        ("case-dakar", 2),
        ("case-dakar", 3),
    ]


def test_a_pages_id_that_a_block_has_is_no_headings(site: Library) -> None:
    page = printed(site, START, "## Case dakar\n\n/// case-study | dakar\n///\n")
    assert [entry.id for entry in page.contents] == ["case-dakar_1"]


def directive(text: str) -> n.Directive:
    """Read a text that is one block, and nothing in it is a fault."""
    article = READER.read(text)
    assert article.faults == ()
    (found,) = article.directives
    return found


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Water: a view", "Water: a view"),
        ("*Water* in cities", "Water in cities"),
        ('"Quoted" water', '"Quoted" water'),
        ('"Quoted: water"', "Quoted: water"),
        ("'The city''s'", "The city's"),
        ("'tis water", "'tis water"),
        ('"Water" # what it is', "Water"),
        ("10:30", "10:30"),
        ("Yes", "Yes"),
        ("No", "No"),
        ("true", "true"),
        ("null", "null"),
        ("1.10", "1.10"),
        ("2019-05-03", "2019-05-03"),
        ("Priority #1: water # now", "Priority #1: water # now"),
        ("[Water] and {more}", "[Water] and {more}"),
        ("@water & !more % of it", "@water & !more % of it"),
        ("Water\n      that lasts", "Water that lasts"),
        (">\n      Water\n      that lasts", "Water that lasts"),
        ("\n      Water", "Water"),
    ],
)
def test_an_option_is_the_text_that_is_typed(typed: str, title: str) -> None:
    block = directive(f"/// box | a\n    title: {typed}\n    numbered: true # yes\n\nB.\n///\n")
    assert n.text_of(block.title) == title
    assert dict(block.options)["numbered"] is True
    assert block.option_lines == (2, 2 + typed.count("\n") + 1)
    assert block.series == "box"


@pytest.mark.parametrize(
    "line",
    [
        "\ttitle: A",
        "    title:A",
        "    title\u00a0: A",
        "    title\uff1a A",
        '    "title": A',
        "    - title: A",
    ],
)
def test_an_option_is_read_however_its_colon_is_set_off(line: str) -> None:
    assert n.text_of(directive(f"/// box | a\n{line}\nB.\n///\n").title) == "A"


@pytest.mark.parametrize(
    "text",
    [
        "/// box | a\n    title: A\nTitle: B.\n///\n",
        "/// box | a\n    title: A\n\ntitle: B.\n///\n",
        "/// quotation | a\n    who: A\n\nsource: B.\n///\n",
        "/// quotation | a\n    who: A\nThe source: B.\n///\n",
        "/// box | a\n    title: A\n\n    numbers: code\n///\n",
    ],
)
def test_a_text_with_a_colon_is_no_option(text: str) -> None:
    assert len(directive(text).options) == 1
    assert directive(text).content


def test_an_id_may_be_any_word_on_a_page_of_mkdocs(site: Library) -> None:
    text = "/// box | Water_1.2\n    title: A\n\nB.\n///\n"
    assert problems(site, ABOUT, text) == []
    assert len(problems(site, START, text)) == 1


def test_what_a_quotation_says_of_itself_may_have_signs(site: Library) -> None:
    said = (
        "    who: A* & B_c_d\n    role: 2 * 3 * 4 [sic]\n    source: Report #3 [2019] (see a*b)\n"
    )
    assert problems(site, START, f"/// quotation | a\n{said}\nC.\n///\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "/// box | a\n    title: A\n\n/// note | Text after.\n///\n\nB.\n///\n",
        "/// box | a\n    title: A\n\n/// note\nB.\n///\n///\n",
        "/// box | a\n    title: A\n\n/// bibliography\n///\n///\n",
        "/// box | a\n    title: A\n\n```\n/// end\n```\n///\n",
    ],
)
def test_a_block_in_a_block_is_none_that_was_meant_to_close_it(text: str) -> None:
    article = READER.read(text)
    assert article.faults == ()
    assert article.directives[0].is_closed
    assert article.directives[0].end_line == text.count("\n")


WRONG = [
    (START, "/// quotation | a\n    who: B\n///\n", ["1: quotation: the quotation has no words"]),
    (START, "/// quotation | a\n\nC.\n///\n", ["1: quotation: the block lacks `who:`"]),
    (START, "/// quotation | a\n    who:\n\nC.\n///\n", ["2: quotation: `who:` has no text"]),
    (
        START,
        "/// quotation | a\n    who: B\n    whom: D\n\nC.\n///\n",
        ["3: quotation: `whom` is no option of this block"],
    ),
    (
        START,
        "/// quotation | a\n    who: B\n    lang: French\n\nC.\n///\n",
        ["3: quotation: `lang:` says `French`, expected a language's tag"],
    ),
    (
        START,
        "/// quotation\n    who: B\n\nC.\n///\n",
        ["1: quotation: the block doesn't say which: found `/// quotation`"],
    ),
    (START, QUOTATION, []),
    (ABOUT, QUOTATION, []),
    (START, "/// key-message | a\n///\n", ["1: key-message: the message has no text"]),
    (START, "/// case-study | dakr\n///\n", ["1: case-study: there is no case study `dakr`"]),
    (
        START,
        "/// case-study | dakar\n\nA.\n///\n",
        ["1: case-study: found a text in the block, expected none: the box is made from the case"],
    ),
    (
        START,
        "/// recommendation | save-water\n\nA.\n///\n",
        [
            (
                "1: recommendation: the recommendation's text stands in docs/papers/water/end.md,"
                " so the block must be empty"
            )
        ],
    ),
    (
        ABOUT,
        "/// recommendation | save-water\n///\n",
        ["1: recommendation: `/// recommendation` can't stand on this page"],
    ),
    (
        ABOUT,
        "/// bibliography\n///\n",
        ["1: bibliography: `/// bibliography` can't stand on this page"],
    ),
    (
        START,
        "/// bibliography | a\n///\n",
        ["1: bibliography: found `a` after `|`, expected nothing"],
    ),
    (
        START,
        "/// figure | none\n///\n",
        ["1: figure: `images:` in docs/papers/water/start.md has no `none`"],
    ),
    (
        START,
        "/// figure | use\n///\n",
        ["1: figure: the figure has neither a `file:` in `images:` nor a body"],
    ),
    (
        START,
        "/// key-message | a\nB.\n",
        ["1: key-message: the block `/// key-message` isn't closed"],
    ),
    (
        END,
        "## A\n",
        ["4: recommendation: the recommendation `save-water` has no text in this file"],
    ),
    (START, "/// nothing | a\n///\n", ["1: block: `nothing` is no block"]),
]


@pytest.mark.parametrize(("key", "text", "expected"), WRONG)
def test_says_what_is_wrong_with_a_block(
    site: Library, key: str, text: str, expected: list[str]
) -> None:
    found = problems(site, key, text)
    assert [report.split("\n")[0] for report in found] == expected
    assert all("\n  hint: " in report for report in found)
