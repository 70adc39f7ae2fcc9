r"""What is doubtful in a reference that has the right form: pasted LaTeX, names, check digits.

BibTeX writes `{Wells}` to keep a capital, `\textit{Sahel}`, and `12--15`; nobody reads that here,
so that it would be printed. A name that stands in one part is sorted by the wrong word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from issue_papers.content import yaml_mends
from issue_papers.content.frontmatter import KeyPath, YamlData, dotted
from issue_papers.content.identifiers import is_isbn, is_issn, wrong_digit
from issue_papers.content.names import PARTICLES, is_of_organisation
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, Severity

_LATEX = re.compile(r"\\[A-Za-z'\"`^~&%$#_{]|[{}]|(?<=[\w\s])---?(?=[\w\s])")
_COMMAND = re.compile(r"\\[A-Za-z]{2,}\s*\{([^{}]*)\}")
_ACCENT = re.compile(r"\\(['`^\"~=.]|[cvHukr](?=[\s{]))\s*\{?\s*\\?([A-Za-z])\}?")
_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "H": "\u030b",
    "u": "\u0306",
    "k": "\u0328",
    "r": "\u030a",
}
_PLAIN = frozenset({"id", "URL", "DOI", "abstract", "note", "annote", "custom", "citation-key"})
_PAGES = frozenset({"page", "number", "volume", "issue", "section"})
_OTHERS = re.compile(
    r"(?:.*\s)?(?:et\s+al\.?|and\s+others|others|y\s+otros|et\s+autres)", re.IGNORECASE
)
_WORD = r"[^\W\d_][\w’'.-]*"
_INVERTED = re.compile(rf"{_WORD}, (?P<given>{_WORD}(?: {_WORD})?)")
_BRACED = re.compile(r"\{[^{}]+\}")
_OF_FIRMS = re.compile(r"(?:Inc|Ltd|LLC|Corp|Co|S\.?A|GmbH|PLC|Pty|SARL|SL)\b", re.IGNORECASE)
_NAMES = frozenset({"family", "given", "literal"})


def doubts(name: str, data: YamlData, index: int, value: object) -> Iterator[Problem]:
    """Yield what is doubtful in a reference.

    Args:
        name: Its file.
        data: What is in it.
        index: The reference's place there.
        value: The reference.
    """
    for key, field in value.items() if isinstance(value, dict) else ():
        if key in _PLAIN:
            continue
        found: Iterator[tuple[KeyPath, Message, Message | str]] = iter(())
        if isinstance(field, str):
            found = _text((str(key),), field)
        elif isinstance(field, list):
            found = _people(str(key), field)
        for at, message, hint in found:
            path = (index, *at)
            line = data.line(path)
            yield Problem(name, line, dotted(path), message, hint, Severity.WARNING)


def _text(at: KeyPath, text: str) -> Iterator[tuple[KeyPath, Message, Message | str]]:
    key = str(at[-1])
    if _LATEX.search(text) or (key in _PAGES and "--" in text):
        clean = _clean(text, dash="-" if key in _PAGES else "–")
        if clean and clean != text:
            line = f"{key}: {yaml_mends.plain(clean, in_brackets=len(at) > 1)}"
            message = say("found LaTeX, which is printed as it is")
            yield at, message, say("write `{line}`", line=line)
    if (key == "ISBN" and is_isbn(text) is False) or (key == "ISSN" and is_issn(text) is False):
        yield at, wrong_digit(text), ""


def _clean(text: str, dash: str) -> str:
    """Return a text without LaTeX."""
    text = _ACCENT.sub(lambda m: unicodedata.normalize("NFC", m[2] + _ACCENTS[m[1]]), text)
    for _ in range(4):
        text = _COMMAND.sub(r"\1", text)
    text = re.sub(r"\\([&%$#_{}])", r"\1", text).replace("{", "").replace("}", "")
    return text.replace("---", "—").replace("--", dash).strip()


def _people(key: str, names: list[object]) -> Iterator[tuple[KeyPath, Message, Message | str]]:
    for number, name in enumerate(names):
        if not isinstance(name, dict):
            continue
        parts = {part: text for part, text in name.items() if isinstance(text, str)}
        for part in (each for each in parts if each in _NAMES):
            at, text = (key, number, str(part)), parts[part]
            if _OTHERS.fullmatch(text):
                message = say("found “{value}”, which is no name", value=text)
                yield at, message, say("delete it: styles shorten long lists of names themselves")
            elif part == "family" and _BRACED.fullmatch(text) and "given" not in parts:
                message = say("found LaTeX, which is printed as it is")
                line = f"literal: {yaml_mends.plain(_clean(text, '–'), in_brackets=True)}"
                yield at, message, say("write `{line}`", line=line)
            elif _is_in_one(part, text, len(parts)):
                yield at, *_in_parts(text)
            else:
                yield from _text(at, text)


def _is_in_one(part: str, text: str, count: int) -> bool:
    """Whether a text is a person's whole name, the family name first."""
    if part == "family":
        return count == 1 and text.count(",") == 1
    inverted = _INVERTED.fullmatch(text) if part == "literal" else None
    if not inverted or _OF_FIRMS.search(inverted["given"]) or is_of_organisation(text):
        return False
    return all(word in PARTICLES or not word[0].islower() for word in inverted["given"].split())


def _in_parts(text: str) -> tuple[Message, Message]:
    """Say of a name in one piece that it is a family name and given ones."""
    family, _, given = (part.strip() for part in text.partition(","))
    message = say("found “{value}” in one piece, expected `family` and `given`", value=text)
    written = [yaml_mends.plain(part, in_brackets=True) for part in (family, given)]
    return message, say(
        "write `{{family: {family}, given: {given}}}`", family=written[0], given=written[1]
    )
