r"""Pandoc's citations in a text: `[see @zapata2007, p. 12; -@male2019]`, `@zapata2007 [p. 12]`.

The syntax is that of Pandoc's manual, extension `citations`: a key begins with a letter, a digit or
`_`, holds single signs of punctuation between those, or stands in braces, `@{…}`. What is no text
is left alone: code, HTML, addresses, links' targets, e-mail addresses, and `\@`.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass

_KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w(?:[\w]|[:.#$%&\-+?<>~/](?=\w))*))"
KEYS = re.compile(rf"(?:^|(?<=[^\w@./:+-]))(?P<minus>-?){_KEY}")
"""What cites a work, in brackets or in a sentence."""
_BRACKETS = re.compile(r"\[(?P<inside>[^\[\]]*)\](?![(\[])")
_LOCATOR_BRACKETS = re.compile(r"[ \n]?\[(?P<inside>[^\[\]@]*)\](?![(\[])")
_NOT_TEXT = re.compile(
    r"\\[\\`*_{}\[\]()#+\-.!@]"  # an escaped sign
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->|</?[a-zA-Z][^<>]*>|<[a-zA-Z][\w+.-]*:[^<>\s]*>|<[^<>@\s]+@[^<>\s]+>"
    r"|(?<=\])\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\s*\)"  # a link's target
    r"|\{:?[ ]*[#.\w][^{}=]*=[^{}]*\}"  # an attribute list
    r"|(?<!@\{)(?:https?|ftp|mailto):[^\s<>\]]+"
    r"|\[\^[^\]]*\]",
    re.DOTALL,
)
_NUMBER = r"(?:\d[\w.]*|[IVXLCDMivxlcdm]+\b(?!\.\s*\d))"  # `v. 3` counts volumes
_COMMAS = ",\u060c\uff0c\u3001"
_BETWEEN = ";\u061b\uff1b"
"""What stands between works: a semicolon, also those of Arabic and Chinese."""
_NUMBERS = rf"{_NUMBER}(?:\s*[-–\u2011&{_COMMAS}]\s*{_NUMBER})*"

LABELS: Mapping[str, str] = {
    "page": "pages page páginas página págs. pág. pp. p. seiten seite s. pagine pagina pagg. pag.",
    "chapter": "chapters chapter chapitres chapitre capítulos capítulo chaps. chap. caps. cap. ch."
    " kapitel kap. capitoli capitolo",
    "section": "sections section secciones sección sects. sect. secs. sec. §§ §"
    " seções seção secções secção abschnitte abschnitt abschn. sezioni sezione sez.",
    "paragraph": "paragraphs paragraph paragraphes paragraphe párrafos párrafo paras. para. ¶¶ ¶"
    " parágrafos parágrafo absätze absatz abs. paragrafi paragrafo",
    "figure": "figures figure figuras figura figs. fig. abbildungen abbildung abb.",
    "note": "notes note notas nota nn. n. anmerkungen anmerkung anm.",
    "part": "parts part parties partie partes parte pts. pt. teile teil parti",
    "volume": "volumes volume volúmenes volumen vols. vol. bände band bde. bd. volumi",
    "line": "lines line lignes ligne líneas línea ll. l. linhas linha zeilen zeile righe riga",
    "book": "books book livres livre libros libro bks. bk. livros livro bücher buch libri",
    "issue": "nos. no. n.º n° nummern nummer nr.",
}
"""What may stand before a locator's number, by CSL's name of what it counts."""

_LABEL_OF = {word: label for label, words in LABELS.items() for word in words.split()}
_LABELS = "|".join(re.escape(word) for word in sorted(_LABEL_OF, key=lambda w: (-len(w), w)))
_LOCATOR = re.compile(
    rf"\s*,?\s*(?:(?P<label>{_LABELS})\s*)?(?P<value>{_NUMBERS})(?=$|[\s.;{_COMMAS}]|:(?!\d))",
    re.IGNORECASE,
)
_EXACT = re.compile(r"\s*,?\s*\{(?P<inside>[^{}]*)\}")
_COMMA = re.compile(rf"\s*[{_COMMAS}]\s*")


@dataclass(frozen=True)
class CitedItem:
    """One work in a citation.

    Attributes:
        key: The reference's id.
        prefix: What stands before it: “see”.
        suffix: What follows the locator.
        label: CSL's name of what the locator counts; empty without a locator.
        locator: Pages or the like, as written.
        is_author_suppressed: Whether the text names the author itself.
        offset: Where the key's `@` stands in the text.
    """

    key: str
    prefix: str = ""
    suffix: str = ""
    label: str = ""
    locator: str = ""
    is_author_suppressed: bool = False
    offset: int = 0


@dataclass(frozen=True)
class Cluster:
    """A citation of one work or several.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        items: The works, in the order in which they are written.
        is_narrative: Whether the author belongs to the sentence: `@zapata2007 shows`.
        line: Line of the file on which it begins, where it was read from a file, else 0.
    """

    start: int
    end: int
    items: tuple[CitedItem, ...]
    is_narrative: bool = False
    line: int = 0


def find(text: str) -> tuple[Cluster, ...]:
    """Return the citations of a paragraph, in their order.

    Args:
        text: Markdown of a paragraph, heading or list item.
    """
    if "@" not in text:
        return ()
    open_text = _NOT_TEXT.sub(_blank, text)
    found: list[Cluster] = []
    taken: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(open_text):
        items = _items(open_text, match.start("inside"), match.end("inside"))
        if items:
            found.append(Cluster(match.start(), match.end(), items))
        if items or "@" in match["inside"]:
            taken.append(match.span())
    starts = [start for start, _ in taken]
    for match in KEYS.finditer(open_text):
        near = bisect(starts, match.start()) - 1  # of brackets, none is within another
        inside = near >= 0 and taken[near][0] < match.start() < taken[near][1]
        if not inside and not match["minus"] and not _is_in_link(open_text, match.start()):
            found.append(_narrative(open_text, match))
    return tuple(sorted(found, key=lambda cluster: cluster.start))


def _blank(match: re.Match[str]) -> str:
    """Put nothing in the place of what is no text; a target's bracket still says: a link."""
    opening = "(" if match[0].startswith("(") else ""
    return opening + "\0" * (len(match[0]) - len(opening))


def _is_in_link(text: str, offset: int) -> bool:
    """Whether a place is inside the text of a link, `[@key](…)`."""
    opening = text.rfind("[", 0, offset)
    closing = text.find("]", offset)
    is_inside = opening >= 0 and closing >= 0 and "]" not in text[opening:offset]
    return is_inside and text[closing + 1 : closing + 2] in {"(", "["}


def _items(text: str, start: int, end: int) -> tuple[CitedItem, ...]:
    """Read what stands between brackets: nothing, where no work is cited there.

    A part that cites nothing belongs to the part before it, as in `[@a; my emphasis]`.
    """
    inside = text[start:end]
    cited = list(KEYS.finditer(inside))
    items = []
    begin = 0
    if not cited:
        return ()
    for match, following in zip(cited, [*cited[1:], None], strict=True):
        stop = len(inside)
        if following is not None:
            stop = max(inside.rfind(sign, match.end(), following.start()) for sign in _BETWEEN)
            if stop < 0:
                return ()
        items.append(_item(inside[begin:stop], match, start, begin))
        begin = stop + 1
    return tuple(items)


def _item(text: str, match: re.Match[str], start: int, begin: int) -> CitedItem:
    label, locator, suffix = _after(text[match.end() - begin :].rstrip(f"{_BETWEEN} \n"))
    return CitedItem(
        key=match["braced"] or match["key"],
        prefix=_plain(text[: match.start() - begin]),
        suffix=suffix,
        label=label,
        locator=locator,
        is_author_suppressed=bool(match["minus"]),
        offset=start + match.start(),
    )


def _narrative(text: str, match: re.Match[str]) -> Cluster:
    brackets = _LOCATOR_BRACKETS.match(text, match.end())
    label, locator, suffix = _after(brackets["inside"]) if brackets else ("", "", "")
    if brackets and not (label or suffix):
        brackets = None
    item = CitedItem(
        key=match["braced"] or match["key"],
        suffix=suffix,
        label=label,
        locator=locator,
        offset=match.start(),
    )
    end = brackets.end() if brackets else match.end()
    return Cluster(match.start(), end, (item,), is_narrative=True)


def _after(text: str) -> tuple[str, str, str]:
    """Take what follows a key apart into locator's label, locator and suffix."""
    text = _COMMA.sub(", ", text, count=1) if _COMMA.match(text) else text
    if match := _EXACT.match(text):
        inner = _LOCATOR.fullmatch(match["inside"])
        label = _LABEL_OF[inner["label"].lower()] if inner and inner["label"] else "page"
        value = inner["value"] if inner else match["inside"].strip()
        return label, value, _plain(text[match.end() :])
    match = _LOCATOR.match(text)
    if match is None:
        return "", "", _plain(text)
    label = _LABEL_OF[match["label"].lower()] if match["label"] else "page"
    return label, match["value"].strip(), _plain(text[match.end() :])


def _plain(text: str) -> str:
    """Return a prefix or suffix on one line and without marks of emphasis."""
    return " ".join(re.sub(r"[*\0]", "", text).split())
