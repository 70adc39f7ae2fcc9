"""Drawings as Typst sets them as browsers do: with variables, switches, lines from right to left.

Without this, what draw.io writes today is black: `fill: light-dark(white, var(--dark, black))`.

https://www.w3.org/TR/css-variables-1/, https://www.w3.org/TR/css-color-5/#light-dark
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

_SPACE = "{http://www.w3.org/2000/svg}"
_MINDED = re.compile(rb"var\(|light-dark\(|rtl|[<:]switch\b")
_DECLARED = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_QUERY = re.compile(r"@media[^{}]*+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}")
_NAMED = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]{0,200}\)){0,300}))?\)")
_BY_LIGHT = re.compile(
    r"light-dark\(\s*((?:[^(),]|\([^()]{0,200}\)){1,300}),(?:[^()]|\([^()]{0,200}\)){0,300}\)"
)
_NESTED = 8
_LONGEST_VALUE = 300
_LONGEST = 1_000_000
"""Characters up to which variables are resolved: each may name others a hundred times."""
_ANCHOR = re.compile(r"text-anchor\s*:\s*(start|middle|end)")
_RIGHTWARD = re.compile(r"(?<![\w-])direction\s*:\s*(rtl|ltr)")
_OTHER_END = {"start": "end", "middle": "middle", "end": "start"}
_EMBEDDED, _END = "\u202b", "\u202c"
"""Characters between which a line runs from right to left (UAX #9)."""


def settable(data: bytes) -> bytes:
    """Return a drawing that looks in print as a browser shows it on a light ground.

    Args:
        data: A well-formed SVG.
    """
    if not _MINDED.search(data):
        return data
    root = etree.fromstring(data)
    _resolve(root)
    for switch in [*root.iter(f"{_SPACE}switch")]:
        _choose(switch)
    has_rules = any("text-anchor" in (sheet.text or "") for sheet in root.iter(f"{_SPACE}style"))
    for text in root.iter(f"{_SPACE}text"):
        if _inherited(text, "direction", _RIGHTWARD) == "rtl":
            _run_rightward(text, has_rules=has_rules)
    return etree.tostring(root, encoding="utf-8")


def _resolve(root: etree._Element) -> None:
    """Write the values of variables in their places, and of two colours the light one."""
    known: dict[str, str] = {}
    sheets = [*root.iter(f"{_SPACE}style")]
    for sheet in sheets:
        known |= _declared(_QUERY.sub("", sheet.text or ""))
    for element in root.iter("*"):
        for name, value in _declared(element.get("style", "")).items():
            known.setdefault(name, value)
    for sheet in sheets:
        sheet.text = _plain(sheet.text or "", known)
    for element in root.iter("*"):
        for key, value in ((str(key), str(value)) for key, value in element.attrib.items()):
            if "(" in value:
                element.attrib[key] = _plain(value, known)


def _declared(css: str) -> dict[str, str]:
    return {n: value for n, value in _DECLARED.findall(css) if len(value) <= _LONGEST_VALUE}


def _plain(css: str, known: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        return known.get(match[1], match[2] or "inherit").strip()

    for _ in range(_NESTED):
        if "var(" not in css or len(css) > _LONGEST:
            break
        css = _NAMED.sub(value, css)
    return _BY_LIGHT.sub(lambda match: match[1].strip(), css) if "light-dark(" in css else css


def _choose(switch: etree._Element) -> None:
    """Leave of several drawings the first, as browsers do, if none is for one language only."""
    drawn = [each for each in switch.iterchildren("*") if "requiredExtensions" not in each.attrib]
    if not any("systemLanguage" in each.attrib for each in drawn):
        for other in drawn[1:]:
            switch.remove(other)
        for first in drawn[:1]:
            first.attrib.pop("requiredFeatures", "")


def _inherited(element: etree._Element, name: str, in_style: re.Pattern[str]) -> str:
    """Return a property of an element, as its attributes and those around it say it."""
    for each in (element, *element.iterancestors()):
        match = in_style.search(each.get("style", ""))
        if found := match[1] if match else each.get(name, ""):
            return found
    return ""


def _run_rightward(text: etree._Element, *, has_rules: bool) -> None:
    """Let a text begin where it would end, and its words stand from right to left."""
    for line in _lines(text):
        anchor = _inherited(line, "text-anchor", _ANCHOR)
        if not anchor and has_rules:
            continue  # a rule may say it
        other = _OTHER_END.get(anchor, "end")
        rest = [d for d in line.get("style", "").split(";") if d.strip() and not _ANCHOR.search(d)]
        line.set("style", ";".join((*rest, f"text-anchor:{other}")))
        line.text = _EMBEDDED + (line.text or "")
        if len(line):
            line[-1].tail = (line[-1].tail or "") + _END
        else:
            line.text += _END


def _lines(text: etree._Element) -> Iterator[etree._Element]:
    """Yield what begins at a place of its own, inner before outer: each looks at those around."""
    yield from (span for span in reversed([*text.iter(f"{_SPACE}tspan")]) if "x" in span.attrib)
    yield text
