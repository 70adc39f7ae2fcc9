"""Whatever the machine refuses: a sentence, and exit status 1; or a site, where nothing needs it.

The table has one kind of fault a row. Each is tried in this process where that is possible; those
of streams, memory and the folder that a command is begun in take a process of their own.
"""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from harness import ROOT, copy_site, invoke, pages_alone, run
from issue_papers import git
from issue_papers.building import executors, preview_server
from issue_papers.building.preview_server import UnusableAddressError
from issue_papers.checks import rules
from issue_papers.content_cache import ContentCache
from issue_papers.publishing import source_date
from issue_papers.reporting.problems import ProblemsError, Severity
from issue_papers.reporting.unexpected import SOFTWARE_FAULT

PYTHON = (sys.executable, "-m", "issue_papers")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a small site in a repository, which no test changes."""
    site = pages_alone(copy_site(tmp_path_factory.mktemp("faults") / "site"))
    (site / ".gitignore").write_text("/site/\n/.cache/\n", encoding="utf-8")
    _git(site, "init", "-q")
    _git(site, "add", "-A")
    _git(site, "commit", "-qm", "A site")
    return site


def _git(site: Path, *arguments: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "commit.gpgSign=false")
    command = ["git", "-C", str(site), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


# What the system says, wherever it says it

SAID: dict[str, tuple[BaseException, int, str]] = {
    "full disk": (
        OSError(errno.ENOSPC, "No space left on device", "/disk/file"),
        1,
        "the disk is full, so /disk/file can't be written",
    ),
    "full disk, no name": (OSError(errno.ENOSPC, "No space left"), 1, "the disk is full"),
    "user's share": (OSError(errno.EDQUOT, "Quota exceeded", "/f"), 1, "the disk is full"),
    "read-only": (OSError(errno.EROFS, "Read-only", "/f"), 1, "its disk can only be read"),
    "no right": (PermissionError(errno.EACCES, "Denied", "/f"), 1, "this user may not read or"),
    "handles": (OSError(errno.EMFILE, "Too many open files"), 1, "open no more files"),
    "file's size": (OSError(errno.EFBIG, "File too large", "/f"), 1, "lets no file be as large"),
    "file's size, no name": (OSError(errno.EFBIG, "File too large"), 1, "as one of these would"),
    "processes": (BlockingIOError(errno.EAGAIN, "Unavailable"), 1, "no more processes or"),
    "threads": (RuntimeError("can't start new thread"), 1, "no more processes or threads"),
    "memory": (MemoryError(), 1, "the machine has too little memory"),
    "system's memory": (OSError(errno.ENOMEM, "Cannot allocate memory"), 1, "too little memory"),
    "temporary files": (
        FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']"),
        1,
        "there is no folder in which temporary files can be written",
    ),
    "worker": (BrokenProcessPool("gone"), 1, "a worker of this build was ended from outside"),
    "package": (ModuleNotFoundError("No module named 'typst'"), 1, "can't be loaded: No module"),
    "other": (OSError(errno.EIO, "Input/output error", "/f"), 1, "says: /f: Input/output error"),
    "odd name": (OSError(errno.EIO, "Broken", b"\xff"), 1, "says: \\xff: Broken"),
    "our own fault": (KeyError("x"), SOFTWARE_FAULT, "the generator failed: KeyError"),
}


@pytest.mark.parametrize("fault", SAID)
def test_it_is_one_sentence(fault: str, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error, status, sentence = SAID[fault]

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(rules, "load_and_check", fail)
    ended = invoke("new", "event", cwd=site, ISSUE_PAPERS_CACHE="/proc/none")
    told = ended.stdout + ended.stderr
    assert ended.returncode == status
    assert sentence in told
    assert "Traceback" not in told
    assert len(told.splitlines()) <= 3  # where, how to mend it, and how many there are


# What there is to read

CONFIGURATIONS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "there is no file mkdocs.yml here"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "mkdocs.yml is a folder"),
    "empty": (lambda path: path.write_bytes(b""), "found no settings"),
    "not UTF-8": (lambda path: path.write_bytes(b"site_name: C\xf3rdoba\n"), "mkdocs.yml:1: yaml:"),
    "with zeros": (lambda path: path.write_bytes(b"site_name: a\0b\n"), "mkdocs.yml:1: yaml:"),
    "broken": (lambda path: path.write_bytes(b"site_name: [x\n"), "mkdocs.yml:1: yaml:"),
    "deep": (lambda path: path.write_bytes(b"a: " + b"[" * 9000), "nested without end"),
    "endless": (
        lambda path: path.write_text(
            "".join(
                f"{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 9)}]\n" for n in range(9)
            )
        ),
        "aliases without end",
    ),
}


@pytest.mark.parametrize("fault", CONFIGURATIONS)
def test_a_configuration_that_is_none(fault: str, tmp_path: Path) -> None:
    make, sentence = CONFIGURATIONS[fault]
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: A\n", encoding="utf-8")
    make(config)
    for command in (("check",), ("build",), ("status",), ("urls",), ("review", "--base", "HEAD")):
        ended = invoke(*command, cwd=tmp_path)
        told = ended.stdout + ended.stderr
        assert (ended.returncode, "Traceback" in told) == (1, False), told
        assert sentence in told


# The time of a build

TIMES = {
    "": "the commit",
    "86400": 86_400,
    "0": 0,
    "abc": None,
    "-1": None,
    "1e9": None,
    " 86400 ": None,
    "1_000": None,
    "1.5": None,
    "\u0663": None,
    "253402300800": None,
    "9" * 5000: None,
}


@pytest.mark.parametrize("said", TIMES)
def test_the_time_of_a_build(said: str, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    expected = TIMES[said]
    if expected is None:
        with pytest.raises(ProblemsError, match="expected seconds since 1970") as caught:
            source_date(site, "mkdocs.yml")
        assert len(str(caught.value)) < 400
    else:
        committed = git.committed(site)
        assert source_date(site, "mkdocs.yml") == (committed if said == "" else expected)


def test_before_the_first_commit_it_is_the_day_of_the_last_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    texts = tmp_path / "docs"
    (texts / "papers").mkdir(parents=True)
    day = 86_400
    for name, saved in (
        ("mkdocs.yml", 3 * day),
        ("docs/index.md", 9 * day + 7),
        ("x.md", 12 * day),
    ):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (saved, saved))
    (texts / "papers" / "gone.md").symlink_to(tmp_path / "nowhere.md")
    assert source_date(tmp_path, "mkdocs.yml", [texts, tmp_path / "none"]) == 9 * day
    assert source_date(tmp_path, "mkdocs.yml") == 3 * day


@pytest.mark.parametrize("said", ["", "x", "-5", "99999999999999999999", "9" * 5000, "\u0663"])
def test_a_commit_is_of_a_time_that_a_calendar_has(said: str) -> None:
    assert 0 <= git.moment(said) < 253_402_300_800


# git

HOSTILE = """
[core]
 fsmonitor = "touch RAN; false"
 hooksPath = hooks
 pager = "touch RAN"
 quotePath = true
[diff]
 external = touch RAN
 noprefix = true
 mnemonicPrefix = true
 orderFile = nowhere
[diff "evil"]
 textconv = touch RAN; cat
 command = touch RAN
[filter "evil"]
 smudge = touch RAN; cat
[log]
 showSignature = true
 showRoot = false
[gpg]
 program = touch
[color]
 ui = always
[alias]
 archive = !touch RAN
"""
"""What a user, a machine or a clone may have set; a proposed change can't, but names drivers."""


@pytest.fixture
def clone(site: Path, tmp_path: Path) -> Path:
    """Give a clone with settings that run something, and attributes that ask for it."""
    _git(tmp_path, "clone", "-q", str(site), str(tmp_path / "clone"))
    clone = tmp_path / "clone"
    attributes = "* filter=evil diff=evil\nabout.md export-ignore\n"
    (clone / ".gitattributes").write_text(attributes, encoding="utf-8")
    with (clone / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write(HOSTILE)
    return clone


def test_gits_answers_run_nothing(clone: Path, site: Path, tmp_path: Path) -> None:
    assert git.committed(clone) == git.committed(site)
    assert git.unpack(clone, "HEAD", tmp_path / "unpacked")
    assert (tmp_path / "unpacked" / "docs" / "about.md").is_file()
    ended = invoke(
        *("check", "--format", "github-review", "--base", "HEAD", "--head", "HEAD"), cwd=clone
    )
    assert ended.returncode == 0
    ended = invoke("review", "--base", "HEAD", cwd=clone)
    assert "No text of the site is changed." in ended.stdout
    assert not [*clone.rglob("RAN")]


def test_git_is_led_nowhere_else(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed = git.committed(site)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_PAGER"):
        monkeypatch.setenv(name, "/nowhere")
    assert committed is not None
    assert git.committed(site) == committed


def test_a_folder_of_the_tree_is_no_repository(site: Path, tmp_path: Path) -> None:
    inner = tmp_path / "work" / "manual"
    _git(tmp_path, "clone", "-q", str(site), str(tmp_path / "work"))
    _git(tmp_path, "clone", "-q", "--bare", str(site), str(inner))
    (inner / "config").write_text("[core]\n bare = false\n worktree = .\n", encoding="utf-8")
    assert git.ask(inner, "rev-parse", "--git-dir") == b""


def test_it_is_told_why_git_does_not_answer(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert git.trouble(site, "mkdocs.yml") is None
    assert git.trouble(tmp_path, "mkdocs.yml") is None
    told = []
    with monkeypatch.context() as patch:
        patch.setenv("PATH", "")
        told.append(git.trouble(site, "mkdocs.yml"))
    broken = tmp_path / "broken"
    (broken / ".git").mkdir(parents=True)
    (broken / ".git" / "HEAD").write_text("?", encoding="utf-8")
    (tmp_path / "gitconfig").write_text("[broken\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    told.append(git.trouble(site, "mkdocs.yml"))
    messages = [problem.message if problem else "" for problem in told]
    assert messages[0].startswith("git isn't installed here")
    assert messages[1].startswith("git can't read this repository: bad config line 1")
    ended = invoke("review", "--base", "HEAD", cwd=site)
    assert ended.returncode == 1
    assert "git can't read this repository" in ended.stderr


def test_git_that_refuses_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = b"fatal: detected dubious ownership in repository at '/site'\nTo add an exception"
    done = subprocess.CompletedProcess([], 128, b"", refused)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    problem = git.trouble(site, "mkdocs.yml")
    assert problem
    assert problem.message == "git doesn't read this repository: it belongs to another user"
    assert "safe.directory" in problem.hint


def test_a_history_that_is_not_whole_is_told(site: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    _git(tmp_path, "clone", "-q", "--depth=1", f"file://{site}", str(shallow))
    assert git.doubts(site, "mkdocs.yml") == ()
    assert git.doubts(shallow, "mkdocs.yml", is_dated=False) == ()
    (problem,) = git.doubts(shallow, "mkdocs.yml")
    assert (problem.severity, problem.hint) == (
        Severity.WARNING,
        "fetch the whole history: `git fetch --unshallow`",
    )
    for form in ("text", "json"):
        checked = invoke("check", "--format", form, cwd=shallow)
        assert checked.returncode == 0
        assert "shallow" not in checked.stdout  # its texts are all there
    built = invoke("build", cwd=shallow)
    assert "this clone is shallow" in built.stderr


# What nothing needs


@pytest.fixture(params=["a file", "no such disk"])
def unusable(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a folder that nothing can be kept in."""
    (tmp_path / "a file").write_text("", encoding="utf-8")
    return tmp_path / "a file" if request.param == "a file" else Path("/proc/none/cache")


def test_without_a_cache_a_check_only_takes_longer(site: Path, unusable: Path) -> None:
    ended = run(*PYTHON, "check", cwd=site, ISSUE_PAPERS_CACHE=str(unusable))
    assert ended.returncode == 0
    assert ended.stdout == "No problems found.\n"
    assert ended.stderr.startswith(f"nothing can be kept in {unusable}")
    assert not ContentCache(unusable).put("a", "", b"")


def test_without_semaphores_this_process_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(executors.multiprocessing, "Lock", refuse)
    assert executors.is_alone(executors.executor(4))


# Streams, and where a command is begun

SHELL: dict[str, tuple[str, int, str]] = {
    "nothing to print to": ('"$@" status >&-', 0, ""),
    "no stream at all": ('"$@" check <&- >&- 2>&-', 0, ""),
    "a reader that has read enough": ('set -o pipefail; "$@" status | head -c 0', 1, ""),
    "a full disk behind it": ('"$@" status > /dev/full', 1, "the disk is full"),
    "another encoding": (
        'PYTHONIOENCODING=ascii:strict "$@" status',
        0,
        "reviewed by a person",
    ),
    "no language": ('LC_ALL=C PYTHONCOERCECLOCALE=0 PYTHONUTF8=0 "$@" check', 0, "No problems"),
    "an unknown language": ('LC_ALL=xx_YY.UTF-8 "$@" check', 0, "No problems found."),
    "a folder that is gone": (
        'mkdir gone; cd gone; rmdir ../gone; "$@" init --yes new',
        1,
        "the folder in which this was begun isn't there any more",
    ),
    "few files at a time": ('ulimit -n 64; "$@" check', 0, "No problems found."),
    "no home": ('unset HOME; "$@" check', 0, "No problems found."),
}


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's")
@pytest.mark.parametrize("fault", SHELL)
def test_in_a_shell(fault: str, site: Path) -> None:
    line, status, sentence = SHELL[fault]
    ended = run("bash", "-c", line, "bash", *PYTHON, cwd=site)
    told = ended.stdout + ended.stderr
    assert ended.returncode == status, told
    assert sentence in told
    assert "Traceback" not in told
    assert "Exception ignored" not in told


# Python, and the preview's address


@pytest.fixture
def old_python(tmp_path: Path) -> str:
    """Give the first lines of `python -m issue_papers` as an old Python would run them."""
    module = ROOT / "scripts" / "issue_papers" / "__main__.py"
    head = module.read_text(encoding="utf-8").partition("from issue_papers")[0]
    script = tmp_path / "old.py"
    script.write_text(head.replace("import sys\n", "import sys\nsys.version_info = (3, 8, 1)\n"))
    return str(script)


def test_an_old_python_is_told(old_python: str, tmp_path: Path) -> None:
    ended = run(sys.executable, old_python, cwd=tmp_path)
    assert ended.returncode == 1
    assert ended.stderr == "issue-papers needs Python 3.11 or later; this is 3.8\n"


def test_a_script_finds_no_python(tmp_path: Path) -> None:
    """The commands of the repository look for one before anything else."""
    (tmp_path / "scripts").mkdir()
    for name in ("environment.sh", "check"):
        text = (ROOT / "scripts" / name).read_bytes()
        (tmp_path / "scripts" / name).write_bytes(text)
    for name in ("requirements.txt", "pyproject.toml"):
        (tmp_path / name).touch()
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "cat", "cmp", "dirname", "sed"):
        found = next(Path(p) / name for p in os.get_exec_path() if (Path(p) / name).exists())
        (tools / name).symlink_to(found)
    ended = run(tools / "bash", "scripts/check", cwd=tmp_path, PATH=str(tools))
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: Python 3.11 or later is needed, and wasn't found.")


def test_an_address_that_cannot_be_served() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for host, at, sentence in (
            ("127.0.0.1", port, f"another program is at 127.0.0.1:{port}"),
            ("127.0.0.1", 99_999, "there is no port 99999"),
            ("203.0.113.9", 8000, "the site can't be shown at 203.0.113.9:8000"),
        ):
            with pytest.raises(UnusableAddressError, match=sentence):
                preview_server._begun(None, host, at)  # type: ignore[arg-type]
