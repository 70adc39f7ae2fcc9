"""How a command ends: with what it found in the form that was asked for, never with a traceback."""

from __future__ import annotations

import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import click

from issue_papers.reporting import reports
from issue_papers.reporting.problems import Problem, ProblemsError, report, verdict
from issue_papers.reporting.unexpected import SOFTWARE_FAULT, unexpected

Tell = Callable[[Sequence[Problem]], None]
"""Shows problems that keep a command from doing its work."""


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
    except (click.exceptions.Exit, click.Abort, KeyboardInterrupt):
        raise
    except ProblemsError as error:
        _show_traceback(error, wanted=with_traceback)
        tell(error.problems)
        status = 1
    except click.ClickException:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, an editor gets a sentence
        _show_traceback(error, wanted=with_traceback)
        tell([unexpected(error, config_file.resolve().parent, config_file.name)])
        status = 1 if isinstance(error, OSError) else SOFTWARE_FAULT
    else:
        return
    sys.exit(status)


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


def teller(form: str, language: str, *, is_build: bool = False) -> Tell:
    """Return what shows problems in a form; a build's, for people, go where its progress goes."""

    def tell(found: Sequence[Problem]) -> None:
        if form == "text" and is_build:
            _echo(report(found, language), err=True)
            _echo(verdict(found, language), err=True)
        else:
            _echo(reports.FORMATS.get(form, report)(found, language))

    return tell


def _echo(text: str, **options: Any) -> None:
    """Print a text, whatever characters a file's name or value has brought into it."""
    click.echo(text.encode("utf-8", "replace").decode(), **options)
