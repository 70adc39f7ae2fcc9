"""A review as Markdown: the comment of a pull request.

What comes from the proposal (texts, names of files and passages, values in messages) is code in it,
in spans and blocks of their own. In code a forge makes no mention, no link, no picture and no HTML
(GitHub Flavored Markdown 0.29, 6.3 and 4.5), so whoever proposes a text can't speak through the
comment, which is published in the name of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, urljoin

from jinja2 import Environment, PackageLoader, StrictUndefined

from issue_papers.reporting.catalogues import LANGUAGES
from issue_papers.reporting.messages import Message, say, say_count, translate
from issue_papers.reporting.problems import Problem
from issue_papers.translation.review import PageChange, Review, StalePassage
from issue_papers.translation.word_diff import Change

_UNSEEN = re.compile(
    "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]"
)
"""Controls, and what turns the direction of writing around behind a reader's back."""

_MOST = 40
"""How many of a thing are told; a comment has room for 65,536 characters (GitHub)."""
_LONGEST = 600
"""How many characters of a text are shown."""
_PASSAGES = 8
_SIGNS = {Change.KEPT: " ", Change.REMOVED: "-", Change.ADDED: "+"}


def language_of(review: Review) -> str:
    """Return the language to speak to whoever proposes: that of the texts, where there is one.

    Somebody who changes translations into one language reads it; others read the source's.
    """
    source = review.languages.source
    others = {page.language for page in review.pages} - {source}
    tag = others.pop() if len(others) == 1 else source
    found = tag.partition("-")[0]
    return found if found in LANGUAGES else LANGUAGES[0]


def comment(review: Review, language: str, preview: str = "", site_url: str = "") -> str:
    """Write a review as Markdown.

    Args:
        review: What there is to say.
        language: One of `LANGUAGES`.
        preview: Where the proposed site is to be seen: its address, or its path below `site_url`;
            empty if nowhere.
        site_url: Where the site is published.
    """
    told = urljoin(site_url, preview) if preview else ""
    # A site that is published nowhere has no place for previews either.
    root = told if "://" in told else ""
    return (
        _templates(language)
        .get_template("review.md")
        .render(
            review=review,
            preview=root,
            pages=[_page(review, page, root) for page in review.pages[:_MOST]],
            errors=_told(review.errors),
            warnings=_told(review.warnings),
            notices=_told(review.notices),
            stale=[_stale(review, each) for each in review.stale[:_MOST]],
        )
    )


@dataclass(frozen=True)
class _Page:
    """A line on a file.

    Attributes:
        change: What is done with it.
        path: The file.
        passages: Which passages.
        links: Language's name and address, for each language that shows it.
    """

    change: Message
    path: str
    passages: str
    links: tuple[tuple[str, str], ...]


def _page(review: Review, page: PageChange, root: str) -> _Page:
    named = ", ".join(page.passages[:_PASSAGES])
    more = ", …" if len(page.passages) > _PASSAGES else ""
    links = tuple(
        (review.languages[tag].name, urljoin(root, quote(url, safe="/"))) for tag, url in page.urls
    )
    return _Page(page.change, page.path, named + more, links if root else ())


def _told(problems: Iterable[Problem]) -> list[tuple[str, str, str]]:
    """Return place, message and hint of each problem."""
    return [
        (f"{problem.path}:{problem.line}", problem.message, problem.hint)
        for problem in [*problems][:_MOST]
    ]


@dataclass(frozen=True)
class _Stale:
    """A passage that is left behind.

    Attributes:
        language: Its language's name.
        place: Its file and passage.
        diff: What has changed in the source, a run of words a line.
        translation: What it says.
        gaps: What differs, what is missing, what is too many.
        command: What records it.
    """

    language: str
    place: str
    diff: str
    translation: str
    gaps: tuple[tuple[str, str, str], ...]
    command: str


def _stale(review: Review, stale: StalePassage) -> _Stale:
    return _Stale(
        language=review.languages[stale.language].name,
        place=f"{stale.path}: {stale.passage}",
        diff="\n".join(f"{_SIGNS[change]} {words.strip()}" for change, words in stale.diff),
        translation=stale.translation,
        gaps=stale.gaps,
        command=f"{stale.command} --accept",
    )


def _templates(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("issue_papers"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - Markdown, in which what isn't ours is code
        keep_trailing_newline=True,
    )
    environment.filters["code"] = code
    environment.filters["block"] = block
    environment.filters["told"] = partial(translate, language=language)
    environment.globals |= {"say": say, "say_count": say_count, "most": _MOST}
    return environment


def code(text: str) -> str:
    """Write a text as a span of code, whatever is in it; nothing for nothing."""
    plain = " ".join(_UNSEEN.sub("", _short(text)).split())
    if not plain:
        return ""
    fence = _fence(plain, shortest=1)
    pad = " " if plain[0] == "`" or plain[-1] == "`" else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def block(text: str, language: str = "text") -> str:
    """Write a text as a block of code, whatever is in it."""
    plain = _UNSEEN.sub("", _short(text).replace("\r\n", "\n").replace("\r", "\n"))
    fence = _fence(plain, shortest=3)
    return f"{fence}{language}\n{plain}\n{fence}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + " …"


def _fence(text: str, *, shortest: int) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    return "`" * max(shortest, longest + 1)
