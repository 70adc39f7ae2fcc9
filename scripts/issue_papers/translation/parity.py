"""What a translation has lost or gained against its source, passage by passage.

Only passages that stand in both languages are compared: one that is missing, or of which there is
the heading alone, hasn't been translated yet, which is a state (see `translation.state`) and no
fault. Where the source has changed since, a difference may be the source's: the check leaves it
alone, so that a source edit brings nobody a report on its translations, and `review` shows it below
the passage that has become stale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from issue_papers.content.keeping import NOTHING_KEPT, Finding, Keeping
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.passages import FOOTNOTE, Passage
from issue_papers.content.records import Feature
from issue_papers.reporting.messages import Message, say, say_count
from issue_papers.reporting.problems import Problem, Severity
from issue_papers.translation import exemptions, number_match, places, shape
from issue_papers.translation.gaps import Gap, amount, problem
from issue_papers.translation.quantities import Quantities, quantities
from issue_papers.translation.shape import Shape
from issue_papers.translation.state import State, Verdicts

_IN_WORDS: frozenset[Feature] = frozenset({"numbers", "blocks", "footnotes", "citations"})
"""What can't have changed in the source while its words stayed as they were."""


def check(library: Library, keeping: Keeping = NOTHING_KEPT) -> Iterator[Problem]:
    """Yield what translations have lost, and exemptions that exempt nothing."""
    for entry in library.entries.values():
        for finding in findings(library, entry):
            yield from keeping.of(finding)


def findings(_: Library, entry: Entry) -> Iterator[Finding[Problem]]:
    """Yield what is to be found in a page's translations; one that is adopted may differ."""
    pair = _Pairs(entry)
    for language, document in entry.translations.items():
        if document.is_adopted:
            continue
        documents, find = (entry.source, document), partial(pair.problems, language)
        yield Finding("parity", documents, find, (str(entry.kind),))


class _Pairs:
    """A source, which is read once for all of its translations that are compared with it."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    @cached_property
    def _source(self) -> _Side:
        return _Side.of(self._entry.source, self._entry)

    def problems(self, language: str) -> Iterator[Problem]:
        """Yield what a translation has lost, and exemptions that exempt nothing."""
        target = _target(self._entry, language)
        found = tuple(_gaps(self._source, target))
        yield from (problem(g) for g in found if not g.is_behind and not g.exemption)
        used = {(gap.passage, gap.feature) for gap in found}
        yield from exemptions.idle(self._entry, language, used)


def gaps(entry: Entry, language: str) -> tuple[Gap, ...]:
    """Return all that differs between a page and its translation.

    Also what is exempt, and what may differ only because the source has changed since.
    """
    if language not in entry.translations:
        return ()
    return tuple(_gaps(_Side.of(entry.source, entry), _target(entry, language)))


def _target(entry: Entry, language: str) -> _Side:
    return _Side.of(entry.translations[language], entry, Verdicts.on(entry, language))


@dataclass(frozen=True)
class _Side:
    """A document with its passages and their shapes, by id; of a translation with verdicts."""

    document: Document
    passages: Mapping[str, Passage]
    shapes: Mapping[str, Shape]
    exempt: Mapping[str, Mapping[Feature, str]]
    is_ours: bool
    verdicts: Verdicts | None = None

    @classmethod
    def of(cls, document: Document, entry: Entry, verdicts: Verdicts | None = None) -> _Side:
        pieces = {passage.id: passage for passage in document.passages}
        shapes = shape.read(document.article, pieces.values())
        exempt = document.translation.exempt if document.translation else {}
        return cls(document, pieces, shapes, exempt, entry.kind.is_ours, verdicts)

    def is_recorded(self, key: str) -> bool:
        return bool(self.verdicts and self.verdicts.is_recorded(key))

    def state(self, source: Passage) -> State:
        """Return how far a passage keeps up with its source, as far as anything is recorded."""
        verdicts = self.verdicts
        return verdicts.of(source) if verdicts and verdicts.is_known(source.id) else State.CURRENT

    @cached_property
    def _counted(self) -> dict[str, Quantities]:
        return {}

    def part(self, key: str, shape: Shape | None = None) -> _Part:
        """Return a passage with its numbers; of another shape where not all of it is its own."""
        language = self.document.language
        if shape is not None and shape is not self.shapes[key]:
            return _Part(self.passages[key], shape, quantities(shape.text, language))
        if key not in self._counted:  # a source is compared with each of its translations
            self._counted[key] = quantities(self.shapes[key].text, language)
        return _Part(self.passages[key], self.shapes[key], self._counted[key])

    def place(self, passage: str) -> str:
        return f"{self.document.path}:{self.passages[passage].line}"

    @property
    def sections(self) -> tuple[str, ...]:
        """The ids of the headings, in order."""
        known = {heading.own_id for heading in self.document.article.headings}
        return tuple(key for key in self.passages if key in known)


def _gaps(source: _Side, target: _Side) -> Iterator[Gap]:
    yield from _sections(source, target)
    for key, passage in source.passages.items():
        if key not in target.passages or _is_to_do(passage, target):
            continue
        here = _own_part(target, key, source.shapes[key])
        sides = (passage, source.shapes[key]), (target.passages[key], here)
        found = {
            feature: (*difference, places.line_of(feature, *sides, *_written(difference)))
            for feature, difference in _features(source.shapes[key], here)
            if difference[0] or difference[1]
        }
        numbers = _numbers(source.part(key), target.part(key, here))
        if numbers[0] or numbers[1]:
            found["numbers"] = numbers
        if found:  # fingerprints take time: most passages differ in nothing
            state = target.state(passage)
            for feature, (missing, extra, severity, line) in found.items():
                yield Gap(
                    passage=key,
                    feature=feature,
                    missing=missing,
                    extra=extra,
                    path=target.document.path,
                    line=line,
                    source=source.place(key),
                    severity=severity,
                    is_behind=_is_behind(state, feature),
                    exemption=target.exempt.get(key, {}).get(feature, ""),
                    is_meta=passage.is_meta,
                )


def _is_to_do(source: Passage, target: _Side) -> bool:
    """Whether a translation has a passage's heading only; where it had the text, that is lost."""
    here = target.passages[source.id]
    return here.is_heading_of(source) and not target.is_recorded(source.id)


def _is_behind(state: State, feature: Feature) -> bool:
    """Whether a feature may differ only because the source has changed since."""
    return state is State.STALE or (state is State.COSMETIC and feature not in _IN_WORDS)


# Passages as a whole


def _sections(source: _Side, target: _Side) -> Iterator[Gap]:
    """Headings and footnotes that were there once, and headings that the source hasn't.

    A passage that is recorded but gone has been lost. Where nothing is recorded, a heading without
    a counterpart gives it away that a missing one has lost its id. That a heading has no id at all
    is for `checks.texts` to say, on pages where it must have one.
    """
    headings = target.document.article.headings
    strangers = [
        heading
        for heading in headings
        if heading.level in {2, 3}
        and heading.own_id not in source.passages
        and not target.is_recorded(heading.own_id)
    ]
    nameless = [heading for heading in source.document.article.headings if not heading.own_id]
    strangers = strangers[: max(0, len(strangers) - len(nameless))] if nameless else strangers
    notes = {name for found in target.shapes.values() for name in found.footnotes}
    for key in source.passages:
        if key in target.passages or source.passages[key].is_meta:
            continue
        if key.startswith(FOOTNOTE):
            if target.is_recorded(key) or key.removeprefix(FOOTNOTE) in notes:
                yield _lost(source, target, key, "footnotes", f"[^{key.removeprefix(FOOTNOTE)}]:")
        elif key in source.sections and (strangers or target.is_recorded(key)):
            stranger = strangers.pop(0) if strangers else None
            if stranger is None or stranger.own_id or not source.is_ours:
                line = stranger.line if stranger else None
                yield _lost(source, target, key, "ids", f"#{key}", line)
    for heading in strangers:
        if heading.own_id:
            yield Gap(
                passage=heading.own_id,
                feature="headings",
                missing=(),
                extra=(f"#{heading.own_id}",),
                path=target.document.path,
                line=heading.line,
                source=f"{source.document.path}:{source.document.body_line}",
                severity=Severity.WARNING,
                exemption=target.exempt.get(heading.own_id, {}).get("headings", ""),
            )
    yield from _order(source, target)


def _lost(  # noqa: PLR0913, PLR0917 - the two sides, and what is said of them
    source: _Side, target: _Side, key: str, feature: Feature, text: str, line: int | None = None
) -> Gap:
    return Gap(
        passage=key,
        feature=feature,
        missing=(text,),
        extra=(),
        path=target.document.path,
        line=line or _line_before(source, target, key),
        source=source.place(key),
        severity=Severity.ERROR,
        exemption=target.exempt.get(key, {}).get(feature, ""),
    )


def _line_before(source: _Side, target: _Side, key: str) -> int:
    """Return the line of the nearest passage before a missing one."""
    before = list(source.passages)[: list(source.passages).index(key)]
    lines = [
        target.passages[k].line
        for k in before
        if k in target.passages and not target.passages[k].is_meta
    ]
    return lines[-1] if lines else target.document.body_line


def _order(source: _Side, target: _Side) -> Iterator[Gap]:
    expected = [key for key in source.sections if key in target.passages]
    found = [key for key in target.sections if key in source.passages]
    wrong = next((k for k, other in zip(found, expected, strict=False) if k != other), None)
    if wrong is not None:
        yield Gap(
            passage=wrong,
            feature="headings",
            missing=(),
            extra=(say("{parts} in another order", parts=f"#{wrong}"),),
            path=target.document.path,
            line=target.passages[wrong].line,
            source=source.place(wrong),
            severity=Severity.WARNING,
            is_behind=any(target.state(source.passages[key]) is State.STALE for key in expected),
            exemption=target.exempt.get(wrong, {}).get("headings", ""),
        )


def _own_part(target: _Side, key: str, source: Shape) -> Shape:
    """Return a passage's shape without what follows a heading that has lost its id.

    That heading is a fault by itself; what stands below it belongs to another passage.
    """
    whole = target.shapes[key]
    if len(whole.headings) <= len(source.headings):
        return whole
    _, end = whole.headings[len(source.headings)]
    passage = target.passages[key]
    own = replace(passage, lines=tuple(line for line in passage.lines if line < end))
    return shape.read(target.document.article, [own])[key]


# What a passage holds

_Difference = tuple[tuple[str, ...], tuple[str, ...], Severity]


def _features(source: Shape, target: Shape) -> Iterator[tuple[Feature, _Difference]]:
    here, there = Counter(target.blocks), Counter(source.blocks)
    if source.blocks != target.blocks and here == there:
        order = (say("{parts} in another order", parts=" → ".join(target.blocks)),)
        yield "blocks", ((), order, Severity.WARNING)
    else:
        yield "blocks", _counted(there, here)
    yield "ids", _counted(source.ids, target.ids)
    yield "images", _counted(source.images, target.images)
    yield "footnotes", _counted(source.footnotes, target.footnotes, "[^{}]")
    yield "citations", _counted(source.citations, target.citations, "@{}")
    yield "links", _links(source, target)
    missing, extra, _ = _counted(_tables(source), _tables(target))
    yield "tables", (missing, extra, Severity.ERROR)
    yield "headings", _number(len(source.headings), len(target.headings), "headings")
    lists = _number(source.items, target.items, "lists")
    if (lists[0] or lists[1]) and (source.has_typed_list or target.has_typed_list):
        return  # an item that reads as text is told where it stands
    yield "lists", lists
    yield "paragraphs", _number(source.paragraphs, target.paragraphs, "paragraphs")


def _tables(side: Shape) -> Counter[str]:
    return Counter(
        say(
            "a table of {rows} and {columns}",
            rows=say_count(rows, one="1 row", other="{count} rows"),
            columns=say_count(columns, one="1 column", other="{count} columns"),
        )
        for rows, columns in side.tables
    )


def _counted(source: Counter[str], target: Counter[str], form: str = "") -> _Difference:
    """What is lost is an error; what a translation adds of its own, a warning."""
    if not source and not target:  # most passages hold nothing of the kind
        return (), (), Severity.WARNING
    missing, extra = source - target, target - source
    severity = Severity.ERROR if missing else Severity.WARNING
    written = [
        tuple(form.format(v) if form else v for v in side.elements()) for side in (missing, extra)
    ]
    return written[0], written[1], severity


def _links(source: Shape, target: Shape) -> _Difference:
    missing, extra, severity = _counted(source.links, target.links)
    if missing or extra:
        return missing, extra, severity
    return _number(source.outward, target.outward, "links")


def _number(source: int, target: int, feature: Feature) -> _Difference:
    """Compare two counts: a translator may join two paragraphs, so that they only warn."""
    difference = abs(source - target)
    text = (amount(feature, difference),) if difference else ()
    return (text if source > target else ()), (text if target > source else ()), Severity.WARNING


def _written(difference: _Difference) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what differs as it is written in a file; counts aren't."""
    missing, extra, _ = difference
    return (
        tuple(text for text in missing if not isinstance(text, Message)),
        tuple(text for text in extra if not isinstance(text, Message)),
    )


@dataclass(frozen=True)
class _Part:
    """A passage, what it holds, and what it counts."""

    passage: Passage
    shape: Shape
    counted: Quantities


def _numbers(
    source: _Part, target: _Part
) -> tuple[tuple[str, ...], tuple[str, ...], Severity, int]:
    difference = number_match.compare(
        source.counted,
        target.counted,
    )
    severity = Severity.ERROR if difference.is_certain else Severity.WARNING
    line = target.passage.line
    if difference.extra and not target.passage.is_meta:
        line = target.shape.line_of(min(difference.extra_starts))
    elif difference.missing and not target.passage.is_meta:
        at = source.shape.line_of(min(difference.missing_starts))
        line = places.aligned(places.starts(source.shape), places.starts(target.shape), at) or line
    return difference.missing, difference.extra, severity, line
