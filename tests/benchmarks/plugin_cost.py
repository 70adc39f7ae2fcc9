"""What our plugin costs: this site's build with it, against plain Material with static-i18n.

The baseline builds the same Markdown pages (the case studies copied into docs/) with the same theme
and languages, Material's own search, and no issue-papers. Both are run in turn, several times; the
fastest of each counts, since a machine's noise only ever adds.

    .venv/bin/python tests/benchmarks/plugin_cost.py [rounds]
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
MKDOCS = Path(sys.executable).with_name("mkdocs")
ROUNDS = 3


class _AnyTag(yaml.SafeLoader):
    """Reads mkdocs.yml without knowing its tags."""


def plain_site(folder: Path) -> Path:
    """Make the baseline: the same pages for plain Material and static-i18n."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(ROOT / "case_studies", folder / "docs" / "case-studies")
    for page in (folder / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        text = "\n".join(line for line in text.split("\n") if not line.startswith("template: "))
        page.write_text(text, encoding="utf-8")
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _AnyTag)  # noqa: S506
    config["theme"] = {"name": "material", "font": False}
    config["plugins"] = ["search", *(p for p in config["plugins"] if "i18n" in p)]
    config.pop("extra_css", None)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return folder


def measure(source: Path, site: Path) -> tuple[float, float]:
    """Build a site; return wall-clock and processor time in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        [MKDOCS, "build", "-q", "-d", site],
        cwd=source,
        check=True,
        capture_output=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def size(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Print both times and their ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = plain_site(folder / "plain")
        times: dict[str, list[tuple[float, float]]] = {"plain": [], "ours": []}
        for _ in range(rounds):
            times["plain"].append(measure(plain, folder / "plain-site"))
            times["ours"].append(measure(ROOT, folder / "our-site"))
        best = {kind: min(found) for kind, found in times.items()}
        for kind, (wall, cpu) in best.items():
            site = folder / ("plain-site" if kind == "plain" else "our-site")
            pages = len([*site.rglob("index.html")])
            line = f"{kind:6} {wall:6.2f} s ({cpu:.2f} s of processor), {pages} pages"
            print(f"{line}, {size(site):,} bytes")
        ratio = best["ours"][0] / best["plain"][0]
        print(f"ratio  {ratio:6.2f} (ours / plain, fastest of {rounds})")


if __name__ == "__main__":
    main()
