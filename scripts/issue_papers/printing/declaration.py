"""What a block declares: `blocks/<block>/__init__.py` holds one `BLOCK = Block(…)`.

A block is written once in each of two ways. On the web, `overrides/fragments/<name>.html` draws it
from its view. Everywhere else its plain nodes stand for it, which every format knows.

The template sees

- `view`: what `Block.view` returns;
- `t`: the interface's strings in the language of the text;
- `href(target)`: the address of a resolved `Link.target`, as this page has it;
- `content`: what the editor wrote inside, as safe HTML; empty if there is nothing;
- `title`: the option that is its title (`DirectiveType.title`), as safe HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from issue_papers.articles import nodes
from issue_papers.articles.directives import DirectiveType
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.locales import Language
from issue_papers.content.page_type import PageType
from issue_papers.printing.links import Addresses
from issue_papers.reporting.problems import Problem
from issue_papers.views.catalogue import Catalogue

if TYPE_CHECKING:
    from issue_papers.views.site import Views

V = TypeVar("V")
N = TypeVar("N", bound=nodes.Node)


def _texts(directive: nodes.Directive) -> dict[str, str]:
    """Return a block's options as texts."""
    return {key: str(value) for key, value in directive.options}


@dataclass(frozen=True)
class Context:
    """What a block may ask, to be shown at its place.

    Attributes:
        views: Those of the language that the text is written in.
        entry: The page.
        directive: The block as it is written; its content is resolved.
        addresses: Where links lead.
        level: Of a heading that the block brings: 3, and 2 where none of level 2 came before it.
    """

    views: Views
    entry: Entry
    directive: nodes.Directive
    addresses: Addresses
    level: int = 3

    @property
    def t(self) -> Catalogue:
        """The interface's strings in the language of the text."""
        return self.views.t

    @property
    def language(self) -> str:
        """Tag of the language of the text."""
        return self.views.language.tag

    @property
    def argument(self) -> str:
        """What the block names."""
        return self.directive.argument

    @property
    def id(self) -> str:
        """The block's place on the page; empty if it has none."""
        return self.directive.anchor

    @cached_property
    def options(self) -> dict[str, str]:
        """The block's options as texts, by key."""
        return _texts(self.directive)

    @property
    def whole(self) -> Entry | None:
        """The paper that the page belongs to."""
        return self.views.library.whole(self.entry)

    def page(self, key: str, anchor: str = "") -> str:
        """Return the address of a page: see `Link.target`."""
        return self.addresses.page(key, anchor)

    def said_in(self, language: str, node: N) -> N:
        """Return a node that says its language, where that isn't the language of the text."""
        if not language or language == self.language:
            return node
        return replace(node, lang=language, dir=Language(language, "").direction)


@dataclass(frozen=True)
class CheckContext:
    """What a block may ask, to say whether it is right.

    Attributes:
        library: All content.
        entry: The page.
        document: The file.
        directive: The block.
    """

    library: Library
    entry: Entry
    document: Document
    directive: nodes.Directive

    @property
    def whole(self) -> Entry | None:
        """The paper that the page belongs to."""
        return self.library.whole(self.entry)

    @property
    def landing(self) -> str:
        """Key of the page that a paper beside this page would have, be it there or not."""
        return self.entry.beside("index.md")

    @cached_property
    def options(self) -> dict[str, str]:
        """The block's options as texts, by key."""
        return _texts(self.directive)

    def problem(self, message: str, hint: str = "", *, option: str | None = None) -> Problem:
        """Return an error at the block's opening line, or at an option's."""
        line = self.directive.line
        if option is not None:
            names = [name for name, _ in self.directive.options]
            line = self.directive.option_lines[names.index(option)]
        return Problem(self.document.path, line, self.directive.name, message, hint)


@dataclass(frozen=True)
class PageContext:
    """What a block may ask, to say whether a page lacks it.

    Attributes:
        library: All content.
        entry: The page.
        document: The file.
        directives: All blocks of this name that the file has.
    """

    library: Library
    entry: Entry
    document: Document
    directives: tuple[nodes.Directive, ...]


def lacks_nothing(context: PageContext) -> Iterable[Problem]:  # noqa: ARG001 - as its like
    """Say that no page needs a block."""
    return ()


@dataclass(frozen=True)
class Block(Generic[V]):
    """A block that editors may write.

    Attributes:
        type: Its name, and what is known of it before anything is printed.
        view: Makes what its template sees, a frozen value.
        plain: Makes its nodes for all formats but the web, from the view and the content.
        check: Yields what is wrong with one, once its line and its options are right.
        check_page: Yields what is wrong with a file that has too few of them.
        on_card: Draws one for the picture that stands for a page where links are shared, by its id:
            an SVG document, whose colours are tokens.
        kinds: The kinds of pages that it may stand on; any where none is named.
    """

    type: DirectiveType
    view: Callable[[Context], V]
    plain: Callable[[V, tuple[nodes.Block, ...], Context], tuple[nodes.Block, ...]]
    check: Callable[[CheckContext], Iterable[Problem]]
    check_page: Callable[[PageContext], Iterable[Problem]] = lacks_nothing
    on_card: Callable[[Views, Entry, str], str] | None = None
    kinds: frozenset[PageType] = frozenset()

    def may_stand_on(self, kind: PageType) -> bool:
        """Whether it may stand on pages of a kind."""
        return not self.kinds or kind in self.kinds
