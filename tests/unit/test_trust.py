"""What a proposed change must not make a build read."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import forked, invoke

TELLTALE = "TOKEN=do-not-tell"
Plant = Callable[[Path, Path], None]


def _link(name: str, target: str = "") -> Plant:
    """Put a link to a secret, or to what is given, into a site."""

    def plant(site: Path, secret: Path) -> None:
        (site / name).unlink(missing_ok=True)
        (site / name).symlink_to(target or secret)

    return plant


def _made(name: str, make: Callable[[Path], None]) -> Plant:
    return lambda site, _: make(site / name)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path may only be short
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(path.name)
    os.chdir(here)


OUT = "which leads out of"
BREACHES: dict[str, tuple[str, Plant, str]] = {
    "a text": ("docs/about.txt", _link("docs/about.txt"), OUT),
    "the environment": (
        "docs/about.txt",
        _link("docs/about.txt", "/proc/self/environ"),
        "it is a link to /proc/self/environ, which leads out of docs/",
    ),
    "a page": ("docs/news/rain.md", _link("docs/news/rain.md"), OUT),
    "a page's translation": (
        "docs/papers/water/end.fr.md",
        _link("docs/papers/water/end.fr.md"),
        OUT,
    ),
    "a picture": ("docs/papers/water/leak.png", _link("docs/papers/water/leak.png"), OUT),
    "references": (
        "docs/papers/water/references.yml",
        _link("docs/papers/water/references.yml"),
        OUT,
    ),
    "cities": ("case_studies/cities.yml", _link("case_studies/cities.yml"), OUT),
    "a case's file": ("case_studies/dakar/data.csv", _link("case_studies/dakar/data.csv"), OUT),
    "of the theme": ("overrides/assets/leak.txt", _link("overrides/assets/leak.txt"), OUT),
    "within the site": ("docs/config.txt", _link("docs/config.txt", "../mkdocs.yml"), OUT),
    "to what is hidden": ("docs/hidden.txt", _link("docs/hidden.txt", ".hidden"), OUT),
    "a folder": ("docs/etc", _link("docs/etc", "/etc"), "a link to a folder"),
    "a folder of cases": (
        "case_studies/etc",
        _link("case_studies/etc", "/etc"),
        "a link to a folder",
    ),
    "itself": ("docs/self.md", _link("docs/self.md", "self.md"), "leads nowhere"),
    "its own folder": ("docs/loop", _link("docs/loop", "."), "a link to a folder"),
    "nothing": ("docs/nothing.md", _link("docs/nothing.md", "not-there.md"), "leads nowhere"),
    "a device": ("docs/zero.png", _link("docs/zero.png", "/dev/zero"), OUT),
    "a pipe": ("docs/pipe.md", _made("docs/pipe.md", os.mkfifo), "it is a pipe, expected a file"),
    "a socket": ("docs/socket.md", _made("docs/socket.md", _socket), "it is a socket"),
    "a long name": (
        f"docs/{'x' * 201}.md",
        _made(f"docs/{'x' * 201}.md", Path.touch),
        "the name has 204 bytes, expected at most 200",
    ),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_it_is_told_and_nothing_of_it_is_read(
    breach: str, small_site: Callable[..., Path], tmp_path: Path
) -> None:
    name, plant, message = BREACHES[breach]
    site = small_site(has_theme=True)
    secret = tmp_path / "secret"
    secret.write_text(TELLTALE)
    (site / "docs" / ".hidden").write_text(TELLTALE)
    plant(site, secret)
    result = invoke("check", cwd=site)
    assert result.returncode == 1
    assert result.stdout.startswith(f"{name}:1: file: ")
    assert message in result.stdout
    assert result.stdout.endswith("1 error found.\n")
    assert TELLTALE not in result.stdout + result.stderr


def test_a_folder_of_its_own_may_not_be_elsewhere(
    small_site: Callable[..., Path], tmp_path: Path
) -> None:
    site = small_site()
    (site / "case_studies").rename(tmp_path / "cases")
    (site / "case_studies").symlink_to(tmp_path / "cases")
    result = invoke("check", cwd=site)
    assert result.stdout.startswith("case_studies:1: file: it is a link to ")


def test_all_are_told_at_once_and_no_build_begins(small_site: Callable[..., Path]) -> None:
    site = small_site()
    for name in ("a.txt", "b.txt"):
        (site / "docs" / name).symlink_to("/proc/self/environ")
    result = forked("build", cwd=site, A_SECRET=TELLTALE)
    assert result.returncode == 1
    assert result.stderr.count("which leads out of docs/") >= 2
    assert not (site / "site").exists()
    assert TELLTALE not in result.stdout + result.stderr


def test_a_link_within_its_folder_is_a_file(small_site: Callable[..., Path]) -> None:
    site = small_site()
    (site / "docs" / "again.txt").symlink_to("papers/water/references.yml")
    assert invoke("check", cwd=site).returncode == 0
