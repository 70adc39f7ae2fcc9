"""The views of published data: what there is to download, and the page that describes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from issue_papers.content.locales import Language
from issue_papers.views.datasets import DataFile, Dataset
from issue_papers.views.links import Links


@dataclass(frozen=True)
class DataFileView:
    """A file to download.

    Attributes:
        label: The format's name.
        url: Site-relative URL.
        media_type: Its media type.
    """

    label: str
    url: str
    media_type: str


@dataclass(frozen=True)
class DatasetView:
    """Data in several formats.

    Attributes:
        title: What it is called, in the reader's language.
        text: What it holds, in a sentence or two.
        files: In the reader's language, where each language has its own.
        others: The same files in the other languages.
        schemas: The JSON Schemas that describe the files of JSON.
    """

    id: str
    title: str
    text: str
    files: tuple[DataFileView, ...]
    others: tuple[tuple[Language, tuple[DataFileView, ...]], ...]
    schemas: tuple[DataFileView, ...]


class Data:
    """Published data in one language."""

    def __init__(self, links: Links, datasets: Sequence[Dataset]) -> None:
        self._links = links
        self._datasets = datasets

    @cached_property
    def datasets(self) -> Mapping[str, DatasetView]:
        """All published data by id, in the order in which it is listed."""
        return {dataset.id: self._dataset(dataset) for dataset in self._datasets}

    def _dataset(self, dataset: Dataset) -> DatasetView:
        languages = self._links.library.locales.languages if dataset.is_localised else ()
        return DatasetView(
            id=dataset.id,
            title=self._links.t(f"data.sets.{dataset.id}.title"),
            text=self._links.t(f"data.sets.{dataset.id}.text"),
            files=self._dataset_files(dataset, self._links.language),
            others=tuple(
                (language, self._dataset_files(dataset, language))
                for language in languages
                if language.tag != self._links.language.tag
            ),
            schemas=tuple(_file_view(schema.file) for schema in dataset.schemas),
        )

    def _dataset_files(self, dataset: Dataset, language: Language) -> tuple[DataFileView, ...]:
        prefix = self._links.library.locales.prefix(language.tag) if dataset.is_localised else ""
        return tuple(_file_view(file, prefix) for file in dataset.files)


def _file_view(file: DataFile, prefix: str = "") -> DataFileView:
    return DataFileView(file.label, prefix + file.path, file.media_type)
