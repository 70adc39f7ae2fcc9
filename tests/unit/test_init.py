"""`issue-papers init`: a site that is complete as it stands, in any language."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from harness import ROOT, Run, invoke
from issue_papers.checks import rules
from issue_papers.cli import beginning
from issue_papers.cli.main import main
from issue_papers.cli.site import settings
from issue_papers.layers import package_theme
from issue_papers.starting import making, new_site
from issue_papers.starting.new_site import Forge, NewSite
from issue_papers.starting.samples import LANGUAGES, sample

ADDRESS = "https://anywhere.github.io/papers/"
GIVEN = ("--name=Papers of Anywhere", "--languages=en,fr,ar", f"--address={ADDRESS}")


def begin(folder: Path, *options: str, name: str = "site") -> Run:
    return invoke("init", name, *(options or GIVEN), cwd=folder)


def configuration(root: Path) -> Any:
    return yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))


def plugins(root: Path) -> dict[str, Any]:
    return {key: value for each in configuration(root)["plugins"] for key, value in each.items()}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin a site once; whoever changes it takes a copy."""
    folder = tmp_path_factory.mktemp("begun")
    result = begin(folder)
    assert (result.returncode, result.stderr) == (0, "")
    return folder / "site"


def test_there_are_words_in_every_language_of_the_interface() -> None:
    assert {path.stem for path in (package_theme() / "locales").glob("*.yml")} == {*LANGUAGES}
    folder = ROOT / "scripts/issue_papers/starting/samples"
    assert {path.stem for path in folder.glob("*.yml")} == {*LANGUAGES}


def problems(root: Path) -> list[str]:
    """Return what the check says; fonts may be missing here for some scripts."""
    _, _, found = rules.load_and_check(settings(root / "mkdocs.yml"))
    return [f"{p.path}:{p.line} {p.message}" for p in found if p.key != "characters"]


def test_it_is_sound_in_all_languages_at_once(tmp_path: Path) -> None:
    site = NewSite("Papers", LANGUAGES, "A network", "CC-BY-4.0", address=ADDRESS)
    beginning.lay_out(tmp_path, site)
    assert problems(tmp_path) == []


@pytest.mark.parametrize("source", ["pt-BR", "fa", "ja"])
def test_it_is_sound_with_any_of_them_as_the_source(source: str, tmp_path: Path) -> None:
    site = NewSite("Papers", (source, "en"), "A network", "CC-BY-4.0", address=ADDRESS)
    beginning.lay_out(tmp_path, site)
    assert problems(tmp_path) == []
    paper = (tmp_path / "docs/papers/first-paper/index.md").read_text(encoding="utf-8")
    assert sample(source).paper.title in paper


def test_it_says_what_it_wrote_and_what_is_next(begun: Path) -> None:
    assert problems(begun) == []
    names = {path.relative_to(begun).as_posix() for path in begun.rglob("*") if path.is_file()}
    assert {
        ".github/workflows/check.yml",
        ".gitignore",
        ".issue-papers.yml",
        ".vscode/schemas/paper.json",
        ".vscode/settings.json",
        "CONTRIBUTING.md",
        "CONTRIBUTING.fr.md",
        "case_studies/first-case/index.ar.md",
        "docs/papers/first-paper/references.yml",
        "mkdocs.yml",
        "requirements.txt",
    } <= names
    assert not any(name.startswith((".cache", "overrides")) for name in names)
    guide = (begun / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert "This guide isn’t there yet in العربية." in guide


def test_the_configuration_says_what_was_answered(tmp_path: Path) -> None:
    options = (
        *GIVEN,
        "--name=fr=Cahiers d’ailleurs",
        "--publisher=A: network",
        "--licence=cc0-1.0",
    )
    assert begin(tmp_path, *options).returncode == 0
    root = tmp_path / "site"
    config = configuration(root)
    assert config["site_name"] == "Papers of Anywhere"
    assert config["site_url"] == ADDRESS
    assert config["repo_url"] == "https://github.com/anywhere/papers"
    english, french, arabic = plugins(root)["i18n"]["languages"]
    assert english == {"locale": "en", "name": "English", "default": True}
    assert french == {"locale": "fr", "name": "Français", "site_name": "Cahiers d’ailleurs"}
    assert "site_name" not in arabic
    paper = (root / "docs/papers/first-paper/index.md").read_text(encoding="utf-8")
    assert "publisher: {name: 'A: network'}" in paper
    assert "licence: CC0-1.0" in paper


def test_a_language_is_taken_for_the_one_that_there_are_words_in() -> None:
    assert new_site.languages(["pt", "EN", "zh_hant", "en"]) == ("pt-BR", "en", "zh-Hant")
    assert new_site.languages(["zh-HK; zh-CN  pt-PT", "es-419"])[:2] == ("zh-Hant", "zh-Hans")
    assert new_site.languages(["en;fr", "ar es"]) == ("en", "fr", "ar", "es")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--languages=en,xx",), "there are no words of the interface in `xx` yet"),
        (("--languages=wo",), "begin without it: once it stands in mkdocs.yml"),
        (("--languages=Français, en",), "expected a language's tag: `fr`"),
        (("--languages=zh",), "there are in zh-Hans, zh-Hant"),
        (("--repository=anywhere/papers",), "expected an address like `https://github.com/"),
        (("--languages=,",), "`languages` is missing"),
        (("--licence=CC-BY-4",), "did you mean `CC-BY-4.0`?"),
        (("--colour=reddish",), "found the colour `reddish`"),
        (("--address=papers.example",), "expected an address like"),
        (("--name=Papers", "--name=de=Hefte"), "`de` is no language of this site"),
    ],
)
def test_what_cant_be_used_is_told_and_nothing_is_written(
    options: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    result = begin(tmp_path, "--languages=en,fr", *options)
    assert result.returncode == 2
    assert told in result.stderr
    assert [*tmp_path.iterdir()] == []


def test_the_next_command_can_be_copied_where_the_folder_has_a_space(tmp_path: Path) -> None:
    done = begin(tmp_path, *GIVEN, name="my papers")
    assert 'Next: `cd "my papers" && issue-papers build`' in done.stdout


def test_a_folder_with_files_is_refused_and_with_force_they_are_kept(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n", encoding="utf-8")
    refused = begin(tmp_path, *GIVEN, name=".")
    assert refused.returncode == 1
    assert "isn't empty (mkdocs.yml), so nothing was written" in refused.stderr
    assert {path.name for path in tmp_path.iterdir()} == {".git", "mkdocs.yml"}
    forced = begin(tmp_path, *GIVEN, "--force", name=".")
    assert "kept mkdocs.yml, which was there\n" in forced.stdout
    assert (tmp_path / "mkdocs.yml").read_text(encoding="utf-8") == "site_name: Mine\n"
    assert (tmp_path / "docs/papers/first-paper/index.md").is_file()


def test_what_options_dont_say_is_asked_until_it_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("issue_papers.cli.init.is_somebody_there", lambda: True)
    answers = ["xx", "de, en", "Hefte", "Papers", "", "MIT-ish", "CC-BY-4.0", "", "", "none", ""]
    done = CliRunner().invoke(
        main, ["init", "site"], input="\n".join(answers) + "\n", env={"LC_ALL": "C"}
    )
    assert done.exit_code == 0, done.output
    assert "there are no words of the interface in `xx` yet" in done.output
    assert configuration(tmp_path / "site")["site_name"] == "Hefte"
    assert plugins(tmp_path / "site")["i18n"]["languages"][1]["site_name"] == "Papers"
    assert "site_url" not in configuration(tmp_path / "site")
    assert not (tmp_path / "site" / ".github").exists()


@pytest.mark.parametrize(
    ("remote", "address", "repository", "forge", "pages"),
    [
        (
            "git@github.com:anywhere/papers.git",
            "",
            "https://github.com/anywhere/papers",
            Forge.GITHUB,
            "https://anywhere.github.io/papers/",
        ),
        (
            "https://x:y@gitlab.com/anywhere/papers",
            "",
            "https://gitlab.com/anywhere/papers",
            Forge.GITLAB,
            "https://anywhere.gitlab.io/papers/",
        ),
        (
            "",
            "https://anywhere.codeberg.page/",
            "https://codeberg.org/anywhere/pages",
            Forge.FORGEJO,
            "https://anywhere.codeberg.page/",
        ),
        ("", "https://papers.example/", "", Forge.NONE, ""),
    ],
)
def test_repository_forge_and_address_are_guessed_from_each_other(
    remote: str, address: str, repository: str, forge: Forge, pages: str
) -> None:
    found = new_site.guessed_repository(address, remote)
    assert found == repository
    assert new_site.guessed_forge(found) is forge
    assert new_site.guessed_address(found, forge) == pages


# Workflows

PINNED = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def machinery(forge: Forge) -> Mapping[str, str]:
    site = NewSite("Papers", ("en", "ja"), "A network", "CC-BY-4.0", forge=forge)
    return {file.path: file.text for file in making.machinery(site, "1.2.3")}


def workflows() -> Iterator[tuple[str, str]]:
    for forge in Forge:
        for path, text in machinery(forge).items():
            if path.endswith(".yml") and path.startswith((".github/", ".forgejo/", ".gitlab")):
                yield path, text


def test_actions_are_pinned_by_commit() -> None:
    texts = [text for _, text in workflows()]
    texts += [file.read_text("utf-8") for file in (ROOT / ".github/workflows").glob("*.yml")]
    for text in texts:
        for use in re.findall(r"uses: (.+)", text):
            assert PINNED.fullmatch(use), use


def test_nothing_that_strangers_choose_is_put_into_a_command() -> None:
    for path, text in workflows():
        for job in yaml.safe_load(text).get("jobs", {}).values():
            for step in job["steps"]:
                assert "${{" not in step.get("run", ""), path
                assert "secrets." not in str(step), path


def test_what_reads_a_strangers_text_may_write_nothing() -> None:
    files = machinery(Forge.GITHUB)
    check = yaml.safe_load(files[".github/workflows/check.yml"])
    assert check["permissions"] == {"contents": "read"}
    preview = yaml.safe_load(files[".github/workflows/preview.yml"])
    assert preview["permissions"] == {}
    jobs = preview["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert all("github.token" not in str(step) for step in jobs["build"]["steps"])
    shown = "\n".join(step.get("run", "") for step in jobs["show"]["steps"])
    assert "issue-papers" not in shown.replace("<!-- issue-papers -->", "")
    assert "pip" not in shown


def test_fonts_are_installed_for_scripts_that_no_package_has_fonts_for() -> None:
    for path, text in workflows():
        assert ("fonts-noto-cjk" in text) == ("preview" in path or "pip install" in text), path


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout


def pages(script: Path, cwd: Path, remote: Path, *arguments: str, still: str = "") -> None:
    cwd.mkdir()
    subprocess.run(
        ["bash", str(script), *arguments],
        cwd=cwd,
        check=True,
        capture_output=True,
        env={
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "PAGES_REMOTE": str(remote),
            "PAGES_BRANCH": "gh-pages",
            "OPEN": still,
        },
    )


def test_the_site_and_previews_stand_in_one_branch_of_one_commit(tmp_path: Path) -> None:
    script = tmp_path / "pages.sh"
    script.write_text(machinery(Forge.GITHUB)[".github/pages.sh"], encoding="utf-8")
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    site, preview = tmp_path / "site", tmp_path / "preview"
    for folder, word in ((site, "site"), (preview, "preview")):
        (folder / ".well-known").mkdir(parents=True)
        (folder / "index.html").write_text(word, encoding="utf-8")
    (preview / "escape").symlink_to("/etc")

    def shown() -> dict[str, str]:
        names = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
        return {name: git(remote, "show", f"gh-pages:{name}") for name in names}

    pages(script, tmp_path / "a", remote, "preview", "7", str(preview))
    pages(script, tmp_path / "b", remote, "preview", "8", str(preview))
    pages(script, tmp_path / "c", remote, "site", str(site), still="8")
    assert shown() == {
        ".nojekyll": "",
        "index.html": "site",
        "previews/8/index.html": "preview",
    }
    (preview / "index.html").write_text("newer", encoding="utf-8")
    pages(script, tmp_path / "d", remote, "preview", "8", str(preview))
    assert shown()["index.html"] == "site"
    assert shown()["previews/8/index.html"] == "newer"
    assert git(remote, "rev-list", "--count", "gh-pages").strip() == "1"
    with pytest.raises(subprocess.CalledProcessError):
        pages(script, tmp_path / "e", remote, "preview", "../7", str(preview))


@pytest.mark.parametrize("what", [("site",), ("preview", "7")])
def test_settings_of_git_in_what_was_built_are_not_obeyed(
    tmp_path: Path, what: tuple[str, ...]
) -> None:
    """Who could build a folder can't run a program where the token to push is."""
    script = tmp_path / "pages.sh"
    script.write_text(machinery(Forge.GITHUB)[".github/pages.sh"], encoding="utf-8")
    remote, made, ran = tmp_path / "remote.git", tmp_path / "made", tmp_path / "ran"
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    git(tmp_path, "init", "--quiet", str(made))
    git(made, "config", "core.fsmonitor", f"touch {ran}; false")
    git(made, "config", "remote.origin.url", str(remote))
    (made / "index.html").write_text("made", encoding="utf-8")
    pages(script, tmp_path / "a", remote, *what, str(made))
    assert not ran.exists()
    names = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
    folder = "" if what[0] == "site" else "previews/7/"
    assert names == [".nojekyll", f"{folder}index.html"]
