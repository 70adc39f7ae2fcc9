"""Ids in drawings as XML has them: names without spaces, each once.

Drawing programs write the names of layers there (`id="Frame 1"`), and copies keep them. Browsers
don't mind; an EPUB with one isn't valid.

https://www.w3.org/TR/xml-names/#NT-NCName
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree

_NAME = re.compile(r"[^\W\d][\w.-]*")
_OTHER = re.compile(r"[^\w.-]")
_HREF = re.compile(r"#(.+)")
_URL = re.compile(r"(?<=url\()\s*[\"']?#([^\"')]+?)[\"']?\s*(?=\))")
_LISTS = frozenset({"aria-labelledby", "aria-describedby"})


def name_ids(root: etree._Element) -> None:
    """Rename ids that are no names, with what refers to them; of two that are one, the first stays.

    Args:
        root: A drawing; it is changed.
    """
    seen: dict[str, str] = {}
    elements = [element for element in root.iter("*") if "id" in element.attrib]
    taken = {str(element.attrib["id"]) for element in elements}
    for element in elements:
        name = str(element.attrib["id"])
        if name in seen or not name.strip():
            del element.attrib["id"]
            continue
        seen[name] = name if _NAME.fullmatch(name) else _free(name, taken)
        element.attrib["id"] = seen[name]
    renamed = {old: new for old, new in seen.items() if old != new}
    if renamed:
        _lead(root, renamed)


def _free(name: str, taken: set[str]) -> str:
    """Return a name like this one that no id has."""
    new = "_" + _OTHER.sub("_", name)
    while new in taken:
        new += "_"
    taken.add(new)
    return new


def _lead(root: etree._Element, renamed: dict[str, str]) -> None:
    """Let what refers to ids refer to their new names."""

    def named(old: str) -> str:
        return renamed.get(old) or renamed.get(unquote(old), old)

    for element in root.iter("*"):
        for key, value in ((str(key), str(value)) for key, value in element.attrib.items()):
            if key in _LISTS:
                element.attrib[key] = " ".join(map(named, value.split()))
            elif etree.QName(key).localname == "href" and (match := _HREF.fullmatch(value.strip())):
                element.attrib[key] = f"#{named(match[1])}"
            elif "url(" in value:
                element.attrib[key] = _URL.sub(lambda url: f"#{named(url[1])}", value)
