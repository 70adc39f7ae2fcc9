"""What the template reads of an edition as JSON: no code, and no address of a file."""

from __future__ import annotations

import json
import string
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from issue_papers.articles.nodes import Text
from issue_papers.content.locales import Language
from issue_papers.fonts.family import NONE_CHOSEN, SiteTypefaces
from issue_papers.fonts.typefaces import Typefaces, families
from issue_papers.formats.editions.cover_photo import on_cover
from issue_papers.formats.editions.edition import MAP_SCHEME, Edition, Part, PartKind
from issue_papers.formats.pdf.design import Design
from issue_papers.formats.pdf.fonts import chains, voice, words_of_pictures
from issue_papers.formats.pdf.runs import Voice
from issue_papers.formats.pdf.writer import Writer
from issue_papers.views import formats
from issue_papers.views.numerals import in_digits

Data = dict[str, Any]


def edition_data(
    edition: Edition,
    design: Design,
    images: Mapping[str, str],
    chosen: SiteTypefaces = NONE_CHOSEN,
    photo: str = "",
) -> tuple[Data, Typefaces]:
    """Return all that the template reads, as JSON has it, and the typefaces for it.

    Args:
        edition: What to set.
        design: How it is set.
        images: The name of each picture's file, by the picture's source.
        chosen: The typefaces that the site has chosen.
        photo: The name of the file of the picture on its cover; empty without one.

    Raises:
        ProblemsError: What is said about the paper has characters without a font.
    """
    writer = Writer(edition)
    own = Voice(edition.language.tag, edition.language.direction)
    data: Data = {
        "paper": design.paper,
        "is-large": design.is_large,
        "has-light-cover": design.cover == "light",
        "parts": [_part(part, writer) for part in edition.parts],
        "imprint": [
            (name, writer.write_line((Text(value),), own)) for name, value in edition.imprint
        ],
        "cite": writer.write_line(edition.how_to_cite, own),
        "licence": writer.write_line((Text(_licence(edition)),), own),
        "maps": {
            f"{MAP_SCHEME}{name}": _without_text(svg) for name, svg in sorted(edition.maps.items())
        },
        "images": {source: f"/{name}" for source, name in sorted(images.items())},
        "cover": on_cover(edition, photo),
        **_about(edition),
    }
    writer.finish()
    voices = {tag: voice(tag) for tag in sorted({edition.language.tag, *writer.tags})}
    text = {char for string in _strings(data) for char in string}
    text |= {char for words in words_of_pictures(edition).values() for char in words}
    tag, path = edition.language.tag, edition.parts[0].path
    typefaces = families(tag, "".join(sorted(text)), chosen, path=path)
    scripts = {one["script"] for one in voices.values()}
    data |= {"voices": voices, **chains(typefaces, scripts)}
    plain: Data = json.loads(json.dumps(data, default=_plain))
    return plain, typefaces


def _licence(edition: Edition) -> str:
    meta = edition.paper
    name = edition.t("marks.colon").join((edition.t("paper.licence"), meta.licence_name))
    return f"{name} {meta.licence_url}".strip()


def _about(edition: Edition) -> Data:
    t, meta = edition.t, edition.paper
    corrections = [part for part in edition.parts if part.kind is PartKind.CORRECTIONS]
    return {
        "lang": edition.language.tag,
        "dir": edition.language.direction,
        "digits": _digits(edition.language),
        "language": edition.language.name,
        "title": meta.title,
        "subtitle": meta.subtitle,
        "series": edition.series,
        "label": edition.label,
        "number": meta.number,
        "authors": [who.name for who in meta.authors],
        "byline": meta.byline,
        "summary": meta.summary,
        "url": edition.url,
        "publisher": meta.publisher,
        "issued": meta.issued,
        "keywords": edition.keywords,
        "description": f"{meta.summary} {_licence(edition)}".strip(),
        "date": (edition.date.year, edition.date.month, edition.date.day),
        "date-text": formats.partial_date(edition.date.isoformat(), edition.language),
        "provenance": edition.provenance,
        "corrections": {"id": corrections[0].id, "title": corrections[0].title}
        if corrections
        else None,
        "words": {
            "case": t("case.label"),
            "cases": t("paper.cases"),
            "cite": t("edition.cite"),
            "contents": t("paper.contents"),
            "corrections": t("edition.corrections"),
            "code": t("edition.code", url=edition.url),
            "date": t("edition.date"),
            "messages": t("paper.messages"),
            "page": t("edition.page"),
            "recommendations": t("pages.recommendations.title"),
            "translation": t("edition.translation"),
            "whole": t("edition.whole"),
        },
    }


def _digits(language: Language) -> str:
    """Return the ten digits that a language is read in; nothing where those are `0` to `9`."""
    digits = in_digits(string.digits, language)
    return "" if digits == string.digits else digits


def _part(part: Part, writer: Writer) -> Data:
    writer.tags.add(part.language)
    return {
        "id": part.id,
        "kind": str(part.kind),
        "label": part.label,
        "number": part.number,
        "title": part.title,
        "summary": part.summary,
        "lang": part.language,
        "dir": part.direction,
        "notices": part.notices,
        "body": writer.write(part),
        "has-notes": bool(part.notes),
    }


def _without_text(svg: str) -> str:
    """Take the names off a map: at its size here nobody can read them, and the box says them."""
    root = etree.fromstring(svg.encode())
    for element in list(root.iter("{*}text")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return etree.tostring(root, encoding="unicode")


def _plain(node: object) -> Data:
    return {"kind": type(node).__name__.lower(), **vars(node)}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key not in {"maps", "images"}:
                yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
    elif hasattr(value, "__dict__"):
        yield from _strings(vars(value))
