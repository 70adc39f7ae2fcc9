"""How many of a specification's own examples we read as GitHub does.

Usage: python tests/conformance/specification.py spec.txt [section …]

`spec.txt` is CommonMark's (`npm pack commonmark-spec`, or its repository) or GitHub's (cmark-gfm's
`test/spec.txt`); it isn't kept here, because of its licence. The judge is GitHub's own program,
cmark-gfm, from the package cmarkgfm. Prints a line a section, and for the sections that are named
each example that differs.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options
from issue_papers.articles.reader import Reader
from structures import of_article, of_html

_EXAMPLE = re.compile(
    r"^#{1,6} (?P<section>[^\n]*)$|^`{32} example[^\n]*\n(?P<text>.*?)^\.\n.*?^`{32}$",
    re.MULTILINE | re.DOTALL,
)


def examples(specification: str) -> Iterator[tuple[str, str]]:
    """Yield each example's section and text."""
    section = ""
    for match in _EXAMPLE.finditer(specification):
        if match["section"]:
            section = match["section"]
        else:
            yield section, match["text"].replace("→", "\t")


def main(path: str, *shown: str) -> None:
    """Compare all examples, and print what came out."""
    total: Counter[str] = Counter()
    same: Counter[str] = Counter()
    reader = Reader()
    for section, text in examples(Path(path).read_text(encoding="utf-8")):
        markup = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
        ours, theirs = of_article(reader.read(text)), of_html(markup)
        total[section] += 1
        same[section] += ours == theirs
        if ours != theirs and section in shown:
            print(f"--- {section}\n{text}\nours   {ours}\nGitHub {theirs}\n")
    for section, count in total.items():
        print(f"{same[section]:4} of {count:4}  {section}")


if __name__ == "__main__":
    main(*sys.argv[1:])
