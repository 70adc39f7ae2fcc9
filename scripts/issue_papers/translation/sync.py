"""Recording that translations agree with their sources: what `issue-papers sync` writes.

It writes the ledgers, and takes out of the front matter of translations what they held before there
were ledgers; every other byte of a file stays, comments among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from issue_papers.content.documents import Entry
from issue_papers.content.ledger import NOTHING, WHOLE
from issue_papers.content.naming import EMPTY, Named
from issue_papers.content.passages import Passage
from issue_papers.translation.copied import copied
from issue_papers.translation.drift import by_passage, drift
from issue_papers.translation.state import Fingerprints, State, Verdicts, compare


@dataclass(frozen=True)
class Refusal:
    """A passage that isn't recorded.

    Attributes:
        path: The translation.
        line: The passage's line.
        passage: Id of the section, as translations count them.
        reason: Why: `unknown`, what is recorded there is none of ours, so that nothing is known of
            the source; `unchanged`, the source has changed since, and the translation hasn't;
            `lacking`, the source has a passage that the translation hasn't; `dropped`, the
            translation has one that the source hasn't any more; `short`, a section that was never
            recorded has fewer passages than the source's; `copied`, nobody has translated it.
        words: The passage's words in the source, where the translation hasn't any.
    """

    path: str
    line: int
    passage: str
    reason: str = "unchanged"
    words: str = ""


@dataclass
class Outcome:
    """What syncing one translation comes to.

    Attributes:
        path: The translation, relative to the project's root.
        recorded: Ids of the sections that are recorded anew.
        refusals: Passages that aren't, and why.
        drift: Ids of the sections of an adopted translation that aren't, as they differ.
        lines: What the ledger is to hold of it: records by passage id, in the source's order.
    """

    path: str
    recorded: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    drift: tuple[str, ...] = ()
    lines: dict[str, str] = field(default_factory=dict)

    @property
    def is_freed(self) -> bool:
        """Whether the front matter of the translation needs to hold no records any more."""
        return not any(refusal.reason == "unknown" for refusal in self.refusals)

    @property
    def written(self) -> tuple[str, ...]:
        """The lines of the ledger."""
        return tuple(f"{key} {record}" for key, record in self.lines.items())


def sync(entry: Entry, language: str, *, accept: bool) -> Outcome:
    """Work out the records of one translation.

    Args:
        entry: The page.
        language: Tag of the translation's language.
        accept: Record also what was only looked at: passages whose translation is unchanged
            although their source isn't.
    """
    return _Syncing(entry, language, accept=accept).run()


class _Syncing:
    def __init__(self, entry: Entry, language: str, *, accept: bool) -> None:
        self.entry = entry
        self.document = entry.translations[language]
        self.recorded = entry.recorded(language)
        self.accept = accept
        self.verdicts = Verdicts(entry, language)
        self.targets = {passage.id: passage for passage in self.document.passages}
        drifting = by_passage(drift(entry, language))
        self.outcome = Outcome(self.document.path, drift=tuple(drifting))
        self.copied = {} if accept else {each.id: each for each in copied(entry, language)}

    def run(self) -> Outcome:
        for origin in self.entry.source.passages:
            passage = self.targets.get(origin.id)
            before = dict(self._kept(origin))
            is_empty = passage is None or passage.is_heading_of(origin)
            if passage is None or is_empty or origin.id in self.outcome.drift:
                # Not translated yet, lost, or unlike its source: what was known of it stays known.
                made = before
            elif origin.is_meta:
                made = self._whole(origin, passage)
            elif self._text(origin.id, WHOLE) or self._was_inside(origin.id):
                made = self._told_apart(origin, passage)
            else:
                made = self._piece_by_piece(origin, passage)
            skeleton = dict.fromkeys(self._ids(origin), NOTHING)
            if any(key.endswith(WHOLE) for key in made):
                skeleton = {f"{origin.id}{WHOLE}": NOTHING, **skeleton}
            self.outcome.lines |= skeleton | made
            if _told(made) - _told(before):
                self.outcome.recorded.append(origin.id)
        return self.outcome

    def _ids(self, section: Passage) -> Iterator[str]:
        if section.is_meta:
            yield section.id
        else:
            yield from (each.id for each in self.verdicts.source.get(section.id, ()))

    def _text(self, identifier: str, suffix: str = "") -> str:
        return self.recorded.get(identifier + suffix, "")

    def _was_inside(self, identifier: str) -> bool:
        return identifier in self.document.kept_inside

    def _kept(self, section: Passage) -> Iterator[tuple[str, str]]:
        """Yield what the ledger holds of a section now."""
        there = (*self._ids(section), *(e.id for e in self.verdicts.dropped(section.id)))
        for key in (f"{section.id}{WHOLE}", *there):
            if found := self.recorded.get(key):
                yield key, found

    def _refuse(self, line: int, section: str, reason: str, words: str = "") -> None:
        self.outcome.refusals.append(Refusal(self.document.path, line, section, reason, words))

    def _whole(self, origin: Passage, passage: Passage) -> dict[str, str]:
        """Record a text of the front matter."""
        if old := self._not_recordable(origin, passage):
            return {origin.id: old}
        return {origin.id: str(Fingerprints.of(origin, passage))}

    def _told_apart(self, origin: Passage, passage: Passage) -> dict[str, str]:
        """Record the passages of a section that was recorded as a whole."""
        if old := self._not_recordable(origin, passage):
            return {f"{origin.id}{WHOLE}": old}
        return dict(self._fresh(origin))

    def _not_recordable(self, origin: Passage, passage: Passage) -> str:
        """Return the record that stays, and say why; nothing where a new one is right."""
        inside = self.document.kept_inside.get(origin.id, "")
        text = inside or self._text(origin.id, "" if origin.is_meta else WHOLE)
        old = self.verdicts.records.wholes.get(origin.id)
        if self.accept:
            return ""
        if origin.id in self.copied:
            self._refuse(passage.line, origin.id, "copied")
            return text or NOTHING
        if not text:
            return ""
        if old is None:
            self._refuse(passage.line, origin.id, "unknown")
            return text
        if compare(origin, old) is State.STALE and old.target == passage.words_hash:
            self._refuse(passage.line, origin.id, "unchanged")
            return text
        return ""

    def _fresh(self, origin: Passage) -> Iterator[tuple[str, str]]:
        there = {each.id: each for each in self.verdicts.target.get(origin.id, ())}
        for source in self.verdicts.source.get(origin.id, ()):
            if source.id in self.copied:
                self._refuse(self.copied[source.id].line, origin.id, "copied")
                yield source.id, NOTHING
            else:
                yield source.id, _record(source, there.get(source.id))

    def _piece_by_piece(self, origin: Passage, passage: Passage) -> dict[str, str]:
        verdicts, records = self.verdicts, self.verdicts.records.pieces
        is_known = verdicts.is_known(origin.id)
        if not (is_known or self.accept or self._may_lack(origin.id)) and self._lacks(origin.id):
            # Which of them are missing is anybody's guess: a wrong one would be kept for good.
            self._refuse(passage.line, origin.id, "short")
            return {}
        ours = verdicts.target.get(origin.id, ())
        there = {each.id: each for each in ours}
        is_touched = any(
            each.id not in records or records[each.id].target != each.piece.words_hash
            for each in ours
        )
        made: dict[str, str] = {}
        line = passage.line
        for source in verdicts.source.get(origin.id, ()):
            target, old = there.get(source.id), records.get(source.id)
            line = target.piece.line if target else line
            reason = ""
            if source.id in self.copied:
                reason = "copied"
            elif old is None and self._text(source.id):
                reason = "unknown"
            elif old is None:
                reason = "lacking" if is_known and target is None else ""
            elif compare(source.piece, old) is State.STALE:
                same = old.target == target.piece.words_hash if target else not is_touched
                reason = "unchanged" if same else ""
            if reason and not self.accept:
                words = source.piece.words if reason == "lacking" else ""
                self._refuse(line, origin.id, reason, words)
                made[source.id] = self._text(source.id) or NOTHING
            else:
                made[source.id] = _record(source, target)
        for each in () if self.accept else verdicts.dropped(origin.id):
            self._refuse(each.piece.line, origin.id, "dropped")
            made[each.id] = self._text(each.id)
        return made

    def _lacks(self, section: str) -> bool:
        """Whether a section has fewer passages here than in the source."""
        there = {each.id for each in self.verdicts.target.get(section, ())}
        return any(each.id not in there for each in self.verdicts.source.get(section, ()))

    def _may_lack(self, section: str) -> bool:
        """Whether somebody says why a section has fewer passages here than in the source."""
        translation = self.document.translation
        exempt = translation.exempt.get(section, {}) if translation else {}
        return bool({"paragraphs", "lists"} & exempt.keys())


def _told(lines: dict[str, str]) -> set[tuple[str, str]]:
    """Return what lines say of passages that are translated."""
    return {(key, record) for key, record in lines.items() if record != NOTHING}


def _record(source: Named, target: Named | None) -> str:
    words = target.piece.words_hash if target else EMPTY
    return str(Fingerprints(source.id, source.piece.words_hash, source.piece.form_hash, words))


def read(path: Path) -> str:
    """Return a file's text without changing its line endings or its byte-order mark."""
    return path.read_bytes().decode("utf-8")


def write(path: Path, text: str) -> None:
    """Write a text as it is."""
    path.write_bytes(text.encode("utf-8"))
