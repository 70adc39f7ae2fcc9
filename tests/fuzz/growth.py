"""Gives every reader and writer texts that repeat something, and tells where time outgrows them.

    python tests/fuzz/growth.py
    python tests/fuzz/growth.py --only "text edition" --only Typst

A text is a pattern, repeated up to a length; then it is four times as long, until its conversion
takes long enough to be measured, or the text is as long as the site's limits allow. Processor time,
the best of three: four times as much text may take `SLACK` times as long. Linear is 4, sorting a
little more, quadratic 16.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

from growth_subjects import SUBJECTS, Subject  # noqa: E402

SHORTEST = 1_000
SLACK = 8.0
SIGNS = (
    *(
        "a",
        "A",
        "é",
        "水",
        "ب",
        "1",
        " ",
        "\n",
        "\t",
        "-",
        "_",
        "*",
        "'",
        '"',
        "’",
        "“",
        "«",
        ".",
        ",",
    ),
    *(
        ":",
        ";",
        "!",
        "?",
        "/",
        "\\",
        "|",
        "&",
        "<",
        ">",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "#",
        "@",
        "$",
    ),
    *(
        "%",
        "^",
        "~",
        "`",
        "=",
        "+",
        "\u00a0",
        "\u00ad",
        "\u200b",
        "\u0301",
        "\u2011",
        "🏳",
        "\u2067",
    ),
)
UNITS = (
    *("a ", "a\n", "a\n\n", "a-", "a_", "a.", "a,", "a'", 'a"', "a@", "a@b.c ", "1 ", "1,", "1.2 "),
    *(
        "A. ",
        "Ab ",
        "one ",
        "twenty-",
        "million ",
        "2020–",
        "de la ",
        "水。",
        "ب a ",
        " -",
        "((",
        "])",
    ),
    *(
        "http://",
        "http://a ",
        "http://a.b/c ",
        "www.",
        "www.a ",
        "mailto:a ",
        "10.1234/",
        "&amp;",
        "&#1;",
    ),
    *(
        "*a* ",
        "**a** ",
        "*a",
        "**a **",
        "~~a~~ ",
        "`a` ",
        "``a`",
        "<b>",
        "<b>a</b>",
        "<!--",
        "<a b",
    ),
    *("[a](b) ", "[a](#a) ", "![a](b.png) ", "[a](http://a.b) ", "](", "[^", "[^a]", "[a]: b\n\n"),
    *(
        "# a\n\n",
        "## a\n\n",
        "- a\n",
        "1. a\n",
        "- a\n\n",
        "> a\n\n",
        "> ",
        "- - ",
        "    a\n\n",
        "---\n\n",
    ),
    *(
        "```\na\n```\n\n",
        "a\n: b\n\n",
        "|a|b|\n",
        "|a|b|\n|-|-|\n|c|d|\n\n",
        "/// box | a\nA.\n///\n\n",
    ),
    *("a: b\n", "- a: b\n", "a: |\n", "[", "{a: ", '"a": ', "&a ", "*a ", "? ", "# a\n", "a, "),
    *("url(", "url(a) ", "@import a;", "@import ", "/*", "/* */", "\\61 ", "<g>", '<path d="M0"/>'),
    *(
        "<text>a</text>",
        "\r\n",
        "{{",
        "}}",
        "{{ a }}",
        "{% a",
        "and ",
        "a and b ",
        "{a} ",
        "\\textbf{",
    ),
    *(
        '<span lang="ar">a</span> ',
        "<q>a</q> ",
        "<sup>a</sup>",
        "<kbd>a</kbd> ",
        "a<br>\n",
        "<p>a</p>\n\n",
    ),
    *(
        '<table><tr><td rowspan="999" colspan="999">a</table>\n\n',
        "international office ",
        "office ",
        "caf\u00c3\u00a9 caf\ufffd ",
    ),
)
PATTERNS: Mapping[str, Callable[[int], str]] = {
    **{
        repr(unit): lambda n, unit=unit: (unit * (n // len(unit) + 1))[:n]
        for unit in (*SIGNS, *UNITS)
    },  # type: ignore[misc]
    **{
        f"{unit!r} between letters": lambda n, unit=unit: f"a{unit * (n // len(unit))}a"  # type: ignore[misc]
        for unit in (
            " ",
            "\n",
            "-",
            ".",
            "'",
            "*",
            "_",
            "(",
            "\u00a0",
            "\u00ad",
            "\u200b",
            "水",
            ")",
        )
    },
    **{
        f"{start!r} and then {unit!r}": lambda n, start=start, unit=unit: f"{start}{unit * n}b"  # type: ignore[misc]
        for start in (
            "# a",
            "- a",
            "> a",
            "|a|",
            "a: ",
            'a: "',
            "[a](",
            "**a",
            "`a",
            "a {",
            "/// box | ",
        )
        for unit in (" ", "a", "\\", "9")
    },
    "a long word before signs": lambda n: "a" * n + '... 5-6 l\'eau "x" 3 km',
    "a word in many pieces": lambda n: "*a'b*..." * (n // 8),
    "numbered words": lambda n: " ".join(f"w{i}" for i in range(n // 6)),
    "numbered links": lambda n: "\n\n".join(f"[a](http://a.b/{i})" for i in range(n // 24)),
    "numbered notes": lambda n: "\n\n".join(f"A[^{i}].\n\n[^{i}]: B." for i in range(n // 20)),
    "numbered headings": lambda n: "\n\n".join(f"## H {i} {{ #h{i} }}" for i in range(n // 20)),
    "numbered pictures": lambda n: "\n\n".join(f"![A](p{i}.png)" for i in range(n // 18)),
    "numbered keys": lambda n: "\n".join(f"k{i}: v" for i in range(n // 9)),
    "numbered anchors": lambda n: "\n".join(f"k{i}: &a{i} v" for i in range(n // 13)),
    "numbered links to headings": lambda n: "\n\n".join(
        f"## H {{ #h{i} }}\n\n[a](#h{i})" for i in range(n // 28)
    ),
    "nested quotations": lambda n: "\n".join("> " * (i % 50) + "a" for i in range(n // 50)),
    "nested lists": lambda n: "\n".join("    " * (i % 12) + "- a" for i in range(n // 25)),
    "a wide table": lambda n: f"|{'a|' * (n // 6)}\n|{'-|' * (n // 6)}\n|{'b|' * (n // 6)}\n",
    "nested elements": lambda n: "<g>" * (n // 7) + "</g>" * (n // 7),
}
"""How texts are made of a length, more or less."""


@dataclass(frozen=True)
class Growth:
    """How time has grown with a text.

    Attributes:
        length: The longer text's, in characters.
        times: How many times as long it took as one of a quarter.
        seconds: How long it took.
    """

    length: int
    times: float
    seconds: float


def growth(subject: Subject, pattern: str) -> Growth | None:
    """Convert texts of a pattern; return how time grew, or nothing if it is too little to say."""
    length, before = SHORTEST, (0.0, None)
    while length <= subject.longest:
        given = subject.given(PATTERNS[pattern](length))
        took = _seconds(subject, given)
        if took > subject.noticed:
            took, times = _compared(subject, given, took, before)
            return Growth(length, times, took)
        length, before = 4 * length, (took, given)
    return None


def _compared(
    subject: Subject, given: Any, took: float, before: tuple[float, Any]
) -> tuple[float, float]:
    """Return how long a text takes, and how many times what a quarter of it takes."""
    least, shorter = before
    if shorter is None or took < SLACK * least:
        return took, took / least if least else 1.0
    took = min(took, *(_seconds(subject, given) for _ in range(2)))
    least = min(_seconds(subject, shorter) for _ in range(3))
    return took, took / max(least, subject.noticed / 50)


def _seconds(subject: Subject, given: Any) -> float:
    started = time.process_time()
    subject.run(given)
    return time.process_time() - started


def suspects(only: list[str]) -> Iterator[tuple[str, str, Growth]]:
    """Yield what grows faster than its text, with the pattern."""
    for pattern in PATTERNS:
        for name, subject in SUBJECTS.items():
            if only and name not in only:
                continue
            found = growth(subject, pattern)
            if found and found.times > SLACK:
                yield name, pattern, found
        sys.stderr.write(f"{pattern}\n")


def main() -> int:
    """Try all, and print what outgrows its text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", default=[], help="a reader's or writer's name")
    options = parser.parse_args()
    count = 0
    sys.stdout.write("| what | pattern | characters | seconds | times those of a quarter |\n")
    sys.stdout.write("|---|---|---|---|---|\n")
    for name, pattern, found in suspects(options.only):
        count += 1
        sys.stdout.write(
            f"| {name} | `{pattern}` | {found.length} | {found.seconds:.2f} | {found.times:.1f} |\n"
        )
        sys.stdout.flush()
    tried = [name for name in SUBJECTS if not options.only or name in options.only]
    sys.stdout.write(
        f"{len(tried)} readers and writers, {len(PATTERNS)} patterns: {count} outgrow their text\n"
    )
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
