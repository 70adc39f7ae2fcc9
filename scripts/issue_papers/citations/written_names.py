"""Names as styles write them: CSL 1.0.2's `name`, in the place of citeproc-py 0.11's.

- Names in Han, Kana or Hangul are written as such names are: 王伟, the family name first, with
  nothing between the two.
- Initials are for scripts with capitals: of an Arabic name nothing is cut. A particle behind them
  has no full stop of its own (Silva, J. da), and a name that is joined and goes on small as Min-jun
  has both initials. Where a style leaves names whole, those that are initials are written as it
  writes initials: P. G., not P.G.
- A suffix has a comma before it where a reference says so: Henry Louis Gates, Jr.
- Two organisations stand without the comma that inverted names have before “and”.
- Between names stands what the style says, not always a comma.
"""

from __future__ import annotations

import re
from typing import Any

from citeproc import model
from citeproc.string import join

from issue_papers.citations.remembering import Remembering
from issue_papers.content.names import is_unspaced

_OPTIONS = (
    *("and", "delimiter", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min"),
    *("et-al-use-first", "et-al-use-last", "initialize-with", "initialize-with-hyphen"),
    *("name-as-sort-order", "sort-separator", "form", "demote-non-dropping-particle"),
)

_TRUE = frozenset({"true", "1"})
_WORD = re.compile(r"((?<=[^\s-])\s?-\s?)?([^\s.-]+)(\.?)")


class Name(Remembering, model.Name):  # type: ignore[misc]
    """Names of one role, as a style has them."""

    def process(
        self, item: Any, variable: str, context: Any = None, sort_options: Any = None, **_: Any
    ) -> Any:
        """Return the names; in the form `count` how many there are."""
        says = {name: self.get_option(name, context, sort_options) for name in _OPTIONS}
        names = item.reference.get(variable, [])
        shortest, first = says["et-al-min"], says["et-al-use-first"]
        if says["form"] == "count":
            return min(len(names), first)
        is_cut = len(names) > 1 and 0 < shortest <= len(names) and first < len(names)
        shown = names[:first] if is_cut else names
        written = [self._written(name, says, is_first=not n) for n, name in enumerate(shown)]
        if is_cut:
            last = self._written(names[-1], says, is_first=False)
            return self._cut(written, last, says)
        return self._listed(written, says, are_whole=all("literal" in name for name in names))

    def _cut(self, written: list[Any], last: Any, says: dict[str, Any]) -> Any:
        """Return the first of many names, and that there are more."""
        if says["et-al-use-last"] and says["et-al-use-first"] <= says["et-al-min"] - 2:
            return join([*written, f"… {last}"], says["delimiter"])
        et_al = self.et_al()
        precedes = _precedes(says["delimiter-precedes-et-al"], len(written), says)
        if not et_al:
            return join(written, says["delimiter"])
        if precedes:
            return join([*written, et_al], says["delimiter"])
        is_apart = not is_unspaced(str(et_al)) or _is_korean(et_al)
        return join(written, says["delimiter"]) + (" " if is_apart else "") + et_al

    def _listed(self, written: list[Any], says: dict[str, Any], *, are_whole: bool) -> Any:
        """Return all names, with the style's “and” before the last."""
        between = says["delimiter"]
        if says["and"] is None or len(written) <= 1:
            return join(written, between)
        sign = "&" if says["and"] == "symbol" else self.get_single_term(name="and")
        is_pair_of_whole = are_whole and len(written) == 2  # noqa: PLR2004
        precedes = _precedes(says["delimiter-precedes-last"], len(written) - 1, says)
        text = join(written[:-1], between)
        if is_unspaced(str(sign)):  # 李明和王伟
            return text + sign + (" " if _is_korean(sign) else "") + written[-1]
        before = between if precedes and not is_pair_of_whole else " "
        return text + before + f"{sign} " + written[-1]

    def _written(self, name: Any, says: dict[str, Any], *, is_first: bool) -> Any:
        """Return one name."""
        given, family, dropping, particle, suffix = (part or "" for part in name.parts())
        is_joined = is_unspaced(str(family)) and is_unspaced(str(given))
        mark = says["initialize-with"]
        if mark is not None and not is_joined:
            is_whole = self.get("initialize") == "false"
            keeps_hyphen = says["initialize-with-hyphen"]
            given = _abbreviated(given, mark) if is_whole else _initials(given, mark, keeps_hyphen)
            if suffix.endswith("."):  # and no V., as in Henry V
                suffix = _abbreviated(suffix, mark)
        if says["form"] == "short":
            return self._parts("", _spaced(particle, family))[1]
        if is_joined:
            given, family = self._parts(given, family)
            return family + given
        is_inverted = says["name-as-sort-order"] == "all" or (
            says["name-as-sort-order"] == "first" and is_first
        )
        if not is_inverted:
            given, family = self._parts(given, _spaced(dropping, particle, family))
            between = ", " if str(name.get("comma-suffix")).lower() in _TRUE else " "
            return join([part for part in (_spaced(given, family), suffix) if part], between)
        is_demoted = says["demote-non-dropping-particle"] == "display-and-sort"
        given = _spaced(given, dropping, particle if is_demoted else "")
        given, family = self._parts(given, family if is_demoted else _spaced(particle, family))
        return join([part for part in (family, given, suffix) if part], says["sort-separator"])

    def _parts(self, given: Any, family: Any) -> tuple[Any, Any]:
        for part in self._name_parts:
            if part.get("name") == "given" and given:
                given, _ = part.format_part(given, family)
            elif part.get("name") == "family":
                _, family = part.format_part(given, family)
        return given, family

    @property
    def _name_parts(self) -> list[Any]:
        return [child for child in self.inner if child.tag.endswith("name-part")]


def _initials(given: str, mark: str, keeps_hyphen: bool) -> str:  # noqa: FBT001 - as the option is
    """Return the initials of given names; of a script without capitals the names themselves."""
    if not any(letter.isupper() for letter in given):
        return given
    joined = re.sub(r"\.\s*-\s*", "-", given)
    joined = re.sub(r"(?<=\w-)[^\W\d_]", lambda match: match[0].upper(), joined)
    pieces: list[str] = []
    for word in re.split(r"[\s.]+", joined):
        letters = [part[0] for part in word.split("-") if part]
        if not letters:
            continue
        if not letters[0].isupper():  # a particle
            pieces.append(f" {word} ")
        elif keeps_hyphen:
            pieces.append(f"{mark.rstrip()}-".join(letters) + mark)
        else:
            pieces += [letter + mark for letter in letters]
    return " ".join("".join(pieces).split())


def _abbreviated(names: str, mark: str) -> str:
    """Return names that stay whole, with a style's sign behind those that are initials."""
    text, was_short = "", False
    for hyphen, word, stop in _WORD.findall(names):
        is_short = bool(stop) or (len(word) == 1 and word.isupper())
        if hyphen:
            text = f"{text.rstrip()}-"
        elif text and not (was_short and is_short):
            text = f"{text.rstrip()} "
        text += word + (mark if is_short else "")
        was_short = is_short
    return text.rstrip() or names


def _spaced(*parts: Any) -> Any:
    """Join parts with a space between them; none behind an apostrophe or a hyphen, as in al-."""
    text: Any = ""
    for part in parts:
        if part:
            glue = "" if not text or str(text)[-1] in "’'-" else " "
            text = text + glue + part
    return text


def _is_korean(sign: Any) -> bool:
    """Whether a word is in a script that parts words, though not the parts of a name."""
    return "\uac00" <= str(sign)[:1] <= "\ud7af"


def _precedes(option: str, before: int, says: dict[str, Any]) -> bool:
    """Whether the delimiter stands before “and” or “et al.”, behind so many names."""
    if option == "after-inverted-name":
        order = says["name-as-sort-order"]
        return order == "all" or (order == "first" and before == 1)
    return option == "always" or (option == "contextual" and before > 1)
