"""The interface's words: what the check tells of a catalogue, and that those shipped are right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from issue_papers.content.locales import Language, Locales
from issue_papers.content.settings import Settings
from issue_papers.layers import Layers, package_theme
from issue_papers.reporting.problems import Problem, describe
from issue_papers.views import catalogue, catalogue_file
from issue_papers.views.catalogue_file import ORIGINAL, CatalogueFile
from issue_papers.views.catalogue_rules import Grammar

SHIPPED = package_theme() / "locales"
LANGUAGES = [
    *("ar", "ca", "de", "el", "en", "es", "fa", "fr", "he", "hi", "id"),
    *("it", "ja", "ko", "nl", "pl", "pt-BR", "ru", "sw", "tr", "zh-Hans", "zh-Hant"),
]

MISSING = "the interface's texts are incomplete"
TWO = (Language("en", "English"), Language("de", "Deutsch"))
STATUSES = "'machine', 'draft' or 'reviewed'"

EN = """
greeting: Good morning to all of you
farewell: "See you again, {name}"
close: Close
pages:
  one: "{count} page found for {query}"
  other: "{count} pages found for {query}"
"""
DE = """
translation: {status: machine}
greeting: Guten Morgen allerseits
farewell: "Bis bald, {name}"
close: Schließen
pages:
  one: "Eine Seite zu {query} gefunden"
  other: "{count} Seiten zu {query} gefunden"
"""


def settings(folder: Path, source: str, catalogues: Mapping[str, str]) -> Settings:
    """Write catalogues into a folder, and return the settings of a site in their languages."""
    folder = folder / "locales"
    folder.mkdir(exist_ok=True)
    for tag, text in catalogues.items():
        (folder / f"{tag}.yml").write_text(text.lstrip("\n"), encoding="utf-8")
    return in_languages(folder, source, catalogues)


def in_languages(folder: Path, source: str, tags: Mapping[str, str] | list[str]) -> Settings:
    return Settings(
        root=folder,
        config_path=folder / "mkdocs.yml",
        docs_dir=folder,
        cases_dir=folder,
        theme=Layers((folder.parent,)),
        locales=Locales(source, tuple(Language(tag, f"name of {tag}") for tag in tags)),
        topics={},
    )


def told(problems: list[Problem]) -> list[str]:
    """Return what is told, without the hints."""
    return [describe(problem).partition("\n")[0] for problem in sorted(problems)]


CASES = {
    "nothing": (DE, []),
    "a language has its own number of forms": (
        DE.replace("  one:", "  few: egal\n  one:"),
        [
            "de.yml:6: pages.few: name of de has no plural form `few`",
            "de.yml:6: pages.few: the text has lost `{count}`, `{query}`",
        ],
    ),
    "a form is missing": (
        DE.replace('  one: "Eine Seite zu {query} gefunden"\n', ""),
        ["de.yml:5: pages: plural forms are missing: `one`"],
    ),
    "the form that stands for all others is missing": (
        DE.replace('  other: "{count} Seiten zu {query} gefunden"\n', ""),
        ["de.yml:5: pages: plural forms are missing: `other`"],
    ),
    "a placeholder is lost": (
        DE.replace("Bis bald, {name}", "Bis bald"),
        ["de.yml:3: farewell: the text has lost `{name}`"],
    ),
    "a placeholder is translated": (
        DE.replace("{name}", "{Name}"),
        [
            "de.yml:3: farewell: nothing fills `{Name}`",
            "de.yml:3: farewell: the text has lost `{name}`",
        ],
    ),
    "one of the forms has lost a placeholder": (
        DE.replace("Eine Seite zu {query}", "Eine Seite"),
        ["de.yml:6: pages.one: the text has lost `{query}`"],
    ),
    "the number may be a word where it is always the same, and nowhere else": (
        DE.replace("{count} Seiten", "Seiten"),
        ["de.yml:7: pages.other: the text has lost `{count}`"],
    ),
    "a bracket is lost": (
        DE.replace("bald, {name}", "bald, {name"),
        ["de.yml:3: farewell: a curly bracket has no partner"],
    ),
    "a text has no forms": (
        DE.replace("pages:\n", "pages: Seiten\nrest:\n"),
        [
            "de.yml:5: pages: found a text, expected plural forms: `one`, `other`",
            "de.yml:6: rest: no page uses this text",
        ],
    ),
    "a text has forms that nothing chooses from": (
        DE.replace("close: Schließen", "close: {one: Schließen, other: Schließen}"),
        ["de.yml:4: close: found plural forms, expected a text"],
    ),
    "texts are missing": (
        DE.replace("close: Schließen\n", "").replace("farewell:", "goodbye:"),
        [
            f"de.yml:1: catalogue: {MISSING}: `close`, `farewell` missing",
            "de.yml:3: goodbye: no page uses this text",
        ],
    ),
    "a text is empty": (
        DE.replace("close: Schließen", "close:"),
        [f"de.yml:1: catalogue: {MISSING}: `close` missing"],
    ),
    "a text is left over": (
        f"{DE}old: Alt\n",
        ["de.yml:8: old: no page uses this text"],
    ),
    "nobody has said how it was translated": (
        DE.replace("translation: {status: machine}\n", ""),
        [],
    ),
    "a person has reviewed it": (DE.replace("machine", "reviewed"), []),
    "a status is none": (
        DE.replace("machine", "perfect"),
        [f"de.yml:1: translation.status: found “perfect”, expected {STATUSES}"],
    ),
    "a status is misspelt": (
        DE.replace("status", "stauts"),
        ["de.yml:1: translation.stauts: `stauts` is no key of this place"],
    ),
    "a copy": (
        EN,
        ["de.yml:1: catalogue: most texts are the same as in en.yml: they aren't in name of de"],
    ),
    "a copy with some words translated": (
        EN.replace("Close", "Schließen").replace("Good morning to all of you", "Guten Morgen"),
        ["de.yml:2: catalogue: most texts are the same as in en.yml: they aren't in name of de"],
    ),
    "a translation with some texts left": (
        DE.replace("Guten Morgen allerseits", "Good morning to all of you"),
        [],
    ),
}


@pytest.mark.parametrize(("german", "expected"), CASES.values(), ids=CASES)
def test_what_is_wrong_with_a_catalogue_is_told_at_its_line(
    tmp_path: Path, german: str, expected: list[str]
) -> None:
    _, problems = catalogue.load(settings(tmp_path, "en", {"en": EN, "de": german}))
    assert told(problems) == expected


@pytest.mark.parametrize(("content", "count"), [(b"words\n", 1), (b"- words\n", 1), (b"", 0)])
def test_a_file_without_keys_is_no_catalogue(content: bytes, count: int) -> None:
    _, problems = catalogue_file.read(content, "nl.yml", Language("nl", "Nederlands"))
    assert [(problem.path, problem.line) for problem in problems] == [("nl.yml", 1)] * count


def test_forms_of_another_language_are_told_once(tmp_path: Path) -> None:
    """A copy of English isn't told of what its translation will mend anyway."""
    more = """
cities:
  one: "{count} city"
  other: "{count} cities"
"""
    done = EN + more
    for english, other in (
        ("Good", "Nice"),
        ("See", "Meet"),
        ("found", "there"),
        ("nt} ", "nt}, "),
    ):
        done = done.replace(english, other)
    for tag, text, expected in (
        ("ja", done, ["name of ja has no plural form `one`, which `pages`, `cities` have"]),
        ("pl", done, ["plural forms are missing: `few`, `many`, in `pages`, `cities`"]),
        ("ja", EN + more, ["most texts are the same as in en.yml: they aren't in name of ja"]),
    ):
        words = f"translation: {{status: machine}}\n{text}"
        _, problems = catalogue.load(settings(tmp_path, "en", {"en": EN + more, tag: words}))
        assert [line.split(": ", 2)[2] for line in told(problems)] == expected


def test_a_copy_of_another_translation_is_told_once(tmp_path: Path) -> None:
    site = settings(tmp_path, "en", {"nl": DE, "en": EN, "de": DE})
    message = "most texts are the same as in nl.yml: they aren't in name of de"
    assert told(catalogue.load(site)[1]) == [f"de.yml:2: catalogue: {message}"]


def test_a_copy_of_the_original_is_told_where_english_is_none_of_the_languages(
    tmp_path: Path,
) -> None:
    settings(tmp_path, "en", {"en": EN})
    site = settings(tmp_path, "de", {"de": DE, "nl": EN})
    message = "most texts are the same as in en.yml: they aren't in name of nl"
    assert told(catalogue.load(site)[1]) == [f"nl.yml:1: catalogue: {message}"]


@pytest.mark.parametrize("variants", [("pt", "pt-BR"), ("zh-Hant", "zh-Hans"), ("en", "en-US")])
def test_variants_of_a_language_may_share_their_words(
    tmp_path: Path, variants: tuple[str, str]
) -> None:
    words = EN.replace("{count} page found", "{count} page was found")
    site = settings(tmp_path, "de", {"de": DE, **dict.fromkeys(variants, words)})
    assert not [problem for problem in catalogue.load(site)[1] if problem.key == "catalogue"]


GRAMMARS = {
    "en": ("one other", "one other", "one"),
    "fr": ("one other", "one many other", ""),  # nought is one, too
    "pt-BR": ("one other", "one many other", ""),
    "it": ("one other", "one many other", "one"),
    "pl": ("one few many other", "one few many other", "one"),
    "ru": ("one few many other", "one few many other", ""),  # so is 21
    "ar": ("zero one two few many other", "zero one two few many other", "zero one two"),
    "he": ("one two other", "one two other", "one two"),
    "id": ("other", "other", ""),
    "tlh": ("other", "zero one two few many other", ""),  # CLDR doesn't know it
}


@pytest.mark.parametrize("tag", GRAMMARS)
def test_languages_count_as_cldr_says(tag: str) -> None:
    grammar = Grammar(Language(tag, tag))
    needed, known, single = (words.split() for words in GRAMMARS[tag])
    assert list(grammar.needed) == needed
    assert list(grammar.known) == known
    assert [form for form in grammar.known if grammar.is_one_number(form)] == single


@pytest.fixture(scope="module")
def shipped() -> dict[str, CatalogueFile]:
    found = {}
    for path in sorted(SHIPPED.glob("*.yml")):
        language = Language(path.stem, path.stem)
        found[path.stem], problems = catalogue_file.read(path.read_bytes(), path.name, language)
        assert not problems
    return found


def test_there_are_words_in_twenty_two_languages(shipped: dict[str, CatalogueFile]) -> None:
    assert list(shipped) == LANGUAGES


def test_they_are_all_right_together() -> None:
    """As the words of one site in all languages."""
    assert told(catalogue.load(in_languages(SHIPPED, ORIGINAL, LANGUAGES))[1]) == []


def test_each_says_whether_a_person_has_reviewed_it(shipped: dict[str, CatalogueFile]) -> None:
    """All but the one that the others were translated from."""
    assert [tag for tag, file in shipped.items() if file.provenance is None] == [ORIGINAL]


def test_their_texts_stand_in_the_order_of_the_original(
    shipped: dict[str, CatalogueFile],
) -> None:
    """So that two of them can be compared line by line."""
    for file in shipped.values():
        assert list(file.strings) == list(shipped[ORIGINAL].strings), file.path


def test_they_are_set_as_they_are_printed(shipped: dict[str, CatalogueFile]) -> None:
    """Typewriter quotation marks and dots are for English, Spanish and French to be set from."""
    for tag, file in shipped.items():
        texts = [
            text
            for value in file.strings.values()
            for text in ([value] if isinstance(value, str) else value.values())
        ]
        typed = {"'", '"', "..."} if tag not in {"en", "es", "fr"} else {'"', "..."}
        assert [text for text in texts if any(sign in text for sign in typed)] == [], tag


def test_a_language_without_words_is_told_which_file_to_copy_and_where(tmp_path: Path) -> None:
    """That file may be the generator's, which is no file of the site: its whole path is said."""
    site = tmp_path / "site"
    shipped = tmp_path / "shipped" / "locales" / "en.yml"
    shipped.parent.mkdir(parents=True)
    shipped.write_text(EN.lstrip("\n"), encoding="utf-8")
    layers = Layers((site / "overrides", tmp_path / "shipped"))
    found = catalogue.load(replace(in_languages(site, "en", ["en", "wo"]), theme=layers))[1]
    assert [(problem.path, problem.hint) for problem in found] == [
        (
            "overrides/locales/wo.yml",
            f"copy {shipped.as_posix()} to overrides/locales/wo.yml and translate it",
        )
    ]


def test_what_a_catalogue_of_the_package_lacks_is_told_where_a_site_can_mend_it(
    tmp_path: Path,
) -> None:
    package, own = tmp_path / "package", tmp_path / "site" / "overrides"
    package.mkdir()
    own.mkdir(parents=True)
    for folder, catalogues in ((own, {"en": "hello: Hello you"}), (package, {"en": EN, "de": DE})):
        site = settings(folder, "en", catalogues)
    theme = Layers((own, package))
    site = replace(site, root=tmp_path / "site", theme=theme, locales=Locales("en", TWO))
    _, problems = catalogue.load(site)
    assert told([*problems]) == [
        f"overrides/locales/de.yml:1: catalogue: {MISSING}: `hello` missing"
    ]
