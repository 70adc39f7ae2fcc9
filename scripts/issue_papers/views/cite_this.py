"""How to cite the pages of this site: a CSL record of each, in words and as files.

A publication is a report, its parts are chapters of it, and so are the case studies that it
discusses. A translation is cited by its own title, language and address, with its translators or
what it is. An edition after another work is cited as its adapters', and says which work that is: in
APA as what is adapted from it, in Chicago as who adapted it from whom. All of it is taken from
what `statements` says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from babel.lists import format_list

from issue_papers.citations import exchange
from issue_papers.citations.collection import style_in, style_title
from issue_papers.citations.forms import Run, to_text
from issue_papers.citations.references import Styles
from issue_papers.content.addresses import is_absolute
from issue_papers.content.library import Entry
from issue_papers.content.model import Reference
from issue_papers.content.names import Name
from issue_papers.views.originals import OriginalWork, name_of
from issue_papers.views.readership import Readership
from issue_papers.views.statements import Statement, Statements

_NOTES = "chicago-notes"
SHOWN = 2
"""How many styles stand on the page itself."""

FILES = (("BibTeX", "cite.bib"), ("RIS", "cite.ris"), ("CSL-JSON", "cite.json"))
"""The files for reference managers, below the page's own address."""
_WRITERS = {"cite.bib": exchange.bibtex, "cite.ris": exchange.ris, "cite.json": exchange.csl_json}
STYLES_TEXT, STYLES_DATA = "cite.txt", "cite-styles.json"
"""How to cite a page in each style that is offered, for readers and for the page's script."""

Record = dict[str, Any]

_CSL_ROLES = {
    "translators": "translator",
    "editors": "editor",
    "reviewers": "contributor",
    "illustrators": "illustrator",
}
"""CSL's names of roles, besides that of the author."""
_NOT_SHOWN = frozenset(["note", "abstract", "contributor", "custom"])
"""What no style has a place for. Whatever else a record has stands in citations, here and wherever
its files are read: so it has none of CSL's `original-…`, which say of a work that it is the same as
another (`_custom`), no series of a report, whose genre and number say the same, and no number of a
chapter, for which few locales have a word."""
_TITLE = "\ue000"


@dataclass(frozen=True)
class StyledCitationView:
    """A page as one style cites it, in pieces and as plain text."""

    style: str
    text: str
    runs: tuple[Run, ...]
    id: str = ""


@dataclass(frozen=True)
class CiteThisView:
    """How to cite a page.

    Attributes:
        kind: `paper`, `section` or `case-study`.
        files: Name of the format and site-relative address of each file.
        is_translation: Whether it is a translation that is cited.
        offered: Each style that a reader may choose: its id and its name.
        text_url: Site-relative address of the page's citation in each of them.
        data_url: The same for the page's script.
    """

    kind: str
    styles: tuple[StyledCitationView, ...]
    files: tuple[tuple[str, str], ...]
    is_translation: bool
    offered: tuple[tuple[str, str], ...]
    text_url: str
    data_url: str


@dataclass(frozen=True)
class _Offered:
    """Some of the styles that are offered.

    Attributes:
        offered: The id and the name of each.
        styles: Writes works in them, in the same order.
    """

    offered: tuple[tuple[str, str], ...]
    styles: Styles


class CiteThis:
    """How to cite pages, for the readers of one language.

    Args:
        readers: The readers.
        statements: What the pages are.
    """

    def __init__(self, readers: Readership, statements: Statements) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._statements = statements
        self._pages: dict[str, CiteThisView | None] = {}
        self._records: dict[str, Record] = {}
        self._references: dict[str, Reference] = {}

    def prepare(self, entry: Entry) -> None:
        """Write how a page is cited in every style, so that it is known when it is asked for."""
        if (record := self.record(entry)) is not None:
            reference = self._reference(entry, record)
            for each in (self._shown, self._others):
                each.styles.entries(reference)

    def page(self, entry: Entry) -> CiteThisView | None:
        """Return how to cite a page; nothing for pages that nobody would."""
        if entry.key not in self._pages:
            self._pages[entry.key] = self._page(entry)
        return self._pages[entry.key]

    def _page(self, entry: Entry) -> CiteThisView | None:
        statement, record = self._statements.of(entry), self.record(entry)
        if statement is None or record is None:
            return None
        base = self._library.locales.url(entry.key, statement.language)
        return CiteThisView(
            kind=str(entry.kind),
            styles=tuple(self._styled(entry, statement, record, self._shown)),
            files=tuple((name, base + file) for name, file in FILES),
            is_translation=statement.language != self._library.locales.source,
            offered=(*self._shown.offered, *self._others.offered),
            text_url=base + STYLES_TEXT,
            data_url=base + STYLES_DATA,
        )

    @cached_property
    def _shown(self) -> _Offered:
        """The styles that stand on the page itself."""
        return self._offered(self._library.settings.citations.offered[:SHOWN])

    @cached_property
    def _others(self) -> _Offered:
        """The styles that readers may choose instead."""
        return self._offered(self._library.settings.citations.offered[SHOWN:])

    def _offered(self, offered: Sequence[str]) -> _Offered:
        names = [style_in(each, self._readers.language) for each in offered]
        titles = [
            self._readers.t("cite.notes", style="Chicago")
            if name.startswith(_NOTES)
            else style_title(name)
            for name in names
        ]
        styles = [self._readers.citations.style(name) for name in names]
        return _Offered(tuple(zip(names, titles, strict=True)), Styles(styles, self._readers.cache))

    def _styled(
        self, entry: Entry, statement: Statement, record: Record, styles: _Offered
    ) -> Iterator[StyledCitationView]:
        entries = styles.styles.entries(self._reference(entry, record))
        for (style, name), written in zip(styles.offered, entries, strict=True):
            runs = _ended(written)
            status = str(record.get("medium", ""))
            if status.casefold() not in to_text(runs).casefold():  # the style has no place for it
                t = self._readers.t
                runs = (*runs, Run(f"{t('marks.sentence')}{status}{t('marks.stop')}"))
            if statement.original:
                runs = (*runs, *self._with_original(style, statement, statement.original))
            yield StyledCitationView(name, to_text(runs), runs, style)

    def _with_original(
        self, style: str, statement: Statement, original: OriginalWork
    ) -> tuple[Run, ...]:
        """Say after which work an edition is made, as a style says it of an adaptation.

        APA 7 says in brackets what is adapted, by whom, when and where it appeared (7.7, 12.15);
        Chicago 17 says who adapted it from what (14.104, 15.36).
        """
        t = self._readers.t
        adapters = statement.of("adapters")
        if style.startswith("apa"):
            return self._as_apa(original)
        if style.startswith("chicago") and adapters:
            names = [adapter.printed for adapter in adapters]
            listed = str(format_list(names, locale=self._readers.language.cldr))
            words = t("cite.adapted_by", names=listed, original=_TITLE)
        else:
            words = t("cite.adapted_from", original=_TITLE)
        return _filled(f"{t('marks.sentence')}{words}{t('marks.stop')}", original.runs)

    def _as_apa(self, original: OriginalWork) -> tuple[Run, ...]:
        t, reference = self._readers.t, original.reference
        names = [_initialled(name_of(name.model_dump())) for name in reference.author]
        if names:
            listed = str(format_list(names, locale=self._readers.language.cldr))
            words = t("cite.adapted", names=listed, title=_TITLE)
        else:
            words = t("cite.adapted_from", original=_TITLE)
        facts = [part for part in (original.year, str(reference.publisher)) if part]
        aside = t("marks.aside", text="", aside=t("marks.comma").join([words, *facts]))
        return _filled(aside, tuple(run for run in original.runs if run.styles))

    def record(self, entry: Entry) -> Record | None:
        """Return a page as a CSL record (CSL-JSON 1.0.2); nothing for a page that isn't cited."""
        statement = self._statements.of(entry)
        if statement is None:
            return None
        if entry.key not in self._records:
            self._records[entry.key] = self._record(statement)
        return self._records[entry.key]

    def _record(self, statement: Statement) -> Record:
        t = self._readers.t
        record: Record = {
            "id": statement.id,
            "type": statement.kind,
            "title": statement.title,
            "language": statement.language,
            "URL": statement.url,
            "abstract": statement.summary,
            "author": [one.parts.csl for one in self._authors(statement)],
        }
        if statement.kind == "document":
            record["author"] = [{"literal": self._links.series}]
        else:
            record |= _published(statement)
        for role, name in _CSL_ROLES.items():
            people = [agent.parts.csl for agent in statement.of(role)]
            # Who adapted a work has often edited it, too; a citation names them once.
            record[name] = [one for one in people if one not in record["author"]]
        if statement.status:
            # Styles have no place for what a translation is but that of the medium.
            record["medium"] = t(f"cite.{statement.status}")
        record["note"] = self._note(statement, str(record.get("medium", "")))
        record["custom"] = _custom(statement)
        return {key: value for key, value in record.items() if value}

    def _authors(self, statement: Statement) -> tuple[Any, ...]:
        """Return who stands in the author's place: of works that editors alone made, nobody."""
        return statement.of("authors") or statement.of("adapters")

    def _note(self, statement: Statement, status: str) -> str:
        """Say of a translation what it is, and of an edition after which work it is made."""
        t, original = self._readers.t, statement.original
        if original is None:
            return status
        said = t("cite.adapted_from", original=original.text)
        stop, between = t("marks.stop"), t("marks.sentence")
        notes = (status, said, original.note, statement.notice)
        sentences = (note if note.endswith(stop) else note + stop for note in notes if note)
        return " ".join(between.join(sentences).split())  # no no-break spaces here

    def _reference(self, entry: Entry, record: Record) -> Reference:
        """Return of a page's record what stands in citations."""
        if entry.key not in self._references:
            left_out = set(_NOT_SHOWN)
            if not is_absolute(str(record.get("URL", ""))):
                left_out |= {"URL"}  # where the site will be isn't known
            shown = {name: value for name, value in record.items() if name not in left_out}
            self._references[entry.key] = Reference.model_validate(shown)
        return self._references[entry.key]

    def files(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Yield name and content of each file that stands beside a page and says how to cite it."""
        statement, record, page = self._statements.of(entry), self.record(entry), self.page(entry)
        if statement is None or record is None or page is None:
            return
        for name, write in _WRITERS.items():
            yield name, write(record)
        styled = (*page.styles, *self._styled(entry, statement, record, self._others))
        yield STYLES_TEXT, "\n".join(f"{each.style}\n{each.text}\n" for each in styled)
        data = {each.id: [_plain(run) for run in each.runs] for each in styled}
        yield STYLES_DATA, json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _ended(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs without the space that some styles leave at the end."""
    return (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip())) if runs else runs


def _plain(run: Run) -> dict[str, Any]:
    """Return a run as the page's script reads it (citation-style.js)."""
    parts = {"text": run.text, "in": run.styles, "lang": run.language, "dir": run.direction}
    return {name: part for name, part in parts.items() if part}


def _published(statement: Statement) -> Record:
    record: Record = {
        "issued": statement.issued
        and {"date-parts": [[int(part) for part in statement.issued.split("-")]]},
        "publisher": statement.publisher,
        "edition": str(statement.edition) if statement.is_numbered else "",
        "ISBN": statement.isbn,
    }
    if not statement.whole_url:
        named = {"genre": statement.genre, "number": statement.number, "DOI": statement.doi}
        return record | named
    return record | {
        "container-title": statement.whole_title,
        "collection-title": statement.series,
        "collection-number": statement.number,
    }


def _custom(statement: Statement) -> Record:
    """Return what a record says besides CSL's variables: what its work is made after.

    CSL's own variables for an original are of the same work, published anew: styles write “(2020)
    2026” and “Originally published as”, which of an adaptation is wrong.
    """
    original, custom = statement.original, {}
    if original:
        custom["adapted-from"] = original.reference.model_dump()
    if statement.source_title:
        custom["translation-of"] = {"title": statement.source_title, "URL": statement.source_url}
    return custom


def _filled(words: str, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    before, _, after = words.partition(_TITLE)
    return tuple(run for run in (Run(before), *runs, Run(after)) if run.text)


def _initialled(name: Name) -> str:
    """Return a name with its given names shortened, where its script has capitals."""
    if name.literal or name.family_first or not name.given[:1].isupper():
        return name.printed
    initials = " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in name.given.split()
    )
    return replace(name, given=initials).printed
