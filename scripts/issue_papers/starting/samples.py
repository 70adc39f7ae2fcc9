"""The words of the paper that a new site begins with, in each language that there is one in.

They are content, not interface: one file a language, `samples/<tag>.yml`, all with the same keys.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

LANGUAGES = (
    *("en", "es", "fr", "pt-BR", "ca", "de", "it", "nl", "pl", "el", "tr"),
    *("ru", "ar", "fa", "he", "hi", "id", "sw", "ja", "ko", "zh-Hans", "zh-Hant"),
)
"""The languages that a site can be begun in."""


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PaperWords(_Words):
    """The paper's landing page."""

    title: str
    summary: str
    abstract: str


class QuestionWords(_Words):
    """Its first section, with a key message, a citation and a table."""

    title: str
    summary: str
    message: str
    lead: str
    heading: str
    text: str
    caption: str
    columns: tuple[str, str]
    rows: Annotated[tuple[tuple[str, str], ...], Field(min_length=3, max_length=3)]


class AnswerWords(_Words):
    """Its second section, with a case study's box and the bibliography."""

    title: str
    summary: str
    lead: str
    heading: str
    text: str
    works: str


class CaseWords(_Words):
    """The case study."""

    title: str
    summary: str
    lead: str
    heading: str
    text: str


class Sample(_Words):
    """All words of the first paper in a language.

    Attributes:
        city: Name of the case's city.
        topic: Label of the case's topic.
    """

    paper: PaperWords
    question: QuestionWords
    answer: AnswerWords
    case: CaseWords
    city: str
    topic: str


@cache
def sample(tag: str) -> Sample:
    """Return the words in a language, one of `LANGUAGES`."""
    file = files("issue_papers") / "starting" / "samples" / f"{tag}.yml"
    found: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Sample.model_validate(found)
