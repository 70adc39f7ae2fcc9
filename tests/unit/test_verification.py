"""A published site is compared with what its commit makes; its host decides nothing else."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from harness import Run, build, copy_site, invoke, pages_alone, run
from issue_papers.building.buildinfo import BuildInfo, Generator, digests, generator, packages
from issue_papers.content import addresses
from issue_papers.verification.comparing import compare, other_means, published_info
from issue_papers.verification.published import Published, UnreachableError
from issue_papers.verification.rebuilding import UnmadeError, demand_commit

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILES = {
    "index.html": b"<p>Home",
    "a b/index.html": b"<p>Page",
    "404.html": b"<p>None",
    "é.txt": b"e",
    "_headers": b"/*",
}


@contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve something on this machine, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def folder_of(folder: Path, files: Mapping[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def info(site: Path, **changed: Any) -> BuildInfo:
    values = {
        "generator": Generator(version="1.0", digest="0" * 64),
        "packages": {"babel": "2.18.0"},
        "commit": COMMIT,
        "is_modified": False,
        "time": 0,
        "has_earlier_editions": False,
        "files": dict(digests(site)),
    }
    return BuildInfo.model_validate(values | changed)


def found(tmp_path: Path, served: Mapping[str, bytes]) -> list[str]:
    """Return how a served site departs from what its commit makes."""
    ours = folder_of(tmp_path / "ours", FILES)
    theirs = folder_of(tmp_path / "theirs", served)
    with serving(partial(Quiet, directory=str(theirs))) as address:
        published = Published.at(f"{address}")
        said = info(theirs)
        return [
            f"{each.path} {each.difference.value}"
            for each in compare(published, said, ours, info(ours))
        ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"index.html": b"<p>Evil"}, ["index.html other"]),
        ({"a b/index.html": b"<p>Page and more of it"}, ["a b/index.html other"]),
        ({"a b/index.html": None}, ["a b/index.html missing"]),
        ({"é.txt": b"", "404.html": None}, ["404.html missing", "é.txt other"]),
        ({"_headers": None}, []),  # some hosts read it and don't serve it
        ({"more.js": b"x()"}, ["more.js extra"]),
    ],
)
def test_each_file_that_isnt_as_it_should_be_is_found(
    change: Mapping[str, bytes | None], expected: list[str], tmp_path: Path
) -> None:
    served = {path: content for path, content in (FILES | change).items() if content is not None}
    assert found(tmp_path, served) == expected


@dataclass
class Host:
    """A host that answers as it likes.

    Attributes:
        answers: Status, headers and body, by path.
        asked: What it was asked for.
    """

    answers: dict[str, tuple[int, dict[str, str], bytes]]
    asked: list[str] = field(default_factory=list)

    def __call__(self, *arguments: Any) -> BaseHTTPRequestHandler:
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked.append(f"{self.command} {self.path}")
                status, headers, body = host.answers.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler(*arguments)


SOUND = {
    "version": 1,
    "generator": {"name": "issue-papers", "version": "1.0", "digest": "0" * 64},
    "packages": {},
    "commit": COMMIT,
    "is_modified": False,
    "time": 0,
    "has_earlier_editions": False,
    "files": {"index.html": "0" * 64},
}
DIGEST = "0" * 64


@pytest.mark.parametrize(
    "change",
    [
        {"commit": "HEAD"},
        {"commit": "--upload-pack=x"},
        {"commit": f"{COMMIT}\n"},
        {"time": -1},
        {"time": 10**20},
        {"generator": {"name": "another", "version": "1", "digest": DIGEST}},
        {"generator": {"name": "issue-papers", "version": "1; rm", "digest": DIGEST}},
        {"packages": {"a b": "1"}},
        {"more": 1},
        {"files": {"index.html": "short"}},
        *(
            {"files": {path: DIGEST}}
            for path in (
                "../a",
                "a/../b",
                "/etc/passwd",
                "a//b",
                "./a",
                "",
                "a\\b",
                "a\nb",
                "\x1b[2J",
            )
        ),
        {"files": {"x" * 1001: DIGEST}},
    ],
)
def test_what_a_site_says_of_itself_is_not_taken_on_trust(change: Mapping[str, Any]) -> None:
    BuildInfo.model_validate_json(json.dumps(SOUND))
    with pytest.raises(ValueError, match="validation error"):
        BuildInfo.model_validate_json(json.dumps({**SOUND, **change}))


def test_nothing_is_asked_of_another_host_nor_read_without_end() -> None:
    elsewhere = Host({})
    with serving(elsewhere) as other:
        host = Host(
            {
                "/away": (302, {"Location": f"{other}x"}, b""),
                "/file": (302, {"Location": "file:///etc/passwd"}, b""),
                "/round": (302, {"Location": "/round"}, b""),
                "/here": (301, {"Location": "/there"}, b""),
                "/there": (200, {}, b"there"),
                "/long": (200, {}, b"x" * 100_000),
                "/shut": (403, {}, b""),
            }
        )
        with serving(host) as address:
            site = Published.at(address)
            for path, said in (
                ("away", "leads to another host"),
                ("file", "can't be read|leads to another host"),
                ("round", "can't be read"),
                ("shut", "HTTP 403"),
            ):
                with pytest.raises(UnreachableError, match=said):
                    site.get(path, 10)
            assert site.get("here", 10) == b"there"
            assert site.get("long", 10) == b"x" * 11
            assert site.get("none", 10) is None
    assert elsewhere.asked == []
    assert {each.split()[0] for each in host.asked} == {"GET"}


@pytest.mark.parametrize(
    "address",
    ["", "x", "ftp://a/", "file:///etc", "http://", "http://[::1", "http://u:p@a/", "http://a/?x"],
)
def test_only_addresses_without_credentials_are_asked(address: str) -> None:
    with pytest.raises(UnreachableError):
        Published.at(address)


def test_an_address_without_its_scheme_is_told_how_it_is_written() -> None:
    with pytest.raises(UnreachableError) as raised:
        Published.at("papers.example")
    assert "expected an address like `https://example.org/papers/`" in raised.value.message


def test_a_site_without_the_list_or_with_a_broken_one_is_told() -> None:
    host = Host({"/bad/buildinfo.json": (200, {}, b'{"version": 1}')})
    with serving(host) as address:
        with pytest.raises(UnreachableError, match="there is no "):
            published_info(Published.at(address))
        with pytest.raises(UnreachableError, match="can't be used: generator"):
            published_info(Published.at(f"{address}bad"))


def test_other_versions_are_named() -> None:
    here = BuildInfo.model_validate(SOUND | {"generator": generator(), "packages": packages()})
    said = here.model_copy(update={"packages": here.packages | {"babel": "0.1"}})
    assert [*other_means(here, here)] == []
    assert [*other_means(said, here)] == [("babel", "0.1", here.packages["babel"])]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Commit a small site."""
    source = pages_alone(copy_site(tmp_path_factory.mktemp("verified") / "source"))
    for page in [*source.rglob("*.fr.md"), *source.rglob("*.ar.md")]:
        page.unlink()
    config = source / "mkdocs.yml"
    lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
    config.write_text(
        "".join(each for each in lines if "locale: ar" not in each and "locale: fr" not in each)
    )
    (source / ".gitignore").write_text("/site/\n/.cache/\n")
    git(source, "init", "--quiet")
    git(source, "add", "--all")
    git(source, "commit", "--quiet", "--message", "A site")
    return source


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = run("git", *who, *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def verify(source: Path, address: str) -> Run:
    return invoke("verify", address, cwd=source)


@pytest.mark.site
def test_a_published_site_is_what_its_commit_makes_or_isnt(
    repository: Path, tmp_path: Path
) -> None:
    site = build(repository, tmp_path / "base" / "site")
    said = BuildInfo.model_validate_json((site / addresses.BUILDINFO).read_bytes())
    assert said.commit == git(repository, "rev-parse", "HEAD")
    assert not said.is_modified
    assert said.files.keys() == dict(digests(site)).keys()
    assert said.files["404.html"] == hashlib.sha256((site / "404.html").read_bytes()).hexdigest()
    (repository / "docs" / "about.md").write_text("---\ntitle: Later\nsummary: L.\n---\nLater.\n")
    git(repository, "commit", "--quiet", "--all", "--message", "Later")
    with serving(partial(Quiet, directory=str(site.parent))) as address:
        same = verify(repository, f"{address}site/")
        assert (same.returncode, same.stderr) == (0, "")
        assert same.stdout == f"{len(said.files)} files are what commit {said.commit} makes\n"
        page = site / "papers/water/start/index.html"
        page.write_text(
            page.read_text(encoding="utf-8").replace("Water", "Wine", 1), encoding="utf-8"
        )
        (site / "sitemap.xml").unlink()
        other = verify(repository, f"{address}site")
    assert other.returncode == 1
    assert other.stdout.splitlines()[:2] == [
        "papers/water/start/index.html: not what the commit makes",
        "sitemap.xml: isn't there",
    ]


def test_a_commit_of_a_stranger_or_of_none_is_not_built(repository: Path, tmp_path: Path) -> None:
    here = git(repository, "rev-parse", "HEAD")
    assert demand_commit(repository, sound(commit=here)) == here
    git(repository, "checkout", "--quiet", "-b", "proposal")
    (repository / "docs" / "x.md").write_text("---\ntitle: X\n---\nX.\n")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "A proposal")
    proposed = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "--quiet", "-")
    for said, folder, message in (
        (sound(commit=None), repository, "names no commit"),
        (sound(commit=here, is_modified=True), repository, "weren't as commit"),
        (sound(), repository, "isn't in the history"),
        (sound(commit=proposed), repository, "isn't in the history"),
        (sound(commit=here), tmp_path, "knows of no repository"),
    ):
        with pytest.raises(UnmadeError, match=message):
            demand_commit(folder, said)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", str(shallow))
    with pytest.raises(UnmadeError, match="cut off"):
        demand_commit(shallow, sound(commit=here))


def sound(**changed: Any) -> BuildInfo:
    return BuildInfo.model_validate(SOUND | changed)


def test_the_status_tells_what_cant_be_found_out(repository: Path) -> None:
    with serving(Host({})) as address:
        done = verify(repository, address)
    assert done.returncode == 2
    assert "made by an earlier version" in done.stderr
