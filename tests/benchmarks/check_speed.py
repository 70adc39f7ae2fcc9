"""How fast `check` is: a thousand pages in three languages, made from copies of this site's own.

The baseline is the mere conversion of the same Markdown to HTML, in the same run.

    .venv/bin/python tests/benchmarks/check_speed.py [papers]
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import markdown

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).with_name("issue-papers")
PAPERS = 97
"""With ten pages each and this site's other pages, about a thousand."""


def make_site(folder: Path, papers: int) -> Path:
    """Copy this site, and its paper many times over."""
    for name in ("docs", "case_studies", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    original = folder / "docs" / "papers" / "internationalisation"
    for number in range(1, papers + 1):
        copy = folder / "docs" / "papers" / f"paper-{number}"
        shutil.copytree(original, copy)
        landing = copy / "index.md"
        text = landing.read_text(encoding="utf-8")
        text = re.sub(r"^number: \d+$", f"number: {100 + number}", text, flags=re.MULTILINE)
        landing.write_text(text, encoding="utf-8")
        references = copy / "references.yml"
        text = references.read_text(encoding="utf-8")
        text = re.sub(r"^- id: (\S+)$", rf"- id: \1-{number}", text, flags=re.MULTILINE)
        references.write_text(text, encoding="utf-8")
    return folder


def main() -> None:
    """Print the time, the pages a second and the ratio to the baseline."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else PAPERS
    with tempfile.TemporaryDirectory() as name:
        site = make_site(Path(name), papers)
        files = [*(site / "docs").rglob("*.md"), *(site / "case_studies").rglob("*.md")]
        start = time.perf_counter()
        result = subprocess.run(
            [COMMAND, "check"], cwd=site, capture_output=True, text=True, check=False
        )
        taken = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        start = time.perf_counter()
        for file in files:
            markdown.markdown(file.read_text(encoding="utf-8"), extensions=["tables", "attr_list"])
        baseline = time.perf_counter() - start
    closing = result.stdout.strip().splitlines()[-1]
    print(f"check      {taken:6.2f} s, {memory:.0f} MB: {closing}")
    print(f"conversion {baseline:6.2f} s (Markdown to HTML, nothing else)")
    print(f"{len(files)} files: {len(files) / taken:.0f} pages a second, ", end="")
    print(f"ratio {taken / baseline:.2f} (check / conversion)")


if __name__ == "__main__":
    main()
