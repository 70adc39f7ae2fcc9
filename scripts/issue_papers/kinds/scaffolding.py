"""How a new page is begun: what is asked, and the files that are made of the answers.

A kind declares a `Scaffold`; `issue-papers new <kind>` asks its questions and writes its drafts.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Protocol, TypeAlias

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from issue_papers.articles.slugs import slugify
from issue_papers.content.library import Library
from issue_papers.content.records import ID_PATTERN
from issue_papers.reporting.messages import Message, local, say
from issue_papers.reporting.problems import closest

Answers: TypeAlias = Mapping[str, str]
"""What was answered, by the question's name."""

NONE = "-"
"""What is typed where there is nothing to name."""


class ScaffoldError(Exception):
    """Something can't be made.

    Attributes:
        message: Why, and what to do.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class UnusableAnswerError(ScaffoldError):
    """An answer can't be used; the message says why, and what was expected."""


def _nothing(library: Library, answers: Answers) -> str:  # noqa: ARG001 - as its like
    return ""


@dataclass(frozen=True)
class Question:
    """Something that a command needs to know.

    Attributes:
        name: The option, without `--`.
        prompt: How it is asked.
        help: What the option's help says.
        default: What is proposed, from what there is and the answers so far; nothing if there is no
            good guess.
        follows: The question that the default is made from.
        choices: Returns what may be answered, where that is a closed list.
    """

    name: str
    prompt: Message
    help: Message | None = None
    default: Callable[[Library, Answers], str] = _nothing
    follows: str = ""
    choices: Callable[[Library], Iterable[str]] | None = None


class Asking(Protocol):
    """Asks whoever runs the command for what its options don't say."""

    def ask(self, questions: Sequence[Question]) -> dict[str, str]:
        """Return what options or people answer.

        Raises:
            UnusableAnswerError: Nobody can be asked, and something has no default.
        """

    def tell(self, text: Message) -> None:
        """Say something to whoever is asked, if anybody is."""

    def given(self, name: str) -> tuple[str, ...]:
        """Return what an option was given, as often as it was."""

    def is_answered(self) -> bool:
        """Whether somebody can be asked."""


@dataclass(frozen=True)
class Draft:
    """A file as it is to be.

    Attributes:
        path: The file.
        text: All of it.
        before: What it was; nothing if it is new.
    """

    path: Path
    text: str
    before: str | None = None


@dataclass(frozen=True)
class Option:
    """An option that no question has.

    Attributes:
        name: Without `--`.
        help: What it says.
        is_multiple: Whether it may be given more than once.
    """

    name: str
    help: Message
    is_multiple: bool = False


@dataclass(frozen=True)
class Scaffold:
    """How a new page of a kind is begun.

    Attributes:
        command: The command's name, `issue-papers new <command>`.
        help: What the command does, in a sentence.
        questions: What is asked.
        draft: Makes the files from the answers, asking for more where that depends on them. It
            raises `UnusableAnswerError` and `ScaffoldError`.
        steps: Returns what is to be done next, from the answers and the files' names.
        options: Options besides those of the questions.
    """

    command: str
    help: Message
    questions: tuple[Question, ...]
    draft: Callable[[Library, Answers, Asking], list[Draft]]
    steps: Callable[[Library, Answers, Sequence[str]], list[Message]]
    options: tuple[Option, ...] = ()


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("issue_papers", "kinds"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - what is made is Markdown and YAML
    )
    environment.filters["yaml"] = _yaml
    return with_words(environment)


def with_words(environment: Environment) -> Environment:
    """Let templates say to whoever runs the command what is to be written, in their language."""
    environment.globals["say"] = say
    environment.filters["told"] = local
    environment.filters["wrapped"] = partial(textwrap.fill, width=_WIDTH, break_on_hyphens=False)
    return environment


_WIDTH = 100


def _yaml(value: object) -> str:
    """Write a value as it may stand anywhere in YAML, quoted where it must be."""
    text = yaml.safe_dump(
        [value], default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    )
    return text.strip()[1:-1]


def render(template: str, values: Mapping[str, object]) -> str:
    """Fill a kind's template: `paper/new.md`."""
    return _templates().get_template(template).render(values)


def _slug_of_title(library: Library, answers: Answers) -> str:  # noqa: ARG001 - as its like
    return slugify(answers.get("title", ""), "-")


FILE_NAMED = say("Its file's name, the same in every language.")
FOLDER_NAMED = say("Its folder's name, the same in every language.")
"""What slugs name."""

ONE_SENTENCE = (
    say("Summary, one sentence; - for the first paragraph"),
    say("One sentence.  [default: none; the first paragraph of the text stands for it]"),
)
TWO_SENTENCES = (
    say("Summary, one or two sentences; - for the first paragraph"),
    say("One or two sentences.  [default: none; the first paragraph of the text stands for it]"),
)
"""How long a summary is to be: how it is asked, and what the option's help says."""

NEEDED = say("Summary, one or two sentences"), say("One or two sentences.")
"""The same of a page that may have no text."""


def none(library: Library, answers: Answers) -> str:  # noqa: ARG001 - as its like
    """Answer that there is nothing to name."""
    return NONE


def first_questions(slug: Message, summary: tuple[Message, Message]) -> tuple[Question, ...]:
    """Return what is asked of any page.

    Args:
        slug: What the slug names: `FILE_NAMED` or `FOLDER_NAMED`.
        summary: How long the summary is to be: `ONE_SENTENCE` or `TWO_SENTENCES`, or that it is
            `NEEDED`.
    """
    return (
        Question("title", say("Title")),
        Question("slug", say("Slug"), slug, _slug_of_title, follows="title"),
        Question("summary", *summary, _nothing if summary == NEEDED else none),
    )


def today(library: Library, answers: Answers) -> str:  # noqa: ARG001 - as its like
    """Answer with the day that it is (UTC)."""
    return dt.datetime.now(dt.UTC).date().isoformat()


def known_topics(library: Library) -> Iterable[str]:
    """Return the ids of the site's topics."""
    return library.settings.topics


def write_and_translate(library: Library, answers: Answers, files: Sequence[str]) -> list[Message]:  # noqa: ARG001 - as its like
    """Return what is left to do for a page of one file."""
    return [say("write the text in {file}", file=files[0]), *translate_it(library, files[0])]


def sound_slug(slug: str) -> str:
    """Return a slug that can be one.

    Raises:
        UnusableAnswerError: It can't.
    """
    if not re.fullmatch(ID_PATTERN, slug):
        right = slugify(slug, "-").replace("_", "-")
        message = say(
            "found `{slug}`, expected lower-case ASCII words joined by hyphens", slug=slug
        )
        if re.fullmatch(ID_PATTERN, right):
            message = say("{fault}: write `{right}`", fault=message, right=right)
        raise UnusableAnswerError(message)
    return slug


def listed(text: str) -> list[str]:
    """Read ids with commas between them."""
    return [part.strip() for part in text.split(",") if part.strip() not in {"", NONE}]


def chosen(text: str, known: Collection[str]) -> list[str]:
    """Read topics with commas between them.

    Raises:
        UnusableAnswerError: One isn't known.
    """
    found = listed(text)
    for topic in found:
        if topic not in known:
            raise UnusableAnswerError(
                say(
                    "`{topic}` is none of the site's topics: {hint}",
                    topic=topic,
                    hint=closest(topic, known),
                )
            )
    return found


def translate_it(library: Library, file: str) -> list[Message]:
    """Say how a file is translated; nothing where texts are translated into no language."""
    others = [tag for tag in library.locales.tags if tag != library.locales.source]
    return [
        say(
            "translate it: `issue-papers new translation {file} {language}`",
            file=file,
            language=language,
        )
        for language in others[:1]
    ]


def as_read(path: Path) -> str:
    """Read a file without touching its line endings."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
