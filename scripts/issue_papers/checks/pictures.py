"""Rules for pictures: each is a file of the site, says what it shows, and can be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from issue_papers.checks.links import PICTURES
from issue_papers.checks.page import Page
from issue_papers.checks.targets import Targets
from issue_papers.content.outline import PictureOutline
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem

KEY = "image"
_SAYS_NOTHING = re.compile(
    r"(?:image|img|picture|pic|photo|photograph|figure|fig|graph|chart|map|screenshot|alt(?: text)?"
    r"|imagen|foto|figura|gráfico|mapa|captura|photographie|figure|graphique|carte|capture)"
    r"[ ._-]*\d*|(?:IMG|DSC|DSCN|DSCF|PXL|IMAGE|Screenshot|Bildschirmfoto|Captura|Capture)"
    r"[ _-]?[\d ._-]{2,}",
    re.IGNORECASE,
)


def check(page: Page, targets: Targets) -> Iterator[Problem]:
    """Yield what is wrong with the pictures that a text shows, and that its metadata names."""
    outline = page.document.outline
    for line, source in outline.embeds:
        yield from _embedded(page, targets, line, source)
    for picture in outline.pictures:
        yield from _description(page, picture)
        yield from _file(page, targets, picture)
    if page.document is page.entry.source:
        yield from _named(page, targets)
    else:
        yield from _named_in_translation(page)


def _description(page: Page, picture: PictureOutline) -> Iterator[Problem]:
    at = picture.line, KEY
    if not picture.alt.strip():
        is_html = "<img" in page.typed(picture.line).lower()
        if is_html and picture.has_alt:
            return  # alt="" says that it only decorates
        message = say("the image `{target}` has no description", target=picture.source)
        if is_html:
            hint = say('add `alt="what it shows"`; if it only decorates, `alt=""`')
        else:
            hint = say(
                "write `![what it shows](…)`; if it only decorates, put it into the stylesheet"
            )
        yield page.error(*at, message, hint)
    elif _is_file_name(picture.alt, picture.source):
        yield page.warning(*at, *_tells_nothing(picture.alt))


def _tells_nothing(alt: str) -> tuple[str, str]:
    message = say("the description “{alt}” doesn't say what the picture shows", alt=alt)
    return message, say("write what a reader who can't see it should know")


def _is_file_name(alt: str, source: str) -> bool:
    words = alt.strip()
    name = PurePosixPath(unquote(re.split("[?#]", source)[0])).name
    if PurePosixPath(words).suffix.lower() in PICTURES or words in {name, source}:
        return True
    is_stem = words == PurePosixPath(name).stem and " " not in words
    is_stem = is_stem and (words.islower() or re.search(r"[\d_-]", words) is not None)
    return is_stem or _SAYS_NOTHING.fullmatch(words) is not None


def _file(page: Page, targets: Targets, picture: PictureOutline) -> Iterator[Problem]:
    at = picture.line, KEY
    try:
        parts = urlsplit(picture.source)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme or parts.netloc:
        tell = page.fault if page.is_trusted else page.error
        yield tell(*at, *_of_a_host(page, targets, picture.source, parts))
    elif picture.source.startswith("/"):
        message = say(
            "`{target}` begins with a slash: it may lead out of the site", target=picture.source
        )
        key = targets.by_url(parts.path)
        hint = say("paths are relative to the page's file")
        if key is not None:
            hint = say("write `{right}`", right=targets.relative(key))
        yield page.error(*at, message, hint)
    elif not parts.path:
        message = say("the picture has no file")
        yield page.error(*at, message, say("write `![what it shows](name-of-the-file.png)`"))
    elif not picture.source.startswith("{"):
        key = page.library.resolve(page.entry, unquote(parts.path))
        if key is None or key not in page.library.known:
            yield page.error(*at, *targets.mended(picture.source))


def _of_a_host(page: Page, targets: Targets, source: str, parts: SplitResult) -> tuple[str, str]:
    """Say that a picture is another host's, or is named by an address of this site."""
    own = urlsplit(page.library.settings.site_url).netloc.lower()
    if own and parts.netloc.lower() == own and (key := targets.by_url(parts.path)):
        message = say("`{target}` is the address of a file of this site", target=source)
        return message, say("write `{right}`", right=targets.relative(key))
    message = say("a picture of another host: `{target}`", target=source)
    return message, say("save it beside the page, if its licence allows that, and name the file")


def _embedded(page: Page, targets: Targets, line: int, source: str) -> Iterator[Problem]:
    """A film or the like is on the web, or a file of the site."""
    try:
        parts = urlsplit(source)
    except ValueError:
        parts = urlsplit("")
    is_remote = bool(parts.scheme or parts.netloc)
    if not source.strip():
        message = say("`{target}` is no address", target=source)
        yield page.error(line, "html", message, say("addresses begin with `https://`"))
    elif is_remote and not page.is_trusted:
        message = say("`{target}` would be loaded from another host", target=source)
        hint = say("save it beside the page, if its licence allows that, or link to it")
        yield page.error(line, "html", message, hint)
    elif not is_remote and not source.startswith(("/", "{")):
        key = page.library.resolve(page.entry, unquote(parts.path))
        if key is None or key not in page.library.known:
            yield page.error(line, "html", *targets.mended(source))


def _named(page: Page, targets: Targets) -> Iterator[Problem]:
    """A picture in `images:` has a file that is there and a description in the source language."""
    yaml = page.document.yaml
    for index, image in enumerate(page.entry.source.meta.images):
        if not image.file:
            continue
        line = yaml.line(("images", index))
        if not image.alt:
            hint = say("add `alt:`, what a reader who can't see it should know")
            yield page.error(
                line, f"images.{index}.alt", say("the picture has no description"), hint
            )
        elif _is_file_name(image.alt, image.file):
            line = yaml.line(("images", index, "alt"))
            yield page.warning(line, f"images.{index}.alt", *_tells_nothing(image.alt))
        if page.library.resolve(page.entry, image.file) not in page.library.known:
            line = yaml.line(("images", index, "file"))
            message = say("the file `{file}` isn't there", file=image.file)
            _, hint = replace(targets, is_quoted=False).mended(image.file)
            yield page.error(line, f"images.{index}.file", message, hint)


def _named_in_translation(page: Page) -> Iterator[Problem]:
    """What a translation says of a picture says what it shows."""
    files = {image.id: image.file or "" for image in page.entry.source.meta.images}
    texts: Mapping[str, Any] = getattr(page.document.meta, "images", None) or {}
    for identifier, text in texts.items():
        alt = text.alt or ""
        if alt and _is_file_name(alt, files.get(identifier, "")):
            line = page.document.yaml.line(("images", identifier, "alt"))
            yield page.warning(line, f"images.{identifier}.alt", *_tells_nothing(alt))
