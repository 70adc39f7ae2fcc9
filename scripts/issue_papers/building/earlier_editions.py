"""Builds the earlier editions of papers again, from the git tags that their changes name.

An edition is the paper as a single page, made by today's generator from that day's text, with a
note that leads to the current edition. Nothing is built twice: what a tag holds doesn't change.
"""

from __future__ import annotations

import logging
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from issue_papers import git
from issue_papers.building import configuration
from issue_papers.building.executors import InThisProcess
from issue_papers.building.given import settings_of
from issue_papers.building.site import Content, Site
from issue_papers.content.addresses import permalink
from issue_papers.content.library import Entry
from issue_papers.content_cache import digest
from issue_papers.formats.editions.making import Editions, gathered
from issue_papers.formats.single_page import FORMAT as SINGLE_PAGE
from issue_papers.kinds.paper.model import PAPER, Paper
from issue_papers.layers import Layers
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, ProblemsError
from issue_papers.theme import templates
from issue_papers.views.downloads import FOLDER
from issue_papers.views.site import Views

log = logging.getLogger("issue_papers")
_BODY = re.compile(r"<body[^>]*>")


def earlier_editions(site: Site, made_with: str) -> dict[str, bytes]:
    """Return the pages of all earlier editions that have a tag, by path in the site.

    Args:
        site: The site as it is now.
        made_with: Digest of what makes editions.

    Raises:
        ProblemsError: There is no such tag, or its content can't be built any more.
    """
    library = site.library
    pages: dict[str, bytes] = {}
    for paper in library.of(PAPER):
        for number in range(1, paper.source.meta.edition):
            name = _tag(paper, number)
            if not name:
                continue
            commit = git.ask(library.settings.root, "rev-parse", "--verify", f"{name}^{{commit}}")
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
            pages |= _edition(site, paper, number, commit.decode().strip(), made_with)
    return pages


def _problem(paper: Entry[Paper], message: Message) -> Problem:
    line = paper.source.yaml.line(("changes",))
    return Problem(paper.source.path, line, "changes", message)


def _edition(
    site: Site, paper: Entry[Paper], number: int, commit: str, made_with: str
) -> dict[str, bytes]:
    """Return one edition's page in each language that it was there in."""
    built: dict[str, bytes] = {}

    def single_page(language: str) -> bytes:
        if not built:
            built.update(_build(site, paper, commit))
        return built.get(language, b"")

    found = {}
    for language, view in site.views.items():
        key = digest([made_with, "edition", commit, paper.slug, language, str(number)])
        page = site.cache.get(
            key,
            ".html",
            lambda language=language: single_page(language),  # type: ignore[misc]
        )
        if page:
            url = view.library.locales.url(paper.key, language)
            text = _mark(page, view, url, number, site.theme)
            found[f"{permalink(url, number)}index.html"] = text
    return found


def _build(site: Site, paper: Entry[Paper], commit: str) -> dict[str, bytes]:
    """Make a paper's single page in each language from the texts of a commit.

    Raises:
        ProblemsError: Today's generator can't read them any more.
    """
    root, theme = site.settings.root, site.theme
    seconds = int(git.ask(root, "log", "-1", "--format=%ct", commit) or 0)
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        source, target = Path(folder) / "source", Path(folder) / "site"
        git.unpack(root, commit, source)
        try:
            given = configuration.read(source / site.settings.config_path.name)
            given = replace(given, theme=theme)  # it is drawn as the site is today
            settings = replace(settings_of(given), formats=(SINGLE_PAGE.info,))
            then = Site(Content.load(given, settings, seconds=seconds))
        except ProblemsError as error:
            message = say("the content of {commit} can't be built any more", commit=commit[:12])
            raise ProblemsError(_problem(paper, message), *error.problems) from error
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
        return {language: f.read_bytes() for language, f in files.items() if f.is_file()}


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


def _tag(paper: Entry[Paper], number: int) -> str:
    """Return the git tag of an edition; empty if it has none."""
    changes = paper.source.meta.changes
    return next((c.tag for c in changes if c.edition == number and c.tag), "")
