"""The termbase: forms found in texts, prose without quotations, terms marked in a page's tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from issue_papers.articles.nodes import (
    Block,
    Code,
    Directive,
    Heading,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Quoted,
    Style,
    Styled,
    Text,
    text_of,
    walk,
)
from issue_papers.articles.nodes import Term as TermNode
from issue_papers.content import passages, pieces, prose, termbase_file
from issue_papers.content.locales import Language, Locales
from issue_papers.content.settings import Settings
from issue_papers.content.term_uses import Use, uses
from issue_papers.content.termbase import Lexicon, Term, Termbase
from issue_papers.layers import Layers
from issue_papers.printing import terms
from issue_papers.views.formats import collation_key
from reading import read


def lexicon(**terms: Term) -> Lexicon:
    return Lexicon(terms)


def term(name: str, **more: object) -> Term:
    return Term.model_validate({"term": name, "definition": "…", **more})


OFFICE = term(
    "international relations office", acronym="IRO", forbidden=["ORI", "relations office"]
)
CITIES = term("sister cities", allowed=["sister-city"], forbidden=["twin cities"])
BOTH = lexicon(office=OFFICE, cities=CITIES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An International Relations Office.", [("International Relations Office", False)]),
        ("an international\nrelations office", [("international\nrelations office", False)]),
        (
            "international\u00a0relations\u202foffice",
            [("international\u00a0relations\u202foffice", False)],
        ),
        ("IROs and an IRO", [("IROs", False), ("IRO", False)]),
        ("iro, IROn, AIRO", []),
        ("the ORI", [("ORI", True)]),
        ("ori", []),
        ("a relations office", [("relations office", True)]),
        ("twin cities, sister\u2011city", [("twin cities", True), ("sister\u2011city", False)]),
        ("sister citiesmade", []),
    ],
)
def test_whole_forms_are_found(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(text[f.start : f.end], f.is_forbidden) for f in BOTH.find(text)] == found


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("漏水率", "この漏水率は高い。", ["漏水率"]),
        ("漏水", "この漏水率は高い。", ["漏水"]),
        ("コスト", "コストは。低コスト、コストカット", ["コスト", "コスト"]),
        ("GDP", "GDPは高い。AGDP、GDPa", ["GDP"]),
        ("城市", "新城市化", ["城市"]),
        ("누수율", "누수율은 높다. 누수율이다. 누수율에서는, 누수율표", ["누수율"] * 3),
        ("과제", "과제들은 중과제 과제", ["과제", "과제"]),
        ("물", "물론 물을 마신다. 빗물", ["물"]),
        ("IRO", "IRO는 AIRO", ["IRO"]),
    ],
)
def test_forms_are_found_where_words_are_joined(form: str, text: str, found: list[str]) -> None:
    words = lexicon(one=term(form), other=term("水"), more=term("도시"))
    assert [text[f.start : f.end] for f in words.find(text) if f.concept == "one"] == found


def test_a_form_that_must_not_be_used_is_found_where_words_are_joined() -> None:
    words = lexicon(saving=term("省エネ", forbidden=["節約"]))
    assert [found.is_forbidden for found in words.find("節約する。省エネを。")] == [True, False]
    assert words.names("saving", "これは省エネです")
    assert not words.names("saving", "これは節約です")


def test_either_apostrophe_is_the_same() -> None:
    words = lexicon(impact=term("évaluation d’impact"))
    assert [f.concept for f in words.find("une évaluation d'impact")] == ["impact"]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("gouvernement local", "des gouvernements locaux"),
        ("red temática", "las redes temáticas"),
        ("agenda global", "de las grandes agendas, globales o no"),
    ],
)
def test_a_translation_may_inflect_a_term(form: str, text: str) -> None:
    assert lexicon(concept=term(form)).names("concept", text)


def test_a_translation_without_the_term_lacks_it() -> None:
    assert not lexicon(c=term("hermanamiento", acronym="HM")).names("c", "las ciudades hm amigas")


def test_a_regional_language_has_the_terms_of_its_base() -> None:
    base = Termbase("glossary.yml", {"office": {"en": OFFICE}})
    assert base.lexicon("en-GB").terms == {"office": OFFICE}
    assert base.lexicon("fr").terms == {}


def test_prose_leaves_out_what_isnt_the_pages_own() -> None:
    body = "Some “quoted\nwords” here, `code` and *mots*{ lang=fr } [link](x.md).\n\n/// b\n///\n"
    first, *_ = prose.stretches(read(body, 10))
    own = first.own.split()
    assert own == ["Some", "here,", "and", "link."]
    assert "quoted" in first.text
    assert first.line_of(first.text.index("here")) == 11
    assert len(first.own) == len(first.text)


USES = """\
## An IRO { #iro }

A [sister city](x.md) and *ciudades: IRO*{ lang=es }, `IRO`.

-   No more.
-   The IRO.[^note]

/// key-message | silent
Sister cities.
///

/// recommendation | ask
An IRO,

asked by sister cities.
///

[^note]: Of sister cities.
"""


def test_terms_are_used_in_the_passage_that_holds_them() -> None:
    article = read(USES)
    sections = passages.of_body(USES, 1, article)
    found_pieces = pieces.of_article(article, sections)
    ids = {each.at: f"at-{each.line}" for each in found_pieces if not each.given}
    found = uses(article, ids, BOTH, lambda name: name != "key-message", {"recommendation"})
    assert found == (
        Use("office", "at-6"),
        Use("office", "recommendation-ask", "ask"),
        Use("cities", "recommendation-ask", "ask"),
        Use("cities", ""),
    )


def p(*content: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(c) if isinstance(c, str) else c for c in content))


def marked(*blocks: Block, words: Lexicon = BOTH) -> tuple[list[str], tuple[str, ...]]:
    """Return the words of each mark, and the concepts; the text's own words stay the same."""
    done, concepts = terms.marked(blocks, words, "#{}".format, lambda _: True)
    assert text_of(done) == text_of(blocks)
    marks = [node for node in walk(done) if isinstance(node, TermNode)]
    assert [f"#{concept}" for concept in concepts] == [node.target for node in marks]
    return [text_of(node) for node in marks], concepts


def test_the_first_use_is_marked_wherever_it_stands() -> None:
    emphasis = Styled(Style.EMPHASIS, (Text("IRO"),))
    text = p("An ", emphasis, " and sister\ncities, IRO, sister cities.")
    assert marked(text) == (["IRO", "sister\ncities"], ("office", "cities"))
    assert marked(List((Item((p("An IRO"),)), Item((p("IROs"),))))) == (["IRO"], ("office",))


@pytest.mark.parametrize(
    "block",
    [
        Heading(2, (Text("IRO"),)),
        p(Link((Text("IRO"),), "x"), Code("IRO"), Quoted((Text("IRO"),))),
        p(Styled(Style.EMPHASIS, (Text("IRO"),), lang="fr")),
        p(Text("IRO", is_set=True)),
        p("ORI"),
    ],
    ids=str,
)
def test_what_is_no_running_text_stays(block: Block) -> None:
    assert marked(block) == ([], ())


def test_a_block_can_keep_terms_out() -> None:
    block = Directive("key-message", content=(p("IRO"),))
    assert marked(block, p("An IRO")) == (["IRO"], ("office",))
    found = terms.marked((block, p("An IRO")), BOTH, str, lambda _: False)[0]
    assert found[0] == block
    assert [text_of(n) for n in walk(found) if isinstance(n, TermNode)] == ["IRO"]


def test_accents_and_case_dont_sort() -> None:
    assert sorted(["zona", "Área", "agenda"], key=collation_key) == ["agenda", "Área", "zona"]


def test_no_file_is_an_empty_termbase(tmp_path: Path) -> None:
    settings = Settings(
        root=tmp_path,
        config_path=tmp_path / "mkdocs.yml",
        docs_dir=tmp_path,
        cases_dir=tmp_path,
        theme=Layers((tmp_path,)),
        locales=Locales("en", (Language("en", "English"),)),
        topics={},
    )
    assert termbase_file.load(settings) == (Termbase(), [])
