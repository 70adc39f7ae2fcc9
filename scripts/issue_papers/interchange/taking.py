"""What a translators' program has made, put into the files of a site.

Of a page that is translated already, a passage's lines take the place of those that were there, and
nothing else changes. What can't be put where it belongs is told, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from issue_papers.content.library import Entry, Library
from issue_papers.content.yaml_edit import CannotEditError, set_text
from issue_papers.interchange.offering import known, passages_of
from issue_papers.interchange.parted import Parted
from issue_papers.interchange.xliff import Group, Page
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity, closest

_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Asked:
    """How what was translated is to be taken.

    Attributes:
        file: The file that it is read from, as it is told of.
        options: By the name of a block, the options whose values are people's words.
        overwrites: Whether it takes the place of what was changed here meanwhile.
        status: What a new translation says of itself: `draft` or `machine`.
        translators: Who has made it.
    """

    file: str
    options: Mapping[str, frozenset[str]]
    overwrites: bool = False
    status: str = "draft"
    translators: tuple[str, ...] = ()


@dataclass
class Taken:
    """What taking comes to.

    Attributes:
        files: The texts of files that change, by path.
        problems: What isn't taken, and why.
        passages: How many passages are.
    """

    files: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    passages: int = 0


def taken(library: Library, pages: Sequence[Page], asked: Asked) -> Taken:
    """Work out what comes of pages that were translated; nothing is written.

    Args:
        library: All content.
        pages: The pages.
        asked: How they are to be taken.
    """
    made = Taken()
    entries = {entry.source.path: entry for entry in library.written.entries.values()}
    for page in _joined(pages):
        if problem := _against(library, entries, page, asked):
            made.problems.append(problem)
            continue
        entry = entries[page.path]
        path = library.settings.root / entry.source.path
        path = path.with_name(library.locales.path(path.name, page.target))
        if path.exists() and not entry.has(page.target) and page.target not in entry.drafts:
            message = say("not taken: {path} can't be read", path=library.settings.relative(path))
            hint = say("`issue-papers check` says what is wrong with it")
            made.problems.append(Problem(asked.file, page.line, page.path, message, hint))
        elif text := _Taking(entry, page, asked, made).text(path):
            made.files[path] = text
    return made


def _joined(pages: Iterable[Page]) -> Iterable[Page]:
    """Return pages, those that are there in several parts as one."""
    found: dict[tuple[str, str, str], Page] = {}
    for page in pages:
        key = page.path, page.source, page.target
        before = found.get(key)
        found[key] = replace(before, groups=before.groups + page.groups) if before else page
    return found.values()


def _against(
    library: Library, entries: Mapping[str, Entry], page: Page, asked: Asked
) -> Problem | None:
    """Return what stands against a page as a whole."""
    locales = library.locales
    if page.path not in entries:
        message = say("`{path}` is no page of this site", path=page.path)
        hint = say("if it has another name now, export it again")
    elif page.source != locales.source:
        message = say(
            "it is translated from `{language}`, and this site’s source language is `{source}`",
            language=page.source,
            source=locales.source,
        )
        hint = say("export it again")
    elif page.target == locales.source or page.target not in locales.tags:
        others = [tag for tag in locales.tags if tag != locales.source]
        message = say(
            "`{language}` is no language that this site is translated into: {hint}",
            language=page.target,
            hint=closest(page.target, others),
        )
        hint = say("export it again")
    else:
        return None
    return Problem(asked.file, page.line, page.path or "file", message, hint)


class _Taking:
    """Takes one page."""

    def __init__(self, entry: Entry, page: Page, asked: Asked, made: Taken) -> None:
        self.entry, self.page, self.asked, self.made = entry, page, asked, made
        self.sources = passages_of(entry.source, asked.options)
        self.old = entry.translations.get(page.target)  # one that was only laid out is none
        self.here = passages_of(self.old, asked.options)
        self.found: dict[str, tuple[Parted, list[str]]] = {}

    def text(self, path: Path) -> str:
        """Return the text of the translation's file; nothing where it stays as it is."""
        for group in self.page.groups:
            if (texts := self._texts(group)) is not None:
                self._take(group, texts)
        if not self.found:
            return ""
        self.made.passages += len(self.found)
        if self.old is None:
            return self._begun()
        old = path.read_bytes().decode()
        new = self._changed(old, self.old.body_line)
        return new if new != old else ""

    def _tell(self, group: Group, message: str, hint: str, severity: Severity) -> None:
        key = f"{self.page.path}#{group.id}"
        problem = Problem(self.asked.file, group.line, key, message, hint, severity)
        self.made.problems.append(problem)

    def _texts(self, group: Group) -> list[str] | None:
        """Return the paragraphs of a passage; nothing where they can't be taken."""
        targets = [_on_a_line(pair.target or "") for pair in group.pairs]
        if not any(targets):
            return None
        source, here = self.sources.get(group.id), self.here.get(group.id)
        if source is None or [*map(_on_a_line, source.texts)] != [
            _on_a_line(pair.source) for pair in group.pairs
        ]:
            message = say("not taken: the source has changed since this was exported")
            hint = say("export the page again: the program knows what it has translated")
            self._tell(group, message, hint, Severity.ERROR)
            return None
        if not all(targets):
            message = say(
                "not taken: {done} of {all} paragraphs are translated",
                done=sum(map(bool, targets)),
                all=len(targets),
            )
            hint = say("translate the whole passage, then import it again")
            self._tell(group, message, hint, Severity.WARNING)
            return None
        if here and targets == [*map(_on_a_line, here.texts)] and known(source, here):
            return None
        if known(source, here) != group.known and not self.asked.overwrites:
            message = say("not taken: the translation has changed since this was exported")
            hint = say("export the page again, or import this with `--overwrite`")
            self._tell(group, message, hint, Severity.ERROR)
            return None
        return targets

    def _take(self, group: Group, texts: list[str]) -> None:
        """Keep the frame of the translation, where it has as many paragraphs as its source."""
        source, here = self.sources[group.id], self.here.get(group.id)
        is_alike = here and known(source, here) and len(here.units) == len(source.units)
        self.found[group.id] = here if here and is_alike else source, texts

    # A new file

    def _begun(self) -> str:
        data: dict[str, Any] = {}
        for name, (frame, texts) in self.found.items():
            if frame.passage.is_meta:
                *above, last = name.split(".")
                at = data
                for part in above:
                    at = at.setdefault(part, {})
                at[last] = frame.words(texts)
        data["translation"] = {"status": self.asked.status}
        if self.asked.translators:
            data["translation"]["translators"] = [*self.asked.translators]
        front = yaml.safe_dump(data, allow_unicode=True, width=10**6, sort_keys=False)
        body = ["\n".join(lines) for _, _, lines in self._in_order()]
        return "\n\n".join((f"---\n{front}---", *body)) + "\n"

    def _in_order(self) -> Iterator[tuple[str, int, list[str]]]:
        """Yield what is taken of passages that aren't there yet, in order: id, number, lines."""
        filled = {
            name: [*frame.filled(texts)]
            for name, (frame, texts) in self.found.items()
            if not frame.passage.is_meta
        }
        for name, number in self._stretches():
            if name in filled and name not in self.here:
                yield name, number, filled[name][number]

    def _stretches(self) -> Iterator[tuple[str, int]]:
        """Yield what the source's body consists of, in order: passage's id, stretch's number."""
        standing = sorted(
            (stretch.first, name, number)
            for name, source in self.sources.items()
            if not source.passage.is_meta
            for number, stretch in enumerate(source.stretches)
        )
        yield from ((name, number) for _, name, number in standing)

    # A file that is there

    def _changed(self, old: str, body_line: int) -> str:
        newline = "\r\n" if "\r\n" in old else "\n"
        lines = old.replace("\r\n", "\n").split("\n")
        edits: list[tuple[int, int, list[str]]] = []
        for name, (frame, texts) in self.found.items():
            if name in self.here and not frame.passage.is_meta:
                edits += _replaced(self.here[name], [*frame.filled(texts)])
        edits += self._inserted(lines, body_line)
        for first, last, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
            lines[first - 1 : last] = new
        text = newline.join(lines)
        for name, (frame, texts) in self.found.items():
            if frame.passage.is_meta:
                text = self._set(text, name, frame.words(texts))
        return text

    def _set(self, text: str, name: str, value: str) -> str:
        try:
            return set_text(text, name.split("."), value)
        except CannotEditError as error:
            hint = say("write it there yourself: {text}", text=value)
            (group,) = (each for each in self.page.groups if each.id == name)
            self._tell(group, error.args[0], hint, Severity.ERROR)
            self.made.passages -= 1
            return text

    def _inserted(
        self, standing: Sequence[str], body_line: int
    ) -> Iterator[tuple[int, int, list[str]]]:
        """Yield what comes behind lines that are there, as changes of no line."""
        behind: dict[int, list[str]] = {}
        new = {(name, number): lines for name, number, lines in self._in_order()}
        at = body_line - 1
        for name, number in self._stretches():
            if name in self.here:
                stretches = self.here[name].stretches
                at = stretches[min(number, len(stretches) - 1)].last
            elif (name, number) in new:
                behind.setdefault(at, []).extend(["", *new[name, number]])
        for line, lines in behind.items():
            is_apart = not "".join(standing[line : line + 1]).strip()
            yield line + 1, line, lines if is_apart else [*lines, ""]


def _replaced(here: Parted, new: Sequence[list[str]]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the changes of lines that give a passage other ones: first line, last line, lines."""
    for number, old in enumerate(here.stretches):
        lines = [*new[number]] if number < len(new) else []
        if number == len(here.stretches) - 1:
            for more in new[number + 1 :]:
                lines += ["", *more]
        yield old.first, old.last, lines


def _on_a_line(text: str) -> str:
    """Return a text on one line; spaces that don't break stay."""
    return _SPACE.sub(" ", text).strip(" ")
