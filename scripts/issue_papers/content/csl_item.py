"""Every field of CSL that a reference may have, with what it is for, and every type of work.

They are the item types and variables of the Citation Style Language 1.0.2 (`csl-types.rnc`,
`csl-variables.rnc`) and what its input schema (`csl-data.json`) adds. What describes a work may be
given by language, which CSL doesn't know: what is formatted is `Reference.told_in` one.

https://docs.citationstyles.org/en/v1.0.2/specification.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from issue_papers.content.csl_model import CslDoi, CslRecord, Names, Number, When
from issue_papers.content.described import DescribedLine, DescribedProse
from issue_papers.content.identifiers import Web
from issue_papers.content.records import Line, explained

ItemType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
"""What a work is: the item types of CSL 1.0.2."""


class Item(CslRecord):
    """Every field of CSL that a reference may have, besides those that it must have."""

    author: Annotated[
        Names,
        explained("Who wrote it: [{family: …, given: …}] or, for an organisation, [{literal: …}]."),
    ] = ()
    chair: Annotated[Names, explained("Who chaired the session or the organisation.")] = ()
    collection_editor: Annotated[Names, explained("Who edits the series.")] = ()
    compiler: Annotated[Names, explained("Who compiled it.")] = ()
    composer: Annotated[Names, explained("Who composed it.")] = ()
    container_author: Annotated[Names, explained("Who wrote the book that holds the chapter.")] = ()
    contributor: Annotated[Names, explained("Who contributed besides those named otherwise.")] = ()
    curator: Annotated[Names, explained("Who curated the exhibition.")] = ()
    director: Annotated[Names, explained("Who directed the film.")] = ()
    editor: Annotated[Names, explained("Who edited it.")] = ()
    editor_translator: Annotated[Names, explained("Who edited and translated it.")] = ()
    editorial_director: Annotated[
        Names, explained("Who directed the publication (directeur de la publication).")
    ] = ()
    executive_producer: Annotated[Names, explained("Who was its executive producer.")] = ()
    guest: Annotated[Names, explained("Guests of the broadcast.")] = ()
    host: Annotated[Names, explained("Who hosted the broadcast or the exhibition.")] = ()
    illustrator: Annotated[Names, explained("Who illustrated it.")] = ()
    interviewer: Annotated[Names, explained("Who asked the questions.")] = ()
    narrator: Annotated[Names, explained("Who narrates it.")] = ()
    organizer: Annotated[Names, explained("Who organised the event.")] = ()
    original_author: Annotated[Names, explained("Who wrote what this is based on.")] = ()
    performer: Annotated[Names, explained("Who performs.")] = ()
    producer: Annotated[Names, explained("Who produced it.")] = ()
    recipient: Annotated[Names, explained("To whom it was sent.")] = ()
    reviewed_author: Annotated[Names, explained("Who wrote what is reviewed.")] = ()
    script_writer: Annotated[Names, explained("Who wrote the script.")] = ()
    series_creator: Annotated[Names, explained("Who created the series.")] = ()
    translator: Annotated[Names, explained("Who translated it.")] = ()

    accessed: Annotated[When, explained("When it was looked up, such as 2020-07-31.")] = None
    available_date: Annotated[
        When, explained("When it could be read first, if that is before `issued`.")
    ] = None
    event_date: Annotated[When, explained("When the event took place.")] = None
    issued: Annotated[
        When,
        explained(
            "When it was published, such as 2019, 2019-07 or 2019-07-31; a span as 2019-05/2019-08."
        ),
    ] = None
    original_date: Annotated[When, explained("When the original was published.")] = None
    submitted: Annotated[When, explained("When it was handed in.")] = None

    chapter_number: Annotated[Number, explained("Number of the chapter.")] = ""
    citation_number: Annotated[Number, explained("Given by the style; nothing to type here.")] = ""
    collection_number: Annotated[Number, explained("Number in the series.")] = ""
    edition: Annotated[Number, explained("Which edition, such as 2.")] = ""
    first_reference_note_number: Annotated[
        Number, explained("Given by the style; nothing to type here.")
    ] = ""
    issue: Annotated[Number, explained("Number of the journal's issue.")] = ""
    locator: Annotated[
        Number, explained("Written in the text, [@key, p. 12]; nothing to type here.")
    ] = ""
    number: Annotated[Number, explained("Number of the report, the patent, the episode.")] = ""
    number_of_pages: Annotated[Number, explained("How many pages it has.")] = ""
    number_of_volumes: Annotated[Number, explained("How many volumes it has.")] = ""
    page: Annotated[Number, explained("From which page to which, such as 12-15.")] = ""
    page_first: Annotated[Number, explained("The first page, if `page` isn't given.")] = ""
    part_number: Annotated[Number, explained("Number of the part.")] = ""
    printing_number: Annotated[Number, explained("Which printing.")] = ""
    section: Annotated[Number, explained("Section of the newspaper or the law.")] = ""
    supplement_number: Annotated[Number, explained("Number of the supplement.")] = ""
    version: Annotated[Number, explained("Version of the software or the document.")] = ""
    volume: Annotated[Number, explained("Number of the volume.")] = ""

    collection_title: Annotated[Line, explained("Title of the series.")] = ""
    container_title: Annotated[
        Line, explained("Title of the book or the journal that holds it.")
    ] = ""
    container_title_short: Annotated[Line, explained("Short title of what holds it.")] = ""
    original_title: Annotated[Line, explained("Title of the original.")] = ""
    part_title: Annotated[Line, explained("Title of the part.")] = ""
    reviewed_title: Annotated[Line, explained("Title of what is reviewed.")] = ""
    short_title: Annotated[Line, explained("Its short title; `title-short` is the same.")] = Field(
        default="", alias="shortTitle"
    )
    title_short: Annotated[Line, explained("Its short title.")] = ""
    volume_title: Annotated[Line, explained("Title of the volume.")] = ""

    abstract: Annotated[DescribedProse, explained("What it says, in short.")] = ""
    annote: Annotated[DescribedProse, explained("Notes of your own.")] = ""
    archive: Annotated[DescribedLine, explained("The archive that keeps it.")] = ""
    archive_collection: Annotated[DescribedLine, explained("The collection in the archive.")] = ""
    archive_location: Annotated[
        DescribedLine, explained("Where it is in the archive, such as a box and a folder.")
    ] = ""
    archive_place: Annotated[DescribedLine, explained("Where the archive is.")] = ""
    authority: Annotated[DescribedLine, explained("The court or the body that issued it.")] = ""
    call_number: Annotated[Line, explained("Where it stands in a library.")] = ""
    citation_key: Annotated[Line, explained("What a reference manager calls it.")] = ""
    citation_label: Annotated[Line, explained("Given by the style; nothing to type here.")] = ""
    dimensions: Annotated[DescribedLine, explained("Its size or length.")] = ""
    division: Annotated[
        DescribedLine, explained("The part of an organisation that it comes from.")
    ] = ""
    DOI: Annotated[
        CslDoi, explained("Its DOI without an address before it, such as 10.1000/182.")
    ] = ""
    event: Annotated[DescribedLine, explained("An older name of `event-title`.")] = ""
    event_title: Annotated[DescribedLine, explained("Name of the event.")] = ""
    event_place: Annotated[DescribedLine, explained("Where the event took place.")] = ""
    genre: Annotated[DescribedLine, explained("What sort it is, such as Working paper.")] = ""
    ISBN: Annotated[Number, explained("Its ISBN.")] = ""
    ISSN: Annotated[Line, explained("The journal's ISSN.")] = ""
    journal_abbreviation: Annotated[Line, explained("The journal's short title.")] = Field(
        default="", alias="journalAbbreviation"
    )
    jurisdiction: Annotated[DescribedLine, explained("Where the law is in force.")] = ""
    keyword: Annotated[DescribedLine, explained("Keywords, with commas between them.")] = ""
    license: Annotated[DescribedLine, explained("Under which licence it may be used.")] = ""
    medium: Annotated[DescribedLine, explained("On what it is, such as CD.")] = ""
    note: Annotated[DescribedProse, explained("Anything else about it.")] = ""
    original_publisher: Annotated[DescribedLine, explained("Who published the original.")] = ""
    original_publisher_place: Annotated[
        DescribedLine, explained("Where the original was published.")
    ] = ""
    PMCID: Annotated[Line, explained("Its number in PubMed Central.")] = ""
    PMID: Annotated[Number, explained("Its number in PubMed.")] = ""
    publisher: Annotated[DescribedLine, explained("Who published it.")] = ""
    publisher_place: Annotated[DescribedLine, explained("Where it was published.")] = ""
    references: Annotated[Line, explained("Laws and cases that belong to it.")] = ""
    reviewed_genre: Annotated[DescribedLine, explained("What sort that is which is reviewed.")] = ""
    scale: Annotated[DescribedLine, explained("Scale of the map.")] = ""
    source: Annotated[DescribedLine, explained("Where it was found, such as a catalogue.")] = ""
    status: Annotated[DescribedLine, explained("Whether it is published, such as forthcoming.")] = (
        ""
    )
    URL: Annotated[Web, explained("Where it can be read, with https:// before it.")] = ""
    year_suffix: Annotated[Line, explained("Given by the style; nothing to type here.")] = ""

    categories: Annotated[tuple[Line, ...], explained("Subjects, in a list.")] = ()
    custom: Annotated[Mapping[str, Any], explained("Anything that has no field of its own.")] = (
        Field(default_factory=dict)
    )
