"""What reads or converts a text, each as a function that may raise only what it declares."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import rispy
import yaml
from harness import ROOT, SITES, THEME
from issue_papers import theme_settings
from issue_papers.articles import citation_syntax, slugs, snippets
from issue_papers.building import configuration
from issue_papers.building.given import settings_of
from issue_papers.citations import capitals, exchange, rich_text
from issue_papers.citations.references import Style
from issue_papers.content import (
    dates,
    frontmatter,
    ledger,
    locales,
    meant,
    names,
    passages,
    prose,
    validation,
    yaml_edit,
    yaml_mends,
)
from issue_papers.content.agents import Agent
from issue_papers.content.locales import Language
from issue_papers.content.model import Reference
from issue_papers.content.termbase import Lexicon, Term
from issue_papers.formats import svg
from issue_papers.formats.pictures import conversion, reading
from issue_papers.interchange import xliff
from issue_papers.interchange.inline import parts
from issue_papers.interchange.templates import taken_apart
from issue_papers.kinds import registry, scaffolding
from issue_papers.look import tokens
from issue_papers.look.colours import Colour
from issue_papers.reporting.problems import ProblemsError
from issue_papers.starting import new_site
from issue_papers.starting.record import NAME, Record, UnusableRecordError
from issue_papers.translation import number_words, quantities, shape, word_diff
from issue_papers.typography import rules as typography
from issue_papers.views import catalogue_file, catalogue_rules
from pybtex.database import parse_string
from pydantic import ValidationError
from reading import READER

SPOKEN = ("en", "es", "fr", "de", "ar", "zh-Hans", "pt-BR", "he", "ca", "hi")
"""Languages of several scripts, plurals and typographies."""


@dataclass(frozen=True)
class Converter:
    """Something that takes any text.

    Attributes:
        convert: Takes it; what it raises is a fault.
        samples: Texts as it is meant to get them.
    """

    convert: Callable[[str], object]
    samples: tuple[str, ...]


def text_of(data: bytes) -> str:
    """Return bytes as a text that `bytes_of` gives back."""
    return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """Return a text as bytes, whatever is in it."""
    return text.encode("utf-8", "surrogatepass" if not _is_escaped(text) else "surrogateescape")


def _is_escaped(text: str) -> bool:
    return not any(
        "\ud800" <= sign <= "\udfff" and not "\udc80" <= sign <= "\udcff" for sign in text
    )


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp())
    for name in ("docs", "case_studies", "overrides"):  # as a site has them
        (folder / name).mkdir()
    return folder


def _file(name: str, text: str) -> Path:
    path = _folder() / name
    path.write_bytes(bytes_of(text))
    return path


def _yaml(text: str) -> None:
    decoded, _ = frontmatter.decode(bytes_of(text), "x.yml")
    frontmatter.parse_yaml(decoded, "x.yml")


def _page(text: str) -> None:
    decoded, _ = frontmatter.decode(bytes_of(text), "x.md")
    source, _ = frontmatter.parse(decoded, "x.md")
    _validated(source.meta)
    read = READER.read(source.body, source.body_line)
    found = [*passages.of_body(source.body, source.body_line, read)]
    passages.at_lines(found)
    shape.read(read, found)
    for each in found:
        _ = each.words_hash, each.form_hash, each.is_blank
    for stretch in prose.stretches(read):
        for language in SPOKEN[:3]:
            quantities.quantities(stretch.own, language)


def _mends(text: str) -> None:
    yaml_mends.mend(text)
    yaml_mends.broken_at(text)
    line = " ".join(text.split())
    assert yaml.safe_load(yaml_mends.quoted(line)) == line if line.isprintable() else True


def _edit(text: str) -> None:
    with suppress(yaml_edit.CannotEditError):
        yaml_edit.insert_item(text, "sections", "new", "start")
    for path in (("title",), ("images", "use", "caption"), ("sections", "x")):
        with suppress(yaml_edit.CannotEditError):
            yaml_edit.set_text(text, path, "New: “text”\nin lines")


def _xliff(text: str) -> None:
    with suppress(xliff.UnreadableXliffError):
        read = xliff.read(bytes_of(text))
        written = xliff.written(read, "1")
        assert xliff.written(xliff.read(written), "1") == written


def _offered(text: str) -> None:
    apart = taken_apart(text.split("\n"), {"box": frozenset({"title"})})
    apart.filled([unit.text for unit in apart.units])
    for unit in apart.units:
        assert "".join(part.text for part in parts(unit.text)) == unit.text


def _meant(text: str) -> None:
    meant.numbers(text)
    meant.dates(text)
    meant.period(text)
    meant.goes_on(text)
    meant.number_hint(text, "value")
    meant.date_hint(text)
    with suppress(ValueError):
        dates.partial_date(text)


def _names(text: str) -> None:
    locales.looks_like_language(text)
    locales.is_language(text)
    slugs.slugify(text, "-")
    for read in (
        lambda: new_site.languages(text.split(",")),
        lambda: new_site.licence(text),
        lambda: new_site.colour(text),
        lambda: new_site.address("address", text),
        lambda: new_site.forge(text),
        lambda: new_site.guessed_address(text, new_site.guessed_forge(text)),
        lambda: new_site.names_of(text.split(","), ("en", "fr")),
    ):
        with suppress(new_site.UnusableSiteError):
            read()
    new_site.guessed_repository(text, text)
    with suppress(scaffolding.UnusableAnswerError):
        scaffolding.sound_slug(text)
    with suppress(scaffolding.UnusableAnswerError):
        scaffolding.chosen(text, ("water", "climate"))
    with suppress(ValueError):
        colour = Colour.read(text)
        _ = colour.hex, colour.written, colour.oklch.colour.written


def _record(text: str) -> None:
    _file(NAME, text)
    with suppress(UnusableRecordError):
        Record.read(_folder())


def _numbers(text: str) -> None:
    for language in SPOKEN:
        quantities.quantities(text, language)
        [*number_words.spelled(text, language)]


def _typeset(text: str) -> None:
    for language in SPOKEN:
        typography.typeset(text, language, before="a", after="b")


def _snippets(text: str) -> None:
    [*snippets.named(text)]
    [*word_diff.word_diff(text[::-1], text)]


def _citations(text: str) -> None:
    for cluster in citation_syntax.find(text):
        for item in cluster.items:
            for language in SPOKEN[:5]:
                _style(language).cite(_known_work(), item)


@cache
def _style(language: str, name: str = "apa") -> Style:
    return Style(name, Language(language, language), csl_locale(language))


def csl_locale(language: str) -> str:
    """Return a locale of CSL for a language that has one."""
    return {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "de": "de-DE"}.get(language, "en-US")


@cache
def _known_work() -> Reference:
    text = (SITES / "small/docs/papers/water/references.yml").read_text(encoding="utf-8")
    return Reference.model_validate(yaml.safe_load(text)[0])


def _titles(text: str) -> None:
    """Convert a title as front matter may have it: no control characters."""
    text = "".join(sign for sign in text if sign.isprintable())
    marked = rich_text.mark(text, "fr", "en")
    rich_text.plain(text)
    rich_text.typeset_runs(rich_text.runs(marked), "en")
    rich_text.punctuated(text, inside_quotes=True)
    for change in (capitals.headline, capitals.sentence, capitals.capitalised):
        change(text)


def _references(text: str) -> None:
    decoded, _ = frontmatter.decode(bytes_of(text), "references.yml")
    data, _ = frontmatter.parse_yaml(decoded, "references.yml")
    for index, value in enumerate(data.value if isinstance(data.value, list) else ()):
        place = validation.Place("references.yml", data, (index,))
        found, _ = validation.validate(Reference, place, value)
        if found is not None:
            for language in ("en", "fr", "ar"):
                style = _style(language, "chicago-author-date-17th-edition")
                style.entry(found)
                style.sort_key(found)


def _exchanged(text: str) -> None:
    """Write a record of odd texts, and read it as reference managers would."""
    line = " ".join("".join(c for c in text if c.isprintable()).split()) or "x"
    record: dict[str, Any] = {
        "id": line,
        "type": "report",
        "title": line,
        "author": [{"family": line, "given": line}, {"literal": line}],
        "publisher": line,
        "abstract": line,
        "URL": line,
        "issued": {"date-parts": [[2020, 12, 31]]},
    }
    exchange.csl_json(record)
    assert len(parse_string(exchange.bibtex(record), "bibtex").entries) == 1
    assert len(rispy.loads(exchange.ris(record))) == 1


def _glossary(text: str) -> None:
    forms = tuple(form for form in text.split("\n") if form.strip())
    term = Term.model_construct(
        term=forms[0] if forms else "x", definition="d", allowed=forms[1:], forbidden=forms[:1]
    )
    lexicon = Lexicon({"x": term})
    [*lexicon.find(text)]
    lexicon.names("x", text)


def _drawing(text: str) -> None:
    data = bytes_of(text)
    svg.is_svg(data)
    with suppress(svg.UnreadableSvgError):
        svg.words(data)
        svg.findings(data)
        clean = svg.cleaned(data)
        assert svg.findings(clean) == ()
    _picture("drawing.svg", text)


def _picture(name: str, text: str) -> None:
    path = _file(name, text)
    [*reading.faults(path)]
    reading.words(path)
    with suppress(reading.PictureError):
        conversion.suitable(path, frozenset({".png", ".jpg"}))


def _tokens(text: str) -> None:
    path = _file("tokens.yml", text)
    with suppress(ProblemsError):
        read = tokens.read([*reversed(THEME.folders), path.parent], root=path.parent)
        read.put_into("a: {{ tokens }}; color: var(--ink)")


def _classes(text: str) -> None:
    path = _file("text-classes.yml", text)
    with suppress(ProblemsError):
        theme_settings.lists(path, frozenset({"texts", "parts"}))
    with suppress(ProblemsError):
        theme_settings.tables(path)


def _ledger(text: str) -> None:
    decoded, _ = frontmatter.decode(bytes_of(text), "x.txt")
    for is_source in (True, False):
        read = ledger.parse(decoded, "x.txt", is_source=is_source)
        for page in read.pages:
            _ = read.records(page), read.passages[page], read.by_id, read.line(page, "p-00000")
        own = {page: [str(line) for line in lines] for page, lines in read.passages.items()}
        again = ledger.parse(ledger.written(own), "x.txt", is_source=is_source)
        assert {p: again.passages[p] for p in own if own[p]} == {
            p: read.passages[p] for p in own if own[p]
        }


def _people(text: str) -> None:
    line = " ".join(text.split())
    given: tuple[dict[str, str], ...] = (
        {"name": line},
        {"name": line, "family": line.split(" ")[-1]},
        {"name": line, "family": line.split(" ")[0]},
        {"literal": line},
    )
    for each in given:
        with suppress(ValidationError):
            agent = Agent.model_validate(each)
            name = agent.parts
            _ = agent.is_doubtful, name.last_first, names.of_csl(name.csl)
            words = sorted("".join(name.printed.replace(",", " ").split()))
            assert words == sorted("".join(line.replace(",", " ").split())), name


def _words(text: str) -> None:
    for tag in ("fr", "ar"):
        language = Language(tag, tag)
        file, _ = catalogue_file.read(bytes_of(text), "words.yml", language)
        [*catalogue_rules.faults([_source_words(), file], "en")]


@cache
def _source_words() -> catalogue_file.CatalogueFile:
    content = (ROOT / "overrides/locales/en.yml").read_bytes()
    return catalogue_file.read(content, "en.yml", Language("en", "English"))[0]


def _configuration(text: str) -> None:
    path = _file("mkdocs.yml", text)
    with suppress(ProblemsError):
        configuration.contract_problems(path)
    with suppress(ProblemsError):
        settings_of(configuration.read(path))


def _options(text: str) -> None:
    """Put a value of another type in the place of one of a sound mkdocs.yml."""
    _given_values(text, CONVERTERS["mkdocs.yml"].samples, _configuration)


def _meta(text: str) -> None:
    """Do the same to a page's front matter, and ask the model of its kind."""

    def read(page: str) -> None:
        source, _ = frontmatter.parse(page, "x.md")
        _validated(source.meta)

    fronts = tuple(page.split("\n---\n")[0].removeprefix("---\n") for page in PAGES)
    _given_values(text, fronts, lambda front: read(f"---\n{front}\n---\nText.\n"))


def _validated(meta: frontmatter.YamlData) -> None:
    for kind in registry.types():
        validation.validate(kind.model, validation.Place("x.md", meta, ()), meta.value)


def _given_values(text: str, samples: tuple[str, ...], read: Callable[[str], None]) -> None:
    chance = random.Random(bytes_of(text))  # noqa: S311 - no secret
    try:
        tree = yaml.safe_load(chance.choice(samples))
    except yaml.YAMLError:  # one that is meant to be broken, or has tags of its own
        return
    for _ in range(chance.randrange(1, 4)):
        tree = _changed(tree, chance, text)
    read(yaml.safe_dump(tree, allow_unicode=True))


def _changed(tree: Any, chance: random.Random, text: str) -> Any:
    """Return a tree with an odd value somewhere."""
    items = (
        [*tree.items()]
        if isinstance(tree, dict)
        else [*enumerate(tree)]
        if isinstance(tree, list)
        else []
    )
    if not items or chance.random() < 0.15:
        return chance.choice((*ODD_VALUES, text))
    key, value = chance.choice(items)
    changed = _changed(value, chance, text)
    if isinstance(tree, list):
        return [*tree[:key], changed, *tree[key + 1 :]]
    if chance.random() < 0.05:
        return {**tree, chance.choice((text, 1, None, True, "")): value}
    return {**tree, key: changed}


def _samples(*patterns: str) -> tuple[str, ...]:
    files = (file for pattern in patterns for file in sorted(SITES.glob(pattern)))
    return tuple(text_of(file.read_bytes())[:4000] for file in files if file.is_file())


NUMBERS = ("1.5 million euros", "twenty-one", "1 234,56 %", "2016/17", "vingt et un", "12 de mayo")
PICTURES = tuple(text_of(file.read_bytes()) for file in sorted(SITES.rglob("*.png"))[:2])
CITED = ("see [@sow2019, pp. 3–5, ch. 2; -@x, §§ 4] and [-@a]", "@sow2019 [p. 3]")
PEOPLE = (
    "Octavi de la Varga",
    "King, Martin Luther, Jr.",
    "Ban Ki-moon",
    "潘基文",
    "ابن خلدون",
    "Guðrún Jónsdóttir",
    "Office of the Mayor of X",
    "d'Estaing O’Neill-y Gasset III",
)
LEDGER = (
    "[start.md]\n\np-3k9fm 0123456789abcdef a,b from=p-22222 gone=2 0123\n\n[end.md]\n\nwhy x y\n"
)
TITLES = ("A <i>title</i> of “things” <sup>2</sup>", "l'eau : <span class='nocase'>iPhone</span>?")
EXCHANGED = """<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="a.md" source-language="en" target-language="fr" datatype="x-markdown"><body>
<group id="lead" extradata="0123456789ab"><trans-unit id="lead/0" xml:space="preserve">
<source>See <ph id="1">[</ph>A<ph id="2">](b.md)</ph>.</source><target state="translated">Voir
<x id="1"/>A<ph id="2"/>.</target></trans-unit></group></body></file></xliff>"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<style>a{fill:url(#a)}</style><a xlink:href="#b"><text onclick="x()">A</text></a>
<foreignObject/><use href="x.svg#a"/><image href="data:image/png;base64,aaaa"/></svg>"""

PAGES = _samples("small/**/*.md", "recommendations/docs/**/*.md")
ODD_VALUES = (
    *(None, True, 0, -1, 1.5, float("nan"), 10**400, "", " ", "a: b", [], {}, [None], [[]], [{}]),
    *(
        {"a": None},
        {1: 2},
        {None: 1},
        dt.date(2020, 2, 1),
        dt.datetime(2020, 2, 1, 3, tzinfo=dt.UTC),
        b"bytes",
    ),
    *({"en": 1}, {"id": "a"}, [{"id": 1}], ["a", 1], {"from": 3}, "http://[::1", "../..", "9" * 99),
)

CONVERTERS: Mapping[str, Converter] = {
    "YAML": Converter(_yaml, _samples("small/**/*.yml", "material/mkdocs.yml")),
    "pages": Converter(
        _page, _samples("small/**/*.md", "scripts/**/*.md", "broken/*/docs/**/*.md")
    ),
    "mended YAML": Converter(_mends, _samples("small/**/*.yml")),
    "edited front matter": Converter(_edit, _samples("small/docs/papers/*/index.md")),
    "XLIFF": Converter(_xliff, (EXCHANGED,)),
    "paragraphs for translators": Converter(_offered, PAGES),
    "numbers and dates": Converter(_meant, (*NUMBERS, "2016-2019", "May 2020", "1.5M€")),
    "answers": Converter(_names, ("pt-BR,ar", "MIT OR CC-BY-4.0", "#1f6f4a", "https://x.org/a")),
    "records": Converter(_record, ("version: 1\nsite: {name: X, languages: [en]}\nfiles: {}\n",)),
    "quantities": Converter(_numbers, NUMBERS),
    "typography": Converter(_typeset, ("“It's 5–6 °C: ‘so’ — l'eau !”", "¿Qué? 10 %; «a»")),
    "snippets": Converter(_snippets, ('--8<-- "a.md:1:2"', "--8<--\na.md\n--8<--")),
    "citations": Converter(_citations, CITED),
    "titles": Converter(_titles, TITLES),
    "references": Converter(_references, _samples("*/docs/**/references.yml")),
    "BibTeX, RIS, CSL-JSON": Converter(_exchanged, ("Ports & <i>{water}</i>, a\\b_c", "Ñ$%#~^")),
    "glossary": Converter(_glossary, ("international office\nIRO\nORI (x)\n-", "水\nكتب")),
    "SVG": Converter(_drawing, (DRAWING, *_samples("**/*.svg"))),
    "pictures": Converter(lambda text: _picture("picture.png", text), PICTURES),
    "tokens": Converter(_tokens, ((ROOT / "overrides/tokens.yml").read_text("utf-8")[:6000],)),
    "classes and roles": Converter(
        _classes, ("texts: [lead]\nparts: [ip-]\n", "box: {class: ip-box}\n")
    ),
    "ledgers": Converter(_ledger, (*_samples("*/docs/**/.passages.*.txt"), LEDGER)),
    "people": Converter(_people, PEOPLE),
    "words": Converter(_words, ((ROOT / "overrides/locales/fr.yml").read_text("utf-8")[:6000],)),
    "mkdocs.yml": Converter(_configuration, _samples("*/mkdocs.yml")),
    "options": Converter(_options, ("x", "é", "http://x")),
    "front matter": Converter(_meta, ("x", "2020", "a-b", "{{ x }}", "https://x.org/")),
}
"""All of them, by name."""
