"""A quotation that stands by itself, with who said it.

/// quotation | mayor
    who: Amina Sow
    role: mayor of Dakar
    source: interview with the city's archive, 2019
    lang: fr
We began with the pumps.
///
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from issue_papers.articles import nodes
from issue_papers.articles.directives import DirectiveType
from issue_papers.content.locales import Language, looks_like_language
from issue_papers.printing.declaration import Block, CheckContext, Context
from issue_papers.printing.words import labelled, line, words
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem
from issue_papers.typography.rules import typeset

_TEXTS = ("who", "role", "source")
"""The options that are printed, none of which is read as Markdown."""
_MARKUP = re.compile(
    r"(?<![\w*])(\*{1,2})(?=[^\W_])[^*]+(?<=[\w.!?])\1(?![\w*])"
    r"|(?<!\w)(__?)(?=[^\W_])[^_]+(?<=[\w.!?])\2(?!\w)"
    r"|!?\[[^\[\]]*\]\([^()\s]+\)|\[-?@[^\[\]]+\]"
)
"""Emphasis, a link, a citation."""


@dataclass(frozen=True)
class Quotation:
    """A quotation's attribution.

    Attributes:
        id: Its place on the page.
        who: Who said it.
        role: What they are; empty if it isn't said.
        source: Where they said it; the same.
        language: The language of the words, where that isn't the page's.
        direction: That language's direction.
    """

    id: str
    who: str
    role: str
    source: str
    language: str
    direction: str


def view(context: Context) -> Quotation:
    """Return what the template sees."""
    who, role, source = (
        typeset(context.options.get(name, ""), context.language) for name in _TEXTS
    )
    language = context.options.get("lang", "")
    language = "" if language == context.language else language
    direction = Language(language, "").direction if language else ""
    return Quotation(context.id, who, role, source, language, direction)


def plain(
    quotation: Quotation, content: tuple[nodes.Block, ...], context: Context
) -> tuple[nodes.Block, ...]:
    """Return a figure: the words are what is shown, and the caption says whose they are."""
    quote = context.said_in(quotation.language, nodes.Quote(content))
    caption: list[nodes.Inline] = [labelled(quotation.who, "who")]
    if quotation.role:
        caption.append(words(context.t("marks.comma") + quotation.role))
    if quotation.source:
        source = context.t("quotation.source", source=quotation.source)
        caption += [nodes.Break(), labelled(source, "source")]
    return (nodes.Figure((quote,), (line(*caption),), role="quotation", id=quotation.id),)


def check(context: CheckContext) -> Iterator[Problem]:
    """There are words, their language is named by its tag, and what else is said is plain text."""
    if not context.directive.content:
        hint = say("write it between the two `///` lines")
        yield context.problem(say("the quotation has no words"), hint)
    language = context.options.get("lang", "")
    if language and not looks_like_language(language):
        message = say("`lang:` says `{found}`, expected a language's tag", found=language)
        hint = say("write `es` for Spanish, `pt-BR` for Brazil's Portuguese")
        yield context.problem(message, hint, option="lang")
    for name in _TEXTS:
        if match := _MARKUP.search(context.options.get(name, "")):
            message = say(
                "`{found}` would be printed as it is: `{option}:` is plain text",
                found=match[0],
                option=name,
            )
            yield context.problem(message, say("write it without marks"), option=name)


BLOCK = Block(
    type=DirectiveType(
        "quotation",
        is_id=True,
        prefix="quotation",
        options=frozenset({"who", "role", "source", "lang"}),
        required=frozenset({"who"}),
        texts=frozenset(_TEXTS),
    ),
    view=view,
    plain=plain,
    check=check,
)
