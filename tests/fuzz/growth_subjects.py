"""What is given texts that repeat something: readers of text, and writers of what has been read."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape

from converters import CONVERTERS, SPOKEN
from harness import SAMPLER, THEME, copy_site, pages_alone, settings_of
from issue_papers.articles import nodes as n
from issue_papers.articles import snippets
from issue_papers.articles.article import Article
from issue_papers.articles.reader import Reader
from issue_papers.articles.settings import MarkdownSettings
from issue_papers.articles.slugs import Slugs, slugify
from issue_papers.blocks import registry
from issue_papers.blocks.registry import types
from issue_papers.checks import residues, rules
from issue_papers.checks.runs import Run
from issue_papers.citations import capitals, exchange, rich_text
from issue_papers.content import frontmatter, passages, prose, typed_names, yaml_edit, yaml_mends
from issue_papers.content.library import Library
from issue_papers.content.termbase import Lexicon, Term
from issue_papers.fixes import characters
from issue_papers.formats import svg
from issue_papers.formats.editions.edition import Edition
from issue_papers.formats.epub import publication
from issue_papers.formats.feeds import feed as feeds
from issue_papers.formats.markdown.escapes import settled
from issue_papers.formats.markdown.mirror import tidied
from issue_papers.formats.markdown.writer import Writer as MarkdownWriter
from issue_papers.formats.markup.fragments import Fragments
from issue_papers.formats.markup.standalone import StandaloneWriter
from issue_papers.formats.pdf import own_drawings
from issue_papers.formats.pdf.data import edition_data
from issue_papers.formats.pdf.design import Design
from issue_papers.formats.search import index
from issue_papers.formats.single_page import page as single_page
from issue_papers.formats.text import columns, paper
from issue_papers.formats.web.writer import WebPage, WebWriter
from issue_papers.interchange.inline import parts
from issue_papers.interchange.templates import taken_apart
from issue_papers.kinds import registry as kinds
from issue_papers.kinds.event.calendars.calendar import Revision, Surroundings, calendar
from issue_papers.maps.atlas import Atlas
from issue_papers.printing import headings, numbering, terms
from issue_papers.printing.excerpts import lines
from issue_papers.printing.printer import Printer
from issue_papers.printing.typesetting import typeset
from issue_papers.theme import templates
from issue_papers.translation import number_words, quantities, shape, word_diff
from issue_papers.typography import directions
from issue_papers.typography import rules as typography
from issue_papers.views import catalogue, spreadsheet
from issue_papers.views.site import Views
from made_editions import EXTENSIONS, edition_from


def _same(text: str) -> Any:
    return text


@dataclass(frozen=True)
class Subject:
    """A reader or a writer.

    Attributes:
        run: Converts what it is given; what that takes is measured.
        given: Makes that of a text.
        longest: The longest text that it may get, in characters.
        noticed: Seconds of the processor's time that say something: more than it takes for nothing.
    """

    run: Callable[[Any], object]
    given: Callable[[str], Any] = _same
    longest: int = 35_000
    noticed: float = 0.1


T = catalogue.load(settings_of(SAMPLER))[0]["en"]
_EXTENSIONS: Mapping[str, Mapping[str, Any]] = {name: {} for name in EXTENSIONS}
_PAPER = "docs/papers/water"


def _reader() -> Reader:
    return Reader(MarkdownSettings(_EXTENSIONS, types(), longest_passage=10**9))


@lru_cache(8)  # several subjects are given the same
def _read(text: str) -> Article:
    return _reader().read(text)


def _cited(title: str) -> dict[str, Any]:
    name = {"family": title, "given": title}
    texts = ("publisher", "abstract", "URL", "DOI", "container-title", "genre", "note", "number")
    return {
        "id": title,
        "type": "report",
        "title": title,
        "author": [name, {"literal": title}] * 2,
        "issued": {"date-parts": [[2020, 12, 31]]},
        **dict.fromkeys(texts, title),
    }


def _printed(article: Article) -> tuple[n.Block, ...]:
    """Print a text as far as that needs no site."""
    flow = numbering.footnotes(article.blocks, article.notes)
    flow = headings.identified(flow, (node.id for node in n.walk(flow)))
    flow = typeset(numbering.tables(flow, lambda _: False), "fr")
    flow, _ = terms.marked(flow, _LEXICON, lambda concept: f"#{concept}", lambda _: True)
    headings.contents(flow)
    lines(flow)
    return flow


_LEXICON = Lexicon(
    {
        "office": Term(
            term="international office",
            acronym="IRO",
            definition="D.",
            allowed=("offices of a city", "international offices"),
            forbidden=("office of it", "a a a a a b"),
        )
    }
)


def _many_terms(text: str) -> Lexicon:
    forms = [form for form in text.split("\n") if form.strip()] or ["x"]
    term = Term.model_construct(term=forms[0], definition="d", allowed=tuple(forms[1:]))
    return Lexicon({"x": term, "y": term})


def _found(text: str) -> None:
    [*_LEXICON.find(text)]
    _LEXICON.names("office", text)
    lexicon = _many_terms(text)
    [*lexicon.find(text)]
    lexicon.names("x", text)


def _absolute(target: str) -> str:
    return f"https://site.example{target}"


def _markdown(flow: tuple[n.Block, ...]) -> None:
    def table(node: n.Table) -> str:
        return StandaloneWriter(_absolute).blocks((node,))

    blocks = tuple(node for node in flow if not isinstance(node, n.Note))
    notes = tuple(node for node in flow if isinstance(node, n.Note))
    tidied(settled(MarkdownWriter(_absolute, "en", table).article(blocks, notes)))


def _page(flow: tuple[n.Block, ...]) -> str:
    blocks = tuple(node for node in flow if not isinstance(node, n.Note))
    notes = tuple(node for node in flow if isinstance(node, n.Note))
    fragments = Fragments(templates(THEME), "fragments")
    return WebWriter(fragments, WebPage("a/", T, permalink="#")).article(blocks, notes)


def _searched(page: str) -> None:
    html = f'<html lang="en"><main {index.MARK}>{page}</main></html>'.encode()
    index.told("a.html", html)


def _event(text: str) -> SimpleNamespace:
    person = SimpleNamespace(name=text, role=text, affiliation=text, url="https://a.example/")
    item = SimpleNamespace(title=text, by=(text, text), minutes=5)
    return SimpleNamespace(
        calendar_url="a.ics",
        when=SimpleNamespace(
            zone_id="", time="", iso_start="2020-01-01", iso_end="2020-01-02", date="", offset=""
        ),
        slug="a",
        title=text,
        summary=text,
        language="en",
        place=text,
        attendance="online",
        source_url="a/",
        link=SimpleNamespace(url="a/"),
        state="held",
        organisers=(person,),
        speakers=(person,),
        programme=(item,),
    )


def _calendars(text: str) -> None:
    text = " ".join(text.split())
    now = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    around = Surroundings(T, lambda url: f"https://a.example/{url}", now, {"a": Revision(1)})
    calendar([_event(text)], around, title=text)  # type: ignore[list-item]


def _fed(text: str) -> None:
    news = SimpleNamespace(
        link=None, title=text, summary=text, iso_date="2020-01-01", iso_updated="2020-01-01",
        language="en",
    )  # fmt: skip
    item = feeds.FeedItem(news, "https://a.example/", text, (("fr", "https://a.example/fr/"),))
    feed = feeds.Feed(text, text, text, "en", "ltr", "https://a.example/", [item])
    feeds.json_feed(feed, "https://a.example/feed.json")
    file = SimpleNamespace(url="feed.xml", name="", media_type="")
    feeds.atom(feed, [file], lambda url: f"https://a.example/{url}", THEME)  # type: ignore[list-item]


def _tables(text: str) -> None:
    cells = text.split("\n")
    spreadsheet.to_csv(["a", "b"], [{"a": cell, "b": text[:9]} for cell in cells])
    spreadsheet.joined(cells)


def _slugs(text: str) -> None:
    slugs = Slugs((), lambda _: False)
    for words in text.split("\n"):
        slugs.made(words)
    slugify(text, "-")


def _front_matter(text: str) -> None:
    decoded, _ = frontmatter.decode(f"---\n{text}\n---\n{text}".encode(), "a.md")
    frontmatter.parse(decoded, "a.md")


def _mended(text: str) -> None:
    yaml_mends.mend(text)
    yaml_mends.broken_at(text)
    yaml_mends.quoted(" ".join(text.split()))
    with suppress(yaml_edit.CannotEditError):
        yaml_edit.insert_item(f"a: 1\nsections:\n- x\n{text}", "sections", "new", "x")


def _drawn(around: str) -> Callable[[str], object]:
    def run(text: str) -> None:
        data = around.replace("…", text).encode()
        svg.is_svg(data)
        with suppress(svg.UnreadableSvgError):
            svg.words(data)
            svg.findings(data)
            svg.published(data)
            own_drawings.settable(svg.cleaned(data))

    return run


_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def _misread(text: str) -> None:
    run = Run(n.Paragraph(()), text, ((0, 1),))
    for rule, _ in residues._RULES:
        [*rule(run)]


def _named(text: str) -> None:
    for read in (
        typed_names.people,
        typed_names.in_a_list,
        typed_names.undressed,
        typed_names.in_small_letters,
        typed_names.with_initials_first,
        typed_names.family_meant,
    ):
        read(text)


def _typeset(text: str) -> None:
    for language in SPOKEN:
        typography.typeset(text, language, before="a", after="b")
    directions.isolated_among(text, "ltr")
    directions.isolated_among(text, "rtl")


def _counted(text: str) -> None:
    for language in SPOKEN[:4]:
        quantities.quantities(text, language)
        [*number_words.spelled(text, language)]


def _taken_apart(given: tuple[str, Article]) -> None:
    text, article = given
    found = [*passages.of_body(text, 1, article)]
    passages.at_lines(found)
    shape.read(article, found)
    for each in found:
        _ = each.words_hash, each.form_hash, each.is_blank


def _offered(text: str) -> None:
    for unit in taken_apart(text.split("\n"), {}).units:
        [*parts(unit.text)]


def _titled(text: str) -> None:
    title = "".join(sign for sign in text if sign.isprintable())
    marked = rich_text.mark(title, "fr", "en")
    rich_text.plain(title)
    rich_text.typeset_runs(rich_text.runs(marked), "en")
    rich_text.punctuated(title, inside_quotes=True)
    for change in (capitals.headline, capitals.sentence, capitals.capitalised):
        change(title)


def _exchanged(text: str) -> None:
    record = _cited(text)
    exchange.csl_json(record)
    exchange.bibtex(record)
    exchange.ris(record)


@dataclass(frozen=True)
class _Site:
    """A site one page of which is a text, in the source language and in another one."""

    library: Library
    views: Mapping[str, Views]


@cache
def _copied() -> Path:
    return pages_alone(copy_site(Path(tempfile.mkdtemp()) / "site"))


@lru_cache(4)
def _site(text: str) -> _Site:
    root = _copied()
    for name, title in (("start.md", "Start"), ("start.fr.md", "Début")):
        front = f"---\ntitle: {title}\nsummary: S.\n---\n"
        (root / _PAPER / name).write_text(front + text, encoding="utf-8")
    settings = settings_of(root)
    markdown = replace(settings.markdown, longest_passage=10**9)
    library, catalogues, _ = rules.load(replace(settings, markdown=markdown))
    tags = settings.locales.tags
    return _Site(library, {t: kinds.views(library, catalogues, Atlas(), t) for t in tags})


def _checked(site: _Site) -> None:
    [*rules.check(site.library.written)]


def _printed_page(site: _Site) -> None:
    printer = Printer(site.views, registry.blocks())
    entry = site.library.entries["papers/water/start.md"]
    for tag in ("en", "fr"):
        printer.printed(entry, tag)


@lru_cache(8)
def _edition(text: str) -> Edition:
    return edition_from(text)


@lru_cache(8)
def _flow(text: str) -> tuple[n.Block, ...]:
    return _printed(_read(text))


@lru_cache(8)
def _html(text: str) -> str:
    return _page(_flow(text))


SUBJECTS: Mapping[str, Subject] = {
    "front matter": Subject(_front_matter, longest=140_000),
    "mended YAML": Subject(_mended),
    "BibTeX, RIS, CSL-JSON": Subject(_exchanged, longest=140_000),
    "titles of works": Subject(_titled, longest=20_000),
    "names": Subject(_named, longest=140_000),
    "misread letters": Subject(_misread, longest=140_000),
    "references": Subject(CONVERTERS["references"].convert),
    "calendars": Subject(_calendars),
    "feeds": Subject(_fed, longest=140_000),
    "CSV": Subject(_tables, longest=140_000),
    "slugs": Subject(_slugs),
    "terms": Subject(_found),
    "typography": Subject(_typeset),
    "numbers": Subject(_counted),
    "numbers and dates that were meant": Subject(CONVERTERS["numbers and dates"].convert),
    "answers": Subject(CONVERTERS["answers"].convert),
    "citations": Subject(CONVERTERS["citations"].convert),
    "snippets": Subject(lambda text: [*snippets.named(text)]),
    "differences": Subject(lambda text: [*word_diff.word_diff(text[::-1], text)], longest=20_000),
    "lines of plain text": Subject(columns.wrapped, longest=140_000),
    "clean lines": Subject(lambda text: [*map(characters.clean, text.split("\n"))]),
    "drawings": Subject(_drawn(_SVG.format("…")), longest=140_000),
    "drawings' styles": Subject(
        _drawn(_SVG.format("<style><![CDATA[…]]></style>")), longest=140_000
    ),
    "drawings' attributes": Subject(
        lambda text: _drawn(_SVG.format('<path fill="…"/>'))(escape(text, {'"': "&quot;"})),
        longest=140_000,
    ),
    "tokens": Subject(CONVERTERS["tokens"].convert),
    "words": Subject(CONVERTERS["words"].convert),
    "texts": Subject(_read, longest=20_000),
    "passages": Subject(_taken_apart, lambda text: (text, _read(text)), longest=20_000),
    "paragraphs for translators": Subject(_offered, longest=140_000),
    "stretches": Subject(prose.stretches, _read, longest=20_000),
    "printing": Subject(_printed, _read, longest=20_000),
    "pages": Subject(_page, _flow, longest=20_000),
    "search": Subject(_searched, _html, longest=20_000),
    "Markdown": Subject(_markdown, _flow, longest=20_000),
    "Typst": Subject(lambda e: edition_data(e, Design(), {}), _edition, longest=20_000),
    "text edition": Subject(lambda e: paper.build(e, THEME), _edition, longest=20_000),
    "EPUB": Subject(lambda e: publication.build(e, THEME), _edition, longest=20_000, noticed=2),
    "single page": Subject(
        lambda e: single_page.build(e, THEME), _edition, longest=20_000, noticed=2
    ),
    "check": Subject(_checked, _site, longest=20_000, noticed=0.6),
    "printed page": Subject(_printed_page, _site, longest=20_000, noticed=0.6),
}
"""All of them, by name."""
