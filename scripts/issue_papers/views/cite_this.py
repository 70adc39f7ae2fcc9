"""How to cite the pages of this site: a CSL record of each, in words and as files.

A paper is a report, its sections are chapters of it, and so are the case studies that it discusses.
A translation is cited by its own title, language and address, with its translators or what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from issue_papers.citations import exchange
from issue_papers.citations.forms import STYLE, Run
from issue_papers.citations.references import References, Style
from issue_papers.content.addresses import is_absolute
from issue_papers.content.library import Entry, Kind
from issue_papers.content.model import PageMeta, Paper, Person, Reference
from issue_papers.typography.rules import NO_BREAK, typeset
from issue_papers.views.citations import CitationViews

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


def person(name: str, family: str | None = None) -> dict[str, str]:
    """Return a name as CSL has it: its parts, or as a whole where it is one word."""
    family = family or name.rsplit(maxsplit=1)[-1]
    given = " ".join(name.replace(family, " ", 1).split())
    return {"family": family, "given": given} if given else {"literal": name}


class CiteViews(CitationViews):
    """How to cite pages, in one language."""

    def cite_page(self, key: str) -> CiteThisView | None:
        """Return how to cite a page; nothing for pages that nobody would."""
        if key not in self._cited_pages:
            self._cited_pages[key] = self._cite_page(key)
        return self._cited_pages[key]

    @cached_property
    def _cited_pages(self) -> dict[str, CiteThisView | None]:
        return {}

    def _cite_page(self, key: str) -> CiteThisView | None:
        entry = self.library.entries.get(key)
        record = self.record(entry) if entry else None
        if entry is None or record is None:
            return None
        text = entry.document(self.language.tag).language
        base = self.library.locales.url(entry.key, text)
        return CiteThisView(
            kind=str(entry.kind),
            styles=tuple(self._styled(record)),
            files=tuple((name, base + file) for name, file in FILES),
            is_translation=text != self.library.locales.source,
        )

    @cached_property
    def _styles(self) -> tuple[tuple[str, Style], ...]:
        return tuple((name, self.style(style)) for name, style in STYLES)

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
            (formatted,) = References({reference.id: reference}, style).bibliography
            yield StyledCitationView(name, formatted.text, formatted.runs)

    def record(self, entry: Entry) -> Record | None:
        """Return a page as a CSL record (CSL-JSON 1.0.2); nothing for a page that isn't cited."""
        if entry.kind not in {Kind.PAPER, Kind.SECTION, Kind.CASE_STUDY}:
            return None
        if entry.key not in self._records:
            self._records[entry.key] = self._record(entry)
        return self._records[entry.key]

    @cached_property
    def _records(self) -> dict[str, Record]:
        return {}

    def _record(self, entry: Entry) -> Record:
        tag = entry.document(self.language.tag).language
        source = self.library.locales.source
        meta = self.plain_meta(entry)
        whole = self._whole(entry)
        record: Record = {
            "id": "-".join(
                part for part in (self._id(entry, whole), tag if tag != source else "") if part
            ),
            "type": "report",
            "title": _title(meta, tag),
            "language": tag,
            "URL": self.absolute(self.library.locales.url(entry.key, tag)),
            "abstract": meta.summary,
        }
        if whole is None:
            record |= {"type": "document", "author": [{"literal": self.series}]}
        else:
            record |= self._of_paper(entry, whole)
        if tag != source:
            record |= self._translated(entry, tag)
        if whole and (based_on := cast("Paper", self.plain_meta(whole)).based_on):
            said = (self.t("paper.based_on"), self.t("marks.colon"), based_on)
            notes = (record.get("status", ""), "".join(said), self.notice)
            sentences = (note if note.endswith(".") else f"{note}." for note in notes if note)
            record["note"] = " ".join(" ".join(sentences).split())  # no no-break spaces here
        elif "status" in record:
            record["note"] = record["status"]
        return {key: value for key, value in record.items() if value}

    def _whole(self, entry: Entry) -> Entry | None:
        """Return the paper that a page is or belongs to; a case belongs to the first with it."""
        if entry.kind is not Kind.CASE_STUDY:
            return self.library.paper_of(entry)
        mentions = self.library.mentions.get(entry.slug, ())
        return self.library.paper_of(mentions[0].entry) if mentions else None

    def plain_meta(self, entry: Entry) -> PageMeta:
        """Return a page's metadata as it is written: machines don't want no-break spaces."""
        return entry.meta(self.language.tag)

    @staticmethod
    def _id(entry: Entry, whole: Entry | None) -> str:
        if whole is None or whole is entry:
            return entry.slug
        return f"{whole.slug}-{entry.slug}"

    @property
    def series(self) -> str:
        """The site's name in this language."""
        return self.library.settings.site.names.get(self.language.tag, "")

    def _of_paper(self, entry: Entry, whole: Entry) -> Record:
        meta = cast("Paper", self.plain_meta(whole))
        record: Record = {
            "author": [_name(author) for author in meta.authors],
            "issued": {"date-parts": [[int(part) for part in meta.issued.split("-")]]},
            "publisher": meta.publisher.name,
            "collection-title": self.series,
            "collection-number": meta.number,
            "ISBN": meta.isbn,
        }
        if entry is whole:
            return record | {"genre": self.t("cite.genre"), "number": meta.number, "DOI": meta.doi}
        position = 0
        if entry.kind is Kind.SECTION:
            position = self.library.sections(whole).index(entry) + 1
        return record | {
            "type": "chapter",
            "container-title": _title(meta, whole.document(self.language.tag).language),
            "chapter-number": position,
        }

    def _translated(self, entry: Entry, tag: str) -> Record:
        """Say whose translation it is, and where nobody has read it over, what it is."""
        made = entry.translation(tag)
        record: Record = {"original-title": _title(entry.source.meta, self.library.locales.source)}
        if made:
            record["translator"] = [person(name) for name in made.translators]
            if made.status != "reviewed":
                record["status"] = self.t(f"cite.{made.status}")
        return record

    def citation_files(self) -> Iterator[tuple[str, str]]:
        """Yield address and content of each file for reference managers in this language."""
        writers = {
            "cite.bib": exchange.bibtex,
            "cite.ris": exchange.ris,
            "cite.json": exchange.csl_json,
        }
        for key, entry in sorted(self.library.entries.items()):
            record = self.record(entry) if entry.has(self.language.tag) else None
            if record:
                base = self.library.locales.url(key, self.language.tag)
                for name, write in writers.items():
                    yield base + name, write(record)


def _title(meta: Any, language: str) -> str:
    """Return a title with its subtitle, between them its language's colon with plain spaces."""
    title, subtitle = str(meta.title), getattr(meta, "subtitle", None)
    if not subtitle:
        return title
    colon = typeset(": ", language, before=title, after=subtitle)
    return f"{title}{colon.replace(NO_BREAK, ' ')}{subtitle}"


def _name(author: Person) -> dict[str, str]:
    return person(author.name, author.family)
