"""What is known of a `///` block before anything is printed: what readers and the library ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from issue_papers.articles.slugs import right_id


@dataclass(frozen=True)
class DirectiveType:
    """A kind of block that editors may write.

    Attributes:
        name: What follows `///`.
        is_named: Whether it must name something after `|`; one that doesn't mustn't.
        prefix: What its id on the page begins with, before a hyphen and the name; empty where it
            has no id.
        shows: What it puts on the page, for who looks for the places of that: `case`,
            `recommendation`, `message`, `bibliography`; empty where nobody does. It is the role of
            its nodes.
        is_id: Whether what it names is its own id, which nothing else defines.
        options: The options that it takes.
        required: Those that it must have.
        texts: Those that are people's words: they are read as they are typed.
        title: The option that is its title: running text, and a part of the passage that it stands
            in, so that a translation is known to lack it.
        series: With what it is numbered, through all of a paper: `figure`, `table`, `box`,
            `equation`; empty where it has no number.
        numbered_by: The option that says whether it has one; empty where each has.
        has_terms: Whether terms of the glossary are marked inside.
        is_captioned: Whether it says by itself what a table inside is.
        is_ours: Whether what it says is the edition's own, also where all else is after a source.
        is_ours_if_empty: Whether it is so where nothing is written inside: that it stands there.
        is_apart: Whether its title is that of another page, and so none of the text's headings.
    """

    name: str
    is_named: bool = True
    is_id: bool = False
    prefix: str = ""
    shows: str = ""
    options: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    title: str = ""
    series: str = ""
    numbered_by: str = ""
    has_terms: bool = True
    is_captioned: bool = False
    is_apart: bool = False
    is_ours: bool = False
    is_ours_if_empty: bool = False

    def counts(self, options: Mapping[str, object]) -> bool:
        """Whether a block with these options has a number."""
        return bool(self.series) and (not self.numbered_by or options.get(self.numbered_by) is True)

    def anchor(self, argument: str) -> str:
        """Return the id that a block has on its page; empty where it has none.

        One that was typed with spaces, which no page is made with, is the one that was meant.
        """
        if self.is_id and " " in argument:
            argument = right_id(argument)
        return f"{self.prefix}-{argument}" if self.prefix and argument else ""
