"""The theme: templates, and the files that pages are drawn with."""

from __future__ import annotations

import importlib.util
import os
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from types import CodeType
from typing import NoReturn

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    meta,
    nodes,
    select_autoescape,
)
from jinja2.bccache import Bucket

from issue_papers.content_cache import ContentCache, digest, generator
from issue_papers.installed import version
from issue_papers.layers import Layers
from issue_papers.reporting.messages import joined, say
from issue_papers.reporting.problems import Problem, ProblemsError

FAVICON = "assets/images/favicon.svg"
"""The site's icon where mkdocs.yml names none."""

STYLE_SHEET = "assets/stylesheets/site.css"
"""What every page wears, whether mkdocs.yml names it or not."""

ICONS = ".icons"
"""The folder of icons that a site puts in the place of Material's."""

_NOT_PUBLISHED = frozenset({"desk", "editions", "fragments", "locales", "machines", "partials"}) | {
    "preview",
    "servers",
    "workers",
}
"""Folders of the theme whose files are no files of a site."""
_TEMPLATE = ".template"
_TEMPLATES = frozenset({".html", ".xml", ".md", ".py", ".pyc", ".yml"})


@cache
def templates(
    theme: Layers,
    *,
    escaped: tuple[str, ...] = (),
    keep_trailing_newline: bool = False,
    compiled: ContentCache | None = None,
) -> Environment:
    """Return the templates of a theme, or of a folder in it, compiled once for all who ask.

    Args:
        theme: Where they are.
        escaped: Suffixes of those in which text is escaped; all are where none is named.
        keep_trailing_newline: Whether what a template makes ends as its file does.
        compiled: Where compiled templates are kept from build to build.
    """
    how = digest([*escaped, str(keep_trailing_newline)])[:16]
    return Templates(
        loader=FileSystemLoader(theme.folders),
        undefined=StrictUndefined,
        autoescape=select_autoescape(escaped) if escaped else True,
        bytecode_cache=kept_compiled(compiled, how),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_trailing_newline,
    )


def page_templates(theme: Layers, compiled: ContentCache | None = None) -> Environment:
    """Return the templates of pages; text is escaped in all of them.

    Below the theme are those of Material, whose icons pages include.

    Args:
        theme: Where they are.
        compiled: Where compiled templates are kept from build to build.
    """
    return Templates(
        loader=FileSystemLoader([*theme.folders, material()]),
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
        bytecode_cache=kept_compiled(compiled, "pages"),
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class Templates(Environment):
    """Tells faults of templates at their lines.

    A site's own templates can ask for what views have no more in a new version; and where it is a
    template of the theme that fails, its line helps whoever mends it.
    """

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Raise what has gone wrong while a template was read or drawn.

        Raises:
            ProblemsError: A template's own text is at fault.
        """
        try:
            super().handle_exception(source)
        except Exception as error:
            if problem := _fault(error):
                raise ProblemsError(problem) from error
            raise


def _fault(error: Exception) -> Problem | None:
    """Return what is wrong with a template, if it was its own text that failed."""
    frames = [*traceback.walk_tb(error.__traceback__)]
    drawn = [at for at, (frame, _) in enumerate(frames) if _DRAWN in frame.f_globals]
    if isinstance(error, TemplateSyntaxError):
        name, line = error.filename or "", error.lineno
    elif drawn and (isinstance(error, TemplateError) or drawn[-1] == len(frames) - 1):
        frame, line = frames[drawn[-1]]
        name = frame.f_code.co_filename
    else:
        return None
    return _told(name, line, error)


def _told(file: str, line: int, error: Exception) -> Problem:
    message = say(
        "this line can't be drawn: {error}", error=joined("", [f"{type(error).__name__}: {error}"])
    )
    hint = say(
        "templates get `view`, `article`, `t` and `url`; what a view holds can change with a "
        "version: compare the template with the theme's own"
    )
    return Problem(place(file), line, "template", message, hint)


def place(file: str | Path) -> str:
    """Return how a file of a theme is named in a problem: from here, if it lies below."""
    inside = Path(file).is_relative_to(Path.cwd())
    return Path(os.path.relpath(file)).as_posix() if inside else str(file)


_DRAWN = "__jinja_exception__"
"""What Jinja puts beside the names of a template's line when it tells where one has failed."""


def kept_compiled(cache: ContentCache | None, how: str) -> BytecodeCache | None:
    """Return where templates are kept that are compiled in one way, if they are to be.

    Args:
        cache: Where compiled templates are kept from build to build.
        how: Names the way: all that decides, besides a template's text, what it is compiled to.
    """
    return _Compiled(cache, how) if cache else None


class _Compiled(BytecodeCache):
    """Keeps compiled templates under seal, by their names and texts, wherever their files are."""

    def __init__(self, cache: ContentCache, how: str) -> None:
        self._cache = cache
        self._how = how

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return what a text was compiled to before, if it was, as of the file that it is in."""
        bucket = Bucket(environment, digest([name, source]), self.get_source_checksum(source))
        self.load_bytecode(bucket)
        if bucket.code and filename:
            bucket.code = _placed(bucket.code, filename)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put in what was compiled before, if it was."""
        if content := self._cache.find(f"{self._how}-{bucket.key}", _TEMPLATE):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        self._cache.put(f"{self._how}-{bucket.key}", _TEMPLATE, bucket.bytecode_to_string())


def _placed(code: CodeType, file: str) -> CodeType:
    """Return compiled code as of another file: that is what is told when a line of it fails."""
    if code.co_filename == file:
        return code
    parts = (_placed(each, file) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_filename=file, co_consts=tuple(parts))


class TemplateDigests:
    """Digests of templates, each with all that it extends, includes and imports.

    They are also of the names that files have in the site to which a template leads.

    Args:
        environment: What draws them.
        theme: The folders of the theme.
        names: What files are called in the site, by the path that templates write.
        compiled: Where it is kept from build to build what a template names.
    """

    def __init__(
        self,
        environment: Environment,
        theme: Layers,
        names: Mapping[str, str] | None = None,
        compiled: ContentCache | None = None,
    ) -> None:
        self._environment = environment
        self._theme = theme
        self._names = names or {}
        self._compiled = compiled
        self._read: dict[str, tuple[str, tuple[str | None, ...]]] = {}
        self._digests: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return the digest of a template.

        One that works out while it is drawn what else it draws may draw any file of the theme.
        """
        if name not in self._digests:
            self._digests[name] = self._digest(name)
        return self._digests[name]

    def _digest(self, name: str) -> str:
        found: dict[str, str] = {}
        ahead: list[str | None] = [name]
        while ahead:
            current = ahead.pop()
            if current is None:
                every = (part for pair in sorted(self._names.items()) for part in pair)
                return digest([self._theme.digest(), *every])
            if current not in found:
                found[current], used = self._source(current)
                ahead += used
        texts = (part for known in sorted(found.items()) for part in known)
        return digest([self._icons, *texts])

    @cached_property
    def _icons(self) -> str:
        """Digest of the theme's own icons, which macros name while they are drawn."""
        return self._theme.digest(ICONS)

    def _source(self, name: str) -> tuple[str, tuple[str | None, ...]]:
        """Return a template's text with the names in the site, and which others it draws."""
        if name not in self._read:
            loader = self._environment.loader or BaseLoader()
            source, file, _ = loader.get_source(self._environment, name)
            try:
                named = _named(source, self._compiled)
            except TemplateSyntaxError as error:
                raise ProblemsError(_told(file or name, error.lineno, error)) from error
            self._read[name] = "\n".join([source, *self._leads_to(named.paths)]), named.templates
        return self._read[name]

    def _leads_to(self, paths: Iterable[str]) -> Iterator[str]:
        """Yield the names of files to whose paths a template leads.

        One that puts a path together may lead to every file whose path begins like that.
        """
        for start in paths:
            yield from (name for path, name in self._names.items() if path.startswith(start))


@dataclass(frozen=True)
class _Named:
    """What a template names.

    Attributes:
        templates: The templates that it draws; nothing for one that it works out.
        paths: All that may be a path, or the beginning of one.
    """

    templates: tuple[str | None, ...]
    paths: tuple[str, ...]


@cache
def _named(source: str, compiled: ContentCache | None) -> _Named:
    """Return what a template names: once in a process, and where builds share a folder, once."""
    if compiled is None:
        return _parsed(source)
    key = digest([generator(), version("jinja2"), source])
    return compiled.value(key, ".names", lambda: _parsed(source))


def _parsed(source: str) -> _Named:
    tree = Environment(autoescape=True).parse(source)
    constants = dict.fromkeys(str(constant.value) for constant in tree.find_all(nodes.Const))
    paths = tuple(text for text in constants if "/" in text)
    return _Named(tuple(meta.find_referenced_templates(tree)), paths)


def material() -> Path:
    """Return the folder of Material's templates."""
    found = importlib.util.find_spec("material")
    places = found.submodule_search_locations if found else None
    return Path(next(iter(places or ()), "")) / "templates"


def template_names(theme: Layers) -> frozenset[str]:
    """Return the names of the templates that a page may ask for."""
    return frozenset(file.name for folder in theme.folders for file in folder.glob("*.html"))


def template_texts(files: Mapping[str, Path]) -> str:
    """Return what all templates of pages among a theme's files say, one after the other."""
    return "\n".join(
        file.read_text(encoding="utf-8")
        for name, file in files.items()
        if name.endswith(".html") and not name.startswith("editions/")
    )


def theme_files(files: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    """Yield what of a theme's files is published as it is: path in the site, and file."""
    for name, path in files.items():
        inside = PurePosixPath(name)
        is_hidden = any(part.startswith(".") for part in inside.parts)
        is_ours = inside.parts[0] in _NOT_PUBLISHED or path.suffix.lower() in _TEMPLATES
        if not is_hidden and not is_ours:
            yield name, path
