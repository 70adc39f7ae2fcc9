"""Rules for the text itself: headings, links, images and blocks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import cast
from urllib.parse import unquote, urlsplit

from markdown.extensions.toc import slugify, unique

from issue_papers.checks import marks, nearby
from issue_papers.content import citation_index
from issue_papers.content.library import Document, Entry, Kind, Library
from issue_papers.content.locales import UnknownLanguageError
from issue_papers.content.model import PageMeta, Section
from issue_papers.content.outline import OTHER_BLOCKS, OWN_BLOCKS, Heading, Link, SourceBlock
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, closest


class _AnchorIndex:
    """The ids of each page and language, worked out at most once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._anchors: dict[tuple[str, str], frozenset[str]] = {}

    def of(self, entry: Entry, language: str) -> frozenset[str]:
        """Return the ids that a reader of a language finds on a page."""
        document = entry.document(language)
        key = entry.key, document.language
        if key not in self._anchors:
            self._anchors[key] = anchors(self._library, entry, document)
        return self._anchors[key]


def check(library: Library) -> Iterator[Problem]:
    """Yield what is wrong in the pages' texts, in every language."""
    index = _AnchorIndex(library)
    for entry, document in library.texts():
        yield from _headings(entry, document)
        for block in document.outline.blocks:
            yield from _block(library, entry, document, block)
        for link in document.outline.links:
            yield from _link(library, index, entry, document, link)
        yield from marks.check(library.settings, entry, document)
    for entry in library.entries.values():
        yield from _images(library, entry)
        yield from _recommendations(entry)


def anchors(library: Library, entry: Entry, document: Document) -> frozenset[str]:
    """Return the ids that a page has in one language."""
    outline = document.outline
    ids = {identifier for identifier, _ in outline.html_ids}
    taken = set(ids)
    for heading in outline.headings:
        identifier = heading.id or unique(slugify(heading.text, "-"), taken)
        taken.add(identifier)
        ids.add(identifier)
    ids |= {block.anchor for block in outline.blocks if block.anchor}
    paper = library.paper_of(entry)
    if paper and any(block.name == "bibliography" for block in outline.blocks):
        ids |= {f"ref-{key}" for key in citation_index.bibliography_keys(library, paper)}
    return frozenset(ids)


def _headings(entry: Entry, document: Document) -> Iterator[Problem]:
    """Ours have an id each, stand below the title, and no id stands twice."""
    first: dict[str, int] = {}
    named = [(h.id, h.line) for h in document.outline.headings if h.id]
    named += list(document.outline.html_ids)
    named += [
        (block.anchor, block.line)
        for block in document.outline.blocks
        if block.anchor and not block.fault
    ]
    for identifier, line in sorted(named, key=lambda item: item[1]):
        if identifier in first:
            message = say(
                "the id `{identifier}` stands twice: first on line {first}",
                identifier=identifier,
                first=first[identifier],
            )
            yield Problem(document.path, line, "id", message, say("give each place its own id"))
        first.setdefault(identifier, line)
    if entry.kind is not Kind.PAGE:
        for heading in document.outline.headings:
            yield from _heading(document, heading)


def _heading(document: Document, heading: Heading) -> Iterator[Problem]:
    if heading.level == 1:
        message = say(
            "found the heading “# {text}”; the title comes from `title:`", text=heading.text
        )
        yield Problem(document.path, heading.line, "heading", message, say("begin with `##`"))
    elif heading.level <= 3 and not heading.id:  # noqa: PLR2004
        mark = "#" * heading.level
        message = say("the heading “{text}” has no id", text=heading.text)
        hint = say(
            "write `{mark} {text} {{ #{id} }}`",
            mark=mark,
            text=heading.text,
            id=slugify(heading.text, "-"),
        )
        if document.language not in {"", "en"}:
            hint = say("give it the id that it has in the source language: `{{ #… }}`")
        yield Problem(document.path, heading.line, "heading", message, hint)


def _block(
    library: Library, entry: Entry, document: Document, block: SourceBlock
) -> Iterator[Problem]:
    at = (document.path, block.line)
    if block.fault:
        return  # said by `marks`
    if not block.name:
        message = say("found a closing `///` that closes no block")
        yield Problem(*at, "block", message, say("delete it, or add the line that opens the block"))
        return
    key = block.name
    if key not in OWN_BLOCKS and key not in OTHER_BLOCKS:
        yield Problem(*at, "block", say("`{key}` is no block", key=key), closest(key, OWN_BLOCKS))
        return
    if not block.is_closed:
        message = say("the block `/// {key}` isn't closed", key=key)
        yield Problem(*at, key, message, say("put a line with `///` alone after it"))
        return
    if key not in OWN_BLOCKS:
        return
    for option, _ in block.options:
        message = (
            say("`{option}` is no option of this block", option=option)
            if option
            else say("found indented text")
        )
        hint = say("the block has no options; write what it says as text, not indented")
        yield Problem(document.path, block.line + 1, key, message, hint)
    if OWN_BLOCKS[key] and not block.argument:
        message = say("the block doesn't say which: found `/// {key}`", key=key)
        yield Problem(*at, key, message, say("write `/// {key} | <id>`", key=key))
    elif not OWN_BLOCKS[key] and block.argument:
        message = say("found `{argument}` after `|`, expected nothing", argument=block.argument)
        yield Problem(*at, key, message, say("write `/// {key}`", key=key))
    else:
        yield from _block_target(library, entry, document, block)


def _block_target(
    library: Library, entry: Entry, document: Document, block: SourceBlock
) -> Iterator[Problem]:
    """What a block names is there, and the block has a text where it needs one."""
    rules = {
        "case-study": _case_block,
        "key-message": _key_message_block,
        "recommendation": _recommendation_block,
        "figure": _figure_block,
        "bibliography": _bibliography_block,
    }
    if block.name == "bibliography" and document is not entry.source:
        return  # it is made from the same file in every language
    for message, hint in rules[block.name](library, entry, block):
        yield Problem(document.path, block.line, block.name, message, hint)


def _case_block(library: Library, _: Entry, block: SourceBlock) -> Iterator[tuple[str, str]]:
    if not library.has_case(block.argument):
        message = say("there is no case study `{argument}`", argument=block.argument)
        yield message, closest(block.argument, library.cases)
    if block.body:
        message = say("found a text in the block, expected none: the box is made from the case")
        yield message, say("put the text before or after the block")


def _key_message_block(_: Library, __: Entry, block: SourceBlock) -> Iterator[tuple[str, str]]:
    if not block.body:
        yield say("the message has no text"), say("write it between the two `///` lines")


def _recommendation_block(
    library: Library, entry: Entry, block: SourceBlock
) -> Iterator[tuple[str, str]]:
    paper = library.paper_of(entry)
    if paper is None and _landing(entry) in library.known:
        return  # the paper's own page is broken, and that has been said
    known = library.recommendations(paper) if paper else {}
    if block.argument not in known:
        if paper and library.has_broken_sections(paper):
            return
        message = say(
            "no section of this paper has the recommendation `{argument}`", argument=block.argument
        )
        yield message, closest(block.argument, known)
    elif known[block.argument][0].key != entry.key and block.body:
        home = known[block.argument][0].source.path
        message = say(
            "the recommendation's text stands in {home}, so the block must be empty", home=home
        )
        yield message, say("keep the two `///` lines alone")


def _figure_block(_: Library, entry: Entry, block: SourceBlock) -> Iterator[tuple[str, str]]:
    images = {image.id: image for image in cast("PageMeta", entry.source.meta).images}
    if not entry.source.is_sound:
        return  # its `images:` may well have it
    if block.argument not in images:
        message = say(
            "`images:` in {path} has no `{argument}`",
            path=entry.source.path,
            argument=block.argument,
        )
        yield message, _declaration(entry, block.argument, images)
    elif not images[block.argument].file and not block.body:
        message = say("the figure has neither a `file:` in `images:` nor a body")
        yield message, say("name a picture, or put a table in the block")


def _declaration(entry: Entry, figure: str, images: Iterable[str]) -> Message:
    """Say what to add to the front matter for a figure, and where."""
    near = closest(figure, images)
    if near.startswith("did"):
        return near
    example = f"{{id: {figure}, caption: …}}"
    path, yaml = entry.source.path, entry.source.yaml
    if images and isinstance(yaml.value.get("images"), list):
        line = yaml.line(("images",))
        return say(
            "add `{example}` to `images:` on line {line} of {path}",
            example=example,
            line=line,
            path=path,
        )
    line = max(entry.source.body_line - 1, 1)
    return say(
        "add `images: [{example}]` to the front matter of {path}, above line {line}",
        example=example,
        line=line,
        path=path,
    )


def _bibliography_block(
    library: Library, entry: Entry, _: SourceBlock
) -> Iterator[tuple[str, str]]:
    paper = library.paper_of(entry)
    if paper is None and _landing(entry) in library.known:
        return
    if str(entry.folder / "references.yml") not in library.known:
        message = say("there is no references.yml beside this page, so the list would be empty")
        yield message, say("add references.yml to the paper's folder")
    elif paper and library.bibliographies.get(paper.slug) == ():
        message = say("the references.yml beside this page names no work")
        yield message, say("write the works that the paper cites into it: `- id: …`")


def _landing(entry: Entry) -> str:
    return str(entry.folder / "index.md")


def _recommendations(entry: Entry) -> Iterator[Problem]:
    """A section's recommendations each have their text there, once.

    What a translation lacks, its state says: adding one to the source must not fail for it.
    """
    if entry.kind is not Kind.SECTION:
        return
    document = entry.source
    blocks = [b for b in document.outline.blocks if b.name == "recommendation"]
    for index, advice in enumerate(cast("Section", document.meta).recommendations):
        own = [b for b in blocks if b.argument == advice.id]
        if not any(b.body or b.fault for b in own):
            line = own[0].line if own else document.yaml.line(("recommendations", index))
            message = say("the recommendation `{id}` has no text in this file", id=advice.id)
            hint = say("write it between `/// recommendation | {id}` and `///`", id=advice.id)
            yield Problem(document.path, line, "recommendation", message, hint)


def _images(library: Library, entry: Entry) -> Iterator[Problem]:
    """A picture in `images:` has a file that is there and a description in the source language."""
    for index, image in enumerate(cast("PageMeta", entry.source.meta).images):
        document = entry.source
        if not image.file:
            continue
        if not image.alt:
            line = document.yaml.line(("images", index))
            hint = say("add `alt:`, what a reader who can't see it should know")
            message = say("the picture has no description")
            yield Problem(document.path, line, f"images.{index}.alt", message, hint)
        if library.resolve(entry, image.file) not in library.known:
            line = document.yaml.line(("images", index, "file"))
            message = say("the file `{file}` isn't there", file=image.file)
            hint = _nearest_file(library, entry, image.file)
            yield Problem(document.path, line, f"images.{index}.file", message, hint)


def _nearest_file(library: Library, entry: Entry, target: str) -> Message:
    """Suggest the file that was meant, or the nearest in name, as this page would write it."""
    right = nearby.meant(library, entry, target)
    if right and unicodedata.normalize("NFC", right) == unicodedata.normalize("NFC", target):
        return say(
            "the file's name looks the same, but its accents are stored in another way: rename it "
            "to `{name}`, typed as here",
            name=unicodedata.normalize("NFC", PurePosixPath(target).name),
        )
    if right:
        return say("write `{path}`", path=right)
    folder = str(entry.folder)
    prefix = "" if folder == "." else f"{folder}/"
    near = {key.removeprefix(prefix) for key in library.known if key.startswith(prefix)}
    hint = closest(target, near)
    return hint if hint.startswith("did") else say("paths are relative to the page's file")


def _link(
    library: Library, index: _AnchorIndex, entry: Entry, document: Document, link: Link
) -> Iterator[Problem]:
    at = (document.path, link.line)
    noun = "image" if link.is_image else "link"
    if link.is_image and not link.description:
        message = say("the image `{target}` has no description", target=link.target)
        hint = say("write `![what it shows](…)`; if it only decorates, put it into the stylesheet")
        yield Problem(*at, "image", message, hint)
    parts = urlsplit(link.target)
    if parts.scheme or parts.netloc or link.target.startswith(("/", "{")):
        return
    if not parts.path:
        if parts.fragment:
            yield from _anchor(index, entry, document, link, unquote(parts.fragment))
        return
    key = library.resolve(entry, unquote(parts.path))
    if key is None or key not in library.known:
        yield Problem(*at, noun, *_dead(library, entry, link, key))
        return
    target = library.entries.get(key)
    if target and parts.fragment:
        yield from _anchor(index, target, document, link, unquote(parts.fragment))


def _dead(library: Library, entry: Entry, link: Link, key: str | None) -> tuple[str, str]:
    """Say why a link leads nowhere, and where it may have been meant to lead."""
    path = urlsplit(link.target).path
    message = say("`{target}` leads to a file that isn't there", target=link.target)
    if key is None:
        message = say("`{target}` leads out of the site", target=link.target)
        return message, say("use the page's path within docs/")
    try:
        plain, language = library.locales.split(key)
    except UnknownLanguageError:
        plain, language = key, library.locales.source
    if language != library.locales.source and plain in library.known:
        right = path.replace(f".{language}.", ".", 1)
        message = say("`{target}` leads to one language's file", target=link.target)
        return message, say("write `{right}`: each language finds its own", right=right)
    if "case_studies/" in path:
        right = path[path.index("case_studies/") :].replace("case_studies/", "case-studies/")
        if right in library.known:
            ups = "../" * len(entry.folder.parts)
            return message, say(
                "cases stand at case-studies/: write `{ups}{right}`", ups=ups, right=right
            )
    if f"{key.rstrip('/')}.md" in library.known:
        return message, say(
            "write the file's name with its ending: `{path}.md`", path=path.rstrip("/")
        )
    if f"{key.rstrip('/')}/index.md" in library.known:
        return message, say("write `{path}/index.md`", path=path.rstrip("/"))
    return message, _nearest_file(library, entry, path)


def _anchor(
    index: _AnchorIndex, target: Entry, document: Document, link: Link, anchor: str
) -> Iterator[Problem]:
    """An anchor is on the page that this reader will see: in the link's own language."""
    if anchor.startswith(("fn:", "fnref:", "__")):
        return
    known = index.of(target, document.language)
    if anchor not in known:
        page = target.document(document.language).path
        message = say(
            "`{target}`: {page} has no `#{anchor}`", target=link.target, page=page, anchor=anchor
        )
        yield Problem(document.path, link.line, "link", message, closest(anchor, known))
