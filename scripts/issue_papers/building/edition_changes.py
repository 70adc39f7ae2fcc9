"""Which words of a paper have changed since its earlier editions.

A passage is the same passage where it has the same id. What it said is in the texts of an edition's
git tag, and its id in the ledger that the tag holds beside them; of a tag from before there was
one, passages get the ids of those that stand for them today, as a reworded passage does. So nothing
is recorded for this: a record beside the texts would be a second answer to what an edition said,
which anybody could edit, and a site without its tags can't be built with earlier editions anyway.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from issue_papers.content.addresses import SINCE
from issue_papers.content.ledger import Account, Ledger
from issue_papers.content.library import Entry, Library
from issue_papers.content.naming import lines_of
from issue_papers.content.pieces import PREFIX
from issue_papers.translation.word_diff import Change, word_diff

Texts = Mapping[str, Mapping[str, Mapping[str, str]]]
"""The words of each passage, by language, key of the page and id."""

_SIGNS = {Change.KEPT: "", Change.REMOVED: "-", Change.ADDED: "+"}


@dataclass(frozen=True)
class ChangedPassage:
    """A passage that reads otherwise than in an earlier edition.

    Attributes:
        id: Its id.
        words: Runs of words, each with what became of it; only `removed` ones where the passage is
            gone, only `added` ones where it is new.
    """

    id: str
    words: tuple[tuple[Change, str], ...]

    @property
    def is_new(self) -> bool:
        """Whether the edition had no such passage."""
        return all(change is Change.ADDED for change, _ in self.words)

    @property
    def is_gone(self) -> bool:
        """Whether there is no such passage any more."""
        return all(change is Change.REMOVED for change, _ in self.words)

    @property
    def told(self) -> list[tuple[str, str]]:
        """The runs as a script is told: `""` for what is kept, `-` and `+` for what isn't."""
        return [(_SIGNS[change], words) for change, words in self.words]


Changes = Mapping[str, tuple[ChangedPassage, ...]]
"""What has changed, by the key of the page, in the order of the pages and of their texts."""


def texts_of(library: Library, paper: Entry, today: Library | None = None) -> Texts:
    """Return what the passages of a paper say.

    Args:
        library: What the paper is in.
        paper: The paper.
        today: Of an earlier edition, what the site is made of now.
    """
    found: dict[str, dict[str, dict[str, str]]] = {}
    for entry in (paper, *library.parts(paper)):
        named = entry
        if today is not None and not entry.source.account.lines and entry.key in today.entries:
            named = _as_today(entry, today.entries[entry.key])
        for tag in library.locales.tags:
            if named.has(tag):
                words = {each.id: each.piece.words for each in named.named(tag)}
                page = {identifier: text for identifier, text in words.items() if text}
                found.setdefault(tag, {})[entry.key] = page
    return found


def _as_today(entry: Entry, now: Entry) -> Entry:
    """Return a page of another day whose passages are named after those that it has today."""
    translations = {
        tag: replace(document, account=now.translations[tag].account)
        if tag in now.translations
        else document
        for tag, document in entry.translations.items()
    }
    page = now.source.account.page
    lines = lines_of(now.names, now.source.account)
    written = tuple((number, str(line)) for number, line in enumerate(lines, 1))
    source = replace(entry.source, account=Account(Ledger(pages={page: written}), page))
    return replace(entry, source=source, translations=translations)


def compared(then: Texts, now: Texts, language: str, source: str) -> Changes | None:
    """Return what reads otherwise in a language now.

    A page that wasn't translated then says nothing new by being translated since, and is left out.

    Args:
        then: What an earlier edition said.
        now: What the paper says.
        language: Tag of the language.
        source: Tag of the source language.

    Returns:
        What has changed; nothing where the edition wasn't there in that language.
    """
    if language not in then:
        return None
    old, new = then[language], now.get(language, {})
    moved = {i: text for page in old.values() for i, text in page.items() if i.startswith(PREFIX)}
    there = {identifier for page in new.values() for identifier in page}
    found: dict[str, tuple[ChangedPassage, ...]] = {}
    for key in dict.fromkeys((*new, *old)):
        if key not in old and key in then.get(source, {}):
            continue
        if key not in new and key in now.get(source, {}):
            continue
        before, after = old.get(key, {}), new.get(key, {})
        passages = [
            changed
            for identifier, text in after.items()
            if (
                changed := _changed(
                    identifier, before.get(identifier, moved.get(identifier, "")), text
                )
            )
        ]
        passages += [
            ChangedPassage(identifier, ((Change.REMOVED, text),))
            for identifier, text in before.items()
            if identifier not in there
        ]
        if passages:
            found[key] = tuple(passages)
    return found


def _changed(identifier: str, old: str, new: str) -> ChangedPassage | None:
    if old == new:
        return None
    return ChangedPassage(identifier, tuple(word_diff(old, new)))


def since_files(
    library: Library, paper: Entry, language: str, changes: Mapping[int, Changes]
) -> Iterator[tuple[str, bytes]]:
    """Yield what each page's script asks for, with its path in the site.

    A passage is told with the newest earlier edition in which it read otherwise, and the words that
    have changed since: `{"p-x7k2q": {"edition": 1, "words": [["", "Rivers "], ["-", "run"]]}}`.

    Args:
        library: What the site is made of.
        paper: The paper.
        language: Tag of the language.
        changes: What has changed since each earlier edition, by its number.
    """
    for entry in (paper, *library.parts(paper)):
        if entry.has(language):
            told: dict[str, object] = {}
            for number in sorted(changes, reverse=True):
                for passage in changes[number].get(entry.key, ()):
                    if not passage.is_gone and passage.id not in told:
                        told[passage.id] = {"edition": number, "words": passage.told}
            text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
            yield f"{library.locales.url(entry.key, language)}{SINCE}", text.encode()
