"""What sets a translation that was adopted as it is apart from its source: its drift.

Such a translation was made elsewhere, before its text came here, from another version, or by people
who had other rules: an official edition, a publisher's. Nobody rewrites it to have it published. So
what would be a fault in a translation that is made here is listed passage by passage, told to
readers, and stops nothing. A passage is brought in line by editing it, or by an exemption that says
why it is right; `sync` records it then, and from then on it is followed as any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, TypeAlias

from issue_papers.content.documents import Document, Entry
from issue_papers.content.keeping import NOTHING_KEPT, Finding, Keeping
from issue_papers.content.library import Library
from issue_papers.content.passages import FOOTNOTE, Passage
from issue_papers.content.records import Feature
from issue_papers.reporting.messages import say, say_count
from issue_papers.reporting.problems import Problem, Severity
from issue_papers.translation import exemptions, parity
from issue_papers.translation.copied import copied
from issue_papers.translation.gaps import Gap, problem
from issue_papers.translation.state import Verdicts

Kind: TypeAlias = Literal["missing", "extra", "copied", "numbers", "parts"]
"""How a passage differs: it isn't there, only there, not translated, says other numbers, or has
other paragraphs, notes, links and so on."""

KINDS: tuple[Kind, ...] = ("missing", "extra", "copied", "numbers", "parts")


@dataclass(frozen=True)
class Drift:
    """One way in which a passage of an adopted translation differs from its source.

    Attributes:
        kind: Which.
        gap: What differs, and where.
    """

    kind: Kind
    gap: Gap

    @property
    def is_work(self) -> bool:
        """Whether there is something to translate."""
        return self.kind in {"missing", "copied"}


def drift(entry: Entry, language: str) -> tuple[Drift, ...]:
    """Return what sets an adopted translation apart; nothing of any other.

    What the source has changed since a passage was recorded is no drift: the passage is stale.

    Args:
        entry: The page.
        language: Tag of the translation's language.
    """
    return tuple(each for each in _all(entry, language) if not each.gap.exemption)


def by_passage(found: Iterable[Drift]) -> dict[str, tuple[Drift, ...]]:
    """Return what differs by the passage's id, in the order that it was found in."""
    differing: dict[str, tuple[Drift, ...]] = {}
    for each in found:
        differing[each.gap.passage] = (*differing.get(each.gap.passage, ()), each)
    return differing


def _all(entry: Entry, language: str) -> Iterator[Drift]:
    document = entry.translations.get(language)
    if document is None or not document.is_adopted:
        return
    source = {passage.id: passage for passage in entry.source.passages}
    target = {p.id: p for p in document.passages if not _is_left_out(p, source)}
    there = source.keys() & target.keys()
    for passage in source.values():
        if passage.id not in target and not passage.is_optional:
            yield Drift("missing", _whole(entry, document, passage, document.body_line))
    for passage in target.values():
        if passage.id not in source:
            yield Drift("extra", _whole(entry, document, passage, passage.line))
    for gap in parity.gaps(entry, language):
        if gap.passage in there and not gap.is_behind:
            yield Drift("numbers" if gap.feature == "numbers" else "parts", gap)
    verdicts = Verdicts.on(entry, language)
    for each in copied(entry, language):
        if not verdicts.is_behind(source[each.section]):
            gap = _whole(entry, document, source[each.section], each.line, "words")
            yield Drift("copied", gap)


def _is_left_out(passage: Passage, source: Mapping[str, Passage]) -> bool:
    """Whether a passage is a heading alone, and the source says something below it."""
    return passage.id in source and passage.is_heading_of(source[passage.id])


def _whole(
    entry: Entry, document: Document, passage: Passage, line: int, feature: Feature | None = None
) -> Gap:
    """Return what is to be said of a passage as a whole."""
    if feature is None:
        feature = "paragraphs" if passage.is_meta else "headings"
        feature = "footnotes" if passage.id.startswith(FOOTNOTE) else feature
    exempt = document.translation.exempt if document.translation else {}
    original = next((p for p in entry.source.passages if p.id == passage.id), None)
    return Gap(
        passage=passage.id,
        feature=feature,
        missing=(),
        extra=(),
        path=document.path,
        line=line,
        source=f"{entry.source.path}:{original.line if original else entry.source.body_line}",
        severity=Severity.NOTICE,
        exemption=exempt.get(passage.id, {}).get(feature, ""),
        is_meta=passage.is_meta,
    )


def described(found: Drift) -> Problem:
    """Say what differs, where, and what can be done about it."""
    gap = found.gap
    match found.kind:
        case "missing":
            message = say(
                "nothing here is `{passage}`: compare {source}",
                passage=gap.passage,
                source=gap.source,
            )
            hint = say("translate it")
            if not gap.is_meta:
                hint = say(
                    "if it is here, write `{{ #{id} }}` after its heading; else translate it",
                    id=gap.passage,
                )
        case "extra":
            message = say(
                "nothing in {path} is `{passage}`",
                path=gap.source.rpartition(":")[0],
                passage=gap.passage,
            )
            hint = say("if it is there, give it the id that it has there")
        case "copied":
            message = say("`{passage}` is the source's text, or nearly so", passage=gap.passage)
            hint = say("translate it")
        case _:
            return replace(problem(gap), severity=Severity.NOTICE)
    return Problem(gap.path, gap.line, gap.feature, message, hint, Severity.NOTICE)


def check(library: Library, keeping: Keeping = NOTHING_KEPT) -> Iterator[Problem]:
    """Yield that adopted translations differ, a line a file, and exemptions that exempt nothing."""
    for entry in library.entries.values():
        for finding in findings(library, entry):
            yield from keeping.of(finding)


def findings(_: Library, entry: Entry) -> Iterator[Finding[Problem]]:
    """Yield what is to be found in a page's adopted translations."""
    for language, document in entry.translations.items():
        if document.is_adopted:
            find = partial(_problems, entry, language)
            yield Finding("drift", (entry.source, document), find, (str(entry.kind),))


def _problems(entry: Entry, language: str) -> Iterator[Problem]:
    document = entry.translations[language]
    found = tuple(_all(entry, language))
    passages = by_passage(each for each in found if not each.gap.exemption)
    if passages:
        message = say_count(
            len(passages),
            one="an existing translation, adopted as it is: it differs from its source in 1 "
            "passage",
            other="an existing translation, adopted as it is: it differs from its source in "
            "{count} passages",
        )
        hint = say("`issue-papers status` lists them")
        line = document.yaml.line(("translation", "adopted"))
        where = "translation.adopted"
        yield Problem(document.path, line, where, message, hint, Severity.NOTICE)
    used = {(each.gap.passage, each.gap.feature) for each in found}
    yield from exemptions.idle(entry, language, used)
