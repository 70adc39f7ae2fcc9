"""Which passage is which: the ids of a text's pieces, by the ledger and by what they say.

A piece of the source is, in this order: what has its id from the text; the passage of the ledger
that has the same words, in the ledger's order; the first part of one that was split; one that is
alike and stands where the ledger has it; one that is alike and was moved; one of another page of
the folder. What is none of these is new, and its id follows from its words, so that a text without
a ledger has ids, too, and `sync` records those. A piece of a translation is the passage that it was
when it was recorded, or the one that stands in its place in the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from issue_papers.content.ledger import Account, Line
from issue_papers.content.passages import fingerprint
from issue_papers.content.pieces import PREFIX, Piece, derived
from issue_papers.content.sketches import likeness, sketch

_REWORDED = 0.45
_IN_ITS_PLACE = 0.2
"""How alike texts are that are one passage, anywhere, and between the same neighbours."""
_SPLIT = 0.7
_PARTS = 4
"""How alike the parts of a passage that was split are to it, put together; how many there are."""
_LONG = 40
"""Characters from which on words that stand on another page are no chance."""


@dataclass(frozen=True)
class Named:
    """A piece with its id.

    Attributes:
        piece: The piece.
        id: Its id, the same in every language.
        origin: Id of the passage that it was split from.
    """

    piece: Piece
    id: str
    origin: str = ""


@dataclass(frozen=True)
class Names:
    """The ids of a source's passages.

    Attributes:
        named: Its pieces, in the order of the text.
        gone: Passages that the ledger has and the text hasn't, each with the id that it stood
            after; empty for those that stood before all others.
    """

    named: tuple[Named, ...] = ()
    gone: tuple[tuple[str, Line], ...] = ()


@cache
def _sketched(text: str) -> str:
    return sketch(text)


class _Naming:
    """Gives the pieces of one source their ids."""

    def __init__(self, pieces: Sequence[Piece], account: Account) -> None:
        self.pieces = pieces
        self.account = account
        self.ids: dict[int, str] = {n: p.given for n, p in enumerate(pieces) if p.given}
        self.origins: dict[int, str] = {}
        self.lines = [line for line in account.lines if line.is_there]
        self.found: dict[int, int] = {}

    def run(self) -> Names:
        self._same()
        for pieces, lines in list(self._gaps()):
            self._split(pieces, lines)
            self._alike(pieces, lines, _REWORDED)
            self._in_order(pieces, lines)
        pieces, lines = self._open_pieces(), self._open_lines()
        self._split(pieces, lines)
        self._alike(pieces, lines, _REWORDED)
        self._back()
        self._from_elsewhere()
        self._new()
        named = tuple(
            Named(piece, self.ids[n], self.origins.get(n, ""))
            for n, piece in enumerate(self.pieces)
        )
        return Names(named, tuple(self._gone()))

    def _open_pieces(self) -> list[int]:
        return [n for n in range(len(self.pieces)) if n not in self.ids]

    def _open_lines(self) -> list[int]:
        taken = set(self.found.values())
        return [n for n in range(len(self.lines)) if n not in taken]

    def _take(self, piece: int, line: int) -> None:
        self.ids[piece] = self.lines[line].id
        self.found[piece] = line

    def _same(self) -> None:
        """Find what has the same words: first in the ledger's order, then wherever it went."""
        here = self._open_pieces()
        there = [line.identity for line in self.lines]
        mine = [self.pieces[n].identity for n in here]
        if mine == there:
            for index, piece in enumerate(here):
                self._take(piece, index)
            return
        blocks = SequenceMatcher(None, mine, there, autojunk=False).get_matching_blocks()
        for start, at, size in blocks:
            for step in range(size):
                self._take(here[start + step], at + step)
        self.anchors = dict(self.found)
        waiting: dict[str, list[int]] = {}
        for line in self._open_lines():
            waiting.setdefault(there[line], []).append(line)
        for piece in self._open_pieces():
            if lines := waiting.get(self.pieces[piece].identity):
                self._take(piece, lines.pop(0))

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield pieces and lines that stand between the same neighbours and aren't found yet."""
        anchors = sorted(getattr(self, "anchors", self.found).items())
        bounds = [(-1, -1), *anchors, (len(self.pieces), len(self.lines))]
        for (piece, line), (next_piece, next_line) in pairwise(bounds):
            pieces = [n for n in self._open_pieces() if piece < n < next_piece]
            lines = [n for n in self._open_lines() if line < n < next_line]
            if pieces and lines:
                yield pieces, lines

    def _split(self, pieces: list[int], lines: list[int]) -> None:
        for line in list(lines):
            whole = self.lines[line].sketch
            best = _SPLIT
            parts: tuple[int, ...] = ()
            for start in range(len(pieces)):
                for end in range(start + 2, min(start + _PARTS, len(pieces)) + 1):
                    run = tuple(pieces[start:end])
                    if run[-1] - run[0] != len(run) - 1:
                        break  # something stands between them
                    together = " ".join(self.pieces[n].substance for n in run)
                    score = likeness(_sketched(together), whole)
                    if score > best and score > max(self._likeness(n, line) for n in run):
                        best, parts = score, run
            if parts:
                self._take(parts[0], line)
                self.origins |= dict.fromkeys(parts[1:], self.lines[line].id)
                lines.remove(line)
                pieces[:] = [n for n in pieces if n not in parts]

    def _alike(self, pieces: list[int], lines: list[int], least: float) -> None:
        scored = sorted(
            (-score, piece, line)
            for piece in pieces
            for line in lines
            if (score := self._likeness(piece, line)) >= least
        )
        for _, piece, line in scored:
            if piece in pieces and line in lines:
                self._take(piece, line)
                pieces.remove(piece)
                lines.remove(line)

    def _in_order(self, pieces: list[int], lines: list[int]) -> None:
        """Take what has been reworded much for what stood in its place, if it is alike at all."""
        if len(pieces) != len(lines):
            return
        for piece, line in zip(list(pieces), list(lines), strict=True):
            if self._likeness(piece, line) >= _IN_ITS_PLACE:
                self._take(piece, line)

    def _likeness(self, piece: int, line: int) -> float:
        return likeness(_sketched(self.pieces[piece].substance), self.lines[line].sketch)

    def _back(self) -> None:
        """Give what was gone, and is there again, its id."""
        gone = {line.identity: line.id for line in self.account.lines if not line.is_there}
        for piece in self._open_pieces():
            if found := gone.pop(self.pieces[piece].identity, ""):
                self.ids[piece] = found

    def _from_elsewhere(self) -> None:
        """Find what stood on another page: of one that isn't there any more, also what is short."""
        known: dict[str, list[str]] = {}
        renamed: list[Line] = []
        for page, lines in self.account.elsewhere.items():
            for line in lines:
                if line.is_there:
                    known.setdefault(line.identity, []).append(line.id)
                    if page in self.account.missing:
                        renamed.append(line)
        from_missing = {line.id for line in renamed}
        taken = set(self.ids.values())
        for piece in self._open_pieces():
            of = self.pieces[piece]
            for found in known.get(of.identity, ()):
                is_sure = len(of.substance) >= _LONG or found in from_missing
                if is_sure and found not in taken:
                    self.ids[piece] = found
                    taken.add(found)
                    break
        scored = sorted(
            (-score, piece, line.id)
            for piece in self._open_pieces()
            for line in renamed
            if line.id not in taken
            and (score := likeness(_sketched(self.pieces[piece].substance), line.sketch))
            >= _REWORDED
        )
        for _, piece, found in scored:
            if piece not in self.ids and found not in taken:
                self.ids[piece] = found
                taken.add(found)

    def _new(self) -> None:
        taken = {line.id for line in self.account.lines} | set(self.ids.values())
        for piece in self._open_pieces():
            self.ids[piece] = derived(self.pieces[piece].substance, taken)
            taken.add(self.ids[piece])

    def _gone(self) -> Iterator[tuple[str, Line]]:
        there = set(self.ids.values())
        before = ""
        for line in self.account.lines:
            if line.id in there:
                before = line.id
            else:
                yield before, line


def names(pieces: Sequence[Piece], account: Account) -> Names:
    """Return the ids of a source's passages.

    Args:
        pieces: Its pieces.
        account: What the ledger says of it.
    """
    return _Naming(pieces, account).run()


def lines_of(names_of: Names, account: Account) -> tuple[Line, ...]:
    """Return what the ledger is to say of a source's passages, with those that are gone.

    Args:
        names_of: The ids of its passages.
        account: What the ledger says of it now.
    """
    old = {line.id: line for line in account.lines}
    after: dict[str, list[Line]] = {}
    for before, line in names_of.gone:
        after.setdefault(before, []).append(line)
    made = list(after.get("", ()))
    for named in names_of.named:
        if not named.piece.given:
            origin = named.origin or (old[named.id].origin if named.id in old else "")
            made.append(
                Line(named.id, named.piece.identity, _sketched(named.piece.substance), origin)
            )
        made += after.get(named.id, ())
    return tuple(made)


def aligned(
    source: Sequence[Named], pieces: Sequence[Piece], targets: Mapping[str, str]
) -> tuple[Named, ...]:
    """Return the ids of a translation's passages.

    Args:
        source: The source's.
        pieces: The translation's pieces.
        targets: Fingerprint of the words of each passage of the translation, by its id, as it was
            recorded.
    """
    ids: dict[int, str] = {n: piece.given for n, piece in enumerate(pieces) if piece.given}
    taken = set(ids.values())
    recorded: dict[str, list[str]] = {}
    for identifier, target in targets.items():
        if identifier.startswith(PREFIX):
            recorded.setdefault(target, []).append(identifier)
    for n, piece in enumerate(pieces):
        waiting = recorded.get(piece.words_hash, [])
        if n not in ids and waiting:
            ids[n] = waiting.pop(0)
            taken.add(ids[n])
    for section in dict.fromkeys(piece.section for piece in pieces):
        theirs = [each for each in source if each.piece.section == section]
        ours = [n for n, piece in enumerate(pieces) if piece.section == section]
        _in_place(theirs, ours, pieces, ids, taken)
    for n, piece in enumerate(pieces):
        if n not in ids:
            ids[n] = derived(piece.substance, taken | {each.id for each in source})
            taken.add(ids[n])
    return tuple(Named(piece, ids[n]) for n, piece in enumerate(pieces))


def _in_place(
    theirs: Sequence[Named],
    ours: Sequence[int],
    pieces: Sequence[Piece],
    ids: dict[int, str],
    taken: set[str],
) -> None:
    """Give pieces the ids of what stands in their place in the source, between known ones."""
    place = {each.id: at for at, each in enumerate(theirs)}
    known = [(at, place[ids[n]]) for at, n in enumerate(ours) if ids.get(n) in place]
    bounds = [(-1, -1), *_rising(known), (len(ours), len(theirs))]
    for (here, there), (next_here, next_there) in pairwise(bounds):
        open_here = [n for n in ours[here + 1 : next_here] if n not in ids]
        open_there = [e for e in theirs[there + 1 : next_there] if e.id not in taken]
        kinds = [pieces[n].kind for n in open_here], [e.piece.kind for e in open_there]
        blocks = SequenceMatcher(None, *kinds, autojunk=False).get_matching_blocks()
        for start, at, size in blocks:
            for step in range(size):
                if not open_there[at + step].piece.given:
                    ids[open_here[start + step]] = open_there[at + step].id
                    taken.add(open_there[at + step].id)


def _rising(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield those of some pairs whose second numbers rise as the first do."""
    last = -1
    for here, there in pairs:
        if there > last:
            yield here, there
            last = there


def target_hashes(records: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fingerprints of a translation's own words in its records, by passage id."""
    found = {key: text.split("-") for key, text in records.items()}
    return {key: parts[2] for key, parts in found.items() if len(parts) > 2}  # noqa: PLR2004


EMPTY = fingerprint("")
"""Fingerprint of what isn't there: a passage that a translation has put into another one."""
