"""How the rules of kinds say what is wrong: at a key, of an id, of a file's place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from issue_papers.content import typed_names
from issue_papers.content.agents import Agent
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.names import is_of_organisation
from issue_papers.content.page_type import PageType
from issue_papers.reporting.messages import Message, joined, say
from issue_papers.reporting.problems import Problem, Severity, closest


def at(document: Document, *path: str | int, message: str, hint: str = "") -> Problem:
    """Make a problem at a key of a document's front matter."""
    key = ".".join(map(str, path))
    return Problem(document.path, document.yaml.line(path), key, message, hint)


def doubt(document: Document, *path: str | int, message: str, hint: str = "") -> Problem:
    """Make a warning at a key of a document's front matter."""
    return replace(at(document, *path, message=message, hint=hint), severity=Severity.WARNING)


def unknown(
    entry: Entry,
    at: tuple[str | int, ...],
    ids: Iterable[str],
    known: Collection[str],
    told: Callable[[str], Message],
) -> Iterator[Problem]:
    """Yield each id that isn't known, at its own line or that of the key that holds it."""
    names = sorted(known)
    lines = entry.source.yaml
    for index, identifier in enumerate(ids):
        if identifier not in names:
            where = (*at, index) if (*at, index) in lines.lines else at
            yield Problem(
                entry.source.path,
                lines.line(where),
                ".".join(map(str, where)),
                told(identifier),
                closest(identifier, names),
            )


def stands_wrong(entry: Entry, right: str) -> Problem:
    """Say of a plain page that it is meant to be more."""
    message = say("the file stands where it is taken for a plain page")
    return Problem(entry.source.path, 1, "file", message, say("move it to `{right}`", right=right))


def twice(document: Document, key: str, items: Sequence[str]) -> Iterator[Problem]:
    """Yield each item of a list that stands in it already."""
    for index, item in enumerate(items):
        if item in items[:index]:
            yield at(document, key, index, message=say("`{slug}` is listed twice", slug=item))


def unknown_topics(
    library: Library, document: Document, topics: Iterable[str]
) -> Iterator[Problem]:
    """Yield each topic that mkdocs.yml doesn't name."""
    known = library.settings.topics
    for index, topic in enumerate(topics):
        if topic not in known:
            message = say("`{topic}` is none of the site's topics", topic=topic)
            yield at(document, "topics", index, message=message, hint=closest(topic, known))


def unknown_references(
    library: Library, document: Document, references: Iterable[str]
) -> Iterator[Problem]:
    """Yield each work that no references.yml has."""
    for index, reference in enumerate(references):
        if not library.is_reference(reference):
            message = say(
                "the reference `{reference}` isn't in any references.yml", reference=reference
            )
            hint = closest(reference, library.references)
            yield at(document, "references", index, message=message, hint=hint)


def taken_numbers(numbered: Iterable[tuple[Entry, int]]) -> Iterator[Problem]:
    """Yield each page whose number another has: of two, the later one has to take another.

    Args:
        numbered: The pages, the earliest first, with their numbers.
    """
    first: dict[int, Entry] = {}
    for entry, number in numbered:
        other = first.setdefault(number, entry)
        if other is not entry:
            message = say(
                "the number {number} is already that of {path}",
                number=number,
                path=other.source.path,
            )
            yield at(entry.source, "number", message=message, hint=say("give each paper its own"))


def misplaced(library: Library, kind: PageType, key: str) -> Iterator[Problem]:
    """Yield plain pages that stand below a kind's folder and are meant to be of that kind.

    Args:
        library: All content.
        kind: The kind.
        key: What front matter of the kind has, and hardly any other.
    """
    folder = kind.path.split("/")[0]
    for entry in library.entries.values():
        is_list = entry.key in library.listings
        if entry.kind.is_ours or is_list or entry.key.split("/")[0] != folder:
            continue
        if key in (entry.source.meta.model_extra or {}):
            docs = library.settings.relative(library.settings.docs_dir)
            yield stands_wrong(entry, f"{docs}/{kind.key(entry.slug)}")


def doubtful_names(
    document: Document, authors: Iterable[Agent], key: tuple[str, ...] = ("authors",)
) -> Iterator[Problem]:
    """Yield names that were typed in one piece, where it isn't plain which part is the family's.

    Args:
        document: Where they stand.
        authors: The people and organisations.
        key: The key that lists them.
    """
    for index, author in enumerate(authors):
        if (
            author.name
            and not author.family
            and (told := _mistyped(author.name) or _doubt(author, author.name))
        ):
            path: tuple[str | int, ...] = (*key, index, "name")
            yield doubt(document, *path, message=told[0], hint=told[1])


def _mistyped(typed: str) -> tuple[Message, Message] | None:
    """Say that what stands for a name is more than one, or another, and how it is written."""
    if names := typed_names.people(typed):
        entries = joined(", ", [f"`name: {name}`" for name in names])
        return say("“{name}” names more than one person", name=typed), say(
            "give each an entry of their own, with an `id`: {names}; the name of an organisation "
            "stands in `literal`",
            names=entries,
        )
    is_of_people = not is_of_organisation(typed.partition(",")[0])
    if is_of_people and (bare := typed_names.undressed(typed)) != typed:
        message = say("found “{name}”, which holds more than the name", name=typed)
        return message, say("write `name: {name}`", name=bare)
    name, family = typed_names.in_small_letters(typed) if is_of_people else ("", "")
    if name:
        return say("found “{name}”, part of which is in capital letters", name=typed), say(
            "write `name: {name}`, with `family: {family}` beside it; the name of an organisation "
            "stands in `literal`",
            name=name,
            family=family or name.split()[-1],
        )
    return None


def _doubt(author: Agent, typed: str) -> tuple[Message, Message] | None:
    """Say what is doubtful in how a name is cited, and how it is written."""
    cited = author.parts.last_first
    message = say("“{name}” is cited as “{cited}”, which may be wrong", name=typed, cited=cited)
    if right := typed_names.with_initials_first(typed):
        return message, say("write `name: {name}`", name=right)
    if not author.is_doubtful:
        return None
    if author.parts.literal:
        return say("“{name}” is taken for the name of an organisation", name=author.printed), say(
            "write `literal` in the place of `name`, or a person's `family` beside it"
        )
    return message, say(
        "write the family name beside it, as `family: {family}`; the name of an "
        "organisation stands in `literal`",
        family=typed_names.family_meant(author.printed),
    )
