"""From pages' nodes to an edition's: ids, links and pictures leave the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from issue_papers.articles.nodes import (
    Block,
    Box,
    Citation,
    CitedWork,
    Directive,
    Element,
    Embed,
    Group,
    Heading,
    Inline,
    Link,
    Node,
    Note,
    NoteReference,
    Paragraph,
    Picture,
    Quote,
    Span,
    Term,
    Text,
    text_of,
    walk,
)
from issue_papers.formats.editions.linking import Draft, Linked, Outside, link

PAGE = "papers/water/start/"
END = "papers/water/end/"
FILES = {
    "papers/water/x.png": Path("/x.png"),
    "papers/water/50% of #a?.png": Path("/y.png"),
}


def outside(*, has_address: bool = True) -> Outside:
    return Outside(
        absolute=lambda url: f"https://example.org/{url}" if has_address else "",
        find_image=FILES.get,
        concepts=frozenset({"basin"}),
        maps=frozenset({"dakar"}),
    )


def draft(
    *blocks: Block, part: str = "section-start", url: str = PAGE, notes: tuple[Note, ...] = ()
) -> Draft:
    return Draft(part, url, "docs/papers/water/start.md", blocks, notes)


def linked(*blocks: Block, others: tuple[Draft, ...] = (), has_address: bool = True) -> Linked:
    return link([draft(*blocks), *others], outside(has_address=has_address))


def one(*blocks: Block) -> tuple[Block, ...]:
    """Return a part's blocks, linked."""
    made = linked(*blocks)
    assert not made.problems
    return made.texts["section-start"][0]


def inside(*content: Inline) -> tuple[Inline, ...]:
    """Return running text, linked."""
    (paragraph,) = one(Paragraph(content))
    assert isinstance(paragraph, Paragraph)
    return paragraph.content


TEXT = (Text("a"),)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Heading(2, TEXT, id="a"), Heading(2, TEXT, id="section-start--a")),
        (Heading(1, TEXT), Heading(2, TEXT)),
        (Paragraph(TEXT, id="x:y"), Paragraph(TEXT, id="section-start--x-y")),
        (Paragraph(TEXT, classes=("lead",)), Paragraph(TEXT)),
        (Group((), attributes=(("onclick", "x()"),)), Group(())),
        (Box((Paragraph(TEXT),), role="note"), Box((Paragraph(TEXT),), role="note")),
    ],
)
def test_what_only_a_web_page_needs_is_gone(block: Block, expected: Block) -> None:
    assert one(block) == (expected,)


def test_an_element_without_meaning_leaves_what_is_in_it() -> None:
    assert inside(Element("button", (("type", "button"),), TEXT)) == TEXT


def test_an_id_that_is_given_twice_stays_with_the_first() -> None:
    first, second = one(Paragraph(TEXT, id="a"), Paragraph(TEXT, id="a"))
    assert (first.id, second.id) == ("section-start--a", "")


def test_a_term_leads_to_the_glossary_or_is_text() -> None:
    terms = (Term(TEXT, "basin", "/glossary/#term-basin"), Term(TEXT, "river", "/glossary/"))
    assert inside(*terms) == (Term(TEXT, "basin", "#glossary--term-basin"), *TEXT)
    assert inside(Term(TEXT, "river", lang="fr")) == (Span(TEXT, lang="fr"),)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("#a", "#section-start--a"),
        (f"/{PAGE}#a", "#section-start--a"),
        (f"/{END}", "#section-end"),
        (f"/{END}index.html", "#section-end"),
        (f"/{END}#b", "#section-end--b"),
        (f"/{END}#gone", "https://example.org/papers/water/end/#gone"),
        ("#gone", "https://example.org/papers/water/start/#gone"),
        ("/about/", "https://example.org/about/"),
        ("/", "https://example.org/"),
        ("/table.csv", "https://example.org/table.csv"),
        ("https://a.example/?x=1&y", "https://a.example/?x=1&y"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_link_stays_inside_where_it_can(target: str, expected: str) -> None:
    end = draft(Paragraph(TEXT, id="b"), part="section-end", url=END)
    made = linked(Paragraph((Link(TEXT, target),), id="a"), others=(end,))
    (paragraph,), _ = made.texts["section-start"]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Link(TEXT, expected),)


@pytest.mark.parametrize("target", ["javascript:alert(1)", "http://[broken", "", "data:x"])
def test_a_link_that_isnt_one_is_text(target: str) -> None:
    assert inside(Link(TEXT, target)) == (Span(TEXT),)


def test_a_link_out_of_a_site_without_address_is_text() -> None:
    made = linked(Paragraph((Link(TEXT, "/about/"),)), has_address=False)
    (paragraph,), _ = made.texts["section-start"]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Span(TEXT),)


def test_citations_lead_to_their_works_and_back() -> None:
    work = CitedWork("Pons 2007", "zapata", f"/{END}#ref-zapata", "cite-zapata-1")
    end = draft(Paragraph(TEXT, id="ref-zapata"), part="section-end", url=END)
    made = linked(Paragraph((Citation(None, "", (work,)),)), others=(end,))
    (citation,) = (n for n in walk(made.texts["section-start"][0]) if isinstance(n, Citation))
    assert citation.works[0].target == "#section-end--ref-zapata"
    assert citation.works[0].place == "section-start--cite-zapata-1"


def test_notes_keep_apart_by_their_parts() -> None:
    drafts = [
        draft(Paragraph((NoteReference("n", 1),)), part=part, url=part, notes=(Note("n", ()),))
        for part in ("section-start", "section-end")
    ]
    made = link(drafts, outside())
    for part, (blocks, notes) in made.texts.items():
        (call,) = (n for n in walk(blocks) if isinstance(n, NoteReference))
        assert [note.name for note in notes] == [call.name] == [f"{part}--n"]


def test_a_picture_is_found_or_missed() -> None:
    made = linked(Paragraph((Picture("/papers/water/x.png", "A well"),)))
    assert made.texts["section-start"][0] == (
        Paragraph((Picture("image:papers/water/x.png", "A well"),)),
    )
    assert made.images == {"papers/water/x.png": Path("/x.png")}


def test_pictures_are_found_whose_names_have_signs_of_addresses() -> None:
    made = linked(Paragraph((Picture("/papers/water/50%25 of %23a%3F.png?v=2#x", "A well"),)))
    assert made.images == {"papers/water/50% of #a?.png": Path("/y.png")}
    (problem,) = linked(Paragraph((Picture("/gone.png", "A well", line=12),))).problems
    assert (problem.path, problem.line) == ("docs/papers/water/start.md", 12)
    assert "gone.png" in problem.message
    assert problem.hint


def test_a_map_is_the_editions_or_none() -> None:
    picture = Picture("map:dakar", "Map")
    assert inside(picture, *TEXT) == (Picture("map:dakar", "Map", role="map"), *TEXT)
    assert one(Paragraph((Picture("map:busan", "Map"),))) == ()


def test_what_another_program_shows_has_an_address() -> None:
    assert inside(Embed("video", "/film.mp4", "Rain")) == (
        Embed("video", "https://example.org/film.mp4", "Rain"),
    )


def test_a_block_of_ours_is_what_it_becomes() -> None:
    deep = Directive("key-message", content=(Paragraph(TEXT),), plain=(Paragraph(TEXT, id="in"),))
    outer = Directive("box", content=(deep,), plain=(Quote((deep,)), Paragraph(TEXT)))
    assert one(outer) == (Quote((Paragraph(TEXT, id="section-start--in"),)), Paragraph(TEXT))


LEAVES = st.one_of(
    st.text(max_size=5).map(Text),
    st.builds(Link, st.just(TEXT), st.text(max_size=12)),
    st.builds(Term, st.just(TEXT), st.sampled_from(["basin", "river"])),
    st.builds(NoteReference, st.sampled_from(["a", "b"]), st.just(1)),
    st.builds(Picture, st.sampled_from(["map:dakar", "/papers/water/x.png"]), st.text(max_size=3)),
    st.builds(Embed, st.just("video"), st.text(max_size=12)),
)
PARAGRAPHS = st.builds(
    lambda content, identifier: Paragraph(tuple(content), id=identifier),
    st.lists(LEAVES, max_size=3),
    st.text(max_size=3),
)
TREES = st.recursive(
    PARAGRAPHS,
    lambda held: st.lists(held, max_size=3).flatmap(
        lambda blocks: st.one_of(
            st.just(Quote(tuple(blocks))),
            st.just(Directive("x", plain=tuple(blocks))),
            st.just(Group(tuple(blocks), id="g")),
        )
    ),
    max_leaves=8,
)


@given(st.lists(TREES, max_size=4))
@settings(max_examples=150, deadline=None)
def test_whatever_comes_in_has_left_the_site(blocks: list[Block]) -> None:
    text, _ = linked(*blocks).texts["section-start"]
    nodes = [*walk(text)]
    ids = [node.id for node in nodes if node.id]
    assert len(set(ids)) == len(ids)
    assert all(identifier.startswith("section-start--") for identifier in ids)
    for node in nodes:
        assert not isinstance(node, Directive)
        if isinstance(node, Link):
            assert leads_somewhere(node.target, ids)
        if isinstance(node, Picture):
            assert node.source in {"map:dakar", "image:papers/water/x.png"}


def leads_somewhere(target: str, ids: list[str]) -> bool:
    if target.startswith("#"):
        return target[1:] in {"section-start", *ids}
    return target.partition(":")[0].lower() in {"http", "https", "mailto", "tel"}


def test_deep_nesting_loses_nothing() -> None:
    block: Block = Paragraph((Text("end"),))
    for _ in range(500):
        block = Quote((block,))
    made: tuple[Node, ...] = one(block)
    assert text_of(made) == "end"
