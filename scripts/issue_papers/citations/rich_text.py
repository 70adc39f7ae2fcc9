"""Text with italics and the like, and with parts in other languages: what a reference is made of.

While citeproc-py joins its pieces, marks are single characters for private use, so that its rules
for punctuation and capitals see words alone. The tag of a language is spelled with such characters,
too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from citeproc.source.json import CiteProcJSON
from lxml import html
from lxml.html import HtmlElement

from issue_papers.citations.addresses import ADDRESS, parted, target
from issue_papers.citations.forms import Run, to_text
from issue_papers.citations.remembering import BLOCK
from issue_papers.content.locales import Language
from issue_papers.typography.rules import Piece, typeset_run

_STYLES = ("i", "b", "u", "sup", "sub", "sc")
_OPEN = {style: chr(0xE010 + 2 * number) for number, style in enumerate(_STYLES)}
_CLOSE = {style: chr(0xE011 + 2 * number) for number, style in enumerate(_STYLES)}
_OPENED = {sign: style for style, sign in _OPEN.items()}
_CLOSED = {sign: style for style, sign in _CLOSE.items()}
_LANGUAGE, _TAG_END, _LANGUAGE_END = "\ue030", "\ue031", "\ue032"
_TAG_BASE = 0xE100
_CLOSING = "".join(_CLOSE.values()) + _LANGUAGE_END
_ENDS = "?!؟\uff1f\uff01。"
"""What ends a sentence as a full stop does, also in Arabic, Chinese and Japanese."""
_CLOSED_QUOTES = re.compile("[”’]*”$")
_LONGEST_QUOTED = 2_000
"""Characters in which the beginning of a quotation is looked for."""
_SMALL_CAPS = re.compile(r"font-variant\s*:\s*small-caps")
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)\b[^<>]*>", re.IGNORECASE)
_TOKEN = re.compile(rf"([\ue010-\ue02f{_LANGUAGE_END}]|{_LANGUAGE}[^{_TAG_END}]*{_TAG_END})")
_UPRIGHT = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


def _wrapper(style: str) -> Callable[[Any], str]:
    return lambda text: f"{_OPEN[style]}{text}{_CLOSE[style]}"


class Marks:
    """The formatter that citeproc-py writes with."""

    Italic = Oblique = staticmethod(_wrapper("i"))
    Bold = staticmethod(_wrapper("b"))
    Light = staticmethod(str)
    Underline = staticmethod(_wrapper("u"))
    Superscript = staticmethod(_wrapper("sup"))
    Subscript = staticmethod(_wrapper("sub"))
    SmallCaps = staticmethod(_wrapper("sc"))
    preformat = staticmethod(str)


def mark(title: str, language: str, page: str) -> str:
    """Put marks into a title: for the HTML that CSL allows in it, and for its language.

    Args:
        title: The title as `references.yml` has it.
        language: Tag of its language; empty where nobody knows.
        page: Tag of the reader's language.
    """
    text = title
    if _MARKUP.search(title):
        root = html.fragment_fromstring(title, create_parent="div")
        text = "".join(_mark(root, language or page))
    return _in_language(text, language, page)


def as_written(title: str, language: str, page: str) -> tuple[Run, ...]:
    """Return a title in its own capitals, whatever a style would make of them; see `mark`."""
    marked = mark(title, language, page)
    for tag in (CiteProcJSON.start_tag, CiteProcJSON.end_tag):
        marked = marked.replace(tag, "")
    return runs(marked)


def plain(title: str) -> str:
    """Return a title without the HTML that CSL allows in it."""
    if not _MARKUP.search(title):
        return title
    return str(html.fragment_fromstring(title, create_parent="div").text_content())


def _mark(element: HtmlElement, around: str) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterchildren("*"):
        language = child.get("lang")
        inside = "".join(_mark(child, language or around))
        style = "sc" if _SMALL_CAPS.search(child.get("style", "")) else str(child.tag)
        if style in _OPEN:
            inside = f"{_OPEN[style]}{inside}{_CLOSE[style]}"
        inside = _in_language(inside, language or "", around)
        if language or child.get("class") == "nocase":
            inside = f"{CiteProcJSON.start_tag}{inside}{CiteProcJSON.end_tag}"
        yield inside
        yield child.tail or ""


def _in_language(text: str, language: str, around: str) -> str:
    if not language or _is_of(language, around):
        return text
    spelled = "".join(chr(_TAG_BASE + ord(sign)) for sign in language)
    return f"{_LANGUAGE}{spelled}{_TAG_END}{text}{_LANGUAGE_END}"


def _is_of(language: str, other: str) -> bool:
    """Whether two tags are of one language, as `fr` and `fr-CA`."""
    return language == other or _base(language) == _base(other)


@cache
def _base(language: str) -> str:
    return language.replace("_", "-").split("-", 1)[0].lower()


def punctuated(text: str, *, inside_quotes: bool) -> str:
    """Set the punctuation where pieces meet, across marks and quotation marks.

    Args:
        text: What citeproc-py has joined.
        inside_quotes: Whether full stops and commas go inside closing quotation marks.
    """
    text = re.sub(rf"(?<! )( +)([{_CLOSING}]+)", r"\2\1", text)  # left by citeproc-py's title case
    text = _on_one_line(text)
    text = re.sub(r"(?<! ) +(?=[.,])", "", text)
    text = re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)
    text = re.sub(rf"([{_ENDS}…]|\.(?=[{_CLOSING}]))([{_CLOSING}]*)\.", r"\1\2", text)
    text = re.sub(rf"([{_ENDS}])([{_CLOSING}]*)\s?:(?=\s)", r"\1\2", text)
    text = re.sub(rf",([{_CLOSING}]*),", r"\1,", text)
    text = re.sub(rf",([{_CLOSING}]*)\.(?!\.)", r"\1.", text)
    text = re.sub(rf",([{_CLOSING}]*) *$", r".\1", text)  # behind it stood a year that was said
    if inside_quotes:
        text = re.sub(rf"([{_ENDS}….])([{_LANGUAGE_END}]?[”’]+)\.", r"\1\2", text)
        closed = rf"([^.,])([{_LANGUAGE_END}]?)([”’]+)([{_CLOSING}]*)([.,])"
        text = re.sub(closed, _inside, text)
    return text


def _inside(found: re.Match[str]) -> str:
    before, end, quotes, closing, mark = found.groups()
    if quotes[0] == "’" and not _is_quoting(
        found.string[max(0, found.start(3) - _LONGEST_QUOTED) : found.start(3)]
    ):
        end, quotes = f"{end}’", quotes[1:]
    return f"{before}{end}{mark}{quotes}{closing}" if quotes else found[0]


def within_quotes(pieces: Sequence[Run], behind: str) -> tuple[tuple[Run, ...], str]:
    """Move the full stop or the comma that follows runs into the quotation marks that end them.

    Args:
        pieces: The runs.
        behind: What follows them.

    Returns:
        Both, as they are then.
    """
    *others, last = pieces
    quotes = _CLOSED_QUOTES.search(last.text)
    if quotes is None or behind[:1] not in {".", ","}:
        return tuple(pieces), behind
    said = to_text(others) + last.text[: quotes.start()]
    if said[-1:] in {".", ","}:
        return tuple(pieces), behind.removeprefix(".")
    mark = "" if behind[0] == "." and said[-1:] in f"{_ENDS}…" else behind[0]
    text = f"{last.text[: quotes.start()]}{mark}{quotes[0]}"
    return (*others, replace(last, text=text)), behind[1:]


def _is_quoting(text: str) -> bool:
    """Whether single quotation marks are open behind a text; if not, the next is an apostrophe."""
    _, opened, inside = text.rpartition("‘")
    return bool(opened) and re.search(r"’(?!\w)", inside) is None


def _on_one_line(text: str) -> str:
    """Put between a text and one that has a line of its own what parts them in one line."""
    done, *others = text.split(BLOCK)
    for other in others:
        done = done.rstrip(" ")
        words = done.rstrip(_CLOSING)
        if words and not words[-1].isspace():
            last = words[words.rfind(" ") + 1 :]
            is_parted = words[-1] in f"{_ENDS}….:;," or ADDRESS.search(last)
            done += " " if is_parted else ". "
        done += other.lstrip(" ")
    return done


def runs(text: str) -> tuple[Run, ...]:
    """Take a marked text apart."""
    found: list[Run] = []
    styles: list[str] = []
    languages: list[str] = []
    for part in _TOKEN.split(text):
        if part in _OPENED:
            styles.append(_OPENED[part])
        elif part in _CLOSED:
            if _CLOSED[part] in styles:
                styles.remove(_CLOSED[part])
        elif part.startswith(_LANGUAGE):
            languages.append("".join(chr(ord(sign) - _TAG_BASE) for sign in part[1:-1]))
        elif part == _LANGUAGE_END:
            del languages[-1:]  # a part of a citation may begin behind its beginning
        elif part:
            language = languages[-1] if languages else ""
            found.append(Run(part, tuple(dict.fromkeys(styles)), language))
    return tuple(found)


def upright(pieces: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs without italics for Han, Kana and Hangul, which have none: they are slanted."""
    return tuple(
        replace(run, styles=tuple(style for style in run.styles if style != "i"))
        if _UPRIGHT.search(run.text)
        else run
        for run in pieces
    )


def typeset_runs(
    pieces: Sequence[Run], page: str, own: Sequence[str] | None = None
) -> tuple[Run, ...]:
    """Set runs by the rules of their languages; say where the direction changes, and links lead.

    Args:
        pieces: The runs.
        page: Tag of the reader's language, in which all runs are that don't name another.
        own: Addresses and DOIs of the work; nothing where none is to lead on.
    """
    here = Language(page, "").direction
    parts: list[Piece] = []
    looks: list[tuple[tuple[str, ...], str, str, str]] = []
    for run in pieces:
        language = "" if _is_of(run.language, page) else run.language
        direction = Language(language, "").direction if language else here
        for text, is_address in parted(run.text, own or ()):
            if text:
                way = "ltr" if is_address else direction
                parts.append(Piece(text, "" if is_address else language or page))
                leads_to = target(text) if is_address and own is not None else ""
                looks.append((run.styles, language, "" if way == here else way, leads_to))
    found = zip(looks, typeset_run(parts), strict=True)
    return tuple(
        Run("".join(text for _, text in same), *look)
        for look, same in groupby(found, key=itemgetter(0))
    )
