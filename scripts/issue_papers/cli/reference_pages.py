"""The reference as Markdown: keys, options, commands and messages, from where the code has them.

What is said of a key stands at its field, of an option at its declaration, of a command in its
help. A page here is those texts in a language, in the tables of a template.
"""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any, TypeAlias

import click
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po
from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from issue_papers.articles import allowed_html
from issue_papers.building.contract_options import CONTRACT
from issue_papers.building.markup_rules import CHECKED, rules_of
from issue_papers.building.options import OPTIONS
from issue_papers.checks import files
from issue_papers.cli.speaking import spoken
from issue_papers.content.csl_item import Item
from issue_papers.content.model import City, PageMeta, Reference
from issue_papers.content.records import Translation, is_translated
from issue_papers.content.termbase import Concept, Term
from issue_papers.kinds import registry
from issue_papers.layers import Layers, package_theme
from issue_papers.reporting.catalogues import SOURCE, TRANSLATED, catalogue, source_file
from issue_papers.reporting.messages import Message, say, translate


@dataclass(frozen=True)
class Key:
    """A key of front matter or of a data file.

    Attributes:
        name: As it is written, with those it stands in before it: `authors.name`.
        is_text: Whether it is translated; otherwise it is a fact.
        holds: Whether it only holds others.
        is_required: Whether it has to be there, where the outer one is.
        example: A value as it is written in YAML.
        about: What it says.
    """

    name: str
    is_text: bool
    holds: bool
    is_required: bool
    example: str
    about: str


@dataclass(frozen=True)
class Table:
    """The keys of a kind of page or of a data file.

    Attributes:
        id: Names the table in addresses.
        title: What people call what has the keys.
        files: Where it stands.
        keys: Its keys, in order.
    """

    id: str
    title: Message
    files: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Command:
    """A command.

    Attributes:
        name: What is typed for it.
        usage: What may be typed behind it.
        about: What it does, in paragraphs.
        options: Each option as it is typed, with what it does.
    """

    name: str
    usage: str
    about: tuple[str, ...]
    options: tuple[tuple[str, str], ...]


def tables() -> tuple[Table, ...]:
    """Return all tables of keys: what all pages have, each kind of page, the data files."""
    ours = tuple(
        Table(kind.name, kind.title, kind.files, tuple(_keys(kind.model, PageMeta)))
        for kind in registry.types()
    )
    translation = tuple(_keys(Translation, None, "translation."))
    return (
        Table("every-page", say("Every page"), "", tuple(_keys(PageMeta))),
        Table("translation", say("Translation"), "", translation),
        *ours,
        Table("cities-yml", say("Cities"), "case_studies/cities.yml", tuple(_keys(City))),
        Table(
            "references-yml",
            say("References"),
            "docs/references.yml, docs/papers/*/references.yml",
            (*_keys(Reference, Item), *_keys(Item)),
        ),
        Table(
            "glossary-yml", say("Glossary"), "docs/glossary.yml", (*_keys(Term), *_keys(Concept))
        ),
    )


def _keys(
    model: type[BaseModel], but: type[BaseModel] | None = None, above: str = ""
) -> Iterator[Key]:
    """Yield a type's keys with those inside them, but for another type's."""
    left_out = but.model_fields if but and but is not model else {}
    for name, field in model.model_fields.items():
        inner = () if model is Item else tuple(dict.fromkeys(_records(field.annotation)))
        if name in left_out and field.description == left_out[name].description:
            continue
        key = f"{above}{field.alias or name}"
        yield _key(key, field, holds=bool(inner))
        for record in inner:
            yield from _keys(record, None, f"{key}.")


def _key(name: str, field: FieldInfo, *, holds: bool) -> Key:
    return Key(
        name=name,
        is_text=is_translated(field),
        holds=holds,
        is_required=field.is_required(),
        example=str(next(iter(field.examples or ()), "")),
        about=field.description or "",
    )


def _records(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the types of front matter inside a field's type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _records(part)


def options() -> tuple[Mapping[str, str], ...]:
    """Return the plugin's options: name, default, example and explanation."""
    return tuple(
        {
            "name": option.name,
            "default": "" if option.default in ("", {}) else json.dumps(option.default).strip('"'),
            "example": option.example,
            "about": option.about or "",
        }
        for option in sorted(OPTIONS, key=lambda option: option.name)
    )


def commands(main: click.Command, language: str) -> tuple[Command, ...]:
    """Return all commands, with helps in a language."""
    return tuple(_commands(spoken(main, language), "issue-papers", language))


def _commands(command: click.Command, name: str, language: str) -> Iterator[Command]:
    context = click.Context(command, info_name=name)
    said = (param for param in command.get_params(context) if isinstance(param, click.Option))
    yield Command(
        name=name,
        usage=" ".join(command.collect_usage_pieces(context)),
        about=tuple((command.help or "").split("\n\n")),
        options=tuple(
            (", ".join(option.opts), _ended(option.help))
            for option in said
            if not option.hidden and option.help and "--help" not in option.opts
        ),
    )
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            if below := command.get_command(context, each):
                yield from _commands(spoken(below, language), f"{name} {each}", language)


def _ended(text: str | None) -> str:
    """Return a help on one line."""
    return " ".join((text or "").split())


_SEVERAL = 2
Forms: TypeAlias = tuple[str, str]
"""A message's English for one thing and for several; twice the same if it doesn't count."""

PARTS = (
    (say("Texts"), ("checks/", "articles/", "printing/")),
    (say("Front matter and data files"), ("content/", "kinds/", "look/focal")),
    (say("Blocks"), ("blocks/",)),
    (say("Translations and terms"), ("translation/", "views/", "desk/recording")),
    (say("Citations"), ("citations/",)),
    (say("Formats"), ("formats/", "fonts/")),
    (say("Configuration and build"), ("building/", "mkdocs_", "reporting/")),
)
"""The parts of the page of messages, with where in the package their messages are said."""


def messages() -> tuple[tuple[Message, tuple[Forms, ...]], ...]:
    """Return the English of what is said of a site's content, by part.

    Explanations of keys, names of commands and prompts aren't among it: they have capitals.
    """
    with source_file(TRANSLATED[0]).open("rb") as file:
        entries = [entry for entry in read_po(file) if entry.id]
    found = []
    for title, places in PARTS:
        said = {_forms(entry) for entry in entries if entry.locations[0][0].startswith(places)}
        texts = sorted((forms for forms in said if not forms[1][0].isupper()), key=itemgetter(1))
        found.append((title, tuple(texts)))
    return tuple(found)


def _forms(entry: Entry) -> Forms:
    forms = (entry.id, entry.id) if isinstance(entry.id, str) else entry.id
    return str(forms[0]), str(forms[1])


_ABOUT = re.compile(r"\s*\{#-?(?P<text>.*?)-?#\}", re.DOTALL)
"""What a template says of itself: the comment that it begins with."""


def templates() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the theme's templates by folder, each with what its first comment says of it."""
    theme = package_theme()
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(theme.rglob("*.html")):
        name = path.relative_to(theme)
        match = _ABOUT.match(path.read_text(encoding="utf-8"))
        about = " ".join(match["text"].split()) if match else ""
        found.setdefault(name.parent.as_posix(), []).append((name.as_posix(), about))
    return {folder: tuple(each) for folder, each in sorted(found.items())}


def markup() -> Mapping[str, object]:
    """Return what texts may have of HTML: elements by their attributes, schemes, classes."""
    by_attributes: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(allowed_html.ELEMENTS):
        attributes = tuple(sorted(allowed_html.ATTRIBUTES.get(name, ())))
        by_attributes.setdefault(attributes, []).append(name)
    rules = rules_of(Layers((package_theme(),)), CHECKED)
    return {
        "elements": [(names, attributes) for attributes, names in by_attributes.items()],
        "on_all": _code(allowed_html.ON_ALL),
        "schemes": _code(f"{scheme}:" for scheme in allowed_html.SCHEMES),
        "classes": sorted(rules.classes),
        "files": _code(files.RUN),
    }


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


PAGES: Mapping[str, Callable[[click.Command, str], Mapping[str, object]]] = {
    "keys": lambda _, __: {"tables": tables()},
    "options": lambda _, __: {"options": options()},
    "configuration": lambda _, __: {"groups": CONTRACT},
    "commands": lambda main, language: {"commands": commands(main, language)},
    "messages": lambda _, __: {"messages": messages()},
    "markup": lambda _, __: markup(),
    "templates": lambda _, __: {"templates": templates()},
}
"""The pages of the reference, by name, with what their templates see."""

IN_ENGLISH = frozenset({"configuration"})
"""Those that are for owners, and aren't translated."""


def page(name: str, main: click.Command, language: str = SOURCE) -> str:
    """Write a page of the reference.

    Args:
        name: One of `PAGES`; its template is `templates/reference/<name>.md`.
        main: The command line.
        language: The language to write it in.
    """
    environment = Environment(
        loader=PackageLoader("issue_papers", "templates/reference"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - Markdown, of texts of our own
        keep_trailing_newline=True,
    )

    def told(text: str) -> str:
        """Return a text of ours in the language, be it a message or the English of one."""
        if isinstance(text, Message) or not text:
            return translate(text, language)
        return catalogue(language).gettext(text)

    def template(forms: Forms) -> str:
        """Return a message's template in the language on a line: that for several, if it counts."""
        one, other = forms
        known = catalogue(language)
        text = known.gettext(one) if one == other else known.ngettext(one, other, _SEVERAL)
        return " ".join(text.split())

    environment.filters["told"] = told
    environment.filters["cell"] = lambda text: text.replace("|", "\\|")
    environment.filters["template"] = template
    environment.filters["quoted"] = partial(json.dumps, ensure_ascii=False)
    environment.globals["say"] = say
    return environment.get_template(f"{name}.md").render(PAGES[name](main, language))
