"""Rules for files that are published as they are: whoever adds one decides nothing for the site.

None may run in a reader's browser, take the place of what the build makes, or tell the site's host
what to do. The owner may: what stands in overrides/ is the theme's, and `allow:` in mkdocs.yml
names files beside the texts. A drawing may be opened by itself, shown by no page, and then its
programs run as the site's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from issue_papers.content.library import Library
from issue_papers.content.listing import docs_names, source_files
from issue_papers.content.settings import Settings
from issue_papers.formats.pictures import reading
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem

if TYPE_CHECKING:
    from issue_papers.checks.outputs import Outputs

KEY = "file"
DRAWING = ".svg"
_TEXT = ".md"
RUN = frozenset(
    {".htm", ".html", ".shtml", ".xhtml", ".xht", ".mht", ".mhtml", ".xml", ".xsl", ".xslt"}
    | {".svgz", ".hta", ".swf"}
)
"""What browsers open as a page of the site, with the programs in it; of `.svgz` nothing is seen."""
_PROGRAMS = frozenset({".js", ".mjs", ".cjs", ".wasm"})
"""What a page could run: its policy trusts the site's own files."""
_HOSTS_FILES = frozenset(
    {"cname", "_headers", "_redirects", "_routes.json", "_worker.js", "web.config", "netlify.toml"}
    | {"vercel.json", ".htaccess", ".htpasswd", ".nojekyll", ".domains", "_config.yml"}
)
"""What hosts of static sites read, in lower case; Apache does so in every folder."""
_WELL_KNOWN = ".well-known/"
"""Where hosts and programs look for what is said in the site's name (RFC 8615)."""
OF_DRAWINGS = frozenset({"script", "remote", "unreadable"})
"""Faults of a drawing that are told of its file, and not of each page that shows it."""


def check(library: Library) -> Iterator[Problem]:
    """Yield files that would run, fetch something, or stand for what isn't theirs."""
    from issue_papers.checks.outputs import outputs  # noqa: PLC0415 - it brings all formats along

    settings = library.settings
    made = outputs(library)
    for path, place in _published(settings):
        if not is_allowed(place, settings):
            yield from _fault(settings, made, path, place)
        if path.suffix.lower() == DRAWING:
            for found in reading.faults(path, is_drawing=True):
                if found.kind in OF_DRAWINGS:
                    name = settings.relative(path)
                    yield Problem(name, found.line or 1, KEY, found.message, found.hint)


def is_allowed(place: str, settings: Settings) -> bool:
    """Whether mkdocs.yml allows the file at a path in the site."""
    return any(fnmatchcase(place, pattern) for pattern in settings.allowed)


def is_refused(place: str, settings: Settings) -> bool:
    """Whether the file at a path in the site would be opened as a page of it, and may not be."""
    runs = PurePosixPath(place).suffix.lower() in RUN and not settings.markdown.markup.is_trusted
    return runs and not is_allowed(place, settings)


def _published(settings: Settings) -> Iterator[tuple[Path, str]]:
    """Yield what is published beside texts: file, and path in the site."""
    for name in docs_names(settings):
        if not name.endswith(_TEXT):
            yield settings.docs_dir / name, name
    for path, key in source_files(settings).items():
        if path.suffix != _TEXT:
            yield path, key


def _fault(settings: Settings, made: Outputs, path: Path, place: str) -> Iterator[Problem]:
    suffix = PurePosixPath(place).suffix.lower()
    hint = _owners(place)
    if made.takes_place(place):
        message = say("the build makes `{path}` itself, expected another name", path=place)
        hint = say("rename it; {owner}", owner=hint)
    elif path.name.lower() in _HOSTS_FILES or place.startswith(_WELL_KNOWN):
        message = say("`{name}` tells the site's host what to do", name=place)
    elif is_refused(place, settings):
        message = say("a browser would open `{name}` as a page, and run it", name=path.name)
        advice = say("write a page of Markdown instead, or publish it as a PDF or a picture")
        if suffix == ".svgz":
            advice = say("save it anew as plain SVG, not as compressed SVG, with a name in `.svg`")
        hint = say("{advice}; {owner}", advice=advice, owner=hint)
    elif suffix in _PROGRAMS and place not in _named(settings):
        message = say("a page could run `{name}`, which mkdocs.yml doesn't name", name=path.name)
    else:
        return
    yield Problem(settings.relative(path), 1, KEY, message, hint)


def _owners(place: str) -> Message:
    """Say what the owner may do: of overrides/, pages and what is hidden aren't published."""
    path = PurePosixPath(place)
    if path.suffix.lower() in RUN or any(part.startswith(".") for part in path.parts):
        return say(
            "whoever owns the site may name it in mkdocs.yml below "
            "`plugins: issue-papers: allow: [{path}]`",
            path=place,
        )
    return say(
        "whoever owns the site may put it into overrides/, or name it in mkdocs.yml below "
        "`plugins: issue-papers: allow: [{path}]`",
        path=place,
    )


def _named(settings: Settings) -> frozenset[str]:
    """Return the files that mkdocs.yml has every page run."""
    return frozenset(script.path for script in settings.site.scripts)
