"""Earlier editions are made by today's generator and mkdocs.yml: a tag's tree is texts and data."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from harness import copy_site, pages_alone
from issue_papers.building import configuration
from issue_papers.building.earlier_editions import EarlierEditions, earlier_editions
from issue_papers.building.given import settings_of
from issue_papers.building.site import Content, Site
from issue_papers.reporting.problems import Severity
from lxml import html

HOSTILE = {
    "mkdocs.yml": "site_name: !!python/object/apply:os.system ['touch RAN']\nhooks: [hook.py]\n",
    "hook.py": "open('RAN', 'w')\n",
    "overrides/main.html": "TAKEN OVER",
    "overrides/editions/single_page/page.html": "TAKEN OVER",
    "overrides/locales/en.yml": "site: [",
    "scripts/issue_papers/git.py": "open('RAN', 'w')\n",
    ".gitattributes": "*.md export-ignore filter=evil diff=evil ident export-subst\n",
    "docs/.gitattributes": "* filter=evil\n",
}
"""What a tag's tree may bring along; nothing of it is used."""

CHANGES = """edition: 4
changes:
  - {id: first, edition: 1, date: 2021-03, what: The first edition., tag: hostile}
  - {id: second, edition: 2, date: 2021-04, what: The second edition., tag: refused}
  - {id: third, edition: 3, date: 2021-05, what: The third edition., tag: linked}
  - {id: more, edition: 4, date: 2022-05, what: More about rivers.}
"""


def git(site: Path, *arguments: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "commit.gpgSign=false")
    command = ["git", "-C", str(site), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def tagged(site: Path, name: str) -> None:
    git(site, "add", "-A")
    git(site, "commit", "-qm", name)
    git(site, "tag", name)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a site with a paper in its fourth edition, and a tag for each of the others."""
    site = pages_alone(copy_site(tmp_path_factory.mktemp("earlier") / "site"))
    kept = {name: (site / name).read_bytes() for name in HOSTILE if (site / name).is_file()}
    git(site, "init", "-q")
    git(site, "config", "filter.evil.smudge", f"touch {site}/RAN; cat")
    git(site, "config", "filter.evil.clean", "cat")
    git(site, "config", "diff.evil.textconv", f"touch {site}/RAN; cat")
    for name, text in HOSTILE.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    git(site, "add", "-A")
    head = git(site, "hash-object", "-w", "--stdin")
    git(site, "update-index", "--add", "--cacheinfo", f"160000,{head.strip()},docs/other")
    git(site, "commit", "-qm", "hostile")
    git(site, "tag", "hostile")
    for name in HOSTILE:
        (site / name).unlink()
    for name, content in kept.items():
        (site / name).write_bytes(content)
    section = site / "docs" / "papers" / "water" / "start.md"
    text = section.read_text(encoding="utf-8")
    section.write_text(f"{text}\n[x](gone.md)\n\n[y](lost.md)\n", encoding="utf-8")
    tagged(site, "refused")
    section.unlink()
    section.symlink_to("/proc/self/environ")
    tagged(site, "linked")
    section.unlink()
    section.write_text(text, encoding="utf-8")
    paper = site / "docs" / "papers" / "water" / "index.md"
    text = paper.read_text(encoding="utf-8").replace("licence:", f"{CHANGES}licence:")
    paper.write_text(text.replace("Water is shared", "Rivers dry up"), encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def earlier(site: Path) -> EarlierEditions:
    """Give its earlier editions."""
    given = configuration.read(site / "mkdocs.yml")
    settings = settings_of(given)
    settings = replace(settings, site=replace(settings.site, has_earlier_editions=True))
    return earlier_editions(Site(Content.load(given, settings)), "today")


def test_old_texts_are_set_as_the_site_is_today(earlier: EarlierEditions) -> None:
    page = earlier.pages["papers/water/editions/1/index.html"].decode()
    assert "Water is shared" in page
    assert "Rivers dry up" not in page
    assert "Small papers" in page
    assert "TAKEN OVER" not in page


def test_nothing_of_a_tag_has_run(site: Path, earlier: EarlierEditions) -> None:
    assert earlier.pages
    assert not (site / "RAN").exists()
    assert not Path("RAN").exists()


def test_texts_that_todays_check_refuses_stop_no_site(earlier: EarlierEditions) -> None:
    second, third = earlier.problems
    for problem in (second, third):
        assert (problem.path, problem.key) == ("docs/papers/water/index.md", "changes")
        assert problem.severity is Severity.WARNING
    assert (
        "edition 2 is left out: today's check refuses the texts of the tag `refused`"
        in second.message
    )
    assert "2 errors, the first of them docs/papers/water/start.md:" in second.message
    assert "the tag `linked`" in third.message
    assert "it is a link to /proc/self/environ" in third.message
    editions = [path for path in earlier.pages if "/editions/" in path]
    assert [path for path in editions if "/editions/1/" not in path] == []


def test_what_has_changed_since_is_told_beside_each_page(earlier: EarlierEditions) -> None:
    told = json.loads(earlier.pages["papers/water/since.json"])
    (changed,) = [each for each in told.values() if ["-", "Water is shared"] in trimmed(each)]
    assert changed["edition"] == 1
    assert ["+", "Rivers dry up"] in trimmed(changed)
    assert json.loads(earlier.pages["papers/water/start/since.json"]) == {}
    assert json.loads(earlier.pages["ar/papers/water/since.json"]) == {}


def trimmed(changed: dict[str, list[list[str]]]) -> list[list[str]]:
    return [[sign, words.strip()] for sign, words in changed["words"]]


def test_a_page_tells_it_without_a_script(earlier: EarlierEditions) -> None:
    page = html.document_fromstring(earlier.pages["papers/water/editions/1/changes/index.html"])
    assert page.xpath("string(//h1)").strip() == "What has changed since edition 1"
    assert page.xpath("//del//text()") == ["[removed: ", "Water is shared", "]"]
    assert page.xpath("//ins//text()") == ["[added: ", "Rivers dry up", "]"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    (place,) = page.xpath("//section[del or p/del]//a/@href")
    assert place.startswith("../../../#p-")
    unchanged = earlier.pages["ar/papers/water/editions/1/changes/index.html"].decode()
    assert "لم تتغيّر أي كلمة." in unchanged
    assert "papers/water/editions/2/changes/index.html" not in earlier.pages
