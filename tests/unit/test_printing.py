"""The steps in which an article is printed, each over trees of a few nodes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from issue_papers.articles import nodes as n
from issue_papers.articles.citation_syntax import CitedItem, Cluster
from issue_papers.articles.reader import Reader
from issue_papers.articles.rewriting import rewrite
from issue_papers.content.outline import on_site
from issue_papers.content.termbase import Lexicon, Term
from issue_papers.printing import headings, numbering, stale, terms
from issue_papers.printing.excerpts import excerpted, lifted, lines
from issue_papers.printing.links import Addresses, resolved
from issue_papers.printing.printed import ContentsEntry
from issue_papers.printing.typesetting import typeset

READER = Reader()
SHOWN = str.maketrans({"\u00a0": "~", "\u202f": "|"})
"""How no-break spaces are written in this file."""


def words(text: str) -> n.Text:
    return n.Text(text)


def line(*content: n.Inline) -> n.Paragraph:
    return n.Paragraph(content)


def found(nodes: tuple[n.Node, ...], kind: type[Any]) -> list[Any]:
    return [node for node in n.walk(nodes) if isinstance(node, kind)]


# Numbers


def call(name: str) -> n.NoteReference:
    return n.NoteReference(name)


def note(name: str, *content: n.Inline) -> n.Note:
    return n.Note(name, (line(*content),))


def test_footnotes_have_the_numbers_of_their_first_calls() -> None:
    notes = {"a": note("a"), "b": note("b"), "unused": note("unused")}
    flow = numbering.footnotes((line(call("b"), call("a")), line(call("b"))), notes)
    calls = [(c.name, c.number, c.occurrence) for c in found(flow, n.NoteReference)]
    assert calls == [("b", 1, 1), ("a", 2, 1), ("b", 1, 2)]
    assert [note.name for note in flow[2:] if isinstance(note, n.Note)] == ["b", "a"]


def test_notes_that_notes_call_follow_the_texts() -> None:
    notes = {"a": note("a", call("c"), call("b")), "b": note("b", call("a")), "c": note("c")}
    flow = numbering.footnotes((line(call("a")), line(call("b"))), notes)
    assert [note.name for note in found(flow, n.Note)] == ["a", "b", "c"]
    calls = [(c.name, c.number, c.occurrence) for c in found(flow, n.NoteReference)]
    assert calls == [("a", 1, 1), ("b", 2, 1), ("c", 3, 1), ("b", 2, 2), ("a", 1, 2)]


def test_a_mark_without_note_is_text() -> None:
    assert n.text_of(numbering.footnotes((line(words("a"), call("x")),), {})) == "a[^x]"


def table(number: int = 0) -> n.Table:
    return n.Table((), (), number=number)


def test_tables_are_numbered_but_where_a_caption_names_them() -> None:
    figure = n.Directive("figure", "a", content=(table(), n.Group((table(),))))
    flow = (table(), figure, n.Directive("box", "b", content=(table(),)))
    done = numbering.tables(flow, lambda name: name == "figure")
    assert [table.number for table in found(done, n.Table)] == [1, 0, 2, 3]


# Headings


def heading(level: int, text: str, identifier: str = "") -> n.Heading:
    return n.Heading(level, (words(text),), id=identifier)


def test_headings_get_ids_of_their_words_as_they_are_written() -> None:
    flow = (
        heading(2, "Plan 2016-2019"),
        heading(2, "L'eau : où ?"),
        heading(3, "Plan 2016-2019"),
        heading(3, "Own", "mine"),
        heading(2, "Why?"),
        heading(2, "???"),
    )
    done = headings.identified(flow, {"mine", "why"})
    ids = ["plan-2016-2019", "leau-ou", "plan-2016-2019_1", "mine", "why_1", "_1"]
    assert [h.id for h in found(done, n.Heading)] == ids
    assert [h.has_own_id for h in found(done, n.Heading)] == [
        False,
        False,
        False,
        True,
        False,
        False,
    ]


def test_contents_have_three_levels_and_the_headings_of_boxes() -> None:
    box = n.Directive("box", plain=(n.Box((heading(3, "Box", "box"),)),))
    flow = (
        heading(3, "First", "first"),
        heading(2, "One", "one"),
        box,
        heading(4, "Deep", "deep"),
        n.Quote((heading(3, "Quoted", "quoted"),)),
        heading(2, "Two", "two"),
    )
    boxed = (ContentsEntry("Box", "box", 3), ContentsEntry("Quoted", "quoted", 3))
    assert headings.contents(flow) == (
        ContentsEntry("First", "first", 3),
        ContentsEntry("One", "one", 2, boxed),
        ContentsEntry("Two", "two", 2),
    )


def test_titles_of_contents_are_words_alone() -> None:
    content = (words("A\n"), n.Styled(n.Style.EMPHASIS, (words("b\u00a0c"),)), call("x"))
    (entry,) = headings.contents((n.Heading(2, content, id="x"),))
    assert entry.title == "A b\u00a0c"


# Typography


def shown(text: str, language: str = "fr") -> str:
    """Set a text, and show its words with what is left alone in brackets."""
    flow = typeset(READER.read(text).blocks, language)
    return n.text_of(flow).translate(SHOWN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« *mot* » !", "«~mot~»|!"),
        ('"*mot*" ; *mot* ?', "«~mot~»|; mot|?"),
        ("`l'a \"b\" !` l'a", 'l\'a "b" ! l’a'),
        ("<code>l'a !</code> l'a", "l'a ! l’a"),
        ("<kbd>l'a</kbd> l'a", "l'a l’a"),
        ("    l'a !", "l'a !\n"),
        (r"l&#39;a et l'a, 2016\-2019", "l'a et l’a, 2016-2019"),
        ("<https://a.example/?b=l'c> l'a", "https://a.example/?b=l'c l’a"),
        ("[l'a](l'a.md \"l'a\")", "l’a"),
        ("*City: the 'home'*{ lang=en } : oui", "City: the ‘home’~: oui"),
        ("A & B : 1 < 2", "A & B~: 1 < 2"),
        ('- a ?\n- "b"', "a|?«~b~»"),
        ('"a"  \n"b"', "«~a~» \n«~b~»"),
        ('"mot"[^1]\n\n[^1]: x', "«~mot~»"),
    ],
)
def test_sets_words_alone(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_targets_and_descriptions_stay() -> None:
    flow = typeset(READER.read("[l'a](l'a.md \"l'a\") ![l'a](a.png)").blocks, "fr")
    (link,), (picture,) = found(flow, n.Link), found(flow, n.Picture)
    assert (link.target, link.title, picture.alt) == ("l'a.md", "l'a", "l'a")


def test_a_rule_sees_what_a_citation_prints() -> None:
    work = n.CitedWork("Sow 2019", "sow", "#ref-sow", "cite-sow-1")
    cited = n.Citation(None, "[@sow]", (work,), "(", ")")
    (paragraph,) = typeset((line(words("Oui "), cited, words(" ; non")),), "fr")
    assert n.text_of(paragraph).translate(SHOWN) == "Oui (Sow 2019)|; non"


TEXTS = st.text(alphabet="ab 19'\"«»:;!?-.%\u00a0\n", max_size=30)


@given(st.lists(TEXTS, max_size=5))
def test_code_stays_whatever_is_around_it(parts: list[str]) -> None:
    content = tuple(n.Code(p) if i % 2 else words(p) for i, p in enumerate(parts))
    (paragraph,) = typeset((line(*content),), "fr")
    assert [code.text for code in found((paragraph,), n.Code)] == parts[1::2]


# Terms

LEXICON = Lexicon(
    {
        "water": Term(term="water", definition="-", forbidden=("h2o",)),
        "pump": Term(term="hand pump", definition="-", allowed=("pumps",)),
    }
)


def marked(*flow: n.Block) -> tuple[tuple[n.Block, ...], tuple[str, ...]]:
    return terms.marked(flow, LEXICON, "/glossary/#term-{}".format, lambda name: name != "message")


def test_the_first_use_of_a_term_is_marked() -> None:
    flow, concepts = marked(line(words("The pumps lift water."), words("Water!")))
    assert concepts == ("pump", "water")
    assert [(n.text_of(t), t.target) for t in found(flow, n.Term)] == [
        ("pumps", "/glossary/#term-pump"),
        ("water", "/glossary/#term-water"),
    ]
    assert n.text_of(flow) == "The pumps lift water.Water!"


@pytest.mark.parametrize(
    "left",
    [
        heading(2, "Water"),
        line(n.Link((words("water"),), "a.md")),
        line(n.Code("water")),
        line(n.Abbreviation((words("water"),), "x")),
        line(n.Quoted((words("water"),))),
        line(n.Styled(n.Style.DEFINED, (words("water"),))),
        line(n.Span((words("water"),), lang="en")),
        line(n.Text("water", is_set=True)),
        line(words("h2o")),
        n.Directive("message", content=(line(words("water")),)),
        n.Directive("quotation", content=(line(words("water")),), lang="en"),
    ],
)
def test_what_is_no_running_text_stays(left: n.Block) -> None:
    flow, concepts = marked(left, line(words("water")))
    assert concepts == ("water",)
    assert flow[0] == left


# Notices


def test_stale_passages_say_so_after_their_headings() -> None:
    def notice(passage: str) -> n.Paragraph:
        return line(words(f"stale {passage}"))

    box = n.Directive("recommendation", "a", content=(line(words("b")),), anchor="r-a")
    short = n.Directive("recommendation", "a", anchor="r-a")
    flow = (n.Quote((heading(2, "A", "a"), line(words("c")))), box, short, heading(2, "B", "b"))
    found = stale.noticed(flow, {"a", "r-a"}, notice)
    quote = n.Quote((heading(2, "A", "a"), notice("a"), line(words("c"))))
    boxed = replace(box, content=(notice("r-a"), *box.content))
    assert found == (quote, boxed, short, notice("r-a"), flow[3])


def test_a_stale_passage_says_so_behind_itself() -> None:
    def notice(passage: str) -> n.Paragraph:
        return line(words(f"stale {passage}"))

    item = n.Item((line(words("b")),), id="p-22222")
    flow = (replace(line(words("a")), id="p-33333"), n.List((item,)), line(words("c")))
    found = stale.noticed(flow, {"p-22222", "p-33333"}, notice)
    told = replace(item, content=(*item.content, notice("p-22222")))
    assert found == (flow[0], notice("p-33333"), n.List((told,)), flow[2])


# Links


class _Library:
    """As much of a library as links ask."""

    entries = frozenset({"papers/water/start.md", "about.md"})
    known = entries | {"papers/water/a.png", "papers/water/a #1 50%.csv"}

    def resolve(self, entry: Any, path: str) -> str | None:
        parts: list[str] = []
        for part in PurePosixPath(entry.folder / path).parts:
            if part == ".." and not parts:
                return None
            parts = parts[:-1] if part == ".." else [*parts, part]
        return "/".join(parts)

    locales = SimpleNamespace(url=lambda key, tag: f"{tag}/{key.removesuffix('.md')}/")


def addresses(language: str = "fr") -> Addresses:
    entry = SimpleNamespace(key="papers/water/end.md", folder=PurePosixPath("papers/water"))
    return Addresses(cast("Any", _Library()), cast("Any", entry), language)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("start.md", "/fr/papers/water/start/"),
        ("start.md#why", "/fr/papers/water/start/#why"),
        ("../../about.md?a=b#c", "/fr/about/?a=b#c"),
        ("a.png", "/papers/water/a.png"),
        ("a%20%231%2050%25.csv", "/papers/water/a %231 50%25.csv"),
        ("#why", "#why"),
        ("/about/", "/about/"),
        ("https://a.example/b.md", "https://a.example/b.md"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("gone.md", ""),
        ("../../../out.md", ""),
        ("http://[broken", ""),
    ],
)
def test_links_lead_to_the_readers_pages(written: str, expected: str) -> None:
    assert addresses().link(written) == expected


def test_a_place_on_the_page_itself_needs_no_page() -> None:
    assert addresses().page("papers/water/end.md", "ref-a") == "#ref-a"
    assert addresses().page("papers/water/end.md") == "/fr/papers/water/end/"


def test_links_that_lead_nowhere_leave_their_words() -> None:
    text = line(
        n.Link((words("a"),), "gone.md"), n.Link((words("b"),), "gone.md", id="x"), words("c")
    )
    (left,) = resolved((text,), addresses())
    assert left == line(words("a"), n.Span((words("b"),), id="x"), words("c"))


def test_pictures_have_their_files() -> None:
    content = line(n.Picture("a.png", ""), n.Embed("video", "https://a.example/v.mp4"))
    flow = resolved((content,), addresses())
    assert [picture.source for picture in found(flow, n.Picture)] == ["/papers/water/a.png"]
    assert [embed.source for embed in found(flow, n.Embed)] == ["https://a.example/v.mp4"]


def test_files_whose_names_have_signs_of_addresses_are_led_to() -> None:
    """A text writes an address, metadata the name itself; what is led to is one and the same."""
    address = "/papers/water/a %231 50%25.csv"
    assert addresses().source("a%20%231%2050%25.csv") == address
    assert addresses().file("a #1 50%.csv") == address
    assert on_site(address)[0] == "/papers/water/a #1 50%.csv"


# Excerpts


def cited(*, is_narrative: bool) -> n.Citation:
    cluster = Cluster(0, 0, (CitedItem("sow"),), is_narrative)
    work = n.CitedWork("Sow 2019", "sow", "#ref-sow", "cite-sow-1")
    marks = ("", "") if is_narrative else ("(", ")")
    return n.Citation(cluster, "[@sow]", (work,), *marks)


def test_addresses_that_are_shown_run_from_left_to_right_in_any_text() -> None:
    shown = ("https://a.org/x/", "https://b.org/")
    bare = n.Link((words(shown[0]),), shown[0], is_bare=True)
    spelled = n.Link((words(shown[1]),), shown[1])
    text = line(bare, n.Link((words("هنا"),), "https://c.org/"), spelled)
    for direction, apart in (("rtl", [*shown]), ("ltr", [])):
        flow = resolved((text,), addresses(), direction)
        spans = [span for span in found(flow, n.Span) if span.dir == "ltr"]
        assert [n.text_of(span.content) for span in spans] == apart
        assert len(found(flow, n.Link)) == 3


def test_excerpts_leave_behind_what_belongs_to_their_place() -> None:
    content = (
        n.Paragraph((words("stale"),), role="stale"),
        n.Paragraph((words("Pumps lift "), cited(is_narrative=False), words(".")), id="p"),
        line(cited(is_narrative=True), words(" says "), call("a"), words("so.")),
        line(n.Term((words("water"),), "water"), n.Link((words("why"),), "#why")),
    )
    found = lifted(content, "/start/#{}".format)
    assert lines(found) == "Pumps lift.\nSow 2019 says so.\nwaterwhy"
    assert not [node for node in n.walk(found) if node.id]
    (link,) = (node for node in n.walk(found) if isinstance(node, n.Link))
    assert link.target == "/start/#why"


def test_only_what_other_pages_may_show_is_looked_at_for_them() -> None:
    heading, chart = n.Heading(2, (words("Why"),)), n.Directive("chart", "leaks")
    rain = (line(words("Rain falls.")),)
    message = n.Directive("key-message", "rain", content=rain, role="message")
    box = n.Directive("box", "b", content=(message,))
    flow = (line(words("a")), heading, chart, message, box, note("c"))
    assert excerpted(flow) == (heading, message, box)


def test_lines_are_paragraphs_and_items() -> None:
    items = n.List((n.Item((n.Paragraph((words("b\nc"),), is_plain=True),)), n.Item(())))
    assert lines((line(words("a")), items, n.CodeBlock("d\n"))) == "a\nb c"


EVERYTHING = "# A\n\n- b\n- [ ] c\n\n| d |\n|---|\n| e |\n\n> f\n\n```\ng\n```\n\nh\n:   i\n"


def test_everything_survives_being_rewritten() -> None:
    article = READER.read(EVERYTHING)
    assert rewrite(article.blocks, lambda node: (node,)) == article.blocks


def test_slugs_have_no_typography() -> None:
    article = READER.read("## Plan 2016-2019\n\n## l'a : mot!\n")
    done = typeset(headings.identified(article.blocks, ()), "fr")
    ids = [h.id for h in found(done, n.Heading)]
    assert all(re.fullmatch(r"[a-z0-9-]+", identifier) for identifier in ids)
