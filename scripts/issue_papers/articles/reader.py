"""Markdown → Article. The one place in which a text is parsed.

Two programs share the work. markdown-it-py reads blocks and running text as CommonMark and GitHub
do, so that what GitHub's preview showed is what is printed. Python-Markdown brings the extensions
that mkdocs.yml names: their preprocessors see the text before it is read, their inline patterns the
words of the element tree, their tree processors the tree. Its own block parser and its own
patterns, which differ from CommonMark, are left out, and so is every extension whose syntax is read
here (`READ_HERE`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown_it import MarkdownIt
from markdown_it.token import Token

from issue_papers.articles import (
    block_syntax,
    characters,
    critic_marks,
    formula_syntax,
    inline_syntax,
    snippets,
    typed_attributes,
)
from issue_papers.articles.article import Article, Fault, OriginMark, Trace
from issue_papers.articles.block_lines import FAULTS
from issue_papers.articles.definitions import Definitions
from issue_papers.articles.node_reading import NodeReader
from issue_papers.articles.nodes import Node, Note
from issue_papers.articles.opened import Opened
from issue_papers.articles.rewriting import rewrite
from issue_papers.articles.settings import MarkdownSettings
from issue_papers.articles.text_reading import TextReader
from issue_papers.articles.traces import traces
from issue_papers.articles.tree import TreeBuilder
from issue_papers.content_cache import ContentCache, Journal, digest, generator, tree_digest
from issue_papers.installed import version

READ_HERE = frozenset(
    {"abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"}
    | {"footnotes", "md_in_html", "nl2br", "sane_lists", "smarty", "tables", "toc", "meta"}
    | {f"pymdownx.{name}" for name in ("betterem", "caret", "details", "extra", "highlight")}
    | {f"pymdownx.{name}" for name in ("magiclink", "mark", "saneheaders", "superfences")}
    | {f"pymdownx.{name}" for name in ("tabbed", "tasklist", "tilde", "inlinehilite", "critic")}
    | {f"pymdownx.blocks.{name}" for name in ("admonition", "caption", "definition", "details")}
    | {f"pymdownx.blocks.{name}" for name in ("html", "tab")}
    | {"pymdownx.arithmatex"}
)
"""Extensions whose syntax is always understood: Python-Markdown doesn't need them."""

CODE_LANGUAGES = "pymdownx.inlinehilite"

_OWN_STEPS = frozenset({"normalize_whitespace", "html_block"})
_OWN_PATTERNS = frozenset(
    {"backtick", "escape", "reference", "link", "image_link", "image_reference", "short_reference"}
    | {"short_image_ref", "autolink", "automail", "linebreak", "html", "entity", "not_strong"}
    | {"em_strong", "em_strong2"}
)
_ORIGIN = re.compile(r"<!--\s*(?:(?P<ours>ours)|origin:(?P<place>[^\n]*?))\s*-->")
_TREE_STEPS_LEFT_OUT = frozenset({"prettify", "unescape"})


class Reader:
    """Reads texts; one serves all texts of a site, one after the other.

    Args:
        settings: What decides, besides the text, how it is read.
        cache: Where what was read before is kept.
    """

    def __init__(
        self, settings: MarkdownSettings | None = None, cache: ContentCache | None = None
    ) -> None:
        self.settings = settings or MarkdownSettings()
        self.cache = cache

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is made at the first reading: the parsers, which can't be pickled."""
        return {"settings": self.settings, "cache": self.cache}

    @cached_property
    def held(self) -> Opened:
        """What is held of the texts that it has read."""
        return Opened()

    def read(self, body: str, first_line: int = 1) -> Article:
        r"""Read a text.

        Args:
            body: Markdown with `\n` line endings, without front matter.
            first_line: Line of the file on which it begins.
        """
        if self.cache is None:
            return self._convert(body, first_line)
        key = digest([self._made_with, str(first_line), body])
        return self.cache.value(key, ".article", lambda: self._convert(body, first_line))

    @cached_property
    def found(self) -> Journal:
        """What has been found out about texts that are read so, by digests of them."""
        name = digest([generator(), self.settings.digest()])
        return Journal(self.cache, f"texts-{name[:32]}")

    def traces(self, text: str) -> tuple[Trace, ...]:
        """Return what a text that is no article leaves in fingerprints, such as a title."""
        env: dict[str, Any] = {}
        tokens = self._parser.parse(text, env)
        TreeBuilder(self._parser, env, 1).build(tokens)  # it reads the running text
        return traces(tokens, 1)

    @cached_property
    def _made_with(self) -> str:
        """Digest of what decides, besides the text, how it is read."""
        package = Path(__file__).parent
        libraries = ["markdown", "markdown-it-py", "mdit-py-plugins", "pymdown-extensions"]
        libraries += ["math-core"]
        versions = [version(name) for name in libraries]
        folders = (package, package.parent / "formulas")
        code = digest([tree_digest(folder, suffixes=frozenset({".py"})) for folder in folders])
        return digest([code, *versions, self.settings.digest()])

    def _convert(self, body: str, first_line: int) -> Article:
        text = characters.replaced(body)
        lines = self._prepared(text.split("\n"))
        article = self._read("\n".join(lines), text, first_line)
        if not self.settings.has(snippets.EXTENSION):
            return article
        missing = (
            Fault("snippet-missing", first_line + line, name)
            for line, name in snippets.named(text)
            if not snippets.is_commented(name) and self._snippet(name) is None
        )
        return replace(article, faults=(*article.faults, *missing))

    def _snippet(self, name: str) -> str | None:
        """Return the path of a file that a text includes; nothing where it can't be read."""
        found = snippets.find(name, snippets.folders_of(self.settings.extensions))
        return str(found) if found else None

    def _read(self, text: str, written: str, first_line: int) -> Article:
        definitions = Definitions()
        env: dict[str, Any] = {"references": definitions}
        tokens = self._parser.parse(text, env)
        defined = [*definitions]
        builder = TreeBuilder(
            self._parser,
            env,
            first_line,
            longest_passage=self.settings.longest_passage,
            rules=self.settings.markup,
        )
        root = builder.build(tokens)
        self._steps(root, builder.faults)
        faults = builder.faults + [
            Fault(kind, first_line + line, found, detail)
            for kind, line, found, detail in env.get(FAULTS, ())
        ]
        faults += definitions.unused(defined, first_line)
        notes: dict[str, Note] = {}
        reader = TextReader(
            builder.objects,
            first_line,
            self.settings.blocks,
            builder.abbreviations,
            frozenset(token.info for token in tokens if token.type == "note_open"),
            self._stashed,
            faults,
            self.settings.markup,
            has_code_languages=self.settings.has(CODE_LANGUAGES),
        )
        blocks = NodeReader(builder.objects, reader, notes, faults).blocks(root)
        article = Article(
            blocks=blocks,
            notes=notes,
            faults=tuple(sorted(faults, key=lambda fault: fault.line)),
            traces=traces(tokens, first_line),
            abbreviations=builder.abbreviations,
            body_line=first_line,
            origin_marks=tuple(_origin_marks(tokens, first_line)),
        )
        return article if text == written else _moved(article, text, written, first_line)

    @cached_property
    def _parser(self) -> MarkdownIt:
        parser = MarkdownIt("commonmark", {"maxNesting": block_syntax.DEEPEST + 40})
        parser.enable("table")
        parser.disable(["text_join"])
        parser.core.ruler.disable("inline")
        parser.validateLink = _any_link  # type: ignore[method-assign]  # the checks refuse
        parser.normalizeLink = str  # type: ignore[method-assign,assignment]  # as it is written
        block_syntax.register(parser, self.settings)
        inline_syntax.register(parser)
        formula_syntax.register(parser)
        if self.settings.has(critic_marks.EXTENSION):
            critic_marks.register(parser, self.settings.extensions[critic_marks.EXTENSION])
        return parser

    @cached_property
    def _extensions(self) -> Markdown:
        """Python-Markdown with the extensions that are left to it."""
        wanted = {
            name: dict(options)
            for name, options in self.settings.extensions.items()
            if name.removeprefix("markdown.extensions.") not in READ_HERE
        }
        md = Markdown(
            extensions=["attr_list", *wanted],
            extension_configs=wanted,
            output_format="html",
        )
        if self.settings.has(snippets.EXTENSION):
            md.preprocessors["snippet"].get_snippet_path = self._snippet  # type: ignore[attr-defined]
        return md

    def _prepared(self, lines: list[str]) -> list[str]:
        """Let the extensions' preprocessors change the text."""
        md = self._extensions
        md.reset()
        md.lines = lines  # type: ignore[attr-defined]  # as `Markdown.convert` does
        registry = md.preprocessors
        for name, step in _named(registry):
            if name not in _OWN_STEPS:
                lines = step.run(lines)
        return lines

    def _steps(self, root: ET.Element, faults: list[Fault]) -> None:
        """Let the extensions' patterns and tree processors change the tree.

        What is typed in braces is the writer's, and judged as HTML is.
        """
        md = self._extensions
        for name, _ in list(_named(md.inlinePatterns)):
            if name in _OWN_PATTERNS:
                md.inlinePatterns.deregister(name)
        has_patterns = len(md.inlinePatterns) > 0
        for name, step in _named(md.treeprocessors):
            if name in _TREE_STEPS_LEFT_OUT or (name == "inline" and not has_patterns):
                continue
            before = [(each, dict(each.attrib)) for each in root.iter() if name == "attr_list"]
            guarded = [*typed_attributes.guard_hashes(root)] if name == "attr_list" else []
            step.run(root)
            typed_attributes.unguard(guarded)
            faults += typed_attributes.judged(before, self.settings.markup)

    def _stashed(self, number: int) -> str:
        """Return the HTML that an extension has put aside."""
        stash = self._extensions.htmlStash.rawHtmlBlocks
        found = stash[number] if number < len(stash) else ""
        return found if isinstance(found, str) else ET.tostring(found, encoding="unicode")


def _any_link(url: str) -> bool:  # noqa: ARG001 - markdown-it's interface
    """Let every address be a link: what mustn't be one is told with its line."""
    return True


def _named(registry: Any) -> Iterable[tuple[str, Any]]:
    """Yield the steps of one of Python-Markdown's registries, in order."""
    if not registry._is_sorted:  # noqa: SLF001 - markdown 3.11 gives no names otherwise
        registry._sort()  # noqa: SLF001
    for item in registry._priority:  # noqa: SLF001
        yield item.name, registry[item.name]


def _origin_marks(tokens: Iterable[Token], first_line: int) -> Iterator[OriginMark]:
    """Yield the comments that say where something comes from; each stands on a line of its own."""
    for token in tokens:
        match = token.type == "html_block" and _ORIGIN.fullmatch(token.content.strip())
        if match and token.map:
            yield OriginMark(first_line + token.map[0], match["ours"] or match["place"].strip())


def _moved(article: Article, text: str, written: str, first_line: int) -> Article:
    """Give nodes of a text that a preprocessor has changed the lines of the file."""
    here, there = text.split("\n"), written.split("\n")
    places = [0] * (len(here) + 1)
    matcher = difflib.SequenceMatcher(None, here, there, autojunk=False)
    for _, start, end, to, to_end in matcher.get_opcodes():
        for offset in range(end - start):
            places[start + offset] = min(to + offset, max(to_end - 1, to), len(there) - 1)
    places[-1] = len(there) - 1

    def line(number: int) -> int:
        index = min(max(number - first_line, 0), len(places) - 1)
        return first_line + places[index]

    def moved(node: Node) -> tuple[Node, ...]:
        return (replace(node, line=line(node.line)) if node.line else node,)

    return replace(
        article,
        blocks=rewrite(article.blocks, moved),
        notes={name: rewrite((note,), moved)[0] for name, note in article.notes.items()},
        faults=tuple(replace(fault, line=line(fault.line)) for fault in article.faults),
        traces=tuple(replace(trace, line=line(trace.line)) for trace in article.traces),
        origin_marks=tuple(replace(m, line=line(m.line)) for m in article.origin_marks),
    )
