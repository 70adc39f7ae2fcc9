"""A publication as `.zenodo.json`: the metadata of a deposit at Zenodo.

See https://developers.zenodo.org/#representation. Its relations and the types of contributors are
DataCite's, the former with a small letter; it knows no translators, who are `Other` there.
"""

from __future__ import annotations

from typing import Any

from babel.core import get_global

from issue_papers.content.agents import Agent
from issue_papers.formats.markup.elements import escaped
from issue_papers.formats.repositories.record import Record

_ROLES = {"editors": "Editor"}


def of(record: Record) -> dict[str, Any]:
    """Return what the file says, by key."""
    statement = record.statement
    creators = set(statement.creators)
    return _present(
        {
            "upload_type": "publication",
            "publication_type": "report",
            "title": statement.title,
            "creators": [_agent(agent) for agent in statement.creators],
            "contributors": [
                {**_agent(agent), "type": _ROLES.get(role, "Other")}
                for role, agents in statement.roles
                for agent in agents
                if role != "funders" and agent not in creators
            ],
            "language": iso_639_3(statement.language),
            "description": escaped(statement.summary or statement.title),
            "publication_date": record.date,
            "doi": statement.doi if record.identifier[0] == "DOI" else "",
            "keywords": [*record.keywords],
            "access_right": "open",
            "license": record.paper.licence.lower() if record.paper.licence else "",
            "version": str(statement.edition),
            "imprint_publisher": record.publisher,
            "imprint_isbn": statement.isbn,
            "notes": escaped(" ".join(filter(None, (_after(record), statement.notice)))),
            "related_identifiers": [
                _present(
                    {
                        "identifier": related.identifier,
                        "relation": related.relation[:1].lower() + related.relation[1:],
                        "resource_type": "publication-report" if related.type == "Report" else "",
                    }
                )
                for related in record.related
            ],
        }
    )


def iso_639_3(tag: str) -> str:
    """Return a language as Zenodo asks for it, in three letters: `fra`; empty where none is known.

    CLDR's aliases of languages have them: `fra` and, as libraries say, `fre` are `fr`.

    Args:
        tag: The language's BCP 47 tag.
    """
    language = tag.partition("-")[0].lower()
    if len(language) == len("fra"):
        return language
    aliases = get_global("language_aliases").items()
    found = {code for code, other in aliases if other == language and len(code) == len("fra")}
    return min(found - _OTHER_CODES, default="")


_OTHER_CODES = frozenset(
    [
        *("alb", "arm", "baq", "bur", "chi", "cze", "dut", "fre", "geo", "ger", "gre", "ice"),
        *("mac", "mao", "may", "per", "rum", "scc", "scr", "slo", "tib", "wel"),
        *("adp", "als", "arb", "ayr", "azj", "cls", "cmn", "cwd", "drh", "ekk", "esk", "fat"),
        *("fuc", "gaz", "gug", "ike", "khk", "kmr", "knc", "kng", "kpv", "lvs", "mol", "npi"),
        *("ojg", "ory", "pbu", "pes", "plt", "prp", "quz", "src", "swh", "twi", "uzn", "ydd"),
        *("zsm", "zyb"),
    ]
)
"""ISO 639-2's codes for libraries, and languages that CLDR takes for the larger one they are of."""


def _after(record: Record) -> str:
    return record.paper.based_on if record.statement.original else ""


def _agent(agent: Agent) -> dict[str, Any]:
    return _present(
        {
            "name": agent.parts.last_first,
            "affiliation": agent.affiliation,
            "orcid": agent.orcid,
        }
    )


def _present(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value not in (None, "", [], {})}
