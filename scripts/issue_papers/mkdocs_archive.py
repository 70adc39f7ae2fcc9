"""Builds the earlier editions of papers again, from the git tags that their changes name.

An edition is the paper as a single page, made by today's generator from that day's text, with a
note that leads to the current edition. Nothing is built twice: what a tag holds doesn't change.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree, rmtree
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from issue_papers import git
from issue_papers.content.addresses import permalink
from issue_papers.content.library import Entry
from issue_papers.content.model import Paper
from issue_papers.content_cache import ContentCache, digest
from issue_papers.formats import registry
from issue_papers.formats.single_page import FORMAT as SINGLE_PAGE
from issue_papers.reporting.messages import local, say
from issue_papers.views.downloads import FOLDER
from issue_papers.views.site import Views

log = logging.getLogger("mkdocs.plugins.issue_papers")
_BODY = re.compile(r"<body[^>]*>")
_SWITCHED_OFF = ("app", "earlier_editions", "search", "social_cards")


def earlier_editions(
    views: Mapping[str, Views], theme_dir: Path, cache: ContentCache, made_with: str
) -> dict[str, bytes]:
    """Return the pages of all earlier editions that have a tag, by path in the site.

    Args:
        views: The views of each language.
        theme_dir: The folder of today's templates.
        cache: Where editions that were built before are kept.
        made_with: Digest of the generator.

    Raises:
        PluginError: There is no such tag, or its content can't be built any more.
    """
    library = next(iter(views.values())).library
    pages: dict[str, bytes] = {}
    for paper in library.papers:
        for number in range(1, cast("Paper", paper.source.meta).edition):
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
                raise PluginError(local(message))
            log.info("%s, edition %s …", paper.slug, number)
            means = theme_dir, cache, made_with
            pages |= _edition(views, paper, number, commit.decode().strip(), means)
    return pages


def _edition(
    views: Mapping[str, Views],
    paper: Entry,
    number: int,
    commit: str,
    means: tuple[Path, ContentCache, str],
) -> dict[str, bytes]:
    """Return one edition's page in each language that it was there in."""
    theme_dir, cache, made_with = means
    built: dict[str, bytes] = {}

    def single_page(language: str) -> bytes:
        if not built:
            built.update(_build(views, paper, commit, theme_dir))
        return built.get(language, b"")

    found = {}
    for language, view in views.items():
        key = digest([made_with, "edition", commit, paper.slug, language, str(number)])
        page = cache.get(key, ".html", lambda language=language: single_page(language))  # type: ignore[misc]
        if page:
            url = view.library.locales.url(paper.key, language)
            found[f"{permalink(url, number)}index.html"] = _mark(page, view, url, number, theme_dir)
    return found


def _build(
    views: Mapping[str, Views], paper: Entry, commit: str, theme_dir: Path
) -> dict[str, bytes]:
    """Build the site of a commit, and return the paper's single page in each language.

    It is a process of its own: MkDocs gives every configuration of a process the same plugins.
    """
    root = next(iter(views.values())).library.settings.root
    seconds = git.ask(root, "log", "-1", "--format=%ct", commit).decode().strip()
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        source, site = Path(folder) / "source", Path(folder) / "site"
        git.unpack(root, commit, source)
        rmtree(source / theme_dir.name, ignore_errors=True)
        copytree(theme_dir, source / theme_dir.name)
        made = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", __name__, str(source), str(site)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": seconds},
        )
        if made.returncode:
            message = say("the content of {commit} can't be built any more", commit=commit[:12])
            raise PluginError(f"{local(message)}\n{made.stderr}")
        names = {tag: SINGLE_PAGE.info.file_name(paper.slug, tag) for tag in views}
        files = {language: site / FOLDER / name for language, name in names.items()}
        return {language: f.read_bytes() for language, f in files.items() if f.is_file()}


def build_single_pages(source: Path, site: Path) -> None:
    """Build a site with nothing but its pages and the papers as single pages.

    Args:
        source: The folder with mkdocs.yml.
        site: Where the site goes.
    """
    config = load_config(str(source / "mkdocs.yml"), site_dir=str(site), strict=False)
    options = dict.fromkeys(_SWITCHED_OFF, False)
    options |= {form.option.name: form == SINGLE_PAGE for form in registry.formats()}
    config.plugins["issue-papers"].config.update(options)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


def _mark(page: bytes, view: Views, url: str, number: int, theme_dir: Path) -> bytes:
    """Say at the top of a page that it is an earlier edition, and give it its own address."""
    environment = Environment(
        loader=FileSystemLoader(theme_dir / "editions"), undefined=StrictUndefined, autoescape=True
    )
    note = environment.get_template("earlier.html").render(t=view.t, number=number, href="../../")
    text = page.decode("utf-8")
    text = text.replace(
        f'rel="canonical" href="{view.absolute(url)}"',
        f'rel="canonical" href="{view.absolute(permalink(url, number))}"',
    )
    return _BODY.sub(lambda start: start[0] + note, text, count=1).encode("utf-8")


def _tag(paper: Entry, number: int) -> str:
    """Return the git tag of an edition; empty if it has none."""
    changes = cast("Paper", paper.source.meta).changes
    return next((c.tag for c in changes if c.edition == number and c.tag), "")


if __name__ == "__main__":
    build_single_pages(*map(Path, sys.argv[1:]))
