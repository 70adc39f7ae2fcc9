"""Nodes as Markdown: the same words and the same structure, however Markdown is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
import yaml
from harness import ROOT, copy_site, settings_of
from issue_papers.articles import nodes as n
from issue_papers.articles.article import Article
from issue_papers.articles.reader import Reader
from issue_papers.blocks.registry import blocks
from issue_papers.checks.rules import load_and_check
from issue_papers.formats.markdown.escapes import settled
from issue_papers.formats.markdown.mirror import Mirror, front_matter, tidied
from issue_papers.formats.markdown.templates import environment
from issue_papers.formats.markdown.writer import Writer
from issue_papers.formats.markup.standalone import StandaloneWriter
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.layers import Layers
from issue_papers.maps.atlas import Atlas
from issue_papers.printing.printer import Printer
from lxml import html
from markdown_it import MarkdownIt
from page_words import shown, words, words_of_markdown

PAGE = "https://example.org/a/"
EXTENSIONS = ["attr_list", "def_list", "footnotes", "tables"]


def absolute(target: str) -> str:
    if target.startswith("/"):
        return f"https://example.org{target}"
    return f"{PAGE}{target}" if target.startswith("#") else target


def article(*content: n.Block, notes: tuple[n.Note, ...] = (), language: str = "en") -> str:
    """Return the Markdown of some nodes."""

    def table(node: n.Table) -> str:
        return StandaloneWriter(absolute).blocks((node,))

    return tidied(settled(Writer(absolute, language, table).article(content, notes)))


def para(*content: n.Inline | str, is_plain: bool = False) -> n.Paragraph:
    inlines = (n.Text(part) if isinstance(part, str) else part for part in content)
    return n.Paragraph(tuple(inlines), is_plain=is_plain)


def items(*texts: str, **more: object) -> n.List:
    found = tuple(n.Item((para(text, is_plain=True),)) for text in texts)
    return n.List(found, **more)  # type: ignore[arg-type]


def styled(style: n.Style, text: str) -> n.Styled:
    return n.Styled(style, (n.Text(text),))


def cell(text: str, **more: object) -> n.Cell:
    return n.Cell((para(text, is_plain=True),), **more)  # type: ignore[arg-type]


def table(*rows: tuple[str, ...], head: tuple[str, ...] = ()) -> n.Table:
    heads = (n.Row(tuple(cell(text, is_header=True) for text in head)),) if head else ()
    return n.Table(heads, tuple(n.Row(tuple(cell(text) for text in row)) for row in rows))


MIXED = (
    para("1. not a list, # not a heading, * not a star, [not](a link) \\ _x_ `y` | ~ ^"),
    n.List(
        (
            n.Item((para("a"), para("b"))),
            n.Item((items("c", "d"),)),
            n.Item((para("e", is_plain=True), items("f", is_ordered=True, start=4))),
        ),
        is_ordered=True,
        is_tight=False,
    ),
    para("e"),
    n.DefinitionList(
        (
            n.Definition(
                (para("a", is_plain=True),),
                (n.Group((para("b", is_plain=True),)), n.Group((para("c"), para("d")))),
            ),
        )
    ),
    n.Box((n.Heading(2, (n.Text("a"),), id="x"), para("b"), items("c")), label=(n.Text("L"),)),
    table(("1", "2"), head=("a", "b|c")),
    para("\u0645\u0631\u062d\u0628 ", styled(n.Style.BOLD, "\ud55c\uad6d"), " \u00ab x \u00bb"),
    n.Quote((para("a"),)),
    n.CodeBlock("b\n  c\n\n\n\nd\n", "python"),
    n.Details((para("shown"),), (n.Text("more"),)),
)


@pytest.mark.parametrize("node", MIXED, ids=lambda node: type(node).__name__)
def test_it_converts_back_to_the_same_words(node: n.Block) -> None:
    tree = html.fragment_fromstring(StandaloneWriter(absolute).blocks((node,)), "div")
    expected = words(" ".join(tree.itertext()))
    fenced = ["fenced_code", *EXTENSIONS]
    back = html.fragment_fromstring(markdown.markdown(article(node), extensions=fenced), "div")
    assert words(" ".join(back.itertext())) == expected
    assert words_of_markdown(f"---\n---\n{article(*MIXED[:7])}")


def test_a_footnote_is_called_by_its_name() -> None:
    note = n.Note("a b", (para("c"), para("d")))
    text = article(para("x", n.NoteReference("a b", 1), " y"), notes=(note,))
    assert text == "x[^a-b] y\n\n[^a-b]: c\n\n    d"
    tree = html.fragment_fromstring(shown(text), "div")
    assert tree.xpath("string(.//div[@class='footnote']//p)") == "c"


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (n.Style.EMPHASIS, "a *b c* d"),
        (n.Style.STRONG, "a **b c** d"),
        (n.Style.TITLE, "a *b c* d"),
        (n.Style.DELETED, "a ~~b c~~ d"),
        (n.Style.DEFINED, "a b c d"),
        (n.Style.SMALL, "a b c d"),
    ],
)
def test_styles_have_their_marks(style: n.Style, expected: str) -> None:
    assert article(para("a", styled(style, " b c "), "d")) == expected


@pytest.mark.parametrize(
    "content",
    [
        ("a", styled(n.Style.STRONG, "“b”"), "c"),
        (styled(n.Style.EMPHASIS, "a"), styled(n.Style.EMPHASIS, "b")),
        (styled(n.Style.STRONG, "a"), styled(n.Style.EMPHASIS, "b")),
        ("a", styled(n.Style.EMPHASIS, "b"), "c"),
        (n.Styled(n.Style.STRONG, (styled(n.Style.EMPHASIS, "a"), n.Text(" b"))), "."),
        ("(", styled(n.Style.EMPHASIS, "a."), ")"),
        ("2*", styled(n.Style.EMPHASIS, "*a*"), "*"),
    ],
)
def test_a_style_is_one_wherever_it_stands(content: tuple[n.Inline | str, ...]) -> None:
    """As CommonMark reads its marks; where they would be none there is an element."""
    node = para(*content)
    tree = html.fragment_fromstring(MarkdownIt().render(article(node)), "div")
    expected = html.fragment_fromstring(StandaloneWriter(absolute).blocks((node,)), "div")

    def spans(root: html.HtmlElement) -> list[tuple[str, str]]:
        return [(e.tag, e.text_content()) for e in root.iter("em", "strong")]

    assert spans(tree) == spans(expected)
    assert tree.text_content().strip() == expected.text_content().strip()


@pytest.mark.parametrize(
    ("style", "tag"), [(n.Style.SUPERSCRIPT, "sup"), (n.Style.SUBSCRIPT, "sub")]
)
def test_an_index_stays_one(style: n.Style, tag: str) -> None:
    tree = html.fragment_fromstring(shown(article(para("10", styled(style, "6"), " x"))))
    assert [e.text for e in tree.iter(tag)] == ["6"]
    assert tree.text_content() == "106 x"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "He said “ja, *so*”."),
        ("es", "He said «ja, *so*»."),
        ("fr", "He said «\u202fja, *so*\u202f»."),
        ("sw", "He said “ja, *so*”."),
    ],
)
def test_a_quotation_has_the_marks_of_the_language_around(language: str, expected: str) -> None:
    quoted = n.Quoted((n.Text("ja, "), styled(n.Style.EMPHASIS, "so")), lang="de")
    assert article(para("He said ", quoted, "."), language=language) == expected


def test_a_term_is_a_word_and_a_heading_has_its_id() -> None:
    term = n.Term((n.Text("b"),), "b", "/glossary/#term-b")
    heading = n.Heading(2, (n.Text("A\nB"),), id="x")
    assert article(heading, para("The ", term, ", c.")) == "## A B {#x}\n\nThe b, c."


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/b/#c", "[d](https://example.org/b/#c)"),
        ("#c", f"[d]({PAGE}#c)"),
        ("https://x.example/a (b)", "[d](<https://x.example/a (b)>)"),
        ("", "d"),
    ],
)
def test_links_are_absolute(target: str, expected: str) -> None:
    assert article(para(n.Link((n.Text("d"),), target))) == expected


def test_what_a_link_or_a_picture_says_besides_is_its_title() -> None:
    link = n.Link((n.Text("d"),), "https://x.example/", title='a "b" <c>')
    tree = html.fragment_fromstring(MarkdownIt().render(article(para(link))))
    assert next(tree.iter("a")).get("title") == 'a "b" <c>'
    picture = n.Picture("/a b.png", "A [well].")
    tree = html.fragment_fromstring(MarkdownIt().render(article(para(picture))))
    image = next(tree.iter("img"))
    assert (image.get("alt"), image.get("src")) == ("A [well].", "https://example.org/a%20b.png")
    assert article(para(n.Picture("map:dakar", "Map"), "x")) == "x"


def test_an_address_that_is_its_own_text_is_written_once() -> None:
    address = "https://x.example/a_b"
    text = article(para(n.Link((n.Text(address),), address, is_bare=True)))
    assert text == f"<{address}>"
    assert f'href="{address}"' in shown(text)


def test_a_citation_leads_to_its_works() -> None:
    works = (
        n.CitedWork("Zapata 2007", "z", "/bib/#ref-z", "p", after=", 12"),
        n.CitedWork("Male [2019]", "m", "/bib/#ref-m", "q", before="; "),
    )
    cited = n.Citation(None, "[@z]", works, "(", ")")
    assert article(para(cited)) == (
        "([Zapata 2007](https://example.org/bib/#ref-z), 12; "
        "[Male \\[2019\\]](https://example.org/bib/#ref-m))"
    )
    assert article(para(n.Citation(None, "[@z]"))) == "\\[@z\\]"


@pytest.mark.parametrize("code", ["a", "`", "a``b", "`a`", "a|b"])
def test_code_is_fenced_by_more_ticks_than_it_has(code: str) -> None:
    tree = html.fragment_fromstring(MarkdownIt().render(article(para(n.Code(code)))))
    assert next(tree.iter("code")).text == code
    rows = table(("x", "y"))
    rows = n.Table((), (n.Row((n.Cell((para(n.Code(code), is_plain=True),)),)), *rows.body[:0]))
    shown_table = MarkdownIt().enable("table").render(article(rows))
    assert next(html.fragment_fromstring(shown_table).iter("code")).text == code


def test_a_fence_is_longer_than_what_it_holds() -> None:
    text = "```\na\n````\n\n\n\nb\n"
    tree = html.fragment_fromstring(MarkdownIt().render(article(n.CodeBlock(text, "x y"))))
    assert next(tree.iter("code")).text == text
    inside = n.List((n.Item((para("c"), n.CodeBlock("a\n\n\n  b\n"))),))
    tree = html.fragment_fromstring(MarkdownIt().render(article(inside)))
    assert next(tree.iter("code")).text == "a\n\n\n  b\n"


def test_lists_keep_their_numbers_and_apart_from_each_other() -> None:
    assert article(items("a", "b", is_ordered=True, start=9)) == "9.  a\n10. b"
    two = MarkdownIt().render(article(items("a"), items("b")))
    assert two.count("<ul>") == 2
    tight = n.List((n.Item((para("a", is_plain=True), items("b"))),))
    assert article(tight) == "-   a\n    -   b"
    tasks = n.List(tuple(n.Item((para("a", is_plain=True),), is_done=d) for d in (True, False)))
    assert article(tasks) == "-   [x] a\n-   [ ] a"


def test_long_numbers_hold_what_belongs_to_them() -> None:
    loose = n.List((n.Item((para("a"), para("b"))),), is_ordered=True, start=1234)
    tree = html.fragment_fromstring(MarkdownIt().render(article(loose)))
    assert [p.text for p in tree.iter("p")] == ["a", "b"]
    assert tree.get("start") == "1234"


def test_a_table_of_lines_is_one_of_markdowns() -> None:
    text = article(table(("1", "a|b\nc"), head=("x", "y")))
    assert text == "| x | y |\n| --- | --- |\n| 1 | a\\|b c |"
    aligned = n.Table((), (n.Row((cell("1", align="right"), cell("2", align="center"))),))
    assert article(aligned).splitlines()[1] == "| --: | :-: |"


@pytest.mark.parametrize(
    "wide",
    [
        n.Table((), (n.Row((n.Cell((items("a <b", "c"),)), cell("d"))),)),
        n.Table((), (n.Row((cell("a <b c d", colspan=2),)), n.Row((cell(""), cell(""))))),
    ],
    ids=["blocks", "spans"],
)
def test_a_table_of_blocks_is_html_in_one_piece(wide: n.Table) -> None:
    text = article(para("before"), wide, para("*after*"))
    assert "\n\n" not in text.removeprefix("before\n\n").partition("</table>")[0]
    for rendered in (shown(text), MarkdownIt().render(text)):
        tree = html.fragment_fromstring(rendered, "div")
        (found,) = tree.iter("table")
        assert words(" ".join(found.itertext())) == words("a b c d")
        assert "&lt;b" in rendered
        assert "&amp;lt;" not in rendered


def test_a_caption_stands_with_its_number() -> None:
    figure = n.Figure(
        (
            para(
                n.Picture("/a.png", "A"),
            ),
        ),
        (para("Wells."),),
        label="Figure 2",
    )
    assert article(figure) == "![A](https://example.org/a.png)\n\nFigure 2 Wells."


def test_a_box_is_a_quotation() -> None:
    box = n.Box((para("b"),), title=(n.Text("T"),), label=(n.Text("Note"),))
    assert article(box) == "> Note\n>\n> **T**\n>\n> b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Betancur. 2020. No. 9. (UTC+02:00) a - b + c # d = e > f : g", None),
        ("AT&T, a < b, snake_case, C#, 1 ) x", None),
        ("2020. What a year", "2020\\. What a year"),
        ("2020) What a year", "2020\\) What a year"),
        ("+ more", "\\+ more"),
        ("- less", "\\- less"),
        ("--- a rule", "\\--- a rule"),
        ("# one", "\\# one"),
        ("#one", "\\#one"),
        ("> said", "\\> said"),
        (": a definition", "&#58; a definition"),
        ("=== under", "&#61;== under"),
        ("a <b> &lt; *c* _d_ [e](f) `g` ~~h~~", "a &#60;b> &#38;lt; \\*c\\* \\_d\\_ \\[e\\](f)"),
    ],
)
def test_a_sign_is_escaped_where_markdown_needs_it_and_nowhere_else(
    text: str, expected: str | None
) -> None:
    """As Python-Markdown and a parser of CommonMark understand it."""
    source = article(para(text))
    assert source.startswith(expected or text)
    listed = article(n.List((n.Item((para(text),)),)))
    render: Callable[[str], str]
    for render in (
        lambda markup: markdown.markdown(markup, extensions=EXTENSIONS),
        MarkdownIt().enable(["table", "strikethrough"]).render,
    ):
        (found,) = html.fragments_fromstring(render(source).strip())
        assert (found.tag, found.text_content(), len(found)) == ("p", text, 0)
        (listed_back,) = html.fragments_fromstring(render(listed).strip())
        assert listed_back.text_content().strip() == text
        assert {e.tag for e in listed_back.iter()} <= {"ul", "li", "p"}


@pytest.mark.parametrize("text", ["Of a <b> in a heading", "<b", "&#60;b", "C# & #1"])
def test_a_sign_in_a_heading_is_escaped_once(text: str) -> None:
    source = article(n.Heading(2, (n.Text(text),)))
    for render in (markdown.markdown, MarkdownIt().render):
        assert html.fragment_fromstring(render(source)).text_content() == text


def test_the_end_of_a_heading_stays() -> None:
    source = article(n.Heading(2, (n.Text("1. Of C #"),), id="c"))
    assert source == "## 1. Of C \\# {#c}"
    found = html.fragment_fromstring(shown(source))
    assert (found.tag, found.text, found.get("id")) == ("h2", "1. Of C #", "c")


def test_what_is_deeper_than_anyone_writes_keeps_its_words() -> None:
    node: n.Block = para("end")
    for _ in range(2000):
        node = n.Quote((node,))
    assert article(node).strip("> ") == "end"


def test_a_template_escapes_what_it_is_given(tmp_path: Path) -> None:
    theme = Layers((tmp_path,))
    (tmp_path / "a.md").write_text(
        "# {{ title }} {#a}\n\n{% filter item(2) %}\n{{ text }}\n\n{{ made }}\n{% endfilter %}\n"
        "| {{ text | cell }} | [x]({{ 'https://x.example/(a' | target }}) |\n"
        "{{ made ~ ('*<b' | escaped) }}\n",
        encoding="utf-8",
    )
    shown_text = (
        environment(theme)
        .get_template("a.md")
        .render(title="1. *A*", text="a|b <c>", made=environment(theme).filters["item"]("d"))
    )
    assert tidied(settled(shown_text)) == (
        "# 1. \\*A\\* {#a}\n\n2   a|b &#60;c>\n\n    -   d\n"
        "| a\\|b &#60;c> | [x](<https://x.example/(a>) |\n"
        "-   d\n\\*&#60;b"
    )


@pytest.fixture(scope="module")
def mirrors(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """Return the Markdown of every page of the small site, by key and language."""
    source = copy_site(tmp_path_factory.mktemp("site") / "source")
    library, catalogues, _ = load_and_check(settings_of(source))
    atlas = Atlas()
    views = {
        tag: registry_of_kinds.views(library, catalogues, atlas, tag)
        for tag in library.locales.tags
    }
    printer = Printer(views, blocks())
    return {
        (entry.key, tag): Mirror(view, printer, Layers((source / "overrides",))).page(
            entry, view.complete_page(entry.key)
        )
        for tag, view in views.items()
        for entry in library.entries.values()
        if entry.has(tag)
    }


def test_front_matter_is_written_as_people_read_it() -> None:
    front = {"title": "A city: \N{CITYSCAPE}", "authors": ["N. No", "é"], "edition": 2}
    said = 'title: "A city: \N{CITYSCAPE}"\n', "title: 'A city: \N{CITYSCAPE}'\n"
    assert front_matter(front) in [f"{title}authors:\n- N. No\n- é\nedition: 2\n" for title in said]


def test_front_matter_says_what_is_known(mirrors: dict[tuple[str, str], str]) -> None:
    for (key, tag), text in mirrors.items():
        front = yaml.safe_load(text.split("---\n")[1])
        assert front["title"], key
        assert front["language"] == tag
        assert front["source"].startswith("https://small.example/base/")
        assert all(value for value in front.values()), key


def test_every_kind_of_page_has_markdown_that_leaves_nothing_open(
    mirrors: dict[tuple[str, str], str],
) -> None:
    for (key, tag), text in mirrors.items():
        body = text.split("---\n", 2)[2]
        assert "\n\n\n" not in body
        assert "{{" not in body
        assert "Markup" not in body
        assert "](/" not in body, (key, tag)
        assert body.count("\n# ") == 1, (key, tag)


def test_every_kind_has_a_template_of_its_own_or_is_plain() -> None:
    folder = ROOT / "overrides" / "machines" / "pages"
    kinds = {path.stem for path in (ROOT / "overrides").glob("*.html")}
    without_text = {"404", "changes", "main", "offline", "redirect"}
    assert kinds - without_text == {path.stem for path in folder.glob("*.md")} - {"macros"}


def test_a_text_that_was_read_comes_back() -> None:
    """What an editor writes is read again from its mirror as the same words and structure."""
    source = (
        "## Why {#why}\n\nA *b* **c** `d` [e](https://x.example/)\\\nf 10 < 20.\n\n"
        "1. one\n2. two\n   - three\n\n> said\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n"
    )
    read = Reader().read(source)
    again = Reader().read(article(*read.blocks))
    assert words(n.text_of(again.blocks)) == words(n.text_of(read.blocks))
    assert [h.id for h in again.headings] == [h.id for h in read.headings] == ["why"]
    assert kinds_of(again) == kinds_of(read)


def kinds_of(read: Article) -> list[str]:
    return [type(node).__name__ for node in read.nodes if not isinstance(node, n.Text)]
