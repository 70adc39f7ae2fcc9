"""Compare what could format references, by the works of tests/judged and by time; run by hand.

Against citeproc-js, in English, where every program has the same words: how many of the entries
differ in each of four styles, and how much processor time a thousand entries take. pandoc is a
program of its own: `--pandoc` says where it is (`pip download pypandoc_binary` has one).

    python tests/benchmarks/citation_engines.py --pandoc /path/to/pandoc
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / part) for part in ("", "judged")]
from comparing import STYLES, Table, compared, given, ours, theirs, works  # noqa: E402
from lxml import html  # noqa: E402

Entries = Mapping[str, str]
TABLES = [Table(style, "en") for style in (*STYLES, "iso690-author-date-en")]


def pandoc(program: str, table: Table) -> Entries:
    """Return the entries that pandoc's citeproc writes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "style.csl").write_text(given(table)["style"], encoding="utf-8")
        (folder / "works.json").write_text(json.dumps(list(works().values())), encoding="utf-8")
        text = "---\nnocite: '@*'\nlang: en-US\n---\n"
        files = [f"--csl={folder}/style.csl", f"--bibliography={folder}/works.json"]
        command = [program, "--citeproc", *files, "--to=html", "--wrap=none"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    root = html.fragment_fromstring(done.stdout, create_parent="div")
    for each in root.iter("em", "i"):
        each.text, each.tail = f"*{each.text or ''}", f"*{each.tail or ''}"
    entries = root.find_class("csl-entry")
    return {each.get("id").removeprefix("ref-"): compared(each.text_content()) for each in entries}


def spent(make: Callable[[], Entries]) -> tuple[Entries, float]:
    """Return what is made, and the seconds of processor time of this process and its children."""
    start = _processor()
    return make(), _processor() - start


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> None:
    """Print a line a style and program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pandoc", help="pandoc's program")
    program = parser.parse_args().pandoc
    number = len(works())
    for table in TABLES:
        judge, seconds = spent(lambda table=table: _first(theirs([table])[table]))
        print(
            f"{table.style}: citeproc-js {1000 * seconds / number:.1f} s for 1,000 (with its style)"
        )
        found = {"citeproc-py, mended": lambda table=table: _first(ours(table, works()))}
        if program:
            found["pandoc"] = lambda table=table: pandoc(program, table)
        for name, make in found.items():
            entries, seconds = spent(make)
            unlike = [key for key in judge if entries.get(key, "") != judge[key]]
            print(f"  {name}: {len(unlike)} of {number} unlike, {1000 * seconds / number:.1f} s")
            print("   ", " ".join(unlike))


def _first(found: Mapping[str, tuple[str, str]]) -> Entries:
    return {key: entry for key, (entry, _) in found.items()}


if __name__ == "__main__":
    main()
