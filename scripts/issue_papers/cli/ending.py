"""How a command ends: with what it found in the form that was asked for, never with a traceback."""

from __future__ import annotations

import copy
import functools
import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar, cast

import click

from issue_papers.reporting import reports
from issue_papers.reporting.messages import environment_language, say
from issue_papers.reporting.problems import Problem, ProblemsError, report, verdict
from issue_papers.reporting.unexpected import status, unexpected

Tell = Callable[[Sequence[Problem]], None]
"""Shows problems that keep a command from doing its work."""

CONFIG = Path("mkdocs.yml")
"""The configuration of a command that is given none."""

AnyCommand = TypeVar("AnyCommand", bound=click.Command)

_SHOWS_TRACEBACK = click.Option(
    ["--traceback", "with_traceback"],
    is_flag=True,
    envvar="ISSUE_PAPERS_TRACEBACK",
    help="Show where in the generator it failed, for a report to its makers.",
)


def ended_well(command: AnyCommand) -> AnyCommand:
    """Return a command, and those below it, that says in a sentence whatever has ended it.

    Each has an option with which programmers see where it failed.
    """
    made = copy.copy(command)
    if isinstance(command, click.Group) and isinstance(made, click.Group):
        made.commands = {name: ended_well(each) for name, each in command.commands.items()}
        return made
    made.params = [*command.params, _SHOWS_TRACEBACK]
    callback = command.callback or (lambda: None)

    @functools.wraps(callback)
    def guarded(*, with_traceback: bool, **given: Any) -> Any:
        tell = _voice(command.name or "", given)
        config_file: Path | None = given.get("config_file")
        with ending_well(config_file or CONFIG, tell, with_traceback=with_traceback):
            if config_file:
                _demand(config_file)
            return callback(**given)

    made.callback = guarded
    return made


def _demand(config_file: Path) -> None:
    """Make sure that there is a site.

    Raises:
        ProblemsError: Its configuration isn't there.
    """
    if os.path.isfile(config_file):  # noqa: PTH113 - Path's own may raise
        return
    name = config_file.as_posix()
    message = say("there is no file {file} here", file=name)
    if os.path.isdir(config_file):  # noqa: PTH112 - the same
        message = say("{file} is a folder, expected a file", file=name)
    hint = say(
        "go to the folder of a site, or name its configuration with `-f`; "
        "`issue-papers init` begins a site"
    )
    raise ProblemsError(Problem(name, 1, "file", message, hint))


def _voice(command: str, given: Mapping[str, Any]) -> Tell:
    """Return what shows the problems of a command that was called with some parameters."""
    language = given.get("language") or environment_language()
    return teller(given.get("form", "text"), language, command)


@contextmanager
def ending_well(config_file: Path, tell: Tell, *, with_traceback: bool) -> Iterator[None]:
    """Turn whatever ends a command into problems and an exit status.

    SIGTERM is one of the things that may: the command ends what it has begun, as with Ctrl+C.

    Args:
        config_file: mkdocs.yml.
        tell: Shows the problems.
        with_traceback: Whether a programmer wants to see where it failed.
    """
    try:
        with _heeding_termination():
            yield
        _flush()  # what can't be written is known here, and not when all is over
    except (click.exceptions.Exit, click.Abort, KeyboardInterrupt):
        raise
    except BrokenPipeError:
        raise  # whoever reads has read enough: click ends without a word
    except ProblemsError as error:
        _show_traceback(error, wanted=with_traceback)
        ended = 1
        _told(tell, error.problems)
    except click.ClickException:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, an editor gets a sentence
        _show_traceback(error, wanted=with_traceback)
        ended = status(error)
        _told(tell, [unexpected(error, _folder(config_file), config_file.name)])
    else:
        return
    sys.exit(ended)


def _told(tell: Tell, problems: Sequence[Problem]) -> None:
    """Show problems, as errors where that can't be: the disk may be full that they go to."""
    try:
        _flush()
        tell(problems)
        _flush()
    except OSError:
        with suppress(OSError, ValueError):  # Python would write the rest, and fail once more
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        with suppress(OSError):
            _echo(report(problems, environment_language()), err=True)


def _flush() -> None:
    """Write what has been printed.

    Raises:
        OSError: It can't be written; the error names where to.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        raise OSError(error.errno, error.strerror, "<stdout>") from error


def _folder(config_file: Path) -> Path:
    """Return the folder of a site, wherever that is."""
    try:
        return config_file.resolve().parent
    except OSError:  # where this was begun isn't there any more
        return Path(os.sep)


@contextmanager
def _heeding_termination() -> Iterator[None]:
    """End what was begun and raise SystemExit when this process is told to end.

    Told so a second time, it just ends.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # a program that runs commands in its threads is told itself
        return

    def end(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        import multiprocessing  # noqa: PLC0415 - few commands begin any processes

        for child in multiprocessing.active_children():
            child.terminate()
        sys.exit(_KILLED + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


_KILLED = 128
"""What shells add to a signal's number for the exit status of what it has ended (POSIX)."""


def _show_traceback(error: BaseException, *, wanted: bool) -> None:
    if wanted:
        traceback.print_exception(error)


def teller(form: str, language: str, command: str = "") -> Tell:
    """Return what shows problems in a form.

    For people, the check's are its answer; another command's go where its progress goes, and the
    last line of a build says why there is no site.
    """

    def tell(found: Sequence[Problem]) -> None:
        if form == "text" and command != "check":
            _echo(report(found, language), err=True)
            if command == "build":
                _echo(verdict(found, language), err=True)
        else:
            _echo(reports.FORMATS.get(form, report)(found, language))

    return tell


def _echo(text: str, **options: Any) -> None:
    """Print a text, whatever characters a file's name or value has brought into it."""
    click.echo(text.encode("utf-8", "replace").decode(), **options)


def heed_streams() -> None:
    """Make sure that there is something to print to, and that it takes every text.

    What a terminal's or a file's encoding doesn't have is printed as Python writes it. What a shell
    has closed leads nowhere, so that no file that is opened later gets its place.
    """
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _nowhere(mode: str) -> io.TextIOWrapper:
    return cast("io.TextIOWrapper", Path(os.devnull).open(mode, encoding="utf-8"))
