"""Numbers that are the same in every language, and what a passage is compared by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from issue_papers.content import frontmatter
from issue_papers.content.library import Document, Entry
from issue_papers.content.records import translation_of
from issue_papers.kinds.page.model import PAGE, PlainPage
from issue_papers.reporting.problems import Severity
from issue_papers.translation import parity
from issue_papers.translation.number_match import Difference, compare
from issue_papers.translation.quantities import quantities
from issue_papers.translation.shape import read
from issue_papers.translation.state import Fingerprints


@pytest.mark.parametrize(
    ("english", "language", "other"),
    [
        ("1,234.5 wells", "fr", "1 234,5 puits"),
        ("1,234.5 wells", "fr", "1\u202f234,5 puits"),
        ("1,234.5 wells", "es", "1.234,5 pozos"),
        ("1,234.5 wells", "es", "1\u00a0234,5 pozos"),
        ("1,234.5 wells", "es-MX", "1,234.5 pozos"),
        ("1,234.5 wells", "ar", "١٬٢٣٤٫٥"),  # noqa: RUF001
        ("22% of it", "fr", "22 % de cela"),
        ("22% of it", "es", "el 22\u00a0% de ello"),
        ("22 per cent", "es", "22 por ciento"),
        ("$10 million", "es", "10 millones de dólares"),
        ("$10 million", "fr", "10 000 000 dollars"),
        ("2.5 billion", "fr", "2,5 milliards"),
        ("1.5 billion", "es", "1500 millones"),
        ("10,000", "es", "10 mil"),
        ("2016-2019", "fr", "2016–2019"),
        ("on 3 April 2020", "es", "el 3 de abril de 2020"),
        ("at 16:30", "fr", "à 16 h 30"),
        ("WCAG 2.2 and 4.0", "es", "WCAG 2.2 y 4.0"),
        ("Python 3.11.2", "fr", "Python 3.11.2"),
        ("CO2 and 5 m2", "fr", "CO₂ et 5 m²"),
        ("the 21st century", "es", "el siglo XXI"),
        ("the 19th century", "fr", "le XIXe siècle"),
        ("thirty cities", "es", "treinta ciudades"),
        ("thirty cities", "fr", "30 villes"),
        ("12 months", "es", "doce meses"),
        ("2 cities", "fr", "deux villes"),
        ("thirty-five", "es", "35"),
        ("seventy-six", "fr", "76"),
        ("eighty", "fr", "quatre-vingts"),
        ("two hundred", "fr", "deux cents"),
        ("a million", "es", "un millón"),
        ("a hundred people", "es", "cien personas"),
        ("both sides", "fr", "les deux côtés"),
        ("fourfold", "es", "cuatro veces"),
        ("a new office", "fr", "un bureau neuf"),
        ("two-way", "es", "en los dos sentidos"),
        ("Chapter IV", "es", "Capítulo IV"),
    ],
)
def test_a_number_is_the_same_in_every_language(english: str, language: str, other: str) -> None:
    difference = compare(quantities(english, "en"), quantities(other, language))
    assert (difference.missing, difference.extra) == ((), ())


@pytest.mark.parametrize(
    ("english", "language", "other", "missing", "extra", "is_certain"),
    [
        ("40 people", "es", "14 personas", ("40",), ("14",), True),
        ("Forty people", "es", "Catorce personas", ("40",), ("14",), True),
        ("40 people and forty more", "es", "14 y cuarenta más", ("40",), ("14",), True),
        ("22%", "es", "22", ("22%",), ("22",), True),
        ("$10 million", "fr", "10 milliards", ("10000000",), ("10000000000",), True),
        ("1.5", "es", "1.500", ("1.5",), ("1500",), True),
        ("in 2018 and 2018", "fr", "en 2018", ("2018",), (), True),
        ("thirty cities", "fr", "des villes", ("30",), (), False),
        ("in 2018", "ar", "في ٢٠١٩", ("2018",), ("2019",), True),
    ],
)
def test_another_number_is_seen(  # noqa: PLR0913, PLR0917 - a row of the table
    english: str,
    language: str,
    other: str,
    missing: tuple[str, ...],
    extra: tuple[str, ...],
    is_certain: bool,  # noqa: FBT001 - a column of the table
) -> None:
    difference = compare(quantities(english, "en"), quantities(other, language))
    found = (difference.missing, difference.extra, difference.is_certain)
    assert found == (missing, extra, is_certain)


PAIRS = yaml.safe_load(Path(__file__).with_name("number_pairs.yml").read_text(encoding="utf-8"))


def pairs(*kinds: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a test the pairs of texts of some kinds."""
    rows = [row for kind in kinds for row in PAIRS[kind]]
    return pytest.mark.parametrize(("english", "language", "other"), rows)


def difference_of(english: str, language: str, other: str) -> Difference:
    return compare(quantities(english, "en"), quantities(other, language))


@pairs("right", "right_elsewhere")
def test_a_right_translation_is_left_alone(english: str, language: str, other: str) -> None:
    found = difference_of(english, language, other)
    assert (found.missing, found.extra) == ((), ())


@pairs("right")
def test_nor_is_it_an_error_the_other_way_round(english: str, language: str, other: str) -> None:
    found = compare(quantities(other, language), quantities(english, "en"))
    assert not found.is_certain


@pairs("vague", "doubtful_elsewhere")
def test_what_may_be_right_is_at_most_a_warning(english: str, language: str, other: str) -> None:
    found = difference_of(english, language, other)
    assert found.missing or found.extra
    assert not found.is_certain


@pairs("wrong")
def test_a_wrong_translation_is_an_error(english: str, language: str, other: str) -> None:
    assert difference_of(english, language, other).is_certain


@pairs("wrong")
def test_right_words_around_it_hide_no_wrong_number(
    english: str, language: str, other: str
) -> None:
    """An article, an ordinal or a decade elsewhere in the text stands for no lost number."""
    around = {"es": "En la década, un tercio. {}", "fr": "Une décennie, un tiers. {}"}
    told = around.get(language, "{}").format(other)
    assert difference_of(f"In the decade, a third. {english}", language, told).is_certain


TEXT = """\
## What { #what }

One[^note] [two](a.md#x), [out](https://a.example), `3` and @sow2019 [see @diop2020, p. 7].
Mail a@b.example; a *thing*{ #thing }.

/// case-study | dakar
///

- a
- b

| A | B |
| - | - |
| 1 | 2 |

![A well](well.png)

/// note | A title
Inside.
///
"""


def document(text: str, language: str = "en", path: str = "") -> Document:
    parts, problems = frontmatter.parse(text, path)
    assert problems == []
    model = PlainPage if language == "en" else translation_of(PlainPage)
    return Document(
        path=path or f"docs/a.{language}.md",
        language=language,
        meta=model.model_validate(parts.meta.value),
        yaml=parts.meta,
        body=parts.body,
        body_line=parts.body_line,
    )


def test_a_shape_holds_what_is_compared() -> None:
    text = document(TEXT)
    (shape,) = read(text.article, text.passages).values()
    assert shape.blocks == ["case-study | dakar", "note"]
    assert shape.footnotes == {"note": 1}
    assert shape.citations == {"sow2019": 1, "diop2020": 1}
    assert (shape.links, shape.outward) == ({"a.md#x": 1}, 2)
    assert shape.images == {"well.png": 1}
    assert shape.ids == {"thing": 1}
    assert (shape.tables, shape.items, shape.paragraphs) == ([(2, 2)], 2, 3)
    assert sorted(quantities(shape.text, "en").figures()) == ["1", "2", "3", "7"]


def gaps(english: str, french: str) -> list[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]:
    entry = Entry("a.md", PAGE, document(english), {"fr": document(french, "fr")})
    return [
        (g.passage, g.feature, g.severity.value, g.missing, g.extra)
        for g in parity.gaps(entry, "fr")
    ]


@pytest.mark.parametrize(
    ("old", "new", "feature", "severity", "missing", "extra"),
    [
        ("@sow2019", "Sow", "citations", "error", ("@sow2019",), ()),
        ("[^note]", "", "footnotes", "error", ("[^note]",), ()),
        ("{ #thing }", "", "ids", "error", ("thing",), ()),
        ("well.png", "puits.png", "images", "error", ("well.png",), ("puits.png",)),
        ("(https://a.example)", "", "links", "warning", ("1 link to another site",), ()),
        ("- b\n", "", "lists", "warning", ("1 list item",), ()),
        ("Inside.\n", "Inside.\n\nMore.\n", "paragraphs", "warning", (), ("1 paragraph",)),
        ("/// note | A title", "/// note | Un titre", "", "", (), ()),
        (", `3` and", ", `3`, [deux](b.md) and", "links", "warning", (), ("b.md",)),
    ],
)
def test_what_a_translation_loses_is_seen(  # noqa: PLR0913, PLR0917 - a row of the table
    old: str,
    new: str,
    feature: str,
    severity: str,
    missing: tuple[str, ...],
    extra: tuple[str, ...],
) -> None:
    assert old in TEXT
    found = gaps(TEXT, TEXT.replace(old, new))
    assert found == ([("what", feature, severity, missing, extra)] if feature else [])


def test_another_order_of_blocks_and_of_headings_is_a_warning() -> None:
    boxes = "/// case-study | a\n///\n\n/// case-study | b\n///\n"
    turned = "/// case-study | b\n///\n\n/// case-study | a\n///\n"
    ((_, feature, severity, _, _),) = gaps(boxes, turned)
    assert (feature, severity) == ("blocks", "warning")
    ((passage, feature, severity, _, _),) = gaps(
        "## A { #a }\n\n## B { #b }\n", "## B { #b }\n\n## A { #a }\n"
    )
    assert (passage, feature, severity) == ("b", "headings", "warning")


def test_a_passage_that_is_not_translated_yet_is_no_fault() -> None:
    assert gaps("## A { #a }\n\nOne.\n\n## B { #b }\n\n22 wells.\n", "## A { #a }\n\nUn.\n") == []


def test_a_lost_id_is_seen_without_records_and_takes_nothing_with_it() -> None:
    english = "## A { #a }\n\nOne.\n\n## B { #b }\n\n22 wells.\n"
    assert gaps(english, english.replace(" { #b }", "")) == [("b", "ids", "error", ("#b",), ())]


def recorded(entry: Entry, made_from: Document) -> Entry:
    """Record that the French text was made from an earlier English one."""
    target = entry.translations["fr"]
    here = {p.id: p for p in target.passages}
    sections = "".join(
        f"    {p.id}: {Fingerprints.of(p, here[p.id])}\n"
        for p in made_from.passages
        if p.id in here
    )
    meta = f"---\ntranslation:\n  status: machine\n  sections:\n{sections}---\n"
    return replace(entry, translations={"fr": document(meta + target.body, "fr")})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("`3`", "`5`"),
        ("/// case-study | dakar\n///\n", ""),
        ("a.md#x", "b.md"),
        ("[^note]", "[^note][^more]"),
        ("{ #what }", "{ #other }"),
        ("- b\n", "- b\n- c\n"),
        ("well.png", "other.png"),
        ("{ #thing }", "{ #things }"),
    ],
)
def test_an_edit_of_the_source_is_never_a_fault_of_the_translation(old: str, new: str) -> None:
    assert old in TEXT
    before = document(TEXT)
    entry = Entry("a.md", PAGE, before, {"fr": document(TEXT, "fr")})
    now = replace(recorded(entry, before), source=document(TEXT.replace(old, new)))
    assert [g for g in parity.gaps(now, "fr") if not g.is_behind] == []


def test_a_changed_link_in_the_source_hides_no_wrong_number() -> None:
    before = document(TEXT)
    french = document(TEXT.replace("`3`", "`5`"), "fr")
    entry = recorded(Entry("a.md", PAGE, before, {"fr": french}), before)
    now = replace(entry, source=document(TEXT.replace("a.md#x", "b.md")))
    found = [(g.feature, g.severity) for g in parity.gaps(now, "fr") if not g.is_behind]
    assert found == [("numbers", Severity.ERROR)]


LONG = """\
## What { #what }

Water in 2018,
much of 1,234.

Wells[^note] in 2019.

- an item of 500
- another, @sow2019

/// recommendation | mend
All 700 of them.
///

/// case-study | dakar
///

The end came in 2020.
"""


@pytest.mark.parametrize(
    ("old", "new", "feature", "line"),
    [
        ("in 2018,\nmuch", "en 2018, beaucoup", "", ""),
        ("1,234", "1 432", "numbers", "much of 1 432"),
        (" in 2019", " in 2016", "numbers", "2016"),
        (" in 2019", "", "numbers", "Wells[^note]."),
        ("of 500", "", "numbers", "- an item"),
        ("2020", "2021", "numbers", "2021"),
        (" in 2020", "", "numbers", "The end came"),
        ("[^note]", "", "footnotes", "Wells in 2019"),
        (", @sow2019", "", "citations", "- an item of 500"),
        ("- another", "another", "lists", "- an item of 500"),
        ("Wells", "[Wells](a.md)", "links", "[Wells](a.md)"),
        ("The end", "More.\n\nThe end", "paragraphs", "The end"),
        ("| dakar", "| cairo", "blocks", "/// case-study | cairo"),
        ("/// case-study | dakar\n///\n\n", "", "blocks", "The end came"),
    ],
)
def test_a_difference_is_told_at_its_own_line(old: str, new: str, feature: str, line: str) -> None:
    assert old in LONG
    french = LONG.replace(old, new).replace("1,234", "1 234")
    entry = Entry("a.md", PAGE, document(LONG), {"fr": document(french, "fr")})
    found = {gap.feature: gap.line for gap in parity.gaps(entry, "fr")}
    assert set(found) == ({feature} if feature else set())
    if feature:
        assert line in french.split("\n")[found[feature] - 1]


def test_a_number_lost_where_the_source_has_changed_is_known_to_be_behind() -> None:
    before = document(TEXT)
    french = document(TEXT.replace("`3`", "`500`"), "fr")
    entry = recorded(Entry("a.md", PAGE, before, {"fr": french}), before)
    now = replace(entry, source=document(TEXT.replace("Mail", "Write to")))
    (gap,) = parity.gaps(now, "fr")
    assert (gap.feature, gap.is_behind) == ("numbers", True)
    assert (gap.missing, gap.extra) == (("3",), ("500",))
