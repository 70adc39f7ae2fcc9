"""A publication as a CITATION.cff (Citation File Format 1.2.0).

The format was made for software and data, so what is to be cited stands in `preferred-citation`,
where it can be a report.
"""

from __future__ import annotations

import re
from typing import Any

from issue_papers.content.agents import Agent
from issue_papers.formats.repositories.record import Record
from issue_papers.views.deposits import identifier_of

_OF_SPDX = re.compile(r"CC0-1\.0|CC-BY(-NC)?(-(ND|SA))?-[1-4]\.0")
"""Names of licences that the format surely knows; any other is told by its address."""


def of(record: Record) -> dict[str, Any]:
    """Return what the file says, by key, in the order of the format's guide."""
    statement = record.statement
    shared = {
        "authors": [_agent(agent) for agent in statement.creators],
        "title": statement.title,
        "abstract": statement.summary,
        "keywords": [*record.keywords],
        "url": statement.url,
        "doi": statement.doi if record.identifier[0] == "DOI" else "",
        "date-released" if len(record.date) == len("2020-04-03") else "": record.date,
        **_licence(record),
    }
    cited = {
        "type": "report",
        **shared,
        "editors": [_agent(agent) for agent in statement.of("editors")],
        "translators": [_agent(agent) for agent in statement.of("translators")],
        "edition": str(statement.edition) if statement.is_numbered else "",
        "year": int(record.year),
        "month": int(record.date[5:7]) if record.date[5:7] else None,
        "collection-title": statement.series,
        "number": str(statement.number or ""),
        "publisher": {"name": record.publisher},
        "isbn": statement.isbn,
        "languages": [statement.language.partition("-")[0]],
        "notes": statement.original.text if statement.original else "",
    }
    said = {
        "cff-version": "1.2.0",
        "message": statement.notice or statement.title,
        "type": "dataset",
        **shared,
        "version": str(statement.edition),
        "preferred-citation": _present(cited),
    }
    return _present(said)


def _licence(record: Record) -> dict[str, str]:
    name = record.paper.licence
    known = {"license": name} if _OF_SPDX.fullmatch(name or "") else {}
    return known or {"license-url": record.statement.licence_url}


def _agent(agent: Agent) -> dict[str, Any]:
    parts = agent.parts
    if parts.literal:
        return _present({"name": parts.literal, "alias": agent.short, "website": agent.ror})
    return _present(
        {
            "family-names": parts.family,
            "name-particle": " ".join(filter(None, (parts.dropping, parts.particle))),
            "given-names": parts.given,
            "name-suffix": parts.suffix,
            "orcid": identifier_of(agent),
            "affiliation": agent.affiliation,
        }
    )


def _present(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key and value not in (None, "", [], {})}
