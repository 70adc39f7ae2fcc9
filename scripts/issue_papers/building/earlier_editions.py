"""Builds the earlier editions of papers again, from the git tags that their changes name.

An edition is the paper as a single page, made by today's generator with today's mkdocs.yml and
today's theme from that day's texts, with a note that leads to the current edition. Of what a tag
holds, only texts, data and pictures are read: a tag can be proposed by anyone who may push one, and
nothing in it decides which code runs. Nothing is built twice: what a tag holds doesn't change.

Beside it stands what has changed since, passage by passage (`edition_changes`).

Rules change, and old texts don't: an edition that today's check refuses is left out with a warning,
and its address leads to the list of changes, as that of every edition without a tag.
"""

from __future__ import annotations

import json
import logging
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from issue_papers import git
from issue_papers.articles import snippets
from issue_papers.building.edition_changes import Texts, compared, since_files, texts_of
from issue_papers.building.executors import InThisProcess
from issue_papers.building.given import included
from issue_papers.building.site import Content, Site
from issue_papers.content.addresses import changes_address, permalink
from issue_papers.content.library import Entry
from issue_papers.content.settings import Settings
from issue_papers.content_cache import digest
from issue_papers.formats.editions.making import Editions, gathered
from issue_papers.formats.single_page import FORMAT as SINGLE_PAGE
from issue_papers.kinds.paper.history import earlier_tags
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.layers import Layers
from issue_papers.reporting.messages import Message, environment_language, say, say_count
from issue_papers.reporting.problems import Problem, ProblemsError, Severity, describe, errors
from issue_papers.theme import templates
from issue_papers.views.downloads import FOLDER
from issue_papers.views.site import Views

log = logging.getLogger("issue_papers")
_BODY = re.compile(r"<body[^>]*>")
_TEXTS = "passages"
"""What the words of an edition's passages are kept as, beside its pages."""


@dataclass
class EarlierEditions:
    """The earlier editions of a site.

    Attributes:
        pages: Their pages, by path in the site.
        problems: Which ones couldn't be built, and why.
    """

    pages: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def earlier_editions(site: Site, made_with: str) -> EarlierEditions:
    """Return all earlier editions that have a tag.

    Args:
        site: The site as it is now.
        made_with: Digest of what makes editions.

    Raises:
        ProblemsError: There is no such tag here.
    """
    library, found = site.library, EarlierEditions()
    for paper in library.of(PAPER):
        tags = earlier_tags(library.settings, paper)
        then: dict[int, Texts] = {}
        for number, name in tags.items():
            commit = git.commit(library.settings.root, f"refs/tags/{name}")
            if not commit:
                message = say(
                    "there is no git tag `{tag}` here, from which edition {number} of `{paper}` "
                    "would be built; fetch it with `git fetch --tags`",
                    tag=name,
                    number=number,
                    paper=paper.slug,
                )
                raise ProblemsError(_problem(paper, message))
            log.info("%s, edition %s …", paper.slug, number)
            try:
                edition = _edition(site, paper, number, commit, made_with)
            except ProblemsError as error:
                problem = _left_out(paper, number, name, error)
                log.warning(describe(problem, environment_language()))
                found.problems.append(problem)
            else:
                found.pages |= edition.pages
                then[number] = edition.texts
        if tags:
            found.pages |= dict(_changes(site, paper, then))
    return found


def _problem(paper: Entry[Paper], message: Message, hint: str = "") -> Problem:
    line = paper.source.yaml.line(("changes",))
    return Problem(paper.source.path, line, "changes", message, hint)


def _left_out(paper: Entry[Paper], number: int, tag: str, error: ProblemsError) -> Problem:
    """Say in one warning why an edition isn't built: today's rules refuse texts of that day."""
    first, *others = errors(error.problems)
    message = say_count(
        len(others) + 1,
        one="edition {number} is left out: today's check refuses the texts of the tag `{tag}` "
        "({path}:{line}: {reason})",
        other="edition {number} is left out: today's check refuses the texts of the tag `{tag}` "
        "({count} errors, the first of them {path}:{line}: {reason})",
        number=number,
        tag=tag,
        path=first.path,
        line=first.line,
        reason=first.message,
    )
    hint = say(
        "make another tag at a commit in which that is mended, and name it in `changes:`; until "
        "then the edition's address leads to the list of changes"
    )
    return replace(_problem(paper, message, hint), severity=Severity.WARNING)


@dataclass(frozen=True)
class _Edition:
    """An earlier edition.

    Attributes:
        pages: It as a page in each language that it was there in, by path in the site.
        texts: What its passages said.
    """

    pages: Mapping[str, bytes]
    texts: Texts


def _edition(site: Site, paper: Entry[Paper], number: int, commit: str, made_with: str) -> _Edition:
    """Return an edition from the texts of a commit."""
    built: dict[str, bytes] = {}

    def part(name: str) -> bytes:
        if not built:
            built.update(_build(site, paper, commit))
        return built.get(name, b"")

    pages = {}
    made_with = digest([made_with, site.keys.settings])
    for language, view in site.views.items():
        key = digest([made_with, "edition", commit, paper.slug, language, str(number)])
        page = site.cache.get(key, ".html", partial(part, language))
        if page:
            url = view.library.locales.url(paper.key, language)
            text = _mark(page, view, url, number, site.theme)
            pages[f"{permalink(url, number)}index.html"] = text
    today = [
        document.fingerprint
        for entry in (paper, *site.library.parts(paper))
        for document in entry.documents()
    ]
    key = digest([made_with, "passages", commit, paper.slug, *today])
    return _Edition(pages, json.loads(site.cache.get(key, ".json", partial(part, _TEXTS))))


def _changes(
    site: Site, paper: Entry[Paper], then: Mapping[int, Texts]
) -> Iterator[tuple[str, bytes]]:
    """Yield what has changed since a paper's earlier editions, by path in the site.

    Args:
        site: The site.
        paper: The paper.
        then: What those editions said, by their numbers, as far as that is known.
    """
    library, source = site.library, site.library.locales.source
    now = texts_of(library, paper)
    for language in site.views:
        if not paper.has(language):
            continue
        changes = {
            number: told
            for number, texts in then.items()
            if (told := compared(texts, now, language, source)) is not None
        }
        yield from since_files(library, paper, language, changes)
        for number, told in changes.items():
            url = changes_address(library.locales.url(paper.key, language), number)
            page = site.renderer.changes_page(paper, language, number, told)
            yield f"{url}index.html", page.encode()


def _build(site: Site, paper: Entry[Paper], commit: str) -> dict[str, bytes]:
    """Make a paper's single page in each language from the texts of a commit.

    With them, as `_TEXTS`, comes what its passages said.

    Raises:
        ProblemsError: Today's check refuses them.
    """
    root, theme = site.settings.root, site.theme
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        source, target = Path(folder).resolve() / "source", Path(folder) / "site"
        source.mkdir()
        git.unpack(root, commit, source, _read_places(site.settings))
        settings = _as_then(site.settings, source)
        then = Site(Content.load(None, settings, seconds=git.committed(root, commit) or 0))
        here = InThisProcess()
        editions = Editions(settings.formats, theme, site.cache, here)
        editions.start(
            then.taken_away(),
            then.keys.edition,
            lambda paper, tag: here.submit(gathered, paper, then.sources(tag)),
        )
        editions.finish(target)
        names = {tag: SINGLE_PAGE.info.file_name(paper.slug, tag) for tag in site.views}
        files = {language: target / FOLDER / name for language, name in names.items()}
        pages = {language: f.read_bytes() for language, f in files.items() if f.is_file()}
        old = then.library.entries.get(paper.key)
        texts = texts_of(then.library, old, site.library) if old else {}
        return {**pages, _TEXTS: json.dumps(texts).encode()}


def _read_places(settings: Settings) -> tuple[str, ...]:
    """Return from where texts, data and what texts include are read, by paths in the site."""
    included = snippets.folders_of(settings.markdown.extensions)
    places = [
        place.relative_to(settings.root).as_posix()
        for place in (settings.docs_dir, settings.cases_dir, *included)
        if place.is_relative_to(settings.root)
    ]
    return () if "." in places else tuple(dict.fromkeys(places))


def _as_then(settings: Settings, folder: Path) -> Settings:
    """Return a site's settings for its texts of another day, which are in a folder of their own."""

    def moved(place: Path) -> Path:
        inside = place.is_relative_to(settings.root)
        return folder / place.relative_to(settings.root) if inside else place

    def given(value: object) -> object:
        """Return an option of an extension: a path into the site leads into that folder."""
        if isinstance(value, list | tuple):
            return [given(each) for each in value]
        is_path = isinstance(value, str) and Path(value).is_absolute()
        return str(moved(Path(str(value)))) if is_path else value

    extensions = {
        name: {key: given(value) for key, value in options.items()}
        for name, options in settings.markdown.extensions.items()
    }
    docs_dir, cases_dir = moved(settings.docs_dir), moved(settings.cases_dir)
    includes = included(extensions, docs_dir, cases_dir)
    return replace(
        settings,
        root=folder,
        config_path=moved(settings.config_path),
        docs_dir=docs_dir,
        cases_dir=cases_dir,
        formats=(SINGLE_PAGE.info,),
        markdown=replace(settings.markdown, extensions=extensions, included=includes),
    )


def _mark(page: bytes, view: Views, url: str, number: int, theme: Layers) -> bytes:
    """Say at the top of a page that it is an earlier edition, and give it its own address."""
    template = templates(theme.below("editions")).get_template("earlier.html")
    note = template.render(t=view.t, number=number, href="../../")
    text = page.decode("utf-8")
    text = text.replace(
        f'rel="canonical" href="{view.absolute(url)}"',
        f'rel="canonical" href="{view.absolute(permalink(url, number))}"',
    )
    return _BODY.sub(lambda start: start[0] + note, text, count=1).encode("utf-8")
