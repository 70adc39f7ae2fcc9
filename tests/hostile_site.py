"""A site by people who mean harm: what `tests/hostile/inputs.yml` lists, in files of every kind."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from harness import build, copy_site, pages_alone
from PIL import Image

INPUTS: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "hostile" / "inputs.yml").read_text(encoding="utf-8")
)
PAPER = "docs/papers/water"
DRAWING = (
    '{}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:h="http://www.w3.org/1999/xhtml" viewBox="0 0 9 9">\n{}\n</svg>'
)
EDITIONS = ("pdf", "epub", "single_page", "text")
WORDS: tuple[str, ...] = tuple(INPUTS["words"])
INERT = [case for case in INPUTS["texts"] if "says" not in case]
"""Texts that are printed as what they are."""


def checked_site(folder: Path) -> Path:
    """Make a site with all inputs, most of which the check has to refuse."""
    site = _with_sections(
        folder,
        {
            **{f"title-{each['name']}": _titled(each) for each in INPUTS["titles"]},
            **{f"text-{each['name']}": _text(each) for each in INPUTS["texts"]},
        },
    )
    for each in INPUTS["drawings"]:
        drawn = DRAWING.format(each.get("before", ""), each["drawn"])
        (site / PAPER / f"drawing-{each['name']}.svg").write_text(drawn, encoding="utf-8")
    for name in INPUTS["files"]:
        (site / "docs" / name).write_text("<p>A</p>", encoding="utf-8")
    return site


def built_site(folder: Path) -> Path:
    """Build a site with the inputs that are inert, and return where it is."""
    sections = {f"text-{each['name']}": _text(each) for each in INERT}
    source = _with_sections(folder / "source", sections | _sections())
    for number, word in enumerate(WORDS):
        for name, text in _pages(number, word):
            (source / "docs" / name).write_text(text, encoding="utf-8")
        case = source / "case_studies" / f"case-{number}"
        case.mkdir()
        (case / "index.md").write_text(_case(number, word), encoding="utf-8")
    (source / PAPER / "references.yml").write_text(_references(source), encoding="utf-8")
    for each in INPUTS["drawings"]:
        if "says" not in each:
            drawn = DRAWING.format(each.get("before", ""), each["drawn"])
            (source / PAPER / f"{each['name']}.svg").write_text(drawn, encoding="utf-8")
    pages_alone(source, *EDITIONS)
    config = source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for name in EDITIONS:
        text = text.replace(f"      {name}: false\n", "")
    for other in ("ar", "fr"):  # one language shows all
        text = re.sub(rf"^ +- \{{locale: {other}, .*\n", "", text, flags=re.MULTILINE)
        for file in source.rglob(f"*.{other}.md"):
            file.unlink()
    config.write_text(text, encoding="utf-8")
    return build(source, folder / "site")


def _with_sections(folder: Path, sections: Mapping[str, str]) -> Path:
    site = copy_site(folder)
    paper = site / PAPER
    Image.new("RGB", (8, 8)).save(paper / "plain.png")
    for name, text in sections.items():
        (paper / f"{name}.md").write_text(text, encoding="utf-8")
    index = paper / "index.md"
    old = index.read_text(encoding="utf-8")
    named = ", ".join(("start", "end", *sections))
    index.write_text(old.replace("[start, end]", f"[{named}]"), encoding="utf-8")
    return site


def _titled(case: Mapping[str, Any]) -> str:
    return f"---\ntitle: {case['typed']}\nsummary: S.\n---\nA text.\n"


def _text(case: Mapping[str, Any]) -> str:
    return f"---\ntitle: {case['name']}\nsummary: S.\n---\n{case['body']}\n\nA text.\n"


def _yaml(**values: object) -> str:
    """Write front matter; JSON is YAML."""
    keys = (f"{key}: {json.dumps(value)}" for key, value in values.items())
    return "\n".join(["---", *keys, "---", ""])


def _sections() -> dict[str, str]:
    return {f"words-{number}": _section(number, word) for number, word in enumerate(WORDS)}


def _section(number: int, word: str) -> str:
    picture = {"id": f"pic-{number}", "caption": word, "alt": word, "file": "plain.png"}
    meta = _yaml(title=word, summary=word, images=[{**picture, "credit": word}])
    return f"{meta}## A {{ #a }}\n\n/// figure | pic-{number}\n///\n\nAs @h{number} says.\n"


def _pages(number: int, word: str) -> list[tuple[str, str]]:
    person = {"id": "who", "name": word, "role": word, "affiliation": word}
    event = _yaml(
        title=word,
        summary=word,
        start="2021-03-28T01:30",
        zone="Africa/Cairo",
        place=word,
        paper="water",
        organisers=[{"id": "org", "name": word, "url": "https://works.example"}],
        speakers=[person],
        programme=[{"id": "talk", "title": word, "by": "who"}],
        links=[{"id": "slides", "label": word, "url": "https://works.example/'onclick=alert(1)"}],
        based_on=word,
    )
    news = _yaml(title=word, summary=word, date="2021-04-01", based_on=word, paper="water")
    return [(f"events/h{number}.md", f"{event}A.\n"), (f"news/h{number}.md", f"{news}A.\n")]


def _case(number: int, word: str) -> str:
    figure = {"id": "saved", "value": 20, "label": word}
    update = {"id": "prize", "date": "2022-05", "text": word}
    meta = _yaml(
        title=word,
        summary=word,
        city="dakar",
        period={"from": 2015},
        topics=["water"],
        figures=[figure],
        updates=[update],
        references=[f"h{number}"],
    )
    return f"{meta}A.\n"


def _references(source: Path) -> str:
    old = (source / PAPER / "references.yml").read_text(encoding="utf-8")
    items = [
        {
            "id": f"h{number}",
            "type": "book",
            "title": word,
            "language": "en",
            "author": [{"family": word, "given": word}],
            "publisher": word,
            "note": word,
        }
        for number, word in enumerate(WORDS)
    ]
    return old + "".join(f"- {json.dumps(item)}\n" for item in items)
