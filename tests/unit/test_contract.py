"""Every option of mkdocs.yml is honoured, refused in one line, or named harmless."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from issue_papers.building import configuration
from issue_papers.building.contract import ConfigOption, OptionGroup, Treatment
from issue_papers.building.contract_options import CONTRACT
from issue_papers.building.edit_urls import filled
from issue_papers.building.given import Given, UnusableConfigError, settings_of
from issue_papers.building.options import OPTIONS
from issue_papers.mkdocs_files import PluginConfig
from issue_papers.reporting.problems import Problem, Severity
from issue_papers.theme import material
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs_static_i18n.config import I18nPluginConfig, I18nPluginLanguage

GROUPS = {group.name: group for group in CONTRACT}
LEAST: Mapping[str, Any] = {
    "site_name": "Wells",
    "plugins": [
        {"issue-papers": {}},
        {"i18n": {"languages": [{"locale": "en", "name": "English", "default": True}]}},
    ],
}
REFUSED = [
    (group, option)
    for group in CONTRACT
    for option in group.options
    if option.treatment is Treatment.REFUSED
]


def names(schema: type[Config]) -> set[str]:
    return {name for name, _ in schema._schema}


def of_templates(pattern: str) -> set[str]:
    """Return what Material's templates ask for."""
    texts = (path.read_text(encoding="utf-8") for path in material().rglob("*.html"))
    return {found for text in texts for found in re.findall(pattern, text)}


def plugins() -> set[str]:
    """Return the names of the plugins of MkDocs, Material, mkdocs-static-i18n and our own."""
    ours = ("material.", "mkdocs_static_i18n", "mkdocs.", "issue_papers")
    found = metadata.entry_points(group="mkdocs.plugins")
    return {entry.name for entry in found if entry.value.startswith(ours)}


@pytest.mark.parametrize(
    ("group", "schema"),
    [
        ("", names(MkDocsConfig)),
        ("validation.nav", names(MkDocsConfig.Validation.NavValidation)),
        ("validation.links", names(MkDocsConfig.Validation.LinksValidation)),
        ("plugins.i18n", names(I18nPluginConfig)),
        ("plugins.i18n.languages", names(I18nPluginLanguage)),
        ("theme", set(yaml.safe_load((material() / "mkdocs_theme.yml").read_text("utf-8")))),
        ("theme", {"name", "custom_dir", "locale", "include_search_page", "search_index_only"}),
        ("theme.features", of_templates(r'"([a-z]+\.[a-z.]+)" in features')),
        ("extra", of_templates(r"config\.extra\.([a-z_]+)")),
        ("plugins", plugins()),
    ],
)
def test_every_option_is_in_the_contract(group: str, schema: Iterable[str]) -> None:
    assert set(schema) - {"building"} <= GROUPS[group].names


def test_the_plugin_declares_its_options_as_they_are_read() -> None:
    assert names(PluginConfig) == {option.name for option in OPTIONS}


@pytest.mark.parametrize("group", CONTRACT, ids=lambda group: group.name or "mkdocs")
def test_an_option_stands_once_and_says_what_becomes_of_it(group: OptionGroup) -> None:
    assert len(group.names) == len(group.options)
    for option in group.options:
        assert option.about
        assert (option.refusal is not None) == (option.treatment is Treatment.REFUSED)


def with_value(group: str, name: str, value: object) -> dict[str, Any]:
    """Return a configuration in which one option has a value."""
    config: dict[str, Any] = yaml.safe_load(yaml.safe_dump(dict(LEAST)))
    i18n = config["plugins"][1]["i18n"]
    if group == "plugins":
        config["plugins"].append({name: value})
    elif group == "plugins.i18n":
        i18n[name] = value
    elif group == "plugins.i18n.languages":
        i18n["languages"][0][name] = value
    elif group == "theme.features":
        config["theme"] = {"features": [name]}
    else:
        place = config
        for key in group.split(".") if group else ():
            place = place.setdefault(key, {})
        place[name] = value
    return config


def written(folder: Path, config: Mapping[str, Any] | str, name: str = "mkdocs.yml") -> Path:
    (folder / "docs").mkdir(exist_ok=True)
    path = folder / name
    text = config if isinstance(config, str) else yaml.safe_dump(dict(config), sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("group", "option"), REFUSED, ids=lambda each: getattr(each, "name", "") or "mkdocs"
)
def test_a_refusal_is_one_line_with_its_place(
    group: OptionGroup, option: ConfigOption, tmp_path: Path
) -> None:
    value = not option.accepted[0] if option.accepted == (True,) else {"any": "thing"}
    path = written(tmp_path, with_value(group.name, option.name, value))
    (problem,) = configuration.contract_problems(path)
    line = path.read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert option.name in line
    assert problem.path == "mkdocs.yml"
    assert problem.hint
    assert problem.severity is (Severity.ERROR if option.is_fatal else Severity.WARNING)


@pytest.mark.parametrize(
    ("group", "option"),
    [
        (group, option)
        for group in CONTRACT
        for option in group.options
        if option.treatment is not Treatment.REFUSED
    ],
    ids=lambda each: getattr(each, "name", "") or "mkdocs",
)
def test_what_is_honoured_or_harmless_is_passed_over(
    group: OptionGroup, option: ConfigOption, tmp_path: Path
) -> None:
    if option.name in {"issue-papers", "i18n", "plugins", "INHERIT", "theme", "extra"}:
        return  # their own are looked at one by one
    if option.name in {"nav", "languages"}:
        return
    value = _SOUND.get((group.name, option.name), "x")
    path = written(tmp_path, with_value(group.name, option.name, value))
    assert configuration.contract_problems(path) == ()


_SOUND = {("", "site_url"): "https://small.example/", ("theme", "name"): "material"}
"""Values of options that don't take just any text."""


def told(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(UnusableConfigError) as caught:
        configuration.read(path)
    return caught.value.problems


def test_what_is_inherited_is_told_in_its_own_file(tmp_path: Path) -> None:
    written(tmp_path, "theme: {logo: x.svg}\nuse_directory_urls: false\n", "base.yml")
    config = yaml.safe_dump(dict(LEAST))
    path = written(tmp_path, f"INHERIT: base.yml\n{config}theme:\n  name: material\n  font: x\n")
    places = {(problem.key, problem.path) for problem in told(path)}
    assert places == {
        ("use_directory_urls", "base.yml"),
        ("theme.logo", "base.yml"),
        ("theme.font", "mkdocs.yml"),
    }
    (first,) = [problem for problem in told(path) if problem.key == "use_directory_urls"]
    assert first.line == 2


def test_a_file_that_inherits_from_itself_or_from_none_is_told(tmp_path: Path) -> None:
    (problem,) = told(written(tmp_path, "site_name: x\nINHERIT: mkdocs.yml\n"))
    assert (problem.line, problem.key) == (2, "INHERIT")
    (problem,) = told(written(tmp_path, "site_name: x\nINHERIT: nowhere.yml\n"))
    assert (problem.line, problem.key) == (2, "INHERIT")


def read(folder: Path, text: str) -> Given:
    return configuration.read(written(folder, text))


def test_without_i18n_there_is_one_language(tmp_path: Path) -> None:
    text = "theme: {name: material, language: es}\nplugins: [issue-papers]\n"
    given = read(tmp_path, f"site_name: Pozos\n{text}")
    (language,) = given.languages
    assert (language.tag, language.name, language.is_source) == ("es", "español", True)


def test_a_language_that_is_not_built_is_not_offered_and_its_texts_are_passed_over(
    tmp_path: Path,
) -> None:
    config = with_value("", "strict", value=False)
    languages = config["plugins"][1]["i18n"]["languages"]
    languages.append({"locale": "fr", "name": "Français", "build": False})
    settings = settings_of(configuration.read(written(tmp_path, config)))
    assert settings.locales.tags == ("en",)
    assert not settings.visibility.shows("about.fr.md", settings.locales)
    assert settings.visibility.shows("about.md", settings.locales)


@pytest.mark.parametrize(
    ("hook", "is_refused"),
    [
        ("def on_page_markdown(markdown, **_):\n    return markdown.upper()\n", True),
        ("def on_env(env, **_):\n    return env\n", False),
        ("def on_env(:\n", True),
    ],
)
def test_hooks_that_change_texts_are_left_to_mkdocs(
    hook: str, tmp_path: Path, *, is_refused: bool
) -> None:
    (tmp_path / "hook.py").write_text(hook, encoding="utf-8")
    given = configuration.read(written(tmp_path, with_value("", "hooks", ["hook.py"])))
    assert bool(given.left_to_mkdocs) == is_refused
    assert [problem.severity for problem in given.doubts] == [Severity.WARNING]
    if is_refused:
        with pytest.raises(UnusableConfigError, match="mkdocs build"):
            given.needs_no_mkdocs()


def test_a_plugin_of_others_is_left_to_mkdocs(tmp_path: Path) -> None:
    given = configuration.read(written(tmp_path, with_value("plugins", "macros", {})))
    (problem,) = given.left_to_mkdocs
    assert "mkdocs build" in problem.hint
    assert problem.line == 8


def test_texts_include_files_of_the_site_alone(tmp_path: Path) -> None:
    snippets = {"pymdownx.snippets": {"base_path": ["..", "docs"], "url_download": True}}
    path = written(tmp_path, with_value("", "markdown_extensions", [snippets]))
    keys = {problem.key for problem in told(path)}
    assert keys == {
        f"markdown_extensions.0.pymdownx.snippets.{key}" for key in ("base_path", "url_download")
    }


def test_paths_may_begin_at_a_folder_of_the_site(tmp_path: Path) -> None:
    least = yaml.safe_dump(dict(LEAST))
    config = f"{least}markdown_extensions:\n  - pymdownx.snippets:\n      base_path: %s\n"
    given = read(tmp_path, config % "!relative $config_dir/parts")
    assert given.extensions["pymdownx.snippets"]["base_path"] == [str(tmp_path / "parts")]
    (problem,) = told(written(tmp_path, config % "!relative"))
    assert problem.key.endswith("base_path")


def test_the_environment_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLS", "true")
    given = read(tmp_path, yaml.safe_dump(dict(LEAST)) + "strict: !ENV [WELLS, false]\n")
    assert given.is_strict
    assert given.variables == ("WELLS",)


def test_the_wheel_has_the_table() -> None:
    assert resources.files("issue_papers.building").joinpath("contract_options.py").is_file()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("theme: readthedocs", "needs `theme: name: material`"),
        ("theme: {name: mkdocs}", "needs `theme: name: material`"),
        ("site_url: ftp://x.example/", "is no address"),
        ("site_url: https://x.example:99999/", "is no address"),
        ("site_url: https://x.example/a b/", "is no address"),
        ("site_url: https://x.example/?a=b", "found `?` in the address"),
        ("site_url: https://me:secret@x.example/", "found `@` in the address"),
        ("repo_url: https://me:secret@x.example/y", "a name or a password"),
        ("repo_url: https://token@x.example/y", "a name or a password"),
        ("edit_uri: https://me:secret@x.example/edit/", "a name or a password"),
        ("edit_uri_template: 'https://me:s@x.example/{path}'", "a name or a password"),
    ],
)
def test_mkdocs_is_told_what_the_check_tells(line: str, sentence: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"site_name: A\n{line}\n")
    (problem,) = configuration.contract_problems(path)
    assert sentence in problem.message
    assert (problem.line, problem.severity) == (2, Severity.ERROR)
    with pytest.raises(UnusableConfigError) as caught:
        configuration.read(path)
    assert problem in caught.value.problems


def test_a_name_in_the_path_of_an_address_is_no_password(tmp_path: Path) -> None:
    for line in (
        "site_url: https://x.example/@me/",
        "repo_url: https://x.example/@me/papers",
        "edit_uri: edit/main/@docs/",
    ):
        path = written(tmp_path, f"site_name: A\n{line}\n")
        assert configuration.contract_problems(path) == ()


def test_a_password_is_taken_out_of_the_address_of_the_repository(tmp_path: Path) -> None:
    path = written(tmp_path, "site_name: A\nrepo_url: https://me:secret@x.example:8443/y\n")
    (problem,) = configuration.contract_problems(path)
    assert problem.hint == "write `repo_url: https://x.example:8443/y`"


def test_mkdocs_is_told_of_a_style_sheet_that_is_not_there(tmp_path: Path) -> None:
    path = written(tmp_path, "site_name: A\nextra_css: [a.css, b.css]\n")
    (tmp_path / "docs" / "a.css").write_text("", encoding="utf-8")
    (problem,) = configuration.contract_problems(path)
    assert problem.message == "the file b.css isn't there"
    assert problem.severity is Severity.WARNING


def test_a_site_never_takes_the_place_of_its_theme(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    for custom, place, is_refused in (
        ("own", "own", True),
        ("own", "own/site", True),
        ("own", "site", False),
        (".", "site", False),  # the theme is in the project's folder itself
    ):
        text = f"site_name: A\nsite_dir: {place}\ntheme: {{name: material, custom_dir: {custom}}}\n"
        doubts = configuration.read(written(tmp_path, text)).doubts
        assert bool([each for each in doubts if each.key == "site_dir"]) == is_refused


@pytest.mark.parametrize(
    ("template", "way", "place"),
    [
        ("blob/main/{path}", "papers/a b.md", "blob/main/papers/a%20b.md"),
        ("edit?file={path!q}", "papers/a b.md", "edit?file=papers%2Fa%20b.md"),
        ("x/{path_noext}/y", "papers/a.fr.md", "x/papers/a.fr/y"),
        ("x/{file}", "a.md", None),
        ("x/{0}", "a.md", None),
        ("x/{path", "a.md", None),
        ("x/{path!z}", "a.md", None),
        ("x/{path.nothing}", "a.md", None),
    ],
)
def test_a_template_of_addresses_is_mkdocs_own(
    template: str, way: str, place: str | None, tmp_path: Path
) -> None:
    path = written(tmp_path, {"site_name": "A", "edit_uri_template": template})
    if place is not None:
        assert configuration.read(path).edit_uri_template == template
        assert filled(template, way) == place
        return
    with pytest.raises(UnusableConfigError, match=r"expected `\{path\}` or `\{path_noext\}`"):
        configuration.read(path)


def test_where_texts_are_edited_is_a_text(tmp_path: Path) -> None:
    with pytest.raises(UnusableConfigError, match="`edit_uri` must be a text"):
        configuration.read(written(tmp_path, {"site_name": "A", "edit_uri": ["x"]}))


def test_a_language_is_listed_once(tmp_path: Path) -> None:
    languages = [
        {"locale": "en", "name": "English", "default": True},
        {"locale": "en", "name": "Anglais"},
    ]
    plugins = ["issue-papers", {"i18n": {"docs_structure": "suffix", "languages": languages}}]
    with pytest.raises(UnusableConfigError) as caught:
        configuration.read(written(tmp_path, {"site_name": "A", "plugins": plugins}))
    (problem,) = caught.value.problems
    assert problem.message == "the language `en` is listed twice"
