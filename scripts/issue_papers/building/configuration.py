"""mkdocs.yml, read without MkDocs.

The keys are MkDocs' own (https://www.mkdocs.org/user-guide/configuration/), so that one file serves
`issue-papers` and `mkdocs`. Its owner is trusted: `!!python/name:` is followed, as MkDocs follows
it, `!ENV` and `INHERIT` work alike. Everything that is wrong is told at once, with its line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml

from issue_papers.building.given import Given, GivenLanguage, UnusableConfigError, only_language
from issue_papers.content.frontmatter import KeyPath, YamlData, dotted
from issue_papers.content.settings import Script
from issue_papers.layers import Layers
from issue_papers.reporting.messages import joined, say
from issue_papers.reporting.problems import Problem, Severity, closest

PLUGIN = "issue-papers"
I18N = "i18n"

_BUILT_IN = ("toc", "tables", "fenced_code")
"""The extensions of Markdown that MkDocs always names."""
_OTHERS = frozenset({"search", "material/search", "offline", "material/offline"})
"""Plugins of MkDocs whose work is done here, too."""
_KEYS = frozenset(
    {"site_name", "site_url", "site_description", "site_author", "copyright", "theme", "nav"}
    | {"docs_dir", "site_dir", "repo_url", "repo_name", "edit_uri", "edit_uri_template", "extra"}
    | {"extra_css", "extra_javascript", "extra_templates", "markdown_extensions", "mdx_configs"}
    | {"plugins", "hooks", "watch", "validation", "strict", "dev_addr", "use_directory_urls"}
    | {"remote_branch", "remote_name", "exclude_docs", "draft_docs", "not_in_nav", "INHERIT"}
)
_LANGUAGE_KEYS = frozenset(
    {"locale", "name", "default", "build", "site_name", "copyright", "link", "fixed_link", "theme"}
    | {"site_description", "site_author", "site_url", "nav", "nav_translations", "extra"}
    | {"admonition_translations"}
)
_THEMES = frozenset({None, "material", "issue-papers"})
OVERRIDES = "overrides"
"""Where a site's own theme is if mkdocs.yml doesn't say."""
LANGUAGE = "en"
"""What a site is in that says nothing of languages: MkDocs' and Material's default."""


def read(path: Path, **overrides: object) -> Given:
    """Read a configuration.

    Args:
        path: mkdocs.yml.
        **overrides: Values that replace those of the file, by key; those that are None don't.

    Raises:
        UnusableConfigError: It can't be used.
    """
    sources = _Sources()
    document = _document(path, path, sources)
    value = {**document.value, **{k: v for k, v in overrides.items() if v is not None}}
    reading = _Reading(path, value, document, sources)
    given = reading.given()
    wrong = [p for p in reading.problems if p.severity is Severity.ERROR]
    if wrong or given is None:
        raise UnusableConfigError(*sorted(reading.problems))
    return given


@dataclass
class _Sources:
    """What a configuration is read from."""

    files: list[Path] = field(default_factory=list)
    variables: set[str] = field(default_factory=set)


def _document(path: Path, told: Path, sources: _Sources) -> YamlData:
    """Read a YAML file and those that it inherits from.

    Raises:
        UnusableConfigError: One can't be read.
    """
    try:
        loader = _Loader(path.read_bytes())
    except (OSError, yaml.YAMLError) as error:
        raise UnusableConfigError(_unreadable(told, path, error)) from error
    sources.files.append(path.resolve())
    lines: dict[KeyPath, int] = {}
    try:
        node = loader.get_single_node()
        value = None if node is None else loader.construct_document(node)
    except (yaml.YAMLError, ImportError, AttributeError, ValueError) as error:
        raise UnusableConfigError(_unreadable(told, path, error)) from error
    finally:
        loader.dispose()
        sources.variables |= loader.variables
    if not isinstance(value, dict):
        message = say("found no settings, expected keys with values")
        raise UnusableConfigError(
            Problem(told.name, 1, "yaml", message, say("write `site_name: …`"))
        )
    _walk(cast("yaml.Node", node), (), lines)
    parent = value.pop("INHERIT", None)
    if parent:
        below = _document(path.parent / str(parent), told, sources)
        value = _merged(below.value, value)
    return YamlData(value, lines)


def _unreadable(told: Path, path: Path, error: Exception) -> Problem:
    # A list or mapping in brackets that isn't closed is at fault where it begins.
    is_open = "flow" in str(getattr(error, "context", ""))
    mark = getattr(error, "context_mark" if is_open else "problem_mark", None)
    said = getattr(error, "problem", None) or getattr(error, "strerror", None) or str(error)
    words = joined("", [" ".join(str(said).split())])
    if path != told:
        words = joined(": ", [str(path), words])
    return Problem(told.name, mark.line + 1 if mark else 1, "yaml", words)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one configuration over another: mappings are merged, all else is replaced."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        is_branch = isinstance(value, dict) and isinstance(under, dict)
        merged[key] = _merged(under, value) if is_branch else value  # type: ignore[arg-type]
    return merged


def _walk(node: yaml.Node, path: KeyPath, lines: dict[KeyPath, int]) -> None:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            below = (*path, str(key.value))
            _walk(value, below, lines)
            lines[below] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*path, index), lines)


class _Loader(yaml.UnsafeLoader):
    """YAML with Python's names, which only the owner of a site writes, and `!ENV`.

    Attributes:
        variables: The variables of the environment that it asks for.
    """

    def __init__(self, stream: bytes) -> None:
        super().__init__(stream)
        self.variables: set[str] = set()


def _environment(loader: _Loader, node: yaml.Node) -> object:
    """Read `!ENV NAME`, or `!ENV [NAME, OTHER, default]`."""
    if isinstance(node, yaml.ScalarNode):
        names, default = [str(node.value)], None
    else:
        *names, default = loader.construct_sequence(node)  # type: ignore[arg-type]
    loader.variables |= {*map(str, names)}
    found = next((os.environ[str(name)] for name in names if str(name) in os.environ), None)
    return default if found is None else yaml.safe_load(found)


def _placeholder(loader: _Loader, suffix: str, node: yaml.Node) -> object:  # noqa: ARG001
    """Read what MkDocs fills in by itself (`!relative`) as nothing."""
    return None


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("!relative", _placeholder)


@dataclass
class _Reading:
    """A configuration in the reading; what is wrong gathers in `problems`."""

    path: Path
    value: Mapping[str, Any]
    document: YamlData
    sources: _Sources
    problems: list[Problem] = field(default_factory=list)

    def given(self) -> Given | None:
        """Return what the file says, as far as it can be used."""
        root = self.path.resolve().parent
        theme = self.value.get("theme") or {}
        theme = theme if isinstance(theme, dict) else {"name": theme}
        layers = self._theme(root, theme)
        plugins = dict(self._named("plugins"))
        languages = tuple(self._languages(theme, plugins))
        self._tell_unknown(theme, plugins)
        docs_dir = root / self.text("docs_dir", "docs")
        if not docs_dir.is_dir():
            message = say("the folder {folder} isn't there", folder=self.text("docs_dir", "docs"))
            self.err(("docs_dir",), message)
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            return None
        return Given(
            config_path=self.path.resolve(),
            docs_dir=docs_dir.resolve(),
            site_dir=(root / self.text("site_dir", "site")).absolute(),
            theme=layers,
            favicon=str(theme.get("favicon") or ""),
            site_name=self.text("site_name"),
            site_url=_slashed(self.text("site_url")),
            copyright=self.text("copyright"),
            repo_url=self.text("repo_url"),
            edit_uri=self.value.get("edit_uri"),
            edit_uri_template=self.text("edit_uri_template"),
            style_sheets=tuple(map(str, self.value.get("extra_css") or ())),
            scripts=tuple(map(script, self.value.get("extra_javascript") or ())),
            languages=languages,
            options=plugins.get(PLUGIN) or {},
            extensions=self._extensions(),
            is_strict=bool(self.value.get("strict", False)),
            config_files=tuple(self.sources.files),
            variables=tuple(sorted(self.sources.variables)),
            doubts=tuple(self.problems),
        )

    def _tell_unknown(self, theme: Mapping[str, Any], plugins: Mapping[str, Any]) -> None:
        """Tell what is missing, misspelt, or left to MkDocs."""
        for key in self.value:
            if key not in _KEYS:
                message = say("`{key}` is no setting", key=key)
                self.warn((key,), message, closest(str(key), _KEYS))
        if theme.get("name") not in _THEMES:
            message = say("issue-papers needs `theme: name: material`")
            self.err(("theme", "name"), message)
        if PLUGIN not in plugins and self.value.get("plugins"):
            message = say("the plugin `{plugin}` isn't in `plugins:`", plugin=PLUGIN)
            self.err(("plugins",), message)
        if not self.text("site_name"):
            self.err(("site_name",), say("`{key}` is missing", key="site_name"))
        if self.value.get("use_directory_urls", True) is not True:
            message = say("issue-papers needs `use_directory_urls: true`")
            self.err(("use_directory_urls",), message)
        for name in sorted(plugins.keys() - {PLUGIN, I18N, *_OTHERS}):
            message = say("the plugin `{plugin}` is MkDocs' and isn't run here", plugin=name)
            self.warn(("plugins",), message, say("build with `mkdocs build`, which runs it"))
        if self.value.get("hooks"):
            message = say("`hooks:` are MkDocs' and aren't run here")
            self.warn(("hooks",), message, say("build with `mkdocs build`, which runs them"))

    def _theme(self, root: Path, theme: Mapping[str, Any]) -> Layers:
        """Return the site's own theme over that of the package."""
        custom = theme.get("custom_dir")
        if custom and not (root / str(custom)).is_dir():
            self.err(
                ("theme", "custom_dir"),
                say("the folder {folder} isn't there", folder=str(custom)),
                say("make it, or take the line away: the theme needs no folder of its own"),
            )
        return Layers.over_theme(root / str(custom or OVERRIDES))

    def text(self, key: str, default: str = "") -> str:
        """Return a text; what isn't one is wrong."""
        value = self.value.get(key)
        if value is None:
            return default
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value)
        self.err((key,), say("`{key}` must be a text", key=key))
        return default

    def _named(self, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the names in a list such as `plugins:`, each with its options."""
        given = self.value.get(key) or []
        if isinstance(given, dict):
            given = [{name: options} for name, options in given.items()]
        if not isinstance(given, list):
            self.err((key,), say("`{key}` must be a list", key=key))
            return
        for index, item in enumerate(given):
            is_pair = isinstance(item, dict) and len(item) == 1
            name, options = next(iter(item.items())) if is_pair else (item, {})
            if not isinstance(name, str) or not isinstance(options or {}, dict):
                message = say("expected a name, or a name with its options")
                self.err((key, index), message)
                continue
            yield name, options or {}

    def _extensions(self) -> dict[str, dict[str, Any]]:
        """Return the extensions of Markdown in MkDocs' order, with their options."""
        built_in: dict[str, dict[str, Any]] = {name: {} for name in _BUILT_IN}
        return built_in | dict(self._named("markdown_extensions"))

    def _languages(
        self, theme: Mapping[str, Any], plugins: Mapping[str, Mapping[str, Any]]
    ) -> Iterator[GivenLanguage]:
        options = plugins.get(I18N)
        if options is None:
            yield only_language(_tag(theme.get("language") or LANGUAGE))
            return
        at = self._place_of(I18N)
        given = options.get("languages")
        if not isinstance(given, list) or not given:
            self.err(at, say("`i18n` needs a list of `languages:`"), say("write `- locale: en`"))
            return
        if options.get("docs_structure", "suffix") != "suffix":
            self.err(at, say("issue-papers needs `docs_structure: suffix`"))
        has_default = False
        for index, each in enumerate(given):
            place = (*at, "languages", index)
            if not isinstance(each, dict) or not each.get("locale") or not each.get("name"):
                message = say("a language needs `locale:` and `name:`")
                self.err(place, message, say("write `{{locale: fr, name: Français}}`"))
                continue
            for key in each.keys() - _LANGUAGE_KEYS:
                self.warn(
                    (*place, str(key)),
                    say("`{key}` is no setting", key=key),
                    closest(str(key), _LANGUAGE_KEYS),
                )
            has_default = has_default or bool(each.get("default"))
            if each.get("build", True):
                yield GivenLanguage(
                    tag=_tag(each["locale"]),
                    name=str(each["name"]),
                    is_source=bool(each.get("default", False)),
                    site_name=str(each.get("site_name") or ""),
                    copyright=str(each.get("copyright") or ""),
                )
        if not has_default:
            message = say("no language has `default: true`")
            self.err(at, message, say("give it to the language that texts are written in first"))

    def _place_of(self, plugin: str) -> KeyPath:
        """Return where a plugin's options are."""
        given = self.value.get("plugins")
        if isinstance(given, dict):
            return ("plugins", plugin)
        for index, item in enumerate(given or ()):
            if isinstance(item, dict) and plugin in item:
                return ("plugins", index, plugin)
        return ("plugins",)

    def err(self, at: KeyPath, message: str, hint: str = "") -> None:
        """Note an error."""
        self._note(at, message, hint, Severity.ERROR)

    def warn(self, at: KeyPath, message: str, hint: str = "") -> None:
        """Note a warning."""
        self._note(at, message, hint, Severity.WARNING)

    def _note(self, at: KeyPath, message: str, hint: str, severity: Severity) -> None:
        line, key = self.document.line(at), dotted(at)
        self.problems.append(Problem(self.path.name, line, key, message, hint, severity))


def _tag(given: object) -> str:
    """Read a language's tag: in YAML 1.1, which MkDocs reads, Norwegian's is a truth value."""
    return "no" if given is False else str(given)


def script(given: object) -> Script:
    """Read an item of `extra_javascript`: a path, or a path with attributes."""
    if isinstance(given, Mapping):
        return Script(
            path=str(given.get("path", "")),
            type=str(given.get("type") or ""),
            is_async=bool(given.get("async")),
            is_deferred=bool(given.get("defer")),
        )
    path = str(given)
    return Script(path, type="module" if path.endswith(".mjs") else "")


def _slashed(url: str) -> str:
    return url if not url or url.endswith("/") else f"{url}/"
