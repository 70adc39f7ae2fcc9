"""What the site publishes as data: which files, in which formats, where, and how they are written.

The page with the template `data.html` lists them in the order of their positions. A kind declares
its own; each has a title and a description in every catalogue, `data.sets.<id>.title` and
`data.sets.<id>.text`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

from issue_papers.content.library import Entry, Library
from issue_papers.views.data_origin import Origin
from issue_papers.views.linked_nodes import Node
from issue_papers.views.published import DataDocument
from issue_papers.views.readership import Readership

T = TypeVar("T")

FOLDER = "data"


@dataclass(frozen=True)
class DataFile:
    """A published file.

    Attributes:
        path: Where it is, relative to the site, or to a language's part of it.
        label: The format's name, the same in every language.
        media_type: Its media type (IANA).
    """

    path: str
    label: str
    media_type: str


class ExcerptText(Protocol):
    """A part of a page's text: as HTML, and its words alone."""

    @property
    def html(self) -> str:
        """The text, with absolute addresses."""

    @property
    def text(self) -> str:
        """Its words: a line for each paragraph or item."""

    @property
    def language(self) -> str:
        """The language that it is written in."""


Advice: TypeAlias = Callable[[str, str], ExcerptText]
"""Returns a recommendation's text, by its key, for the language with a tag."""


class Keep(Protocol):
    """Keeps what data says of some pages, as long as they say the same."""

    def __call__(self, name: str, pages: Sequence[Entry], make: Callable[[], T], /) -> T:
        """Return what was made before, or make it.

        Args:
            name: What it is.
            pages: The pages whose own texts it is made from; of all others, what every page may
                show.
            make: Makes it; it can be pickled.
        """


def made_again(_name: str, _pages: Sequence[Entry], make: Callable[[], T], /) -> T:
    """Make it, whatever was made before."""
    return make()


@dataclass(frozen=True)
class DataSources:
    """What data is made from.

    Attributes:
        library: What there is.
        readers: The readers of each language, by its tag, in the switcher's order.
        advice: Returns the text of a recommendation for a language.
        things: Returns what a page is in schema.org's vocabulary, by its readers' language.
        told: Yield what there is in it besides pages.
        origin: Who answers for the data, in which version, under which licence.
        keep: Keeps what is said of some pages.
    """

    library: Library
    readers: Mapping[str, Readership]
    advice: Advice
    things: Mapping[str, Callable[[Entry], Sequence[Node]]]
    told: Sequence[Callable[[Mapping[str, Readership]], Iterable[Node]]]
    origin: Origin
    keep: Keep = made_again

    @property
    def source(self) -> Readership:
        """The readers of the source language."""
        return self.readers[self.library.locales.source]

    def head(self, name: str) -> dict[str, Any]:
        """Return what a JSON file begins with (`DataDocument`), by its name without suffix."""
        return {
            "schema_url": self.source.links.absolute(schema_path(name)),
            "version": self.origin.version,
            "modified": self.origin.modified,
            "licences": self.origin.licences,
        }


def by_paper(library: Library) -> Iterable[Sequence[Entry]]:
    """Return all pages in their order, those of a paper together: what `keep` is given at once."""
    together: dict[str, list[Entry]] = {}
    for _, entry in sorted(library.entries.items()):
        whole = library.whole(entry) or entry
        together.setdefault(whole.key, []).append(entry)
    return together.values()


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its name, in the table's first row.
        about: What it holds, in English, as are the names.
        kind: `string`, `integer`, `number` or `uri`.
        separator: What stands between several values in a cell; empty where there is one.
        language: The tag of the language that its texts are in; empty where that isn't fixed.
    """

    name: str
    about: str
    kind: Literal["string", "integer", "number", "uri"] = "string"
    separator: str = ""
    language: str = ""


@dataclass(frozen=True)
class DataSchema:
    """The published JSON Schema of a file of JSON, which is the same for all languages.

    Attributes:
        file: Where it is.
        record: What it is made of.
    """

    file: DataFile
    record: type[DataDocument]


@dataclass(frozen=True)
class Dataset:
    """Files that say the same in several formats.

    Attributes:
        id: What the catalogues know it by.
        position: Where it is listed among the others: the lowest comes first.
        write: Yields path and content of each file, besides the schemas'.
        files: The formats, the most complete first.
        is_localised: Whether each language has files of its own.
        schemas: Those of the files of JSON, GeoJSON among them.
        columns: Returns the columns of the table among the files, whose key is the first.
    """

    id: str
    position: int
    write: Callable[[DataSources], Iterator[tuple[str, bytes]]]
    files: tuple[DataFile, ...]
    is_localised: bool = False
    schemas: tuple[DataSchema, ...] = ()
    columns: Callable[[Library], Sequence[Column]] | None = None


def json_file(name: str) -> DataFile:
    """Return what is known of a JSON file by its name without suffix."""
    return DataFile(f"{FOLDER}/{name}.json", "JSON", "application/json")


def csv_file(name: str) -> DataFile:
    """Return what is known of a table by its name without suffix."""
    return DataFile(f"{FOLDER}/{name}.csv", "CSV", "text/csv")


def described_by(table: str) -> str:
    """Return where the description of a table is, by the table's path (CSV on the Web, 5.2)."""
    return f"{table}-metadata.json"


def schema_path(name: str) -> str:
    """Return where the schema of a file is, by its name, without suffix if that is `.json`."""
    return f"{FOLDER}/{name}.schema.json"


def schema_of(name: str, record: type[DataDocument], label: str = "JSON Schema") -> DataSchema:
    """Return the schema of a file.

    Args:
        name: The file's name, without suffix if that is `.json`.
        record: What it holds.
        label: What the link to the schema says.
    """
    file = DataFile(schema_path(name), label, "application/schema+json")
    return DataSchema(file, record)


def _nothing(_: DataSources) -> Iterator[tuple[str, bytes]]:
    yield from ()


PACKAGE = Dataset(
    "package",
    position=3000,
    write=_nothing,  # it is made of all others, when they are there: `formats.data.packages`
    files=(DataFile("datapackage.json", "JSON", "application/vnd.datapackage+json"),),
)
"""What describes the files of all others."""
