"""What a person needs to review a language: texts beside their sources, terms, open doubts.

A `Sheet` is a value in which everything is words already; `files` writes it as a page and as DOCX.
It depends on the site's files alone (and, for the days of the last changes, on their history), so
that the same commit gives the same sheet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from babel.dates import format_date

from issue_papers.content.library import Entry, Library
from issue_papers.content.locales import Language
from issue_papers.content.passages import Passage
from issue_papers.content.termbase import Term
from issue_papers.desk import lines
from issue_papers.desk.lines import Line
from issue_papers.desk.words import STATES, STATUS, UNSAID
from issue_papers.reporting.messages import say, translate
from issue_papers.reporting.problems import Problem
from issue_papers.translation.progress import states
from issue_papers.translation.state import State, Verdicts


@dataclass(frozen=True)
class Row:
    """A passage and its translation.

    Attributes:
        id: The passage's id, the same in both languages.
        source: The source's lines; none where the translation has it alone.
        target: The translation's lines; none where it hasn't got it.
        is_heading: Whether it is a title or a heading.
        doubts: What is to be looked at in it.
    """

    id: str
    source: tuple[Line, ...]
    target: tuple[Line, ...]
    is_heading: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class TermRow:
    """A concept that the source names, and what it must be called.

    Attributes:
        source: What the source's language calls it.
        term: The form to use, with its acronym; empty where the glossary has none in the language.
        others: Other forms that are right.
        forbidden: Forms that must not be used.
        is_found: Whether the translation names it in a right form.
    """

    source: str
    term: str
    others: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    is_found: bool = True


@dataclass(frozen=True)
class SheetPage:
    """A page to be reviewed.

    Attributes:
        number: Its number on the sheet, from 1.
        title: Its title in the translation.
        path: The translation's file.
        url: Where it is published; empty where that isn't known.
        edit_url: Where it can be corrected in a browser; empty the same.
        facts: What is known of the translation: labels and values.
        rows: Its passages, in the order of the text.
        terms: The glossary's concepts in it.
        doubts: What is to be looked at, and belongs to no passage.
        command: What records the review.
    """

    number: int
    title: str
    path: str
    url: str
    edit_url: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    terms: tuple[TermRow, ...]
    doubts: tuple[str, ...]
    command: str

    @property
    def open(self) -> int:
        """How many doubts there are."""
        return len(self.doubts) + sum(len(row.doubts) for row in self.rows)


@dataclass(frozen=True)
class Sheet:
    """All that is to be reviewed.

    Attributes:
        site: The site's name.
        source: The source's language.
        language: The language that is reviewed.
        spoken: The language in which whoever reviews is spoken to.
        pages: The pages.
    """

    site: str
    source: Language
    language: Language
    spoken: str
    pages: tuple[SheetPage, ...]


@dataclass(frozen=True)
class Asked:
    """What a sheet is asked for.

    Attributes:
        language: Tag of the language that is reviewed.
        spoken: The language in which whoever reviews is spoken to, one of `LANGUAGES`.
        problems: What the check finds on the site.
    """

    language: str
    spoken: str
    problems: tuple[Problem, ...] = ()


def sheet(library: Library, entries: Iterable[Entry], asked: Asked) -> Sheet:
    """Gather what is to be reviewed.

    Args:
        library: All content; with `changed` and `edit_urls` where those are known.
        entries: The pages, each of which has a translation in the language.
        asked: What is asked for.
    """
    locales = library.locales
    pages = tuple(
        _Page(library, entry, asked).made(number) for number, entry in enumerate(entries, 1)
    )
    return Sheet(
        site=library.settings.site.names.get(locales.source, ""),
        source=locales[locales.source],
        language=locales[asked.language],
        spoken=asked.spoken,
        pages=pages,
    )


class _Page:
    def __init__(self, library: Library, entry: Entry, asked: Asked) -> None:
        self.library = library
        self.entry = entry
        self.asked = asked
        self.document = entry.translations[asked.language]
        self.verdicts = Verdicts.on(entry, asked.language)
        self.states = {each.passage: each.state for each in states(entry, asked.language)}

    def made(self, number: int) -> SheetPage:
        rows, doubts = self._with_problems(tuple(self._rows()))
        settings, key = self.library.settings, self.entry.key
        url = self.library.locales.url(key, self.asked.language)
        return SheetPage(
            number=number,
            title=str(self.entry.meta(self.asked.language).title or self.entry.slug),
            path=self.document.path,
            url=urljoin(settings.site_url, url) if settings.site_url else "",
            edit_url=self.library.edit_urls.get(self.document.path, ""),
            facts=tuple(self._facts()),
            rows=rows,
            terms=tuple(self._terms(rows)),
            doubts=(*doubts, *self._exempt()),
            command=f'issue-papers reviewed {self.asked.language} {self.document.path} --by "…"',
        )

    def _said(self, text: str) -> str:
        return translate(text, self.asked.spoken)

    def _facts(self) -> Iterator[tuple[str, str]]:
        given = self.document.translation
        status = STATUS[given.status] if given else UNSAID
        yield self._said(say("Status")), self._said(status)
        if given and given.translators:
            yield self._said(say("Translated by")), ", ".join(given.printed_translators)
        if given and given.reviewer:
            yield self._said(say("Last reviewed by")), given.printed_reviewer
        if given and given.date:
            yield self._said(say("Status since")), given.date
        for label, document in (
            (say("Source last changed"), self.entry.source),
            (say("Translation last changed"), self.document),
        ):
            moment = self.library.changed.get(document.path)
            if moment:
                day = format_date(moment.date(), format="long", locale=self.asked.spoken)
                yield self._said(label), str(day)

    def _rows(self) -> Iterator[Row]:
        """Yield titles and labels, then the text; what only the translation has stands last."""
        target = {each.id: each for each in self.document.passages if each.is_meta}
        for passage in self.entry.source.passages:
            if passage.is_meta and (passage.id in target or not passage.is_optional):
                yield self._meta(passage, target.pop(passage.id, None))
        for passage in target.values():
            yield self._meta(None, passage)
        names, tag = self.entry.names.named, self.asked.language
        there = self.entry.named(tag)
        old = lines.by_passage(self.entry.source.article, names)
        new = lines.by_passage(self.document.article, there)
        known = {each.id: each for each in there}
        for each in names:
            here = known.pop(each.id, None)
            verdict = self._verdict(each.piece.section, each.id, is_there=here is not None)
            row = Row(
                id=each.id,
                source=old.get(each.id, ()),
                target=new.get(each.id, ()),
                is_heading=each.piece.kind == "Heading",
            )
            if row.source or row.target:
                yield self._doubted(row, verdict)
        for each in known.values():
            row = Row(each.id, (), new.get(each.id, ()), each.piece.kind == "Heading")
            if row.target:
                yield self._doubted(row, State.ORPHAN)

    def _meta(self, source: Passage | None, target: Passage | None) -> Row:
        either = source or target
        identifier = either.id if either else ""
        row = Row(
            id=identifier,
            source=lines.of_text(source.text) if source else (),
            target=lines.of_text(target.text) if target else (),
            is_heading=identifier == "title",
        )
        return self._doubted(row, self.states.get(identifier, State.CURRENT))

    def _verdict(self, section: str, identifier: str, *, is_there: bool) -> State:
        """Return the state of a passage, as far as it is recorded by itself."""
        of_section = self.states.get(section, State.CURRENT)
        if of_section in {State.MISSING, State.UNTRANSLATED}:
            return State.MISSING
        if not is_there:
            return State.MISSING
        pieces = {each.id: each for each in self.verdicts.source.get(section, ())}
        if section in self.verdicts.records.wholes or identifier not in pieces:
            return of_section
        return self.verdicts.of_piece(pieces[identifier])

    def _doubted(self, row: Row, state: State) -> Row:
        said = STATES.get(state)
        return replace(row, doubts=(*row.doubts, self._said(said))) if said else row

    def _exempt(self) -> Iterator[str]:
        """Yield what may differ here, by the translation's own word, and why."""
        given = self.document.translation
        for passage, features in (given.exempt if given else {}).items():
            for feature, reason in features.items():
                yield self._said(
                    say(
                        "{passage}: may differ from the source in {feature}: {reason}",
                        passage=passage,
                        feature=feature,
                        reason=reason,
                    )
                )

    def _with_problems(self, rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[str, ...]]:
        """Put what the check finds at the passages where it finds it."""
        places = sorted(self._places())
        starts = [line for line, _ in places]
        known = {row.id for row in rows}
        at_rows: dict[str, list[str]] = {}
        left: list[str] = []
        for problem in self.asked.problems:
            if problem.path != self.document.path:
                continue
            before = bisect_right(starts, problem.line) - 1
            identifier = places[before][1] if before >= 0 else ""
            told = at_rows.setdefault(identifier, []) if identifier in known else left
            told.append(self._told(problem))
        marked = (replace(row, doubts=(*row.doubts, *at_rows.get(row.id, ()))) for row in rows)
        return tuple(marked), tuple(left)

    def _places(self) -> Iterator[tuple[int, str]]:
        """Yield the line of the translation on which each passage begins."""
        yield from ((each.line, each.id) for each in self.document.passages if each.is_meta)
        named = self.entry.named(self.asked.language)
        yield from ((each.piece.line, each.id) for each in named)

    def _told(self, problem: Problem) -> str:
        message, hint = self._said(problem.message), self._said(problem.hint)
        return f"{message} — {hint}" if hint else message

    def _terms(self, rows: tuple[Row, ...]) -> Iterator[TermRow]:
        """Yield the concepts that the source names, in the order in which it does."""
        base, tag = self.library.locales.source, self.asked.language
        ours, theirs = (self.library.termbase.lexicon(each) for each in (base, tag))
        source = "\n".join(lines.plain(row.source) for row in rows)
        target = "\n".join(lines.plain(row.target) for row in rows)
        for concept in dict.fromkeys(found.concept for found in ours.find(source)):
            term = theirs.terms.get(concept)
            yield TermRow(
                source=_named(ours.terms[concept]),
                term=_named(term) if term else "",
                others=term.allowed if term else (),
                forbidden=term.forbidden if term else (),
                is_found=term is None or theirs.names(concept, target),
            )


def _named(term: Term) -> str:
    return f"{term.term} ({term.acronym})" if term.acronym else term.term
