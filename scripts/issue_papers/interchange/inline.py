"""Markdown within a line, as words and the codes that translators' programs protect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CODE = re.compile(
    r"""
      (?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)  # code
    | \$(?![\s\d])[^$]+?(?<!\s)\$                 # a formula
    | \\[^\w\s]                                   # what is escaped
    | \[\^[^\[\]\s]+\]                            # a footnote's mark
    | \[(?=[^\[\]@]*+@)[^\[\]]*+\](?!\()          # a citation
    | (?<![\w@./:+-])-?@(?:\{[^{}\s]+\}|\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*) # one in a sentence
    | \]\((?:<[^>]*>|[^()\s]|\([^()\s]*\))*(?:\s+(?:"[^"]*"|'[^']*'))?\s*\) # a link's target
    | \]\[[^\[\]]*\]                              # … by reference
    | !?\[ | \]                                   # its text begins and ends
    | \{\s*[:#.][^{}\n]*\} | \{\s*\w+=[^{}\n]*\}  # ids, classes, languages
    | </?[A-Za-z][^<>]*> | <(?:https?|mailto):[^<>\s]+> | <!--.*?--> # elements and addresses
    | &(?:\#\d+|\#x[0-9a-fA-F]+|\w+);             # characters by name
    | https?://[^\s<>)\]]*[^\s<>)\].,;:!?]        # bare addresses
    | \*{1,3} | ~~ | ==+ | (?<!\w)_{1,3}(?=\S) | (?<=\S)_{1,3}(?!\w) # emphasis
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class Part:
    """A part of a line.

    Attributes:
        text: As it is typed.
        is_code: Whether it is kept as it is.
    """

    text: str
    is_code: bool


def parts(text: str) -> Iterator[Part]:
    """Yield the words and the codes of a line of Markdown; together they are the line."""
    end = 0
    for match in _CODE.finditer(text):
        if words := text[end : match.start()]:
            yield Part(words, is_code=False)
        yield Part(match[0], is_code=True)
        end = match.end()
    if rest := text[end:]:
        yield Part(rest, is_code=False)


def has_words(text: str) -> bool:
    """Whether there is anything to translate in a line."""
    return any(_WORD.search(part.text) for part in parts(text) if not part.is_code)
