"""The command line in the language of whoever types: helps, prompts, and what click says itself.

A help is written in English where its option or command is. What is shown is a copy whose helps are
translated; `tests/tools/catalogues.py` takes them out for the catalogues as it does messages.
Click's own words go through gettext's functions, which are told here where they find ours.
"""

from __future__ import annotations

import copy
import gettext
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

from issue_papers.reporting.catalogues import DOMAIN, SOURCE, catalogue, compiled_folder
from issue_papers.reporting.messages import say, translate


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let click speak a language, as long as this lasts.

    Args:
        language: One of `LANGUAGES`, and the one that the environment asks for, or English: gettext
            looks for itself which of its catalogues the environment wants.
    """
    before = gettext.textdomain()
    if language == SOURCE:
        gettext.textdomain("messages")  # gettext's default, for which there is no catalogue
    else:
        gettext.bindtextdomain(DOMAIN, compiled_folder(language))
        gettext.textdomain(DOMAIN)
    try:
        yield
    finally:
        gettext.textdomain(before)


AnyCommand = TypeVar("AnyCommand", bound=click.Command)


def spoken(command: AnyCommand, language: str) -> AnyCommand:
    """Return a command, and those below it, with helps in a language.

    Args:
        command: The command, with helps in English.
        language: One of `LANGUAGES`.
    """
    said = copy.copy(command)
    said.help = _help(command.help, language)
    said.params = [_spoken(param, language) for param in command.params]
    if command.options_metavar:
        said.options_metavar = _metavar(command.options_metavar, language)
    if isinstance(command, click.Group) and isinstance(said, click.Group):
        said.subcommand_metavar = _metavar(command.subcommand_metavar, language)
        said.commands = {name: spoken(each, language) for name, each in command.commands.items()}
    return said


def _spoken(param: click.Parameter, language: str) -> click.Parameter:
    """Return a parameter with its help, and the names that messages have for its type."""
    said = copy.copy(param)
    said.type = copy.copy(param.type)
    if isinstance(said.type, click.Path):  # click asks gettext for its name when it is made
        said.type.name = catalogue(language).gettext(said.type.name)
    if isinstance(said, click.Option):
        said.help = _help(said.help, language)
        if said.type.name == click.STRING.name and not said.metavar:
            said.metavar = _metavar("TEXT", language)
    return said


_METAVARS = (say("TEXT"), say("[OPTIONS]"), say("COMMAND [ARGS]..."))
"""What click calls that which is typed, and doesn't translate."""


def _metavar(text: str, language: str) -> str:
    return next((translate(each, language) for each in _METAVARS if each == text), text)


def _help(text: str | None, language: str) -> str | None:
    """Return a help in a language, paragraph by paragraph."""
    if not text:
        return text
    translated = catalogue(language).gettext
    return "\n\n".join(translated(paragraph) for paragraph in paragraphs(text))


def paragraphs(text: str) -> list[str]:
    """Return a help's paragraphs, each on a line, as catalogues have them."""
    return [" ".join(part.splitlines()) for part in inspect.cleandoc(text).split("\n\n")]
