"""What elements of a style have in common that write words: their capitals."""

from __future__ import annotations

from typing import Any

from citeproc.string import String

from issue_papers.citations import capitals
from issue_papers.citations.remembering import Remembering
from issue_papers.citations.standing_in import CannotStandInError, cased, stands_in

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Cased(Remembering):
    """Has the capitals of `capitals`; a label's are English where the reader's language is."""

    @property
    def capitals(self: Any) -> str:
        """How the style writes English titles: `apa` or nothing."""
        return str(self.get_root().get("capitals", ""))

    def case(self: Any, text: Any, language: str | None = None) -> Any:
        """Give a text the capitals that the style asks for."""
        if not text or "text-case" not in self.attrib:
            return text
        if stands_in(text):
            return cased(self, text, language)
        match self.get("text-case"):
            case "title":
                longest = 3 if self.capitals == "apa" else None
                is_english = self.is_english(language)
                return capitals.headline(text, longest_small=longest) if is_english else text
            case "sentence":
                return capitals.sentence(text)
            case "capitalize-first":
                return capitals.capitalised(text)
            case _:
                words = text if hasattr(text, "words") else String(text)  # a name's parts are plain
                return super().case(words, language)  # type: ignore[misc]

    def strip_periods(self: Any, string: Any) -> Any:
        """Leave out full stops where the style says so."""
        if "strip-periods" not in self.attrib:
            return string
        if stands_in(string):
            raise CannotStandInError
        return super().strip_periods(string)  # type: ignore[misc]

    def is_english(self: Any, language: str | None) -> bool:
        """Whether a text is in English: a work's own, or a word of the reader's language."""
        if language is None:
            root = self.get_root()
            language = root.get("default-locale") or root.get(LANGUAGE)
        return (language or "").lower().startswith("en")
