"""Which translations a command is about, and why a passage of one isn't recorded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from issue_papers.content.library import Document, Entry, Library
from issue_papers.reporting.messages import local, say
from issue_papers.reporting.problems import Problem, closest
from issue_papers.translation import sync
from issue_papers.translation.copied import shortened


def language(library: Library, tag: str) -> None:
    """Refuse what is no language that a site is translated into.

    Raises:
        click.UsageError: It isn't.
    """
    others = [each for each in library.locales.tags if each != library.locales.source]
    if tag not in others:
        message = say(
            "`{language}` is no language that this site is translated into: {hint}",
            language=tag,
            hint=closest(tag, others),
        )
        raise click.UsageError(local(message))


def pages(library: Library, tag: str, paths: tuple[Path, ...]) -> tuple[Entry, ...]:
    """Return the pages that are translated into a language, of those that paths name, as read.

    Args:
        library: All content.
        tag: The language.
        paths: Pages in any language, or folders of them; all pages where none is given.

    Raises:
        click.ClickException: A path names no page that is translated.
    """
    found, keys = chosen(library, paths)
    named = frozenset(entry.key for entry, _ in found) if not paths else keys
    translated = tuple(
        entry for entry in as_read(library) if entry.key in named and tag in entry.translations
    )
    if not translated:
        message = say("no page that you name is translated into `{language}`", language=tag)
        raise click.ClickException(local(message))
    return translated


def as_read(library: Library) -> Iterator[Entry]:
    """Yield all pages that somebody wrote, a paper's sections after it and in its order."""
    entries = library.written.entries
    parts = {key: library.parts(entry) for key, entry in entries.items() if entry.kind.parts}
    inside = {part.key for each in parts.values() for part in each}
    for key, entry in sorted(entries.items()):
        if key not in inside:
            yield entry
            yield from (each for each in parts.get(key, ()) if each.key in entries)


def refused(refusal: sync.Refusal) -> Problem:
    """Say why a passage isn't recorded, and what to do."""
    hint = say(
        "translate what changed (`issue-papers status --diff`), or, if nothing needs changing, "
        "run this again with --accept"
    )
    match refusal.reason:
        case "unknown":
            message = say("not recorded: what is recorded there was never written by this command")
            hint = say("compare the text with its source, then run this again with --accept")
        case "short":
            message = say("not recorded: the source has passages here that this text hasn't")
            hint = say(
                "translate the whole section; if nothing is missing, since a passage here says "
                "what two say there, run this again with --accept"
            )
        case "lacking":
            message = say(
                "not recorded: the source has a passage here that this text hasn't: “{words}”",
                words=shortened(refusal.words or refusal.passage),
            )
            hint = say(
                "translate it; if another passage here says it, or nothing need say it, "
                "run this again with --accept"
            )
        case "copied":
            message = say("not recorded: this is the source's text, or nearly so")
            hint = say(
                "translate it; if it is right here, say so below `translation:`: "
                "`exempt: {{{passage}: {{words: <reason>}}}}`",
                passage=refusal.passage,
            )
        case "dropped":
            message = say("not recorded: the source hasn't got this passage any more")
            hint = say("take it away here, too, or run this again with --accept to keep it")
        case _:
            message = say("not recorded: the source has changed since, and this text hasn't")
    return Problem(refusal.path, refusal.line, refusal.passage, message, hint)


def chosen(
    library: Library, paths: tuple[Path, ...]
) -> tuple[list[tuple[Entry, Document]], frozenset[str]]:
    """Return the translations that paths name, and the keys of the pages; all where none is given.

    Raises:
        click.ClickException: A path names no page.
    """
    root, entries = library.settings.root, library.written.entries
    everything = [
        (entry, document)
        for _, entry in sorted(entries.items())
        for document in entry.translations.values()
    ]
    if not paths:
        # A page of MkDocs need not say how it was translated: nobody asked for its record.
        asked = [(e, d) for e, d in everything if e.kind.is_ours or d.translation]
        return asked, frozenset(entries)
    waiting = [root / each.path for e in entries.values() for each in e.drafts.values()]
    waiting += [root / each.path for e in library.drafts.values() for each in e.documents()]
    chosen: list[tuple[Entry, Document]] = []
    keys: set[str] = set()
    for path in paths:
        full = path.resolve()
        under = [(e, d) for e, d in everything if (root / d.path).is_relative_to(full)]
        sources = {key for key, e in entries.items() if (root / e.source.path).is_relative_to(full)}
        if full in waiting:
            message = say("{path}: there is nothing to record before it is written", path=str(path))
            raise click.ClickException(local(message))
        if not under and not sources:
            message = say(
                "{path} is no page of this site, and there is none below it", path=str(path)
            )
            raise click.ClickException(local(message))
        chosen += under
        keys |= sources | {entry.key for entry, _ in under}
    return chosen, frozenset(keys)
