"""How long builds, checks and previews take, against plain Material with static-i18n.

All of one size run in turn, in the same hour: medians of several rounds, each with the processor's
time, the largest process' memory and the ratio to the baseline. Cold is without a cache and without
a site, warm with nothing changed, and anew with nothing changed but the site gone. Hugo and
Zensical are measured where they are installed: on the path, or where `--others` says, as in an
environment of their own.

    .venv/bin/python tests/benchmarks/build_speed.py --pages 114 345 1128 3300 --rounds 5

Sizes behind `--alone` are measured without what takes hours there: editions and cards. With
`--keep README.md` the table takes the place of the one that stands there.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from browsing import CHROMIUM
from copies import PAPER, hugo_site, make_site, papers_for, plain_site
from playwright.sync_api import sync_playwright

BIN = Path(sys.executable).parent
OWN = str(BIN / "issue-papers")
SECTION = f"{PAPER}/introduction.md"
PORT = 8977
MARKS = ("<!-- speed -->", "<!-- /speed -->")
"""What stands around the table in README.md."""


@dataclass(frozen=True)
class Took:
    """What a command has cost.

    Attributes:
        clock: Seconds by the clock.
        processor: Seconds of all its processes.
        memory: The largest process' memory in MB.
    """

    clock: float
    processor: float
    memory: float


def run(command: list[str], folder: Path) -> Took:
    """Run a command and measure it in a process of its own, whose children alone are counted."""
    code = (
        "import json,resource,subprocess,sys,time\n"
        "t=time.perf_counter()\n"
        "r=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.PIPE)\n"
        "u=resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([r.returncode,time.perf_counter()-t,u.ru_utime+u.ru_stime,"
        "u.ru_maxrss/1024,r.stderr.decode()[-400:]]))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    status, clock, processor, memory, said = json.loads(result.stdout)
    if status:
        raise SystemExit(f"{' '.join(command)}: {said}")
    return Took(clock, processor, memory)


def without(site: Path, *names: str) -> Path:
    """Move some of a site's folders out of its way, and return the site.

    They aren't deleted before all is measured: for minutes, ext4 looks for a file's place among
    those of files that have just been deleted, which takes longer the more they are.
    """
    aside = Path(tempfile.mkdtemp(prefix="gone-", dir=site.parent))
    for name in names:
        if (site / name).exists():
            (site / name).rename(aside / name)
    return site


def cold_build(site: Path) -> Took:
    """Measure a build of a site that has no cache, and that was never built."""
    return run([OWN, "build"], without(site, ".cache", "site"))


def cold_check(site: Path) -> Took:
    """Measure a check of a site that has no cache."""
    return run([OWN, "check"], without(site, ".cache"))


def plain_build(site: Path) -> Took:
    """Measure a build of the baseline."""
    return run([str(BIN / "mkdocs"), "build", "-q"], without(site, "site"))


def after(edit: Callable[[Path], None], site: Path) -> Took:
    """Measure a build after an edit."""
    edit(site)
    return run([OWN, "build"], site)


def measured(make: Callable[[], Took], rounds: int) -> Took:
    """Return the medians of several rounds."""
    took = [make() for _ in range(rounds)]
    return Took(*(statistics.median(getattr(t, n) for t in took) for n in Took.__annotations__))


def _append(name: str, text: str) -> Callable[[Path], None]:
    def edit(site: Path) -> None:
        with (site / name).open("a", encoding="utf-8") as file:
            file.write(text.format(time.time_ns()))

    return edit


def _put_in(name: str, pattern: str) -> Callable[[Path], None]:
    """Put a new word behind the first place that a pattern finds."""

    def edit(site: Path) -> None:
        file = site / name
        text = file.read_text(encoding="utf-8")
        new, count = re.subn(pattern, rf"\g<0> {time.time_ns()}", text, count=1)
        assert count, name
        file.write_text(new, encoding="utf-8")

    return edit


CASE = "case_studies/dakar/index.md"
EDITS: dict[str, Callable[[Path], None]] = {
    "a section": _append(SECTION, "\n\nWord {}.\n"),
    "a case": _append(CASE, "\n\nWord {}.\n"),
    "a definition": _put_in("docs/glossary.yml", r"definition: \w+"),
    "a word of the interface": _put_in("overrides/locales/en.yml", r"Page not found"),
    "a template": _append("overrides/partials/footer.html", "<!-- {} -->"),
    "mkdocs.yml": _put_in("mkdocs.yml", r"(?m)^site_name: Issue papers"),
}


def served(site: Path, name: str, url: str, rounds: int) -> float:
    """Return the median of seconds from saving a file until a browser's page has the new word."""
    command = [OWN, "serve", "--dev-addr", f"127.0.0.1:{PORT}"]
    server = subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        found = re.search(r"http://\S+?(?=;)", server.stdout.readline())
        assert found
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(found[0] + url)
            time.sleep(5)  # a writer reads before writing, and what stands behind the page is made
            took = []
            for _ in range(rounds):
                word = f"w{time.time_ns()}"
                start = time.perf_counter()
                _append(name, f"\n\nWord {word}.\n")(site)
                page.get_by_text(word).first.wait_for(state="attached")
                took.append(time.perf_counter() - start)
                time.sleep(3)
            browser.close()
        return statistics.median(took)
    finally:
        server.send_signal(signal.SIGINT)  # it ends what it has begun
        server.wait()


def of_size(
    pages: int, rounds: int, path: str, *, has_editions: bool
) -> list[tuple[str, Took | float]]:
    """Measure everything at one size; other programs are looked for on a path."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lean = make_site(folder / "lean", papers_for(pages), lean=True)
        plain = plain_site(folder / "plain", lean)

        rows: list[tuple[str, Took | float]] = [
            ("plain Material", measured(lambda: plain_build(plain), rounds)),
            ("pages alone, cold", measured(lambda: cold_build(lean), rounds)),
            ("pages alone, warm", measured(lambda: run([OWN, "build"], lean), rounds)),
            *(
                (f"pages alone, {name}", measured(partial(after, edit, lean), rounds))
                for name, edit in EDITS.items()
            ),
            ("check, cold", measured(lambda: cold_check(lean), rounds)),
            ("check, warm", measured(lambda: run([OWN, "check"], lean), rounds)),
            (
                "a section, save to served",
                served(lean, SECTION, "papers/internationalisation/introduction/", rounds),
            ),
            ("a case, save to served", served(lean, CASE, "case-studies/dakar/", rounds)),
        ]
        others = [
            ("Zensical", "zensical", ["build"], plain),
            ("Hugo", "hugo", ["--quiet"], hugo_site(folder / "hugo", plain)),
        ]
        rows[1:1] = [
            (name, measured(partial(run, [program, *options], site), rounds))
            for name, file, options, site in others
            if (program := shutil.which(file, path=path))
        ]
        made = [plain, lean]
        if has_editions:
            made.append(make_site(folder / "full", papers_for(pages), lean=False))
            rows += with_editions(made[-1], rounds)
        sizes = {site.name: _bytes(site / "site") for site in made}
    print(f"output of {pages} pages: {sizes} bytes", file=sys.stderr)
    return rows


def with_editions(site: Path, rounds: int) -> Iterator[tuple[str, Took]]:
    """Measure the builds of a site with everything that it can be taken away in."""

    def take_away(site: Path) -> None:
        without(site, "site")

    yield "all, cold", measured(lambda: cold_build(site), min(rounds, 3))
    yield "all, warm", measured(lambda: run([OWN, "build"], site), rounds)
    yield "all, anew", measured(partial(after, take_away, site), rounds)
    yield "all, a section", measured(partial(after, EDITS["a section"], site), rounds)


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def table(sizes: list[int], alone: list[int], rounds: int, path: str) -> Iterator[str]:
    """Yield the lines of a table in Markdown.

    Args:
        sizes: How many pages sites have.
        alone: The same, of those whose pages alone are measured.
        rounds: How often each is measured.
        path: Where other programs are looked for.
    """
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    how = f"medians of {rounds}; “pages alone” and plain Material with their search"
    yield f"{dt.datetime.now(dt.UTC).date()}, {machine}; {how}"
    yield ""
    yield "| pages | what | seconds | processor | MB | ratio to plain Material |"
    yield "|---|---|---|---|---|---|"
    for pages in (*sizes, *alone):
        baseline = 0.0
        for what, took in of_size(pages, rounds, path, has_editions=pages in sizes):
            if isinstance(took, float):
                yield f"| {pages} | {what} | {took:.2f} | | | {took / baseline:.2f} |"
                continue
            baseline = baseline or took.clock
            yield (
                f"| {pages} | {what} | {took.clock:.2f} | {took.processor:.1f} | "
                f"{took.memory:.0f} | {took.clock / baseline:.2f} |"
            )


def main() -> None:
    """Print a table in Markdown, or keep it in a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[114, 345, 1128])
    parser.add_argument("--alone", type=int, nargs="+", default=[], help="without editions")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="the file that has the table between two marks")
    parser.add_argument("--others", type=Path, help="a folder with `hugo` or `zensical`")
    given = parser.parse_args()
    folders = filter(None, [given.others and str(given.others), str(BIN), os.environ.get("PATH")])
    signal.signal(signal.SIGINT, signal.default_int_handler)  # shells have jobs behind ignore it
    lines = []
    for line in table(given.pages, given.alone, given.rounds, os.pathsep.join(folders)):
        print(line, flush=True)
        lines.append(line)
    if given.keep:
        text = given.keep.read_text(encoding="utf-8")
        before, _, rest = text.partition(f"{MARKS[0]}\n")
        _, _, after = rest.partition(MARKS[1])
        kept = "\n".join(lines)
        given.keep.write_text(f"{before}{MARKS[0]}\n{kept}\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
