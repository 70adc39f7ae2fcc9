"""How a build ends: with a site, or with the reason why there is none as its last words.

MkDocs counts the warnings that are logged and, under `strict`, ends with their number alone; a
plugin's exception it logs, and ends with its own name. Here what is logged is kept with its place,
and whatever ends a build becomes problems like those that the check finds.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterable
from pathlib import Path

from mkdocs import plugins
from mkdocs.exceptions import Abort, MkDocsException

from issue_papers.content.library import Library
from issue_papers.content.locales import UnknownLanguageError
from issue_papers.reporting.messages import environment_language, joined, say
from issue_papers.reporting.problems import Problem, ProblemsError, Severity, report, verdict
from issue_papers.reporting.unexpected import status, unexpected

_QUOTED = re.compile(r"'([^'\n]+)'")
_CONFIG = "mkdocs.yml"
_MKDOCS_PLUGINS = Path(plugins.__file__)
_OURS = Path(__file__).resolve().parent
_INSTALLED = frozenset({"site-packages", "dist-packages"})


class StoppedError(Abort):
    """The build has ended without a site; its text says why.

    Attributes:
        problems: What is wrong, each with its place.
    """

    def __init__(self, problems: Iterable[Problem], status: int = 1) -> None:
        self.problems = tuple(sorted(set(problems)))
        language = environment_language()
        super().__init__(f"{report(self.problems, language)}\n{verdict(self.problems, language)}")
        self.exit_code = self.code = status  # type: ignore[misc]  # click has one for a class


class Listener(logging.Handler):
    """Keeps what MkDocs and its plugins warn of.

    Attributes:
        heard: The records, in order.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.heard.append(record)

    def start(self) -> None:
        """Listen from now on, as if nothing had been said before."""
        self.heard.clear()
        logging.getLogger("mkdocs").addHandler(self)

    def stop(self) -> None:
        """Listen no more."""
        logging.getLogger("mkdocs").removeHandler(self)

    def problems(self, library: Library, *, strict: bool) -> tuple[Problem, ...]:
        """Return what has been heard, each at its place.

        Args:
            library: What the site is made of.
            strict: Whether warnings stop the build.
        """
        found = {(record.getMessage(), record.name): record for record in self.heard}
        severity = Severity.ERROR if strict else Severity.WARNING
        return tuple(_placed(record, library, severity) for record in found.values())


def _placed(record: logging.LogRecord, library: Library, severity: Severity) -> Problem:
    """Make a problem of what was logged, at the file and the line that it quotes."""
    said = " ".join(record.getMessage().split())
    path, line = _place(_QUOTED.findall(said), library)
    hint = say("mend it, or build without `--strict`: then warnings stop nothing")
    speaker = record.name.removeprefix("mkdocs.plugins.")
    key = "mkdocs" if speaker.startswith("mkdocs.") else speaker.partition(".")[0]
    return Problem(path, line, key, joined("", [said]), hint, severity)


def _place(quoted: list[str], library: Library) -> tuple[str, int]:
    for number, name in enumerate(quoted):
        try:
            key, language = library.locales.split(name)
        except UnknownLanguageError:
            continue
        entry = library.entries.get(key)
        if entry is None:
            continue
        document = entry.document(language)
        for target in quoted[number + 1 :]:
            for offset, text in enumerate(document.body.split("\n")):
                if target in text:
                    return document.path, document.body_line + offset
        return document.path, 1
    return library.settings.relative(library.settings.config_path), 1


def stopped(error: Exception, root: Path, heard: Iterable[Problem] = ()) -> StoppedError:
    """Say of any exception why it ends the build.

    Args:
        error: What was raised, by this generator, by MkDocs or by another plugin.
        root: The project's folder.
        heard: What was warned of before.
    """
    if isinstance(error, StoppedError):
        return error
    if isinstance(error, ProblemsError):
        return StoppedError([*error.problems, *heard])
    said = " ".join(str(getattr(error, "message", error)).split())
    others = [problem for problem in heard if said not in problem.message]
    if isinstance(error, MkDocsException):
        reason = next((problem for problem in heard if said in problem.message), None)
        reason = reason or Problem(_CONFIG, 1, "build", joined("", [said]))
        return StoppedError([reason, *others])
    if theirs := _of_others(error, root):
        return StoppedError([theirs, *others])
    return StoppedError([unexpected(error, root), *others], status(error))


def _of_others(error: Exception, root: Path) -> Problem | None:
    """Say which hook, or which plugin of others, has failed; nothing where it was none.

    MkDocs calls them: whatever comes right after it is where they begin.
    """
    frames = [*traceback.walk_tb(error.__traceback__)]
    files = [Path(frame.f_code.co_filename) for frame, _ in frames]
    begun = [at for at, file in enumerate(files) if file == _MKDOCS_PLUGINS]
    if not begun or begun[-1] + 1 == len(files) or files[begun[-1] + 1].is_relative_to(_OURS):
        return None
    said = " ".join(str(error).split())
    found = joined("", [f"{type(error).__name__}: {said}" if said else type(error).__name__])
    hook = files[begun[-1] + 1]
    if hook.is_relative_to(root) and not _INSTALLED & {*hook.parts}:
        line = max(at for at, file in enumerate(files) if file == hook)
        message = say("the hook failed: {error}", error=found)
        hint = say("mend it, or take it out of `hooks:` in mkdocs.yml")
        path = hook.relative_to(root).as_posix()
        return Problem(path, frames[line][1], "hooks", message, hint)
    plugin = str(frames[begun[-1] + 1][0].f_globals.get("__name__", hook.stem)).partition(".")[0]
    message = say("the plugin `{plugin}` failed: {error}", plugin=plugin, error=found)
    hint = say("ask its makers, or take it out of `plugins:`")
    return Problem(_CONFIG, 1, "plugins", message, hint)
