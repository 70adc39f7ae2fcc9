"""mkdocs.yml, read without MkDocs.

The keys are MkDocs' own (https://www.mkdocs.org/user-guide/configuration/), so that one file serves
`issue-papers` and `mkdocs`: `building.contract` says what becomes of each. Everything that is wrong
is told at once, with its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from issue_papers.building.arrangement import arrangement, tag_of, visibility_of
from issue_papers.building.config_files import ConfigDocument, read_document
from issue_papers.building.contract import I18N, PLUGIN, plugin, told
from issue_papers.building.contract_options import CONTRACT
from issue_papers.building.edit_urls import filled
from issue_papers.building.extensions import extensions_of, known_extensions
from issue_papers.building.given import (
    Given,
    GivenLanguage,
    UnusableConfigError,
    only_language,
    option_values,
)
from issue_papers.building.mistaken_patterns import mistaken
from issue_papers.building.others import left_to_mkdocs, unrun
from issue_papers.building.own_addresses import (
    anonymous,
    is_private,
    slashed,
    surplus,
    without_query,
)
from issue_papers.building.worn_files import missing, script
from issue_papers.content.frontmatter import KeyPath
from issue_papers.content.identifiers import is_web_address
from issue_papers.content.locales import is_tag, meant_tag
from issue_papers.layers import Layers
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity, errors
from issue_papers.staging import misplaced

_ONCE = frozenset({PLUGIN, I18N})
"""Plugins whose options can't stand in two places."""
CASES = "case_studies"
"""Where the case studies are if no option says."""
_THEMES = frozenset({"material", "issue-papers"})
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
    document = read_document(path)
    value = {**document.value, **{k: v for k, v in overrides.items() if v is not None}}
    reading = _Reading(path, replace(document, value=value))
    given = reading.given()
    if given is None or errors(reading.problems):
        told = (*reading.problems, *reading.bearable, *(given.doubts if given else ()))
        if given:
            told += option_values(given).problems
        raise UnusableConfigError(*sorted(set(told)))
    return given


def contract_problems(path: Path) -> tuple[Problem, ...]:
    """Return what a configuration asks for that isn't done, whoever reads it."""
    document = read_document(path)
    reading = _Reading(path, document)
    reading.tell_theme()
    reading.site_url()
    for key in ("repo_url", "edit_uri", "edit_uri_template"):
        reading.shown(key)
    root = path.resolve().parent
    docs_dir = root / reading.text("docs_dir", "docs")
    reading.tell_unworn(docs_dir, reading.theme(root))
    return (*told(document, CONTRACT), *arrangement(document)[1], *reading.problems)


@dataclass
class _Reading:
    """A configuration in the reading; what is wrong gathers in `problems`.

    What stops a build, but texts can be checked in spite of, gathers in `bearable`.
    """

    path: Path
    document: ConfigDocument
    problems: list[Problem] = field(default_factory=list)
    bearable: list[Problem] = field(default_factory=list)

    @property
    def value(self) -> Mapping[str, Any]:
        """What it says."""
        return self.document.value

    def given(self) -> Given | None:
        """Return what the file says, as far as it can be used.

        Nothing where it wouldn't be known in which languages the site is, or where its texts are.
        """
        root = self.path.resolve().parent
        theme = self._worn()
        layers = self.theme(root)
        plugins = dict(self._named("plugins"))
        self.problems += told(self.document, CONTRACT)
        before = len(self.problems)
        languages = tuple(self._languages(theme, plugins))
        are_sound = bool(languages) and len(self.problems) == before
        self.tell_theme()
        self._tell_missing(plugins)
        navigation, wrong = arrangement(self.document)
        self.problems += wrong
        docs_dir = root / self.text("docs_dir", "docs")
        has_docs, has_theme = _is_folder(docs_dir), not self.bearable
        if not has_docs:
            message = say("the folder {folder} isn't there", folder=self.text("docs_dir", "docs"))
            self.err(("docs_dir",), message)
        for key in ("exclude_docs", "draft_docs", "not_in_nav"):
            self.text(key)
        self.problems += mistaken(self.document, docs_dir)
        left = tuple(unrun(self.document, root))
        self.problems += (replace(p, severity=Severity.WARNING) for p in left)
        written = dict(self._named("markdown_extensions"))
        named, unknown = known_extensions(self.document, written)
        self.bearable += unknown
        extensions, wrong = extensions_of(self.document, named, root, docs_dir.resolve())
        self.problems += wrong
        options, site_url = plugins.get(PLUGIN) or {}, self.site_url()
        own = root / self.text("site_dir", "site")
        cases = root / str(options.get("case_studies") or CASES)
        sources = (docs_dir, cases, self.path, *layers.beside(root))
        if in_the_way := misplaced(own, sources, root):
            hint = say("give it a folder of its own, as `site_dir: site`")
            self.bearable.append(self.document.problem(("site_dir",), in_the_way, hint))
        if has_theme:  # else all would be missing
            self.tell_unworn(docs_dir, layers)
        if not (are_sound and has_docs):
            return None
        return Given(
            config_path=self.path.resolve(),
            docs_dir=docs_dir.resolve(),
            site_dir=own.absolute(),
            theme=layers,
            favicon=str(theme.get("favicon") or ""),
            site_name=self.text("site_name"),
            site_url=site_url,
            site_description=self.text("site_description"),
            site_author=self.text("site_author"),
            copyright=self.text("copyright"),
            repo_url=self.shown("repo_url") and self.address("repo_url"),
            edit_uri=None if self.value.get("edit_uri") is None else self.shown("edit_uri"),
            edit_uri_template=self.edit_uri_template(),
            style_sheets=tuple(map(str, self.items("extra_css"))),
            scripts=tuple(map(script, self.items("extra_javascript"))),
            languages=languages,
            navigation=navigation,
            visibility=visibility_of(self.document),
            watched=tuple((root / str(name)).resolve() for name in self.items("watch")),
            options=options,
            extensions=extensions,
            is_strict=bool(self.value.get("strict", False)),
            config_files=(*self.document.files, *self._hooks(root)),
            variables=tuple(sorted(self.document.variables)),
            doubts=(*self.problems, *self.bearable),
            left_to_mkdocs=left_to_mkdocs(self.document, root),
        )

    def _hooks(self, root: Path) -> Iterator[Path]:
        """Yield the files of hooks, which decide whether MkDocs must run them."""
        for hook in self.items("hooks"):
            if (path := (root / str(hook)).resolve()).is_file():
                yield path

    def _worn(self) -> Mapping[str, Any]:
        """Return what it says of the theme: a name, or a mapping."""
        theme = self.value.get("theme") or {}
        return theme if isinstance(theme, dict) else {"name": theme}

    def tell_theme(self) -> None:
        """Tell that the theme is another program's."""
        name = self._worn().get("name")
        if name is not None and str(name) not in _THEMES:
            message = say("issue-papers needs `theme: name: material`")
            self.err(("theme", "name"), message)

    def _tell_missing(self, plugins: Mapping[str, Any]) -> None:
        """Tell what is missing."""
        if PLUGIN not in plugins and self.value.get("plugins"):
            message = say("the plugin `{plugin}` isn't in `plugins:`", plugin=PLUGIN)
            self.err(("plugins",), message)
        if not self.text("site_name"):
            self.err(("site_name",), say("`{key}` is missing", key="site_name"))

    def tell_unworn(self, docs_dir: Path, layers: Layers) -> None:
        """Tell which style sheets and scripts aren't there, and which other hosts have."""
        if _is_folder(docs_dir):
            self.problems += missing(self.document, docs_dir, layers)

    def theme(self, root: Path) -> Layers:
        """Return the site's own theme over that of the package."""
        custom = self._worn().get("custom_dir")
        if custom and not _is_folder(root / str(custom)):
            message = say("the folder {folder} isn't there", folder=str(custom))
            hint = say("make it, or take the line away: the theme needs no folder of its own")
            self.bearable.append(self.document.problem(("theme", "custom_dir"), message, hint))
            custom = None
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

    def address(self, key: str) -> str:
        """Return an address on the web; what is none is wrong."""
        text = self.text(key)
        if text and not is_web_address(text):
            message = say("`{target}` is no address", target=text)
            self.err((key,), message, say("write one like `https://example.org/papers/`"))
        return text

    def site_url(self) -> str:
        """Return where the site is published, with a slash at its end."""
        key = "site_url"
        text = self.address(key)
        bare = slashed(without_query(text))
        if found := surplus(text):
            message = say("found `{found}` in the address of the site", found=found)
            self.err((key,), message, say("write `{key}: {value}`", key=key, value=bare))
        return bare

    def shown(self, key: str) -> str:
        """Return a text that is a part of addresses on pages; a password in it is wrong."""
        text = self.text(key)
        if is_private(text):
            message = say("found a name or a password in an address that pages show")
            hint = say("write `{key}: {value}`", key=key, value=anonymous(text))
            self.err((key,), message, hint)
        return text

    def edit_uri_template(self) -> str:
        """Return the pattern of where texts are edited; what can't be filled in is wrong."""
        key = "edit_uri_template"
        text = self.shown(key)
        try:
            filled(text, "a.md")
        except (LookupError, ValueError, AttributeError, TypeError):
            message = say("found “{value}”, expected `{{path}}` or `{{path_noext}}`", value=text)
            self.err((key,), message, say("write it as `blob/main/docs/{{path}}`"))
        return text

    def items(self, key: str) -> list[object]:
        """Return what a list holds; what is none is wrong."""
        value = self.value.get(key) or []
        if not isinstance(value, list):
            self.err((key,), say("`{key}` must be a list", key=key))
            return []
        return value

    def _named(self, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the names in a list such as `plugins:`, each with its options.

        Of ours, the first: what is a second one's would be lost in silence.
        """
        seen: set[str] = set()
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
            if key == "plugins" and name in _ONCE and name in seen:
                message = say("the plugin `{plugin}` is listed twice", plugin=name)
                hint = say("put all of its options below the first, and delete this one")
                self.err((key, index), message, hint)
                continue
            seen.add(name)
            yield name, options or {}

    def _languages(
        self, theme: Mapping[str, Any], plugins: Mapping[str, Mapping[str, Any]]
    ) -> Iterator[GivenLanguage]:
        if I18N not in plugins:
            tag = tag_of(theme.get("language") or LANGUAGE)
            if self._is_tag(tag, ("theme", "language")):
                yield only_language(tag)
            return
        at, options = plugin(self.value, I18N)
        given = (options or {}).get("languages")
        if not isinstance(given, list) or not given:
            self.err(at, say("`i18n` needs a list of `languages:`"), say("write `- locale: en`"))
            return
        has_default, tags = False, set[str]()
        for index, each in enumerate(given):
            place = (*at, "languages", index)
            if isinstance(each, dict) and each.get("locale") == "null":
                continue  # a line in Material's switch of languages, which leads elsewhere
            locale = each.get("locale") if isinstance(each, dict) else None
            has_tag = isinstance(locale, str | bool) and locale != ""
            if not has_tag or not each.get("name"):
                message = say("a language needs `locale:` and `name:`")
                self.err(place, message, say("write `{{locale: fr, name: Français}}`"))
                continue
            if each.get("build", True):
                is_source = bool(each.get("default", False))
                self._only(place, is_second=is_source and has_default)
                has_default = has_default or is_source
                tag = tag_of(each["locale"])
                if not self._is_tag(tag, (*place, "locale")):
                    continue
                self._once(tag, tags, (*place, "locale"))
                yield GivenLanguage(
                    tag=tag,
                    name=str(each["name"]),
                    is_source=is_source,
                    site_name=str(each.get("site_name") or ""),
                    site_description=str(each.get("site_description") or ""),
                    site_author=str(each.get("site_author") or ""),
                    copyright=str(each.get("copyright") or ""),
                )
        if not has_default:
            message = say("no language has `default: true`")
            self.err(at, message, say("give it to the language that texts are written in first"))

    def _only(self, at: KeyPath, *, is_second: bool) -> None:
        """Say that texts are written in one language first."""
        if is_second:
            message = say("a second language has `default: true`")
            hint = say("leave it with the language that texts are written in first")
            self.err((*at, "default"), message, hint)

    def _once(self, tag: str, tags: set[str], at: KeyPath) -> None:
        """Say that a language is among those before it, and add it to them."""
        if tag in tags:
            message = say("the language `{tag}` is listed twice", tag=tag)
            self.err(at, message, say("delete one of the two"))
        tags.add(tag)

    def _is_tag(self, tag: str, at: KeyPath) -> bool:
        """Whether it may be the tag of a language; say so where it can't be."""
        if is_tag(tag):
            return True
        message = say("`{found}` is no language tag", found=tag)
        hint = say("write it as `de`, `pt-BR` or `zh-Hans`")
        meant = meant_tag(tag)
        self.err(at, message, say("write `{tag}`", tag=meant) if meant else hint)
        return False

    def err(self, at: KeyPath, message: str, hint: str = "") -> None:
        """Note an error."""
        self._note(at, message, hint, Severity.ERROR)

    def warn(self, at: KeyPath, message: str, hint: str = "") -> None:
        """Note a warning."""
        self._note(at, message, hint, Severity.WARNING)

    def _note(self, at: KeyPath, message: str, hint: str, severity: Severity) -> None:
        self.problems.append(self.document.problem(at, message, hint, severity))


def _is_folder(path: Path) -> bool:
    """Whether a folder is there; there is none of a name that no system can hold."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
