"""The paper's bibliography, each work with the ways back to where it is cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.articles import nodes
from issue_papers.articles.directives import DirectiveType
from issue_papers.content.citation_index import bibliography_keys
from issue_papers.kinds.paper.model import PAPER
from issue_papers.kinds.section.model import SECTION
from issue_papers.printing.declaration import Block, CheckContext, Context
from issue_papers.printing.words import line, listed
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem
from issue_papers.views.citation_shapes import BackLinkView, EntryView


@dataclass(frozen=True)
class Work:
    """A work, and where it is cited: each place with its address."""

    id: str
    entry: EntryView
    places: tuple[tuple[BackLinkView, str], ...]


@dataclass(frozen=True)
class Bibliography:
    """The works, in the style's order."""

    works: tuple[Work, ...]


def view(context: Context) -> Bibliography:
    """Return what the template sees."""
    citations = context.views.readers.citations
    entries = citations.bibliography(context.whole) if context.whole else ()
    return Bibliography(
        tuple(
            Work(
                id=f"ref-{entry.id}",
                entry=entry,
                places=tuple((p, context.page(p.key, p.anchor)) for p in entry.places),
            )
            for entry in entries
        )
    )


def plain(
    bibliography: Bibliography, content: tuple[nodes.Block, ...], context: Context
) -> tuple[nodes.Block, ...]:
    """Return a list; each entry runs as its first word does."""
    del context
    items = tuple(
        nodes.Item((line(*listed(work.entry.number, work.entry.runs)),), id=work.id, dir="auto")
        for work in bibliography.works
    )
    return (nodes.List(items, role="bibliography"), *content) if items else content


def check(context: CheckContext) -> Iterator[Problem]:
    """There is a list of references, and it isn't empty."""
    if context.document is not context.entry.source:
        return  # it is made from the same file in every language
    paper, library = context.whole, context.library
    if paper is None and context.landing in library.known:
        return  # the paper's own page is broken, and that has been said
    if paper and bibliography_keys(library, paper):
        return  # its own works, or the site's
    if context.entry.beside("references.yml") not in library.known:
        message = say("there is no references.yml beside this page, so the list would be empty")
        yield context.problem(message, say("add references.yml to the paper's folder"))
    elif paper and library.bibliographies.get(paper.slug) == ():
        message = say("the references.yml beside this page names no work")
        hint = say("write the works that the paper cites into it: `- id: …`")
        yield context.problem(message, hint)


BLOCK = Block(
    type=DirectiveType("bibliography", is_named=False, shows="bibliography"),
    view=view,
    plain=plain,
    check=check,
    kinds=frozenset({PAPER, SECTION}),
)
