"""How to cite the pages of this site: a CSL record of each, in words and as files.

A publication is a report, its parts are chapters of it, and so are the case studies that it
discusses. A translation is cited by its own title, language and address, with its translators or
what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from issue_papers.citations import exchange
from issue_papers.citations.forms import STYLE, Run
from issue_papers.citations.references import References, Style
from issue_papers.content import names
from issue_papers.content.addresses import is_absolute
from issue_papers.content.library import Entry
from issue_papers.content.model import Reference
from issue_papers.content.page_type import PageType
from issue_papers.typography.rules import NO_BREAK, typeset
from issue_papers.views.declaration import Publication, Work
from issue_papers.views.readership import Readership

STYLES = (("APA", "apa"), ("Chicago", STYLE))
"""The styles that are offered to readers, by the name that they are known by."""

FILES = (("BibTeX", "cite.bib"), ("RIS", "cite.ris"), ("CSL-JSON", "cite.json"))
"""The files for reference managers, below the page's own address."""

Record = dict[str, Any]


@dataclass(frozen=True)
class StyledCitationView:
    """A page as one style cites it, in pieces and as plain text."""

    style: str
    text: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class CiteThisView:
    """How to cite a page.

    Attributes:
        kind: `paper`, `section` or `case-study`.
        files: Name of the format and site-relative address of each file.
        is_translation: Whether it is a translation that is cited.
    """

    kind: str
    styles: tuple[StyledCitationView, ...]
    files: tuple[tuple[str, str], ...]
    is_translation: bool


class CiteThis:
    """How to cite pages, for the readers of one language.

    Args:
        readers: The readers.
        works: How pages of each kind are cited.
    """

    def __init__(self, readers: Readership, works: Mapping[PageType, Work]) -> None:
        self._readers = readers
        self._links = readers.links
        self._library = readers.library
        self._works = works
        self._pages: dict[str, CiteThisView | None] = {}
        self._records: dict[str, Record] = {}

    def page(self, entry: Entry) -> CiteThisView | None:
        """Return how to cite a page; nothing for pages that nobody would."""
        if entry.key not in self._pages:
            self._pages[entry.key] = self._page(entry)
        return self._pages[entry.key]

    def _page(self, entry: Entry) -> CiteThisView | None:
        record = self.record(entry)
        if record is None:
            return None
        text = self._links.text(entry).tag
        base = self._library.locales.url(entry.key, text)
        return CiteThisView(
            kind=str(entry.kind),
            styles=tuple(self._styled(record)),
            files=tuple((name, base + file) for name, file in FILES),
            is_translation=text != self._library.locales.source,
        )

    @cached_property
    def _styles(self) -> tuple[tuple[str, Style], ...]:
        return tuple((name, self._readers.citations.style(style)) for name, style in STYLES)

    def _styled(self, record: Record) -> Iterator[StyledCitationView]:
        # What a translation is has no place in either style but that of the medium. The series
        # stands in a report's genre already, and few locales have a word for a chapter's number.
        shown = {**record, "medium": record.get("status", "")}
        left_out = {"note", "status", "abstract", "chapter-number", "original-title", "keyword"}
        if record["type"] == "report":
            left_out |= {"collection-title", "collection-number"}
        if not is_absolute(str(record.get("URL", ""))):
            left_out |= {"URL"}  # where the site will be isn't known
        shown = {k: v for k, v in shown.items() if v and k not in left_out}
        reference = Reference.model_validate(shown)
        for name, style in self._styles:
            formatted = References({reference.id: reference}, style)[reference.id]
            yield StyledCitationView(name, formatted.text, formatted.runs)

    def record(self, entry: Entry) -> Record | None:
        """Return a page as a CSL record (CSL-JSON 1.0.2); nothing for a page that isn't cited."""
        work = self._works.get(entry.kind)
        if work is None:
            return None
        if entry.key not in self._records:
            self._records[entry.key] = self._record(entry, work)
        return self._records[entry.key]

    def _record(self, entry: Entry, work: Work) -> Record:
        tag = self._links.text(entry).tag
        source = self._library.locales.source
        meta = self._links.plain_meta(entry)
        whole = work.whole(self._readers, entry)
        published = self.publication(entry)
        record: Record = {
            "id": "-".join(
                part for part in (_id(entry, whole), tag if tag != source else "") if part
            ),
            "type": "report",
            "title": _title(meta, tag),
            "language": tag,
            "URL": self._links.address(entry),
            "abstract": meta.summary,
        }
        if whole is None or published is None:
            record |= {"type": "document", "author": [{"literal": self._links.series}]}
        else:
            record |= self._published(entry, whole, published)
        if tag != source:
            record |= self._translated(entry, tag)
        if published and published.based_on:
            t = self._readers.t
            said = (t("paper.based_on"), t("marks.colon"), published.based_on)
            notes = (record.get("status", ""), "".join(said), published.notice)
            stop, between = t("marks.stop"), t("marks.sentence")
            sentences = (note if note.endswith(stop) else note + stop for note in notes if note)
            record["note"] = " ".join(between.join(sentences).split())  # no no-break spaces here
        elif "status" in record:
            record["note"] = record["status"]
        return {key: value for key, value in record.items() if value}

    def whole(self, entry: Entry) -> Entry | None:
        """Return the publication that a page is or belongs to."""
        work = self._works.get(entry.kind)
        return work.whole(self._readers, entry) if work else None

    def publication(self, entry: Entry) -> Publication | None:
        """Return what is known of the publication that a page is or belongs to."""
        whole = self.whole(entry)
        publication = self._works[whole.kind].publication if whole else None
        return publication(self._readers, whole) if whole and publication else None

    def _published(self, entry: Entry, whole: Entry, published: Publication) -> Record:
        work = self._works[entry.kind]
        record: Record = {
            "author": [author.parts.csl for author in published.authors],
            "issued": {"date-parts": [[int(part) for part in published.issued.split("-")]]},
            "publisher": published.publisher,
            "collection-title": self._links.series,
            "collection-number": published.number,
            "ISBN": published.isbn,
        }
        if entry is whole:
            genre = self._readers.t(work.genre)
            return record | {"genre": genre, "number": published.number, "DOI": published.doi}
        return record | {
            "type": "chapter",
            "container-title": _title(self._links.plain_meta(whole), self._links.text(whole).tag),
            "chapter-number": work.position(self._readers, entry, whole),
        }

    def _translated(self, entry: Entry, tag: str) -> Record:
        """Say whose translation it is, and where nobody has read it over, what it is."""
        made = entry.translation(tag)
        record: Record = {"original-title": _title(entry.source.meta, self._library.locales.source)}
        if made:
            record["translator"] = [names.split(name).csl for name in made.translators]
            if made.status != "reviewed":
                record["status"] = self._readers.t(f"cite.{made.status}")
        return record

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield address and content of each file for reference managers in this language."""
        writers = {
            "cite.bib": exchange.bibtex,
            "cite.ris": exchange.ris,
            "cite.json": exchange.csl_json,
        }
        tag = self._readers.language.tag
        for key, entry in sorted(self._library.entries.items()):
            record = self.record(entry) if entry.has(tag) else None
            if record:
                base = self._library.locales.url(key, tag)
                for name, write in writers.items():
                    yield base + name, write(record)


def _id(entry: Entry, whole: Entry | None) -> str:
    if whole is None or whole is entry:
        return entry.slug
    return f"{whole.slug}-{entry.slug}"


def _title(meta: Any, language: str) -> str:
    """Return a title with its subtitle, between them its language's colon with plain spaces."""
    title, subtitle = str(meta.title), getattr(meta, "subtitle", None)
    if not subtitle:
        return title
    colon = typeset(": ", language, before=title, after=subtitle)
    return f"{title}{colon.replace(NO_BREAK, ' ')}{subtitle}"
