"""Papers, and the ledger of their corrections, as JSON-LD in the vocabulary of schema.org."""

from __future__ import annotations

from issue_papers.content.library import Entry
from issue_papers.kinds.ledger import LEDGER, Ledger
from issue_papers.views.downloads import DownloadsView
from issue_papers.views.linked_nodes import Node, item_list, of_type
from issue_papers.views.readership import Readership


def paper_node(readers: Readership, entry: Entry, downloads: tuple[DownloadsView, ...]) -> Node:
    """Return what is said of a paper besides what is said of any work: its parts and its files.

    Args:
        readers: The readers.
        entry: The paper.
        downloads: What it can be taken away as, in each language.
    """
    links, tag = readers.links, readers.links.text(entry).tag
    return {
        "hasPart": [
            of_type("Chapter", links.address(section)) for section in readers.library.parts(entry)
        ],
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": links.absolute(file.url),
                "encodingFormat": file.format.media_type,
                "inLanguage": each.language.tag,
            }
            for each in downloads
            if each.language.tag == tag
            for file in each.files
        ],
    }


def ledger_node(readers: Readership) -> Node:
    """Return where pages depart from their sources, the latest first."""
    links, ledger = readers.links, readers.part(Ledger)
    page = links.page_with(LEDGER)
    url = links.absolute(page.url) if page else ""
    reasons = {
        (entry.key, correction.id): correction.reason
        for entry in readers.library.correcting
        for correction in getattr(links.plain_meta(entry), "corrections", ())
    }
    return item_list(
        {
            **of_type("CorrectionComment", f"{url}#correction-{entry.id}"),
            "text": reasons[entry.page.key, entry.id],
            "datePublished": entry.iso_date,
            "inLanguage": entry.reason.language,
        }
        for day in ledger.view.days
        for entry in day.corrections
    )
