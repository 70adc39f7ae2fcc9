"""What other programs leave in a text that is pasted: what Word and chatbots write, broken signs.

Nobody has typed it, and whoever pastes a long text doesn't see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from issue_papers.checks.leftovers import Left, Rule, short, told
from issue_papers.checks.page import Page
from issue_papers.checks.runs import Run
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

_WORD = re.compile(
    r"Error!\s+(?:Reference source not found|Bookmark not defined|Hyperlink reference not valid"
    r"|No text of specified style in document|Unknown document property name"
    r"|No sequence specified|Not a valid (?:link|result for table))"
    r"|Erreur\s*!\s+(?:Source du renvoi introuvable|Signet non défini"
    r"|Référence de lien hypertexte non valide"
    r"|Il n['’]y a pas de texte répondant à ce style dans ce document)"
    r"|¡?Error!\s+(?:No se encuentra el origen de la referencia|Marcador no definido"
    r"|Referencia de hipervínculo no válida"
    r"|No hay texto con el estilo especificado en el documento)"
    r"|Erro!\s+(?:Fonte de referência não encontrada|A origem da referência não foi encontrada"
    r"|Indicador não definido|Marcador não definido)"
    r"|Fehler!\s+(?:Verweisquelle konnte nicht gefunden werden|Textmarke nicht definiert"
    r"|Hyperlink-Referenz ungültig)"
    r"|Errore[!.]\s+(?:L['’]origine riferimento non è stata trovata|Il segnalibro non è definito"
    r"|Segnalibro non definito)"
    r"|Fout!\s+(?:Verwijzingsbron niet gevonden|Bladwijzer niet gedefinieerd)"
    r"|خطأ!\s+(?:لم يتم العثور على مصدر المرجع|الإشارة المرجعية غير معرّفة)",
    re.IGNORECASE,
)
_CHATBOT = re.compile(
    r":?(?:contentReference)?\[oaicite:[^\[\]\n]{1,12}\](?:\{index=\d+\})?"
    r"|【[^【】\n]{0,12}†[^【】\n]{0,60}】"
    r"|[\ue200-\ue20f]?\bcite[\ue200-\ue20f]?(?:turn\d+[a-z]+\d+[\ue200-\ue20f]?)+"
    r"|[\ue200-\ue20f]?\bturn\d+(?:search|view|news|file|fetch|image|academia)\d+[\ue200-\ue20f]?"
    r"|\[cite_(?:start|end)\]|\[cite: ?[\d, ]{1,40}\]"
)
_OF_CHATBOTS = re.compile(
    r"(?P<sign>[?&])utm_source=(?:chatgpt\.com|openai|copilot\.com)(?P<more>&?)"
)
_PRIVATE = re.compile("[\ue000-\ue1ff\ue210-\uf8ff]")
_LOST = re.compile("\ufffd+")
_LIGATURE = re.compile("\\w*[\ufb00-\ufb06][\\w\ufb00-\ufb06]*")
_LETTERS = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")
_ONE_BYTE = {
    bytes([code]).decode("cp1252", "ignore") or chr(code): code for code in range(0x80, 0xC0)
}
"""What bytes of UTF-8 but the first look like to who reads them one by one."""
_BYTE = f"[{''.join(map(re.escape, _ONE_BYTE))}]"
_AFTER_WORDS = "\xa0‘’“”„«»…–—•"
"""What may stand after a word in capital letters that ends in Ã or Â."""
_GARBLED = re.compile(
    rf"(?:(?<![A-ZÀ-Þ])[ÃÂ]|[ÃÂ](?![{_AFTER_WORDS}])){_BYTE}"
    rf"|â[€\u201a„]{_BYTE}|â€(?=[\s.,;:)]|$)|(?<=[a-z])[ÅÄ]{_BYTE}|[ÅÄ]{_BYTE}(?=[a-z])"
    rf"|(?:[ÐÑ]{_BYTE}){{3,}}|(?:[ØÙÚÛ]{_BYTE}){{3,}}|(?:[ÎÏ]{_BYTE}){{3,}}"
)
_WORD_AROUND = re.compile(r"[^ \t\n<>()\[\]]+")
_CUT = re.compile(r"(?P<start>[^\W\d_]{2,})(?P<sign>[-\u2010\xad])\n(?P<end>[^\W\d_]{2,})")
_ENDS_IN_HYPHEN = re.compile("[-\u2010\xad]\n")
_LINE_ENDS = re.compile("[\u2028\u2029]")
_SIZE = re.compile(r"\|\s*(?P<width>\d{1,4})(?:x\d{1,4})?\s*$")


def check(page: Page) -> Iterator[Problem]:
    """Yield what other programs have left in a text."""
    body = page.document.body
    if rules := [rule for rule, signs in _RULES if any(map(body.__contains__, signs))]:
        yield from told(page, rules)
    if any(map(body.__contains__, ("-\n", "\u2010\n", "\xad\n"))):
        yield from _cut_words(page)
    yield from _line_ends(page)
    if page.is_ours:
        yield from told(page, (_private,), _PRIVATE)
        yield from _sizes(page)
    for link in page.article.links:
        if "utm_source=" in link.target and (match := _OF_CHATBOTS.search(link.target)):
            kept = match["sign"] if match["more"] else ""
            right = _OF_CHATBOTS.sub(kept, link.target, count=1)
            message = say(
                "the address says that it comes from a chatbot: `{found}`", found=match[0]
            )
            yield page.warning(link.line, "link", message, say("write `{right}`", right=right))


def _word(run: Run) -> Iterator[Left]:
    for match in _WORD.finditer(run.text):
        message = say("`{found}` is left over from Word", found=short(match[0]))
        hint = say("write what stood there, or refer to it by a link: `[words](#id)`")
        yield Left(match.start(), message, hint, "text")


def _chatbot(run: Run) -> Iterator[Left]:
    for match in _CHATBOT.finditer(run.text):
        found = re.sub("[\ue200-\ue20f]", "", match[0])
        message = say("`{found}` is left over from a chatbot", found=short(found))
        hint = say("delete it, or cite the source that was meant: `[@key]`")
        yield Left(match.start(), message, hint, "text")


def _private(run: Run) -> Iterator[Left]:
    for match in _PRIVATE.finditer(run.text):
        begin = run.text.rfind("\n", 0, match.start()) + 1
        is_item = "\uf020" <= match[0] <= "\uf0ff" and not run.text[begin : match.start()].strip()
        if not is_item:  # which is told as such
            code = f"U+{ord(match[0]):04X}"
            message = say(
                "{code} is a sign of one typeface alone: readers would see a box", code=code
            )
            hint = say("delete it, or type the sign that was meant, such as →")
            yield Left(match.start(), message, hint, "characters")


def _lost(run: Run) -> Iterator[Left]:
    for _, word in _with_words(_LOST, run.text):
        found = short(word[0])
        message = say("a letter of `{found}` was lost when the text was converted", found=found)
        yield Left(word.start(), message, say("type it again"), "characters")


def _ligatures(run: Run) -> Iterator[Left]:
    for match in _LIGATURE.finditer(run.text):
        right = "".join(
            _LETTERS[ord(c) - 0xFB00] if "\ufb00" <= c <= "\ufb06" else c for c in match[0]
        )
        message = say(
            "`{found}` has letters that a PDF has joined: a search misses it", found=match[0]
        )
        yield Left(match.start(), message, say("write `{right}`", right=right), "characters")


def _garbled(run: Run) -> Iterator[Left]:
    """UTF-8 that was read as Latin letters of Windows: `cafÃ` and a sign for `café`."""
    end = 0
    for match, word in _with_words(_GARBLED, run.text):
        if match.start() < end or not _read_anew(match[0]):
            continue
        end = word.end()
        right = _GARBLED.sub(lambda m: _read_anew(m[0]) or m[0], word[0])
        message = say("`{found}` was read in the wrong encoding", found=short(word[0]))
        hint = say("write `{right}`", right=short(right))
        yield Left(match.start(), message, hint, "characters")


def _with_words(
    pattern: re.Pattern[str], text: str
) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Yield what a pattern finds, each with the word that it stands in."""
    words = _WORD_AROUND.finditer(text)
    word = next(words, None)
    for match in pattern.finditer(text):
        while word and word.end() <= match.start():
            word = next(words, None)
        if word:
            yield match, word


def is_garbled(text: str) -> bool:
    """Whether signs of a text stand for others, so that nothing can be said of them."""
    return any(_read_anew(match[0]) for match in _GARBLED.finditer(text))


def _read_anew(text: str) -> str:
    """Return what was meant; nothing where that is no text."""
    if text == "â€":
        return "”"  # the last of its bytes is no sign of Windows, and gone
    raw = bytes(_ONE_BYTE.get(c) or c.encode("cp1252", "ignore")[0] for c in text)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _cut_words(page: Page) -> Iterator[Problem]:
    """Words that a PDF has parted where its line ended, and that the text has whole elsewhere."""
    words: set[str] | None = None
    for run in page.runs:
        for match in _CUT.finditer(run.text) if _ENDS_IN_HYPHEN.search(run.text) else ():
            if words is None:
                words = {w for r in page.runs for w in re.findall(r"\w+", r.text.casefold())}
            whole = f"{match['start']}{match['end']}"
            if whole.casefold() in words or match["sign"] == "\xad":
                message = say(
                    "`{found}` is a word that a line's end has parted", found=_shown(match)
                )
                hint = say("write `{right}`", right=whole)
                yield page.warning(run.line_of(match.start()), "text", message, hint)


def _shown(match: re.Match[str]) -> str:
    return f"{match['start']}- {match['end']}"


def _line_ends(page: Page) -> Iterator[Problem]:
    body = page.document.body
    for match in _LINE_ENDS.finditer(body) if "\u2028" in body or "\u2029" in body else ():
        line = page.document.body_line + body.count("\n", 0, match.start())
        code = f"U+{ord(match[0]):04X}"
        message = say("{code} ends a line in some programs, and is a space here", code=code)
        yield page.warning(line, "characters", message, say("delete it, and press Enter there"))


def _sizes(page: Page) -> Iterator[Problem]:
    """Obsidian's `![words|300](file)`."""
    for picture in page.article.pictures:
        if match := _SIZE.search(picture.alt):
            words = picture.alt[: match.start()].rstrip()
            message = say("`{found}` would be a part of the description", found=match[0].strip())
            hint = say(
                "write `![{words}]({target}){{ width={width} }}`",
                words=words or "…",
                target=picture.source,
                width=match["width"],
            )
            yield page.warning(picture.line, "image", message, hint)


_RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (_word, ("rror!", "Erreur !", "Erreur\xa0!", "Erreur\u202f!", "Erro!", "Errore")),
    (_word, ("Fehler!", "Fout!", "خطأ!")),
    (_chatbot, ("oaicite", "†", "citeturn", "\ue202turn", "turn0", "turn1", "[cite")),
    (_lost, ("\ufffd",)),
    (_ligatures, tuple("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06")),
    (_garbled, ("Ã", "Â", "â€", "â\u201a", "â„", "Å", "Ä", "Ð", "Ñ", "Ø", "Ù", "Î", "Ï")),
)
"""Each with what one of is in a text where it finds something."""
