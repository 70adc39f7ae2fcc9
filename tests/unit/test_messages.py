"""Messages in the editor's language: every one is translated, and nothing is translated in vain."""

from __future__ import annotations

import ast
import copy
import json
import pickle
import string
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from harness import COMMAND, SITES, invoke, run
from issue_papers.reporting import reports
from issue_papers.reporting.catalogues import LANGUAGES, TRANSLATED, source_file
from issue_papers.reporting.messages import (
    environment_language,
    joined,
    say,
    say_count,
    translate,
)
from issue_papers.reporting.problems import Problem, Severity, report
from tools import catalogues
from tools.catalogues import KEYWORDS, PACKAGE, called, templates

FAMILIAR = {
    "es": {"tú", "tu", "tus", "añade", "borra"},
    "fr": {"tu", "ton", "tes", "ajoute", "écris"},
}


def calls() -> Iterator[tuple[str, ast.Call]]:
    for module in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) in KEYWORDS:
                yield f"{module.name}:{node.lineno}", node


@cache
def template() -> Catalog:
    return catalogues.extracted()


@cache
def read(language: str) -> Catalog:
    return catalogues.read(language)


def translations(language: str) -> Iterator[tuple[str, str]]:
    """Yield each English text with its translation; that for several with every other form."""
    for entry in read(language):
        if not entry.id:
            continue
        if isinstance(entry.id, str):
            yield entry.id, entry.string
        else:
            one, other = entry.id
            yield one, entry.string[0]
            yield from ((other, form) for form in entry.string[1:])


def placeholders(template: str) -> list[str]:
    return sorted({name for _, name, _, _ in string.Formatter().parse(template) if name})


def test_every_message_is_written_out_where_it_is_made() -> None:
    for place, node in calls():
        for text in templates(node):
            assert isinstance(text, ast.Constant), place
            assert isinstance(text.value, str), place
            given = {keyword.arg or "" for keyword in node.keywords}
            needed = set(placeholders(text.value))
            if called(node) == "say_count":
                needed, given = needed - {"count"}, given - {"one", "other"}
            assert needed == given, place


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_is_what_the_code_says_wholly_translated(language: str) -> None:
    assert catalogues.as_text(catalogues.updated(read(language), template())) == source_file(
        language
    ).read_text(encoding="utf-8"), "run tests/tools/catalogues.py and translate what is new"
    for entry in read(language):
        forms = entry.string if entry.pluralizable else [entry.string]
        assert all(forms), entry.id
        assert not entry.fuzzy, entry.id
        assert not list(entry.check()), entry.id


def test_a_text_that_counts_has_one_plural() -> None:
    plurals: dict[str, str | None] = {}
    for place, node in calls():
        first, *other = [text.value for text in templates(node) if isinstance(text, ast.Constant)]
        plural = str(other[0]) if other else None
        assert plurals.setdefault(str(first), plural) == plural, place


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_placeholders_and_the_line_breaks(language: str) -> None:
    counted = {text for entry in template() if entry.pluralizable for text in entry.id}
    for text, translation in translations(language):
        left_out = {"count", "len"} if text in counted else set()  # one may be written as a word
        given, expected = set(placeholders(translation)), set(placeholders(text))
        assert given - left_out == expected - left_out, text
        assert translation.count("\n") == text.count("\n"), text
        assert translation.count("`") == text.count("`"), text
        assert not FAMILIAR[language] & set(translation.lower().split()), translation


def test_french_has_its_signs_apart_with_ordinary_spaces() -> None:
    for _, translation in translations("fr"):
        assert not set(translation) & set("\u00a0\u202f'“”") - (
            {"'"} if "pip install" in translation else set()
        ), translation
        assert "«" not in translation.replace("« ", ""), translation
        assert "»" not in translation.replace(" »", ""), translation
        words = "".join(translation.split("`")[::2])
        assert "?" not in words.replace(" ?", ""), translation
        assert ";" not in words.replace(" ;", ""), translation


@pytest.mark.parametrize("language", TRANSLATED)
def test_check_speaks_the_language(language: str, small_site: Callable[..., Path]) -> None:
    case = SITES / "broken" / "several-at-once"
    site = small_site(case)
    expected = (case / f"expected.{language}.txt").read_text(encoding="utf-8")
    asked = invoke("check", "--lang", language, cwd=site)
    assert (asked.stdout, asked.stderr, asked.returncode) == (expected, "", 1)
    understood = run(COMMAND, "check", cwd=site, LC_ALL=f"{language}_XX.UTF-8")
    assert understood.stdout == expected
    overruled = invoke("check", "--lang", "en", cwd=site, LC_ALL=f"{language}_XX.UTF-8")
    assert overruled.stdout == (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_build_speaks_the_environments_language(
    language: str, small_site: Callable[..., Path]
) -> None:
    case = SITES / "broken" / "several-at-once"
    result = run(COMMAND, "build", cwd=small_site(case), LC_ALL=f"{language}.UTF-8")
    expected = (case / f"expected.{language}.txt").read_text(encoding="utf-8").strip()
    assert expected in result.stdout + result.stderr


def test_a_message_is_its_english_text() -> None:
    message = say("found {found}, expected {expected}", found=say("a list"), expected="`x`")
    assert message == "found a list, expected `x`"
    assert translate(message, "es") == "se encontró una lista, pero se esperaba `x`"
    assert translate(message, "fr") == "on a trouvé une liste, on attendait `x`"
    assert translate(message, "en") == translate(message, "tlh") == message
    assert translate("found {x}", "es") == "found {x}"


def test_braces_in_what_is_put_in_stay() -> None:
    message = say("rename it to `{right}`", right="{a}")
    assert translate(message, "es") == "cámbiele el nombre por `{a}`"
    assert joined(", ", ["{a}", say("a list")]) == "{a}, a list"
    assert translate(joined(", ", ["{a}", say("a list")]), "fr") == "{a}, une liste"


def test_a_copy_can_still_be_translated() -> None:
    message = say("the file `{file}` isn't there", file="x.png")
    for other in (copy.deepcopy(message), pickle.loads(pickle.dumps(message))):  # noqa: S301
        assert other == message
        assert translate(other, "fr") == "le fichier `x.png` n’existe pas"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "es"}, "es"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "fr_BE@euro"}, "fr"),
        ({"LANG": "es_ES", "LC_MESSAGES": "fr_FR"}, "fr"),
        ({"LANG": "es_ES", "LC_MESSAGES": "fr_FR", "LC_ALL": "C"}, "en"),
        ({"LANG": "es_ES", "LC_MESSAGES": "", "LC_ALL": ""}, "es"),
        ({"LANG": "en_GB", "LANGUAGE": "fr"}, "fr"),
        ({"LANG": "de_DE", "LANGUAGE": "de:ca:es_AR:fr"}, "es"),
        ({"LANG": "es_ES", "LANGUAGE": "en:fr"}, "en"),
        ({"LANG": "es_ES", "LANGUAGE": ""}, "es"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LANGUAGE": "fr"}, "en"),
    ],
)
def test_the_environment_says_the_language(environment: dict[str, str], language: str) -> None:
    assert environment_language(environment) == language


@pytest.mark.parametrize(
    ("number", "english", "spanish", "french"),
    [
        (0, "0 paragraphs", "0 párrafos", "0 paragraphe"),
        (1, "1 paragraph", "1 párrafo", "1 paragraphe"),
        (2, "2 paragraphs", "2 párrafos", "2 paragraphes"),
        (1_000_000, "1000000 paragraphs", "1000000 párrafos", "1000000 paragraphes"),
    ],
)
def test_a_number_chooses_the_form(number: int, english: str, spanish: str, french: str) -> None:
    message = say_count(number, one="1 paragraph", other="{count} paragraphs")
    for copied in (message, copy.deepcopy(message), pickle.loads(pickle.dumps(message))):  # noqa: S301
        told = copied, translate(copied, "es"), translate(copied, "fr")
        assert told == (english, spanish, french)


def some(wrong: int, doubtful: int) -> list[Problem]:
    message = say("the file is empty")
    severities = [Severity.ERROR] * wrong + [Severity.WARNING] * doubtful
    return [
        Problem("a.md", line, "file", message, severity=severity)
        for line, severity in enumerate(severities, 1)
    ]


@pytest.mark.parametrize(
    ("wrong", "doubtful", "closing"),
    [
        (0, 0, ("No problems found.", "No hay ningún problema.", "Aucun problème.")),
        (1, 0, ("1 error found.", "Hay 1 error.", "Il y a 1 erreur.")),
        (0, 1, ("1 warning found.", "Hay 1 advertencia.", "Il y a 1 avertissement.")),
        (
            2,
            3,
            (
                "2 errors and 3 warnings found.",
                "Hay 2 errores y 3 advertencias.",
                "Il y a 2 erreurs et 3 avertissements.",
            ),
        ),
    ],
)
def test_the_count_has_its_plural(wrong: int, doubtful: int, closing: tuple[str, ...]) -> None:
    found = some(wrong, doubtful)
    for language, expected in zip(LANGUAGES, closing, strict=True):
        assert report(found, language).splitlines()[-1] == expected
        assert reports.as_github(found, language).splitlines()[-1] == expected


def test_other_forms_speak_the_language_and_keep_what_programs_read() -> None:
    hint = say("write a title and a text, or delete the file")
    found = [Problem("a.md", 1, "file", say("the file is empty"), hint, Severity.WARNING)]
    assert "a.md:1: avertissement : file: le fichier est vide\n  conseil : écrivez" in report(
        found, "fr"
    )
    assert json.loads(reports.as_json(found, "es")) == [
        {
            "path": "a.md",
            "line": 1,
            "key": "file",
            "message": "el archivo está vacío",
            "hint": "escriba un título y un texto, o borre el archivo",
            "severity": "warning",
            "fix": None,
        }
    ]
    command = reports.as_github(found, "es").splitlines()[0]
    assert command.startswith("::warning file=a.md,line=1,title=file::el archivo está vacío%0A")
    english, spanish = (json.loads(reports.as_gitlab(found, tag))[0] for tag in ("en", "es"))
    assert spanish["fingerprint"] == english["fingerprint"]
    assert spanish["description"].startswith("el archivo está vacío\nsugerencia: escriba")
