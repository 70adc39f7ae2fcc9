"""Where a text uses the terms of the glossary: the passages that readers are led to from there.

Terms are looked for in running text: not in headings, links and code, nor in what is quoted or in
another language. The same is marked on pages (`printing.terms`).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from issue_papers.articles.article import Article
from issue_papers.articles.nodes import (
    Abbreviation,
    Code,
    CodeBlock,
    Directive,
    Heading,
    Link,
    Node,
    Quoted,
    Style,
    Styled,
    Text,
)
from issue_papers.articles.rewriting import visit
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.passages import RECOMMENDATION
from issue_papers.content.termbase import Lexicon
from issue_papers.content_cache import Journal, digest, generator, site_cache

_NO_RUNNING_TEXT = (Abbreviation, Code, CodeBlock, Heading, Link, Quoted)
_STYLES = frozenset({Style.DEFINED, Style.SUPERSCRIPT})


@dataclass(frozen=True)
class Use:
    """Where a text uses a term first.

    Attributes:
        concept: The concept's id.
        anchor: Id of the passage, or of the block that stands apart; empty where there is none.
        apart: The argument of such a block; empty for the text itself.
    """

    concept: str
    anchor: str
    apart: str = ""


def uses_of(library: Library, entry: Entry, language: str) -> tuple[Use, ...]:
    """Return where a page's text in a language uses each term first, and where its advice does.

    What a text uses is kept under a digest of the text, of all terms of its language, and of what
    else decides how texts are read: after an edit, that text alone is looked through again.

    Args:
        library: All content.
        entry: The page; one of a kind without terms uses none.
        language: Tag of the language; the text is the source's where there is no translation.
    """
    return library.index(_Kept)(entry, language)


class _Kept:
    """What the texts of a library use, by language."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._journals: dict[str, Journal] = {}
        self._found: dict[tuple[str, str], tuple[Use, ...]] = {}

    def __call__(self, entry: Entry, language: str) -> tuple[Use, ...]:
        document = entry.document(language)
        lexicon = self._library.termbase.lexicon(document.language)
        if not (entry.kind.has_terms and lexicon.terms):
            return ()
        place = (entry.key, document.language)
        if place not in self._found:  # editions of several papers ask for one case
            self._found[place] = self._kept(entry, document, lexicon)
        return self._found[place]

    def _kept(self, entry: Entry, document: Document, lexicon: Lexicon) -> tuple[Use, ...]:
        key = digest([entry.key, entry.source.fingerprint, document.fingerprint])

        def find() -> tuple[Use, ...]:
            ids = {each.piece.at: each.id for each in entry.named(document.language)}
            has_terms = self._library.settings.markdown.has_terms
            return uses(document.article, ids, lexicon, has_terms, {RECOMMENDATION})

        return self._journal(document.language, lexicon).get(key, find)

    def _journal(self, language: str, lexicon: Lexicon) -> Journal:
        if language not in self._journals:
            settings = self._library.settings
            means = (generator(), settings.markdown.digest(), *_forms(lexicon))
            name = f"term-uses-{digest(means)[:32]}"
            cache = site_cache(settings.root)
            self._journals[language] = Journal(cache, name)
        return self._journals[language]


def _forms(lexicon: Lexicon) -> Iterator[str]:
    for concept, term in sorted(lexicon.terms.items()):
        yield repr((concept, term.forms, term.forbidden))


def is_no_running_text(node: Node, has_terms: Callable[[str], bool]) -> bool:
    """Whether no term is looked for in a node and in all that it holds.

    Args:
        node: The node.
        has_terms: Whether terms are looked for in blocks of a name.
    """
    match node:
        case Directive(name=name):
            return bool(node.lang) or not has_terms(name)
        case Styled(style=style):
            return bool(node.lang) or style in _STYLES
        case _:
            return bool(node.lang) or isinstance(node, _NO_RUNNING_TEXT)


def uses(
    article: Article,
    ids: Mapping[int, str],
    lexicon: Lexicon,
    has_terms: Callable[[str], bool],
    apart: Collection[str] = (),
) -> tuple[Use, ...]:
    """Return where a text uses each term first, and where each block that stands apart does.

    Args:
        article: The text.
        ids: Of its passages, by the numbers of their nodes (`pieces.Piece.at`).
        lexicon: The forms of its language.
        has_terms: Whether terms are looked for in blocks of a name.
        apart: What blocks show that are told of by themselves (`DirectiveType.shows`).
    """
    found: dict[tuple[str, str], Use] = {}
    places = sorted(_places(article.blocks, ids, lexicon, has_terms, apart), key=itemgetter(0))
    places += _places(tuple(article.notes.values()), {}, lexicon, has_terms, ())
    for _, use in places:
        found.setdefault((use.concept, use.apart), use)
    return tuple(found.values())


def _places(
    nodes: tuple[Node, ...],
    ids: Mapping[int, str],
    lexicon: Lexicon,
    has_terms: Callable[[str], bool],
    apart: Collection[str],
) -> Iterator[tuple[int, Use]]:
    """Yield every use with its number in the text, each when the passage that holds it ends.

    Args:
        nodes: A text.
        ids: Of its nodes, by their numbers as `rewriting.rewrite` counts them.
        lexicon: See `uses`.
        has_terms: See `uses`.
        apart: See `uses`.
    """
    waiting: list[list[tuple[int, str]]] = [[]]
    silent, number, block, count = 0, -1, "", itertools.count()
    for node, begins in visit(nodes):
        is_silent = is_no_running_text(node, has_terms)
        is_apart = isinstance(node, Directive) and node.role in apart
        if begins:
            silent += is_silent
            waiting.append([])
            if isinstance(node, Directive) and is_apart:
                block = node.argument
            if isinstance(node, Text) and not silent:
                rightly = (each for each in lexicon.find(node.text) if not each.is_forbidden)
                waiting[-1] += ((next(count), each.concept) for each in rightly)
            continue
        number += 1
        silent -= is_silent
        concepts = waiting.pop()
        anchor = _anchor(node, ids.get(number, ""))
        if anchor and (is_apart or not block):
            yield from ((at, Use(concept, anchor, block)) for at, concept in concepts)
        else:
            waiting[-1] += concepts
        if is_apart:
            block = ""
    yield from ((at, Use(concept, "")) for at, concept in waiting[0])


def _anchor(node: Node, named: str) -> str:
    return named or (node.anchor if isinstance(node, Directive) else "") or node.id
