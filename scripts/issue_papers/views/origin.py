"""Where published data comes from: who answers for it, in which version, under which licence."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.content.agents import Agent
from issue_papers.content.library import Library
from issue_papers.views.published import Licence
from issue_papers.views.statements import Statements


@dataclass(frozen=True)
class Origin:
    """Where the data of a site comes from.

    Attributes:
        version: The number of the edition, where the site has one publication; else the day.
        modified: The day of the last change (ISO 8601), as the commit has it.
        licences: Under which terms the texts may be used, each once.
        creators: Who answers for the words of the publications, each once.
        publishers: Who publishes them, each once.
    """

    version: str
    modified: str
    licences: tuple[Licence, ...]
    creators: tuple[Agent, ...]
    publishers: tuple[str, ...]


def origin_of(library: Library, statements: Statements) -> Origin:
    """Return where the data of a site comes from: its publications.

    Args:
        library: What there is.
        statements: What its pages are.
    """
    said = [one for entry in library.publications if (one := statements.of(entry))]
    modified = library.settings.date.isoformat()
    licences = {
        one.licence: Licence(id=one.licence, name=one.licence_name, url=one.licence_url or None)
        for one in said
        if one.licence
    }
    creators = {agent.printed: agent for one in said for agent in one.creators}
    return Origin(
        version=str(said[0].edition) if len(said) == 1 else modified,
        modified=modified,
        licences=tuple(licences.values()),
        creators=tuple(creators.values()),
        publishers=tuple(dict.fromkeys(one.publisher for one in said if one.publisher)),
    )
