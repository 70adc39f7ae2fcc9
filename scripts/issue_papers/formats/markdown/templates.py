"""Templates in Markdown: what they are given is escaped, unless it is Markdown already.

`{# … #}` is an id behind a heading there, so comments stand in `<# … #>`.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.formats.markdown import writer
from issue_papers.formats.markdown.escapes import marked
from issue_papers.formats.markdown.running_text import as_target, on_one_line
from issue_papers.layers import Layers
from issue_papers.theme import Templates, kept_compiled


@cache
def environment(theme: Layers, compiled: ContentCache | None = None) -> Environment:
    """Return the templates of a theme, or of a folder in it.

    Besides Jinja's filters there are `item(mark)`, `described` and `quoted` for blocks of lines,
    `cell` for what stands in a table, `target` for an address in a link, and `escaped` for a text
    that is put together with Markdown: Jinja would escape it as HTML.
    """
    made = Templates(
        loader=FileSystemLoader(theme.folders),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_escaped,
        bytecode_cache=kept_compiled(compiled, digest(["markdown", generator()])[:16]),
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="<#",
        comment_end_string="#>",
    )
    made.filters |= {
        "item": _item,
        "described": _described,
        "quoted": _quoted,
        "cell": _cell,
        "target": _target,
        "escaped": _escaped,
    }
    return made


def safe(text: str) -> Markup:
    """Mark Markdown as such."""
    return Markup(text)  # noqa: S704 - Markdown, in which all words are escaped


def _escaped(value: object) -> object:
    """Escape what a template is given; `Markup` is Markdown here."""
    return value if isinstance(value, Markup) else safe(marked(str(value)))


def _item(text: str, mark: object = "-") -> Markup:
    return safe(writer.item(str(text), str(mark)) + "\n")


def _described(text: str) -> Markup:
    return safe(writer.described(str(text)) + "\n")


def _quoted(text: str) -> Markup:
    return safe(writer.quoted(str(text)) + "\n")


def _cell(text: object) -> Markup:
    return safe(on_one_line(marked(str(text), in_table=True)))


def _target(address: object) -> Markup:
    return safe(as_target(str(address)))
