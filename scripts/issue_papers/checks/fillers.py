"""Texts that aren't there yet: pages without a text, and words that keep a place for others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import compress

from issue_papers.articles.nodes import Box, Details, Directive, Embed, Picture, Tab, Table, text_of
from issue_papers.checks.page import Page
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem

KEY = "text"
_ANYWHERE = re.compile(
    r"\blorem ipsum\b|\b(?:TBD|TBC|TBA|FIXME)\b|\bXXXX+\b"
    r"|(?<!iglo )(?<!iècle )\bXXX\b(?!\s+(?-i:[A-ZÀ-Þ]))|\bTK ?TK\b|\bTODO\s*[:(]|\?\?\?+"
    r"|\b(?:click (?:here )?to enter text|your text here|haga clic .{0,12}escribir texto|"
    r"cliquez .{0,12}taper du texte|texto aquí|votre texte ici)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"\[\s*(?:insert|add|fill in|complete|to be (?:added|written|completed|confirmed)|tbd|tbc|todo"
    r"|xx+|source needed|citation needed|your \w+|name here|date here"
    r"|insertar|inserte|añadir|añada|completar|pendiente|falta"
    r"|por (?:completar|escribir|definir|confirmar|hacer)"
    r"|insérer|insérez|ajouter|ajoutez|compléter|complétez"
    r"|à (?:compléter|ajouter|écrire|confirmer|définir|faire|venir))\b[^\[\]]*\]"
    r"|\[\s*(?:…|\.\.\.|_+)\s*(?:name|date|source|nombre|fecha|fuente|nom)\s*\]",
    re.IGNORECASE,
)
_SOME = (
    *("lorem ipsum", "tbd", "tbc", "tba", "fixme", "xxx", "tk", "todo", "???", "to enter text"),
    *("text here", "escribir texto", "taper du texte", "texto aquí", "votre texte ici"),
)
"""What there is, in small letters, wherever `_ANYWHERE` is found: it takes far longer to look."""
_NAMES: Mapping[str, str] = {
    "title": "title|título|titre",
    "summary": "summary|resumen|résumé",
    "caption": "caption|leyenda|pie|légende",
    "alt": "description|descripción",
    "label": "label|etiqueta|libellé",
    "text": "text|texto|texte",
}
"""What the texts of the front matter are called, by their keys."""
_ANY_NAME = "|".join(_NAMES.values())
_NOTHING = re.compile(
    r"\W+|_+|x{2,}|tb[acd]|todo|n/?a|untitled|sin título|sans titre|pendiente"
    r"|à (?:compléter|venir|faire)|(?:some|new|my|your|su|un|votre) (?:page|" + _ANY_NAME + ")"
    rf"|(?:(?:the|el|la|le|page|section) )?(?:{_ANY_NAME})"
    r" (?:(?:goes |comes |va )?here|aquí|ici|of the page|de la página|de la page)",
    re.IGNORECASE,
)
"""A text of the front matter that says only that there is none."""
_TO_DO: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:TODO|TO DO)\b"),
    "fr": re.compile(r"\bTODO\b|\bÀ (?:FAIRE|COMPLÉTER)\b"),
    "es": re.compile(r"\bPOR (?:HACER|COMPLETAR|DEFINIR)\b|^TODO$"),
}
"""By language: *todo* is a word of Spanish, Portuguese and Italian."""

_OF_TO_DO = ("to do", "à faire", "à compléter", "por hacer", "por completar", "por definir")
"""What there is, too, wherever one of these is found."""


def check(page: Page) -> Iterator[Problem]:
    """Yield what keeps the place of a text."""
    whole = "\n".join(run.text for run in page.runs)  # most have none anywhere
    for run in page.runs if _may_have_fillers(whole) else ():
        if found := _filler(page.language, run.text):
            yield page.warning(run.line_of(found.start()), KEY, *_told(found))
    yield from _in_front_matter(page)
    for node in page.article.nodes:
        if isinstance(node, Box | Details | Tab) and not node.content and page.is_ours:
            message = say("the box has no text")
            hint = say("let each line of what it says begin with four spaces")
            yield page.warning(node.line, KEY, message, hint)
    if not page.document.is_sound and not page.document.body:
        return  # nobody knows where the text begins
    if page.entry.kind.wants_text and not _says_something(page):
        message = say("the page has no text")
        line = max(page.document.body_line - 1, 1)
        yield page.warning(line, KEY, message, say("write it below the second `---`"))


def _in_front_matter(page: Page) -> Iterator[Problem]:
    """Titles, summaries, captions, descriptions of pictures are texts as well."""
    for passage in page.document.passages:
        if not passage.is_meta:
            break
        text = passage.text.strip()
        name = _NAMES.get(passage.id.rpartition(".")[2], _NAMES["text"])
        found = _NOTHING.fullmatch(text) or re.fullmatch(name, text, re.IGNORECASE)
        if found := found or _filler(page.language, text):
            yield page.warning(passage.line, passage.id, *_told(found))


def _may_have_fillers(text: str) -> bool:
    """Whether there is anything in a text without which none is found."""
    folded = text.casefold()
    return "[" in text or any(map(folded.__contains__, (*_SOME, *_OF_TO_DO)))


def _filler(language: str, text: str) -> re.Match[str] | None:
    folded = text.casefold()
    may_be = any(map(folded.__contains__, _SOME)), "[" in text, True
    rules = _ANYWHERE, _IN_BRACKETS, _TO_DO.get(language, _TO_DO["es"])
    for rule in compress(rules, may_be):
        if match := rule.search(text):
            is_word = match[0].isalpha() and not match[0].isupper()
            if not is_word or "lorem" in match[0].lower():
                return match
    return None


def _told(found: re.Match[str]) -> tuple[Message, Message]:
    message = say("`{found}` keeps the place of a text", found=" ".join(found[0].split()))
    return message, say("write the text")


def _says_something(page: Page) -> bool:
    shown = (Picture, Embed, Directive, Table)
    nodes = page.article.nodes
    return bool(text_of(page.article.blocks).strip()) or any(isinstance(n, shown) for n in nodes)
