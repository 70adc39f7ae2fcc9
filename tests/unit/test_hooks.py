"""Hooks where MkDocs runs them: what they change is on the site, or is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from harness import MKDOCS, Run, pages_alone, run

CHANGES = """
from mkdocs.structure.files import File

def on_config(config):
    config.site_name = "Named by a hook"
    config.copyright = "Rights by a hook"
    config.site_url = "https://hooked.example/x"
    config.extra_css.append("hooked.css")
    config.nav = [{"Our menu": ["index.md", "about.md"]}]

def on_files(files, config):
    files.append(File.generated(config, "made/by-hook.txt", content="Made."))

def on_nav(nav, config, files):
    return nav

def on_page_content(html, page, config, files):
    return f"{html}<p>Content by a hook</p>"

def on_post_page(output, page, config):
    return output.replace("</body>", "<!-- a hook was here --></body>")
"""
FAILS = """
import json

def read():
    return json.loads("{")

def on_config(config):
    read()
"""
MAKES_A_PAGE = """
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "made.md", content="# Made"))
"""


@pytest.fixture
def hooked(small_site: Callable[..., Path]) -> Callable[..., tuple[Path, Run]]:
    """Return what builds the small site with a hook, in MkDocs."""

    def built(hook: str, *options: str) -> tuple[Path, Run]:
        site = pages_alone(small_site())
        (site / "hook.py").write_text(hook, encoding="utf-8")
        with (site / "mkdocs.yml").open("a", encoding="utf-8") as config:
            config.write("hooks: [hook.py]\n")
        return site, run(MKDOCS, "build", *options, cwd=site)

    return built


def test_what_hooks_change_is_on_the_site(hooked: Callable[..., tuple[Path, Run]]) -> None:
    site, done = hooked(CHANGES)
    assert done.returncode == 0, done.stderr
    for page in ("about/index.html", "fr/about/index.html"):
        text = (site / "site" / page).read_text(encoding="utf-8")
        for part in ("Named", "Rights", "Content"):
            assert f"{part} by a hook" in text, (page, part)
        for part in ("https://hooked.example/x/", "hooked.css", "Our menu", "<!-- a hook was here"):
            assert part in text, (page, part)
    assert (site / "site/made/by-hook.txt").read_text(encoding="utf-8") == "Made."
    assert "warning: hooks: what `on_nav` of a hook changes isn't shown" in done.stderr


@pytest.mark.parametrize(
    ("hook", "told"),
    [
        (FAILS, "hook.py:5: hooks: the hook failed: JSONDecodeError: Expecting property name"),
        (MAKES_A_PAGE, "mkdocs.yml:1: plugins: `hook.py` makes the page made.md while"),
        (CHANGES, "mkdocs.yml:"),
    ],
)
def test_what_cannot_be_heeded_ends_the_build_in_one_line(
    hook: str, told: str, hooked: Callable[..., tuple[Path, Run]]
) -> None:
    site, done = hooked(hook, "--strict")
    assert done.returncode == 1
    assert (
        (done.stderr + done.stdout).strip().splitlines()[-1].startswith(f"no site was made: {told}")
    )
    assert not (site / "site").exists()
    assert not list(site.glob(".site-*"))
