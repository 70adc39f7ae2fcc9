"""Faults put into the reference site on purpose: each is found, and none is found without them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

import pytest
from harness import ROOT, settings_of
from issue_papers.checks import texts
from issue_papers.content import frontmatter, loader
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.records import Translation, translation_of
from issue_papers.kinds import registry as registry_of_kinds
from issue_papers.reporting.problems import Problem, Severity
from issue_papers.translation import parity

PAPER = "papers/internationalisation"


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
    "es: 40 is 14": Fault(
        "case-studies/seoul/index.md",
        "es",
        "con 40 personas",
        "con 14 personas",
        "numbers",
        "con 14 personas",
        ("`40` is missing", "`14` is too many"),
    ),
    "es: a spelled number": Fault(
        "case-studies/seoul/index.md",
        "es",
        "summary: Cuarenta personas",
        "summary: Catorce personas",
        "summary",
        "summary:",
        ("`40` is missing", "`14` is too many"),
    ),
    "es: a scale": Fault(
        "case-studies/seoul/index.md",
        "es",
        "presupuesto de 10 millones de dólares.",
        "presupuesto de 10 mil dólares.",
        "numbers",
        "presupuesto de 10 mil dólares.",
        ("`10000000` is missing", "`10000` is too many"),
    ),
    "es: a box is gone": Fault(
        f"{PAPER}/means.md",
        "es",
        "/// case-study | guangzhou\n///\n",
        "",
        "blocks",
        "De estas relaciones nacen",
        ("`case-study | guangzhou` is missing",),
    ),
    "es: a reference to a footnote is gone": Fault(
        f"{PAPER}/means.md",
        "es",
        "[^dakar] ",
        " ",
        "footnotes",
        "Los preparativos de Dakar",
        ("`[^dakar]` is missing",),
    ),
    "es: an id is changed": Fault(
        f"{PAPER}/means.md",
        "es",
        "{ #sister-cities }",
        "{ #hermanamientos }",
        "ids",
        "{ #hermanamientos }",
        ("`#sister-cities` is missing",),
    ),
    "es: an id is gone": Fault(
        f"{PAPER}/means.md",
        "es",
        " { #alliances }",
        "",
        "heading",
        "### Alianzas de ciudades",
        ("has no id",),
    ),
    "es: a year in a footnote": Fault(
        f"{PAPER}/means.md",
        "es",
        "se aplazaron a 2026.",
        "se aplazaron a 2024.",
        "numbers",
        "[^dakar]: ",
        ("`2026` is missing", "`2024` is too many"),
    ),
    "es: a link leads elsewhere": Fault(
        f"{PAPER}/means.md",
        "es",
        "(implementation.md#reach-and-renown)",
        "(implementation.md)",
        "links",
        "](implementation.md)",
        ("`implementation.md#reach-and-renown` is missing", "`implementation.md` is too many"),
    ),
    "es: a row of a table is gone": Fault(
        f"{PAPER}/impact.md",
        "es",
        "| Institucional u operativo | Ejecución de proyectos en cada sector; gestión de la oficina"
        " de relaciones internacionales (ORI) |\n",
        "",
        "tables",
        "| Nivel | Qué le corresponde |",
        ("4 rows and 2 columns", "3 rows and 2 columns"),
    ),
    "es: an item of a list is gone": Fault(
        f"{PAPER}/impact.md",
        "es",
        "- las evaluaciones de procesos;\n",
        "",
        "lists",
        "- los KPI;",
        ("`1 list item` is missing",),
        Severity.WARNING,
    ),
    "es: a percentage": Fault(
        f"{PAPER}/means.md",
        "es",
        "un 22 % de media",
        "un 222 % de media",
        "numbers",
        "un 222 % de media",
        ("`22%` is missing", "`222%` is too many"),
    ),
    "es: a section is gone": Fault(
        "about.md",
        "es",
        "## Licencia { #licence }\n",
        "",
        "paragraphs",
        "Los textos del sitio se ofrecen",
        ("`1 paragraph` is too many",),
        Severity.WARNING,
    ),
    "fr: a footnote is gone": Fault(
        "case-studies/cordoba/index.md",
        "fr",
        "[^title]: ",
        "",
        "footnotes",
        "{ #what-it-shows }",
        ("`[^title]:` is missing",),
    ),
    "fr: a recommendation's box is gone": Fault(
        f"{PAPER}/collaboration.md",
        "fr",
        "/// recommendation | unite-efforts\n///\n",
        "",
        "blocks",
        "Cela demande une gouvernance",
        ("`recommendation | unite-efforts` is missing",),
    ),
    "fr: a key message is another": Fault(
        f"{PAPER}/collaboration.md",
        "fr",
        "/// key-message | shared-territory",
        "/// key-message | territoire",
        "blocks",
        "/// key-message | territoire",
        ("`key-message | shared-territory` is missing", "`key-message | territoire` is too many"),
    ),
    "fr: a year in a summary": Fault(
        "case-studies/dakar/index.md",
        "fr",
        "d’été de 2022 à",
        "d’été de 2021 à",
        "summary",
        "summary:",
        ("`2022` is missing", "`2021` is too many"),
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
        "](../../papers/internationalisation/means.md#local-means)",
        "]",
        "links",
        "Tout ce qui est international",
        ("`../../papers/internationalisation/means.md#local-means` is missing",),
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
        f"{PAPER}/impact.md",
        "fr",
        "/// figure | levels\n",
        "",
        "blocks",
        "| Niveau | Ce qui en relève |",
        ("`figure | levels` is missing",),
    ),
    "fr: a number of cities": Fault(
        f"{PAPER}/means.md",
        "fr",
        "avec 76 villes",
        "avec 67 villes",
        "numbers",
        "avec 67 villes",
        ("`76` is missing", "`67` is too many"),
    ),
    "en: an id is gone": Fault(
        f"{PAPER}/means.md",
        "en",
        " { #cooperation }",
        "",
        "heading",
        "### Cooperation",
        ("has no id",),
    ),
    "en: a link leads nowhere": Fault(
        f"{PAPER}/means.md",
        "en",
        "(implementation.md#reach-and-renown)",
        "(implementation.md#reach)",
        "link",
        "(implementation.md#reach)",
        ("has no `#reach`",),
    ),
    "en: a box of no case": Fault(
        f"{PAPER}/means.md",
        "en",
        "/// case-study | guangzhou",
        "/// case-study | guanzhou",
        "case-study",
        "/// case-study | guanzhou",
        ("no case study `guanzhou`",),
    ),
}


@pytest.fixture(scope="module")
def reference() -> Library:
    library, problems = loader.load(settings_of(ROOT), registry_of_kinds.types())
    assert problems == []
    return library


def test_nothing_is_found_in_the_untouched_site(reference: Library) -> None:
    assert list(parity.check(reference)) == []


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_found(reference: Library, fault: Fault) -> None:
    entry = reference.entries[fault.page]
    text = (ROOT / entry.document(fault.language).path).read_text(encoding="utf-8")
    assert text.count(fault.old) == 1, "the page has changed: choose another text to break"
    broken = text.replace(fault.old, fault.new)
    before = found(reference, with_text(entry, fault.language, text))
    after = found(reference, with_text(entry, fault.language, broken))
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
