"""Faults put into the sampler on purpose: each is found, and none is found without them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

import pytest
from harness import SAMPLER, settings_of
from issue_papers.checks import texts
from issue_papers.content import frontmatter, loader
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.records import Translation, translation_of
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.reporting.problems import Problem, Severity
from issue_papers.translation import parity

PAPER = "papers/harbours"


@dataclass(frozen=True)
class Fault:
    """A text of a page's file that is replaced, and what is to be said of it.

    `line` is a text that stands on the line to be named.
    """

    page: str
    language: str
    old: str
    new: str
    key: str
    line: str
    says: tuple[str, ...]
    severity: Severity = Severity.ERROR


FAULTS = {
    "es: 14 is 41": Fault(
        "case-studies/busan/index.md",
        "es",
        "litera en 14 puertos",
        "litera en 41 puertos",
        "numbers",
        "litera en 41 puertos",
        ("`14` is missing", "`41` is too many"),
    ),
    "es: a spelled number": Fault(
        "case-studies/busan/index.md",
        "es",
        "title: Busan y sus catorce hermanos",
        "title: Busan y sus cuarenta hermanos",
        "title",
        "title:",
        ("`14` is missing", "`40` is too many"),
    ),
    "es: a scale": Fault(
        "case-studies/busan/index.md",
        "es",
        "10 millones de dólares al año.",
        "10 mil dólares al año.",
        "numbers",
        "10 mil dólares al año.",
        ("`10000000` is missing", "`10000` is too many"),
    ),
    "es: a box is gone": Fault(
        f"{PAPER}/works.md",
        "es",
        "/// case-study | busan\n///\n",
        "",
        "blocks",
        "Los hermanamientos de este tipo",
        ("`case-study | busan` is missing",),
    ),
    "es: a reference to a footnote is gone": Fault(
        f"{PAPER}/works.md",
        "es",
        "[^quay] ",
        " ",
        "footnotes",
        "El puerto de Dakar muestra",
        ("`[^quay]` is missing",),
    ),
    "es: an id is changed": Fault(
        f"{PAPER}/works.md",
        "es",
        "{ #twin-harbours }",
        "{ #hermanamientos }",
        "ids",
        "{ #hermanamientos }",
        ("`#twin-harbours` is missing",),
    ),
    "es: an id is gone": Fault(
        f"{PAPER}/works.md",
        "es",
        " { #leagues }",
        "",
        "heading",
        "### Ligas",
        ("has no id",),
    ),
    "es: a year in a footnote": Fault(
        f"{PAPER}/works.md",
        "es",
        "se aplazaron a 2026.",
        "se aplazaron a 2024.",
        "numbers",
        "[^quay]: ",
        ("`2026` is missing", "`2024` is too many"),
    ),
    "es: a link leads elsewhere": Fault(
        f"{PAPER}/works.md",
        "es",
        "(results.md#why-measure)",
        "(results.md)",
        "links",
        "](results.md)",
        ("`results.md#why-measure` is missing", "`results.md` is too many"),
    ),
    "es: a row of a table is gone": Fault(
        f"{PAPER}/results.md",
        "es",
        "| La ciudad | Pisos, empleos y plazas en la escuela | 7 |\n",
        "",
        "tables",
        "| Nivel | Qué le corresponde | Medidas |",
        ("3 rows and 3 columns", "2 rows and 3 columns"),
    ),
    "es: an item of a list is gone": Fault(
        f"{PAPER}/results.md",
        "es",
        "- [ ] Contar las gaviotas.\n",
        "",
        "lists",
        "- [x] Contar los barcos.",
        ("`1 list item` is missing",),
        Severity.WARNING,
    ),
    "es: a percentage": Fault(
        f"{PAPER}/works.md",
        "es",
        "un 22 % de media",
        "un 222 % de media",
        "numbers",
        "un 222 % de media",
        ("`22%` is missing", "`222%` is too many"),
    ),
    "es: a section is gone": Fault(
        "events/opening.md",
        "es",
        "## Grabación { #recording }\n",
        "",
        "paragraphs",
        "La [crónica]",
        ("`1 paragraph` is too many",),
        Severity.WARNING,
    ),
    "fr: a footnote is gone": Fault(
        "case-studies/two-gates/index.md",
        "fr",
        "[^ice]: ",
        "",
        "footnotes",
        "{ #what-it-shows }",
        ("`[^ice]:` is missing",),
    ),
    "fr: a recommendation's box is gone": Fault(
        f"{PAPER}/works.md",
        "fr",
        "/// recommendation | share-pilots\n///\n",
        "",
        "blocks",
        "Les pilotes d’un port",
        ("`recommendation | share-pilots` is missing",),
    ),
    "fr: a key message is another": Fault(
        f"{PAPER}/introduction.md",
        "fr",
        "/// key-message | a-door",
        "/// key-message | une-porte",
        "blocks",
        "/// key-message | une-porte",
        ("`key-message | a-door` is missing", "`key-message | une-porte` is too many"),
    ),
    "fr: a year in a summary": Fault(
        "case-studies/dakar/index.md",
        "fr",
        "Dans le plan de 2020, Dakar",
        "Dans le plan de 2021, Dakar",
        "summary",
        "summary:",
        ("`2020` is missing", "`2021` is too many"),
    ),
    "fr: a year in an update": Fault(
        "case-studies/dakar/index.md",
        "fr",
        "reportés de 2022 à 2026",
        "reportés de 2022 à 2062",
        "updates.postponed.text",
        "text:",
        ("`2026` is missing", "`2062` is too many"),
    ),
    "fr: a link to a section is gone": Fault(
        "case-studies/dakar/index.md",
        "fr",
        "](../../papers/harbours/works.md#shore-works)",
        "]",
        "links",
        "Parmi les",
        ("`../../papers/harbours/works.md#shore-works` is missing",),
    ),
    "fr: the bibliography is gone": Fault(
        f"{PAPER}/bibliography.md",
        "fr",
        "/// bibliography\n///\n",
        "",
        "blocks",
        "",
        ("`bibliography` is missing",),
    ),
    "fr: a figure is gone": Fault(
        f"{PAPER}/results.md",
        "fr",
        "/// figure | levels\n    sort: true\n    csv: true\n\n",
        "",
        "blocks",
        "| Niveau | Ce qui en relève | Mesures |",
        ("`figure | levels` is missing",),
    ),
    "fr: a number of cities": Fault(
        f"{PAPER}/works.md",
        "fr",
        "avec 14 ports",
        "avec 41 ports",
        "numbers",
        "avec 41 ports",
        ("`14` is missing", "`41` is too many"),
    ),
    "en: an id is gone": Fault(
        f"{PAPER}/works.md",
        "en",
        " { #pilotage }",
        "",
        "heading",
        "### Pilotage",
        ("has no id",),
    ),
    "en: a link leads nowhere": Fault(
        f"{PAPER}/works.md",
        "en",
        "(results.md#why-measure)",
        "(results.md#why)",
        "link",
        "(results.md#why)",
        ("has no `#why`",),
    ),
    "en: a box of no case": Fault(
        f"{PAPER}/works.md",
        "en",
        "/// case-study | busan",
        "/// case-study | busn",
        "case-study",
        "/// case-study | busn",
        ("no case study `busn`",),
    ),
}


@pytest.fixture(scope="module")
def sampler() -> Library:
    library, problems = loader.load(settings_of(SAMPLER), registry_of_kinds.types())
    assert problems == []
    return library


def test_nothing_is_found_in_the_untouched_site(sampler: Library) -> None:
    assert list(parity.check(sampler)) == []


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_found(sampler: Library, fault: Fault) -> None:
    entry = sampler.entries[fault.page]
    text = (SAMPLER / entry.document(fault.language).path).read_text(encoding="utf-8")
    assert text.count(fault.old) == 1, "the page has changed: choose another text to break"
    broken = text.replace(fault.old, fault.new)
    before = found(sampler, with_text(entry, fault.language, text))
    after = found(sampler, with_text(entry, fault.language, broken))
    problem = next(p for p in after - before if p.key == fault.key)
    assert problem.severity is fault.severity
    assert problem.path == entry.document(fault.language).path
    assert fault.line in broken.split("\n")[problem.line - 1]
    assert all(text in problem.message for text in fault.says)
    assert problem.hint
    # One slip isn't told as five: the fault itself, and at most what it takes with it.
    assert len([p for p in after - before if p.path == problem.path]) <= 3


def with_text(entry: Entry, language: str, text: str) -> Entry:
    """Return a page with another file in one language, as if all had been recorded just before."""
    documents = {d.language: as_recorded(d) for d in entry.documents()}
    old = documents[language]
    parts, problems = frontmatter.parse(text, old.path)
    assert problems == []
    model = type(old.meta)
    if language != entry.source.language:
        model = translation_of(entry.kind.model)
    new = replace(
        old,
        meta=model.model_validate(parts.meta.value),
        yaml=parts.meta,
        body=parts.body,
        body_line=parts.body_line,
    )
    documents[language] = as_recorded(new)
    source = documents.pop(entry.source.language)
    return replace(entry, source=source, translations=documents)


def as_recorded(document: Document) -> Document:
    """Forget from which text a translation was made, so that none of it is behind."""
    translation = getattr(document.meta, "translation", None)
    if not isinstance(translation, Translation):
        return document
    fresh = translation.model_copy(update={"sections": MappingProxyType({})})
    return replace(document, meta=document.meta.model_copy(update={"translation": fresh}))


def found(library: Library, entry: Entry) -> frozenset[Problem]:
    alone: Iterable[Problem] = parity.check(replace(library, entries={entry.key: entry}))
    whole = replace(library, entries={**library.entries, entry.key: entry})
    return frozenset([*alone, *texts.check(whole)])
