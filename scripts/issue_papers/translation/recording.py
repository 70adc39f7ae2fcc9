"""The ledgers as they are to be: what `issue-papers sync` puts in the place of those that are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from issue_papers.content.documents import Entry
from issue_papers.content.ledger import UNKNOWN_EDITION, Line, file_name, is_moved, written
from issue_papers.content.library import Library
from issue_papers.content.naming import lines_of
from issue_papers.translation.sync import Outcome


@dataclass(frozen=True)
class Folder:
    """A folder of texts.

    Attributes:
        path: Where it is.
        entries: The pages whose sources are in it, by their names in the ledger.
        known: The names of all its pages, also of those that can't be read.
    """

    path: Path
    entries: Mapping[str, Entry]
    known: frozenset[str]


def folders(library: Library) -> Iterator[Folder]:
    """Yield the folders of a site's texts."""
    root = library.settings.root
    found: dict[Path, dict[str, Entry]] = {}
    for entry in (*library.written.entries.values(), *library.unsound.values()):
        path = root / entry.source.path
        name = PurePosixPath(entry.key).name
        found.setdefault(path.parent, {}).setdefault(name, entry)
    for path, entries in sorted(found.items()):
        start = next(iter(entries.values())).folder.as_posix()
        inside = "" if start == "." else f"{start}/"
        names = (key.removeprefix(inside) for key in library.known if key.startswith(inside))
        yield Folder(path, entries, frozenset(name for name in names if "/" not in name))


def source_ledger(library: Library, folder: Folder, chosen: Collection[str], *, all_: bool) -> str:
    """Return the ledger of a folder in the source language.

    Args:
        library: All content.
        folder: The folder.
        chosen: Names of the pages whose passages are recorded; those of others stay as they are.
        all_: Whether everything is recorded: what is said of pages that are no more is left out.
    """
    active = {
        each.id: name
        for name, entry in folder.entries.items()
        for each in entry.names.named
        if not each.piece.given
    }
    pages: dict[str, tuple[str, ...]] = {}
    first = next(iter(folder.entries.values()))
    for name, old in first.source.account.ledger.pages.items():
        if name in folder.known or not (all_ or is_moved(name)):
            pages[name] = tuple(text for _, text in old)
    for name, entry in folder.entries.items():
        if name not in chosen:
            continue
        since = _edition(library, entry)
        lines = lines_of(entry.names, entry.source.account)
        there = {each.id for each in entry.names.named}
        told = (
            line if line.id in there else _gone(line, active.get(line.id, ""), since)
            for line in lines
        )
        if found := tuple(map(str, told)):
            pages[name] = found
        else:
            pages.pop(name, None)
    return written(pages) if pages else ""


def _gone(line: Line, page: str, since: str) -> Line:
    """Say of a passage that it isn't on its page any more, and where it is."""
    if page:
        return replace(line, gone="", moved=page)
    return line if line.gone else replace(line, gone=since, moved="")


def _edition(library: Library, entry: Entry) -> str:
    """Return the edition in which a passage is missing that is taken away now."""
    whole = library.whole(entry)
    if whole is None or whole.kind.edition is None:
        return UNKNOWN_EDITION
    return str(whole.kind.edition(whole.source.meta))


def translation_ledger(
    folder: Folder, language: str, made: Mapping[str, tuple[str, ...]], *, all_: bool
) -> str:
    """Return the ledger of a folder in another language.

    Args:
        folder: The folder.
        language: The language's tag.
        made: The lines of pages that are recorded, by their names; those of others stay.
        all_: Whether everything is recorded: what is said of pages that are no more is left out.
    """
    pages: dict[str, tuple[str, ...]] = {}
    for entry in folder.entries.values():
        if document := entry.translations.get(language):
            for name, old in document.account.ledger.pages.items():
                if name in folder.known or not (all_ or is_moved(name)):
                    pages[name] = tuple(text for _, text in old)
            break
    pages |= {name: lines for name, lines in made.items() if lines}
    return written(pages) if pages else ""


def ledger_path(folder: Folder, language: str) -> Path:
    """Return where the ledger of a folder is."""
    return folder.path / file_name(language)


def ledgers(
    library: Library,
    outcomes: Mapping[tuple[str, str], Outcome],
    sources: Collection[str],
    *,
    all_: bool,
) -> Iterator[tuple[Path, str]]:
    """Yield the ledgers of a site as they are to be, with the paths of their files.

    Args:
        library: All content.
        outcomes: What is recorded of translations, by page key and language.
        sources: Keys of the pages whose passages are recorded.
        all_: Whether everything is recorded.
    """
    for folder in folders(library):
        chosen = {name for name, entry in folder.entries.items() if entry.key in sources}
        if not chosen:
            continue
        source = library.locales.source
        yield ledger_path(folder, source), source_ledger(library, folder, chosen, all_=all_)
        for tag in library.locales.tags:
            made = {
                name: outcomes[entry.key, tag].written
                for name, entry in folder.entries.items()
                if (entry.key, tag) in outcomes
            }
            if made:
                text = translation_ledger(folder, tag, made, all_=all_)
                yield ledger_path(folder, tag), text
