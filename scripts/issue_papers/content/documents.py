"""One Markdown file, and a page in all its languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Generic

from pydantic import BaseModel
from typing_extensions import TypeVar

from issue_papers.articles.article import Article
from issue_papers.articles.opened import Opened, opened
from issue_papers.articles.reader import Reader
from issue_papers.content import naming, passages, pieces, prose
from issue_papers.content.frontmatter import YamlData
from issue_papers.content.ledger import Account, is_moved
from issue_papers.content.model import PageMeta
from issue_papers.content.outline import Outline, kept
from issue_papers.content.packed import Packed
from issue_papers.content.page_type import PageType, slug_of
from issue_papers.content.records import Translation, localise
from issue_papers.content_cache import digest

M_co = TypeVar("M_co", bound=PageMeta, default=PageMeta, covariant=True)
D_co = TypeVar("D_co", bound=BaseModel, default=BaseModel, covariant=True)


@dataclass(frozen=True)
class Document(Generic[D_co]):
    """One Markdown file.

    Attributes:
        path: The file, relative to the project's root; empty where the generator has made it of
            its own words.
        language: Tag of the language it is written in.
        meta: Its front matter: the page's type in the source language, else `translation_of` it.
        yaml: The same as plain values, with lines.
        body_line: Line of the file on which the body starts.
        body: The Markdown after the front matter.
        is_sound: Whether the front matter is what it must be; if not, `meta` holds nothing of it.
        reader: Reads the body; one for all documents of a site.
        account: What the ledger of its folder says of it.
        faults: The keys at which its front matter isn't what it must be.
    """

    path: str
    language: str
    meta: D_co
    yaml: YamlData
    body_line: int
    body: str = Packed()  # type: ignore[assignment]
    is_sound: bool = True
    reader: Reader = field(default_factory=Reader)
    account: Account = field(default_factory=Account)
    faults: frozenset[str] = frozenset()

    def is_at_fault(self, key: str) -> bool:
        """Whether something is wrong at a key of its front matter, or above or below it."""
        return any(
            f"{key}.".startswith(f"{fault}.") or f"{fault}.".startswith(f"{key}.")
            for fault in self.faults
        )

    @property
    def translation(self) -> Translation | None:
        """Who translated it and from which text; nothing for a source or where it isn't said."""
        # A plain page takes any keys, this one's name among them.
        found = getattr(self.meta, "translation", None)
        return found if isinstance(found, Translation) else None

    @property
    def is_adopted(self) -> bool:
        """Whether it is a translation that was made elsewhere, and is taken as it is."""
        return bool(self.translation and self.translation.adopted)

    @property
    def recorded(self) -> Mapping[str, str]:
        """What the ledger records of a translation, by passage id (`ledger`)."""
        return self.account.records

    @property
    def kept_inside(self) -> Mapping[str, str]:
        """What the front matter of a translation records, as it did before there were ledgers."""
        return self.translation.sections if self.translation else {}

    @cached_property
    def fingerprint(self) -> str:
        """Digest of all that the file says, and of where it says it."""
        return digest([self.front, str(self.body_line), self.body, self.account.key])

    @cached_property
    def front(self) -> str:
        """Digest of which file it is, and of its front matter."""
        meta = repr((self.yaml.value, list(self.yaml.lines.items()), self.yaml.comments))
        return digest([self.path, self.language, meta])

    @property
    def held(self) -> Opened:
        """What is held of the texts of its site."""
        return self.reader.held

    @opened
    def article(self) -> Article:
        """The body, read."""
        return self.reader.read(self.body, self.body_line)

    @cached_property
    def outline(self) -> Outline:
        """What others want to know of the text."""
        return kept(self.reader, self.body, self.body_line, lambda: self.article)

    @property
    def opening(self) -> str:
        """What its text begins with, in the place of a summary."""
        return self.outline.opening

    @property
    def summary(self) -> str:
        """Its summary: as it is written, or what its text begins with."""
        return getattr(self.meta, "summary", "") or self.opening

    @opened
    def passages(self) -> tuple[passages.Passage, ...]:
        """What is translated piece by piece, metadata first."""
        return (
            *passages.of_meta(self.meta, self.yaml, self.reader),
            *passages.of_body(self.body, self.body_line, self.article),
        )

    @opened
    def pieces(self) -> tuple[pieces.Piece, ...]:
        """The body's passages, as finely as readers are led to them."""
        return pieces.of_article(self.article, (p for p in self.passages if not p.is_meta))

    @opened
    def stretches(self) -> tuple[prose.Stretch, ...]:
        """The body's words."""
        return prose.stretches(self.article)


@dataclass(frozen=True)
class Entry(Generic[M_co]):
    """A page in all its languages.

    Attributes:
        key: Path of its source file as the site sees it, without language suffix:
            `papers/<paper>/means.md`, `case-studies/seoul/index.md`, `about.md`.
        kind: What it is.
        source: The source-language file.
        translations: The others, by language tag.
        drafts: Those that have no text yet (`content.drafts`), by language tag: for readers, they
            aren't there.
    """

    key: str
    kind: PageType[M_co]
    source: Document[M_co]
    translations: Mapping[str, Document] = field(default_factory=dict)
    drafts: Mapping[str, Document] = field(default_factory=dict)

    @property
    def is_written(self) -> bool:
        """Whether somebody has written it: there are pages that have no file."""
        return bool(self.source.path)

    def rewritten(self, language: str, body: str) -> Entry[M_co]:
        """Return this page with another text in one of its languages."""
        document = self.translations.get(language)
        if document is None:
            return replace(self, source=replace(self.source, body=body))
        translations = {**self.translations, language: replace(document, body=body)}
        return replace(self, translations=translations)

    @cached_property
    def folder(self) -> PurePosixPath:
        """The folder that links of this page are relative to."""
        return PurePosixPath(self.key).parent

    def beside(self, name: str) -> str:
        """Return the key of a file in the same folder."""
        folder, slash, _ = self.key.rpartition("/")
        return f"{folder}{slash}{name}"

    @property
    def slug(self) -> str:
        """The last part of its address, the same in every language."""
        return slug_of(self.key)

    @property
    def held(self) -> Opened:
        """What is held of the texts of its site."""
        return self.source.held

    @opened
    def names(self) -> naming.Names:
        """The ids of the source's passages, and what has gone."""
        return naming.names(self.source.pieces, self.source.account)

    def named(self, language: str) -> tuple[naming.Named, ...]:
        """Return the passages of the text in a language with their ids, the same in all of them.

        A page that was made without a file has none: nobody wrote what stands on it.
        """
        if not self.source.path:
            return ()
        known = self._named
        if language not in known:
            document = self.translations.get(language)
            known[language] = (
                self.names.named
                if document is None
                else naming.aligned(
                    self.names.named,
                    document.pieces,
                    naming.target_hashes(self.recorded(language)),
                )
            )
        return known[language]

    def recorded(self, language: str) -> Mapping[str, str]:
        """Return what the ledger records of a translation, by passage id (`ledger`).

        Also of a page that was renamed or moved since, and of passages that stood on another page
        then.
        """
        document = self.translations.get(language)
        if document is None:
            return {}
        ledger, page = document.account.ledger, document.account.page
        ids = {each.id for each in self.names.named}
        if page not in ledger.pages:
            renamed = {
                name: len(ids & ledger.records(name).keys())
                for name in self.source.account.missing & ledger.pages.keys()
                if not is_moved(name) or self._was(name)
            }
            page = max(renamed, key=lambda name: (renamed[name], name), default=page)
        own = ledger.records(page)
        return {**{key: each for key, each in ledger.by_id.items() if key in ids}, **own}

    def _was(self, page: str) -> bool:
        """Whether it is a page that stood in another folder: half of its passages were there."""
        lines = self.source.account.elsewhere.get(page, ())
        ours = {each.id for each in self.names.named if not each.piece.given}
        return 2 * len(ours & {line.id for line in lines}) >= max(len(ours), 1)

    @opened
    def _named(self) -> dict[str, tuple[naming.Named, ...]]:
        return {}

    @opened
    def compared(self) -> dict[str, Any]:
        """What has been found by comparing its translations with it, by language tag."""
        return {}

    def documents(self) -> Iterator[Document]:
        """Yield the source, then the translations."""
        yield self.source
        yield from self.translations.values()

    def has(self, language: str) -> bool:
        """Whether the page really exists in a language."""
        return language == self.source.language or language in self.translations

    def document(self, language: str) -> Document:
        """Return the page's text in a language; the source where it isn't translated."""
        return self.translations.get(language, self.source)

    def meta(self, language: str) -> M_co:
        """Return its metadata with the texts of a language; the source's where they are missing.

        The summary of a page of ours is that of the text which is shown, always.
        """
        translated = self.translations.get(language)
        meta = localise(self.source.meta, translated.meta if translated else None)
        document = self.document(language)
        if self.kind.is_ours and not getattr(document.meta, "summary", ""):
            return meta.model_copy(update={"summary": document.opening})
        return meta

    def translation(self, language: str) -> Translation | None:
        """Return who translated it into a language and how; nothing for the source."""
        document = self.translations.get(language)
        return document.translation if document else None
