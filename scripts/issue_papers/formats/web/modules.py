"""JavaScript modules (ECMA-262, 16.2): what each imports, in which order, and many as one script.

The theme's scripts are small modules that import each other. Where a browser loads no modules (a
copy read from a folder) or takes one file only (a service worker), they are put together here. They
are read by their lines: an import is a statement of its own at the start of a line, as Biome writes
it, and so is an export; what it names may take several lines.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError
from issue_papers.theme import place

_IMPORT = re.compile(
    r"""(?P<before>^[ \t]*(?:import|export)\b(?:[\s\w$*,{}]*?\bfrom)?\s*|(?<![\w.{<|])import\()"""
    r"""(?P<quote>["'])(?P<name>[^"'\n]+)(?P=quote)""",
    re.MULTILINE,
)
"""What a module imports when it is loaded, and what when it is asked for: `import("./other.js")`.
After a bracket that stands in a comment and is a type."""

_NAMED_IMPORT = re.compile(
    r"""^import\s+(?:\{(?P<names>[^{}]*)\}|\*\s+as\s+(?P<all>[\w$]+))\s+from\s+"(?P<name>[^"\n]+)";?"""
    r"""|^import\s+"[^"\n]+";?""",
    re.MULTILINE,
)
_STATIC_IMPORT = re.compile(
    r"""^import\s+(?:[\s\w$*,{}]*?\bfrom\s+)?"(?P<name>[^"\n]+)";?$""", re.MULTILINE
)
_EXPORT = re.compile(
    r"^export\s+(?=(?:async\s+function|function|class|const)\b[\s*]*(?P<name>[\w$]+))", re.MULTILINE
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LEFT = re.compile(r"^(?:import|export)\b|\bimport(?:\.meta\b|\()", re.MULTILINE)
_LEFT_WITH_OTHERS = re.compile(r"^(?:import|export)\b(?!\s*(?:\.|\())", re.MULTILINE)
_APART = "try {{\n{}}} catch (error) {{\n  reportError(error);\n}}\n"
"""What goes wrong in one module, as where a site's template lacks its markup, stops no other: as it
is where each is loaded by itself."""

_EXPLANATION = re.compile(r"^[ \t]*/\*\*(?!/)(?:[^*]|\*(?!/))*\*/[ \t]*\n", re.MULTILINE)
_ASIDE = re.compile(r"^[ \t]*// .*\n", re.MULTILINE)
_KEPT = re.compile(r"@(?:license|preserve)\b")


def shortened(text: str) -> str:
    """Return a script without the comments that explain it and say its types: `/** … */`, `// …`.

    They are for those who write it. Only those go that have their lines for themselves; one that
    is marked as a licence, or to be preserved, stays.
    """
    for comment in (_EXPLANATION, _ASIDE):
        text = comment.sub(lambda at: at[0] if _KEPT.search(at[0]) else "", text)
    return text


def imports(text: str) -> list[str]:
    """Return what a module imports, as it names it, in order."""
    return [match["name"] for match in _IMPORT.finditer(text)]


def renamed(text: str, name: Callable[[str], str | None]) -> str:
    """Return a module that names what it imports otherwise.

    Args:
        text: The module.
        name: What is said for a name in it; nothing where that stays.
    """

    def put(match: re.Match[str]) -> str:
        new = name(match["name"])
        return match[0] if new is None else f'{match["before"]}"{new}"'

    return _IMPORT.sub(put, text)


def in_order(
    roots: Iterable[str], read: Callable[[str], tuple[str, Collection[str]]]
) -> dict[str, str]:
    """Gather modules and what they import.

    Args:
        roots: The names of some.
        read: Gives a module's text, and the names of those that it imports.

    Returns:
        The modules' texts by name, each after those that it imports.
    """
    texts: dict[str, str] = {}
    imported: dict[str, Collection[str]] = {}
    waiting = sorted(roots)
    while waiting:
        name = waiting.pop()
        if name not in texts:
            texts[name], imported[name] = read(name)
            waiting += sorted(imported[name])
    ordered: dict[str, str] = {}

    def take(name: str, above: frozenset[str]) -> None:
        for each in sorted({*imported[name]} - above - ordered.keys()):
            take(each, above | {name})
        ordered[name] = texts[name]

    for name in sorted(texts):
        if name not in ordered:
            take(name, frozenset({name}))
    return ordered


def gathers(text: str) -> bool:
    """Whether a module does nothing but import others for what they do: `import "./other.js";`."""
    return (
        bool(text.strip())
        and not re.sub(
            r"""^import\s+"[^"\n]+";?$""", "", _COMMENT.sub("", text), flags=re.MULTILINE
        ).strip()
    )


def whole(files: Mapping[str, Path]) -> frozenset[str]:
    """Return the modules that come as one file with all that they import.

    They are those that gather others, those that are loaded when they are asked for, since what
    these import is wanted in the same moment, and those that no other imports: a page loads them.
    Of the last, one that functions can't stand for (`joined`) stays; it may be a site's own.

    Args:
        files: All files by path.
    """
    return _whole(_Imports(_texts(files, files)))


def gathered(paths: Iterable[str], files: Mapping[str, Path]) -> frozenset[str]:
    """Return the modules that stand in others (`whole`), and that nothing else asks for.

    Args:
        paths: What is published, by path.
        files: All files by path.
    """
    imports = _Imports(_texts(paths, files))
    roots = _whole(imports)
    within = frozenset().union(*(imports.reached(path, _STATIC_IMPORT) for path in roots))
    asked = {path for path in imports.texts if path not in within and path not in roots}
    asked |= {other for path in within for other in imports.later(path)}
    others = {each for path in asked - roots for each in imports.reached(path, _IMPORT, roots)}
    return within - asked - others


def _texts(paths: Iterable[str], files: Mapping[str, Path]) -> dict[str, str]:
    return {
        path: files[path].read_text(encoding="utf-8", errors="surrogateescape")
        for path in paths
        if path.endswith(".js")
    }


class _Imports:
    """What modules import of each other; each is read once, however many lead to it.

    Args:
        texts: The modules by path.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self._named: dict[tuple[str, re.Pattern[str]], frozenset[str]] = {}

    def named(self, path: str, names: re.Pattern[str]) -> frozenset[str]:
        """Return what a module names itself."""
        key = (path, names)
        if key not in self._named:
            folder = posixpath.dirname(path)
            found = {match["name"] for match in names.finditer(self.texts[path])}
            others = {posixpath.normpath(posixpath.join(folder, name)) for name in found}
            self._named[key] = frozenset(others & self.texts.keys())
        return self._named[key]

    def reached(
        self, path: str, names: re.Pattern[str], ends: Collection[str] = ()
    ) -> frozenset[str]:
        """Return what a module imports, and what that does; what some import isn't looked for."""
        found: set[str] = set()
        ahead = [path]
        while ahead:
            new = self.named(ahead.pop(), names) - found
            found |= new
            ahead += [each for each in new if each not in ends]
        return frozenset(found)

    def later(self, path: str) -> frozenset[str]:
        """Return what a module imports when it is asked for."""
        return self.named(path, _IMPORT) - self.named(path, _STATIC_IMPORT)

    def can_be_joined(self, path: str) -> bool:
        """Whether a module and all it imports can be functions: without circles, and by name."""
        return all(
            each not in self.reached(each, _STATIC_IMPORT)
            and _left_line(self.texts[each], _LEFT_WITH_OTHERS) is None
            for each in (path, *self.reached(path, _STATIC_IMPORT))
        )


def _whole(imports: _Imports) -> frozenset[str]:
    texts = imports.texts
    asked = {other for path in texts for other in imports.later(path)}
    gathering = {path for path in texts if gathers(texts[path])}
    imported = {other for path in texts for other in imports.named(path, _IMPORT)}
    loaded = {path for path in texts.keys() - imported if imports.can_be_joined(path)}
    return frozenset(
        gathering | {path for path in asked | loaded if imports.named(path, _STATIC_IMPORT)}
    )


def joined(root: str, files: Mapping[str, Path], *, is_module: bool = False) -> str:
    """Return one script, shortened, that does what a module does with all that it imports.

    Each is a function that runs once, after those that it imports: their names don't meet. What
    modules can that functions can't, they must do without: exports that change, default exports,
    and circles. In a classic script that is also `import.meta`, and imports when something is asked
    for; a module has those, and leads to them from its own folder, in which all of them are.

    Args:
        root: The path of the module.
        files: All modules by path.
        is_module: Whether the script is a module itself: it exports what the root does.

    Raises:
        ProblemsError: A module can't be joined; it is said at its line.
    """

    def read(path: str) -> tuple[str, Collection[str]]:
        text = files[path].read_text(encoding="utf-8")
        folder = posixpath.dirname(path)
        names = (match["name"] for match in _STATIC_IMPORT.finditer(text))
        named = {posixpath.normpath(posixpath.join(folder, name)) for name in names}
        return text, named & files.keys()

    modules = [_Module(path, files[path], text) for path, text in in_order([root], read).items()]
    left = _LEFT_WITH_OTHERS if is_module else _LEFT
    if faults := [fault for module in modules if (fault := _fault(module, left))]:
        raise ProblemsError(*faults)
    parts = [_as_function(module) for module in modules]
    exported = [match["name"] for match in _EXPORT.finditer(modules[-1].text)]
    if is_module and exported:
        parts.append(f'export const {{ {", ".join(exported)} }} = modules["{root}"];\n')
    elif is_module:
        parts = [_APART.format(part) for part in parts]
    return shortened("\n".join(('"use strict";\nconst modules = {};', *parts)))


@dataclass(frozen=True)
class _Module:
    """A module to join: its path, where it really is, and what it holds."""

    path: str
    file: Path
    text: str


def _as_function(module: _Module) -> str:
    def constants(match: re.Match[str]) -> str:
        if match["name"] is None:
            return ""
        folder = posixpath.dirname(module.path)
        other = f'modules["{posixpath.normpath(posixpath.join(folder, match["name"]))}"]'
        names = re.sub(r"\s+as\s+", ": ", match["names"] or "")
        return f"const {match['all'] or f'{{{names}}}'} = {other};"

    text = _NAMED_IMPORT.sub(constants, module.text)
    exported = ", ".join(match["name"] for match in _EXPORT.finditer(text))
    text = _EXPORT.sub("", text)
    answer = f"return {{ {exported} }};\n" if exported else ""
    return f'modules["{module.path}"] = (() => {{\n{text}{answer}}})();\n'


def _left_line(text: str, left: re.Pattern[str]) -> int | None:
    """Return the number of the first line of a module that can't be in a function."""
    for harmless in (_COMMENT, _NAMED_IMPORT, _EXPORT):
        text = harmless.sub(lambda match: "\n" * match[0].count("\n"), text)
    found = left.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _fault(module: _Module, left: re.Pattern[str]) -> Problem | None:
    """Return what is wrong with the first line that can't be in a function."""
    number = _left_line(module.text, left)
    if number is None:
        return None
    line = module.text.splitlines()[number - 1].strip()
    return Problem(
        place(module.file),
        number,
        "script",
        say("this line can't be put into one script with others: {line}", line=line),
        say("import by name, and export functions, classes and constants where they are declared"),
    )
