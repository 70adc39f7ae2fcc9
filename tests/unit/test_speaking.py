"""The command line speaks the environment's language: helps, prompts, what click itself says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from harness import COMMAND, invoke, run
from issue_papers.cli.main import main
from issue_papers.cli.speaking import paragraphs
from issue_papers.reporting.catalogues import TRANSLATED
from tools import catalogues


def commands(command: click.Command = main, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield all commands, loaded, by what is typed for them."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            below = command.get_command(context, each)
            assert below
            yield from commands(below, f"{name} {each}".strip())


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_help_is_in_the_catalogue(language: str) -> None:
    known = catalogues.read(language)
    for name, command in commands():
        helps = [command.help, *(getattr(param, "help", None) for param in command.params)]
        for text in filter(None, helps):
            for paragraph in paragraphs(text):
                assert paragraph in known, name


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        (
            "es_MX.UTF-8",
            ["Uso: main new [OPCIONES] ORDEN [ARGUMENTOS]...", "Crea un documento con"],
        ),
        (
            "fr_FR.UTF-8",
            ["Usage : main new [OPTIONS] COMMANDE [ARGUMENTS]...", "Créer un document"],
        ),
        ("C.UTF-8", ["Usage: main new [OPTIONS] COMMAND [ARGS]...", "Make a paper with its first"]),
    ],
)
def test_help_speaks_the_language(locale: str, expected: list[str], tmp_path: Path) -> None:
    said = invoke("new", "--help", cwd=tmp_path, LC_ALL=locale).stdout
    for text in expected:
        assert text in said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["check", "--fixx"], "Error: No existe la opción '--fixx'. ¿Quería decir '--fix'?"),
        (["check", "--lang", "xx"], "El valor de '--lang' no vale: 'xx' no es ninguno de estos"),
        (["init", "--logo", "no.png"], "No existe: Archivo 'no.png'."),
        (["chek"], "No existe la orden 'chek'."),
        (["review"], "Falta la opción '--base'."),
        (["new", "translation"], "Falta el argumento 'PATH'."),
        (["urls", "sobra"], "Sobra un argumento (sobra)"),
    ],
)
def test_click_speaks_the_language(arguments: list[str], expected: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()
    told = invoke(*arguments, cwd=tmp_path, LC_ALL="es_ES.UTF-8")
    assert told.returncode == 2
    assert expected in told.stderr
    assert "Uso: " in told.stderr
    english = invoke(*arguments, cwd=tmp_path)
    assert "Usage: " in english.stderr
    assert expected not in english.stderr


def test_a_process_of_its_own_heeds_languages(tmp_path: Path) -> None:
    asked = {"LC_ALL": "", "LANG": "en_GB.UTF-8", "LANGUAGE": "de:fr"}
    said = run(COMMAND, "chek", cwd=tmp_path, **asked)
    assert "La commande 'chek' n’existe pas." in said.stderr


def test_what_a_new_page_needs_is_told_in_the_language(small_site: Callable[..., Path]) -> None:
    site = small_site()
    refused = invoke("new", "news", "--yes", cwd=site, LC_ALL="es_ES.UTF-8")
    assert "aquí no hay a quién preguntar; indique --title (Título)" in refused.stderr
    options = ["--title", "Wells", "--summary", "They came back.", "--date", "2024-05-01"]
    done = invoke("new", "news", "--yes", *options, cwd=site, LC_ALL="fr_FR.UTF-8")
    assert done.returncode == 0, done.stderr
    assert "créé : docs/news/wells.md\n" in done.stdout
    assert "Et maintenant :\n  1. écrivez le texte dans docs/news/wells.md" in done.stdout


def test_status_speaks_the_language(small_site: Callable[..., Path]) -> None:
    said = invoke("status", cwd=small_site(), LC_ALL="fr_FR.UTF-8", COLUMNS="160").stdout
    for text in ("Traductions", "Mots à traduire", "non traduite (", "relue"):
        assert text in said
    assert "reviewed" not in said
