"""The preview: what is asked for is made from the files as they are now."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from harness import pages_alone
from issue_papers.building import preview_server
from issue_papers.building.preview import Preview, Told

ABOUT = "about/"
_BEHIND = 120
"""Seconds that what is made behind may take on a machine that has much else to do."""


class Served:
    """A preview that is being served."""

    def __init__(self, source: Path, address: str, told: list[tuple[Told, ...]]) -> None:
        self.source = source
        self.address = address
        self.told = told

    def get(self, path: str) -> str:
        """Return what stands at an address."""
        with urlopen(self.address + path, timeout=20) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())

    def status(self, path: str) -> int:
        """Return the status that an address is answered with."""
        try:
            with urlopen(self.address + path, timeout=20) as answer:  # noqa: S310 - our own server
                return int(answer.status)
        except HTTPError as error:
            return error.code

    def about(self, path: str = ABOUT) -> Any:
        """Return what a page knows of the preview."""
        found = re.search(r'id="preview">(.*?)</script>', self.get(path), re.DOTALL)
        assert found
        return json.loads(found[1])

    def next(self, number: int) -> Any:
        """Wait for what comes after a number."""
        return json.loads(self.get(f".preview/changes?after={number}"))


@pytest.fixture
def served(small_site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr("issue_papers.building.preview._PATIENCE", 0)  # other tests have cores, too
    source = pages_alone(small_site(has_theme=True))
    told: list[tuple[Told, ...]] = []
    preview = Preview(source / "mkdocs.yml", lambda problems: told.append(tuple(problems)))
    known, addresses = threading.Event(), []

    def ready(address: str) -> None:
        addresses.append(address)
        known.set()

    serving = threading.Thread(
        target=preview_server.serve,
        args=(preview, "127.0.0.1", 0),
        kwargs={"ready": ready},
        daemon=True,
    )
    serving.start()
    assert known.wait(20)
    yield Served(source, addresses[0], told)
    preview.close()


def test_a_saved_word_is_on_the_page(served: Served) -> None:
    before = served.about()
    page = served.source / "docs" / "about.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n\nZebras drink.\n", encoding="utf-8")
    after = served.next(before["number"])
    assert after["page"] != before["page"]
    assert "Zebras drink." in served.get(ABOUT)
    assert "Zebras drink." in served.get(f"ar/{ABOUT}")  # shown in the source language there


def _answers(served: Served, path: str, status: int, seconds: float = 20) -> bool:
    """Whether an address is answered with a status before long."""
    end = time.monotonic() + seconds
    while served.status(path) != status:
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_a_file_may_be_saved_in_any_way(served: Served) -> None:
    """Some editors write another file and put it in the place; files come and go."""
    number, page = served.about()["number"], served.source / "docs" / "about.md"
    text = page.read_text(encoding="utf-8")
    beside = page.with_name("about.md.tmp")
    beside.write_text(f"{text}\n\nZebras drink.\n", encoding="utf-8")
    beside.replace(page)
    served.next(number)
    assert "Zebras drink." in served.get(ABOUT)
    (served.source / "docs" / "new.md").write_text("---\ntitle: New\nsummary: S.\n---\n\nText.\n")
    assert _answers(served, "new/", 200)
    (served.source / "docs" / "new.md").unlink()
    assert _answers(served, "new/", 404)
    case, copy = served.source / "case_studies" / "dakar", served.source / "copy"
    shutil.copytree(case, copy)
    shutil.rmtree(case)
    assert _answers(served, "case-studies/dakar/", 404)
    shutil.copytree(copy, case)
    assert _answers(served, "case-studies/dakar/", 200)


def test_what_was_made_behind_goes_with_what_it_was_made_of(served: Served) -> None:
    page, data = served.source / "docs" / "new.md", served.source / "docs" / "new.csv"
    page.write_text("---\ntitle: New\nsummary: S.\n---\n\n[Data](new.csv).\n", encoding="utf-8")
    data.write_text("a,b\n", encoding="utf-8")
    assert _answers(served, "new/index.md", 200, _BEHIND)
    about = served.source / "docs" / "about.md"
    with about.open("a", encoding="utf-8") as file:
        file.write("\n[Nobody](nowhere.md) builds behind from now on.\n")
    data.unlink()
    page.unlink()
    for address in ("new/", "new//", "new.csv", "new/index.md"):
        assert _answers(served, address, 404), address


def test_an_address_that_leads_on_does_so_when_its_page_has_gone(served: Served) -> None:
    page = served.source / "docs" / "new.md"
    page.write_text("---\ntitle: New\nsummary: S.\n---\n\nText.\n", encoding="utf-8")
    assert _answers(served, "new/index.md", 200, _BEHIND)
    page.unlink()
    (served.source / "docs" / "redirects.yml").write_text("new/: about/\n", encoding="utf-8")
    assert _answers(served, "new/index.md", 404)
    assert _answers(served, "new/", 200, _BEHIND)
    assert 'url=../about/"' in served.get("new/")


def test_what_texts_include_is_watched(served: Served) -> None:
    snippet = served.source / "snippets" / "a.md"
    snippet.parent.mkdir()
    snippet.write_text("Horses drink.\n", encoding="utf-8")
    config = served.source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    more = "markdown_extensions:\n  - pymdownx.snippets: {base_path: [snippets]}"
    about = served.source / "docs" / "about.md"
    about.write_text(f'{about.read_text(encoding="utf-8")}\n--8<-- "a.md"\n', encoding="utf-8")
    config.write_text(text.replace("markdown_extensions:", more), encoding="utf-8")
    for animals in ("Horses", "Zebras"):
        snippet.write_text(f"{animals} drink.\n", encoding="utf-8")
        end = time.monotonic() + 20
        while f"{animals} drink." not in served.get(ABOUT) and time.monotonic() < end:
            time.sleep(0.05)
        assert f"{animals} drink." in served.get(ABOUT)


def test_what_the_configuration_inherits_from_is_watched(served: Served) -> None:
    config, base = served.source / "mkdocs.yml", served.source / "base.yml"
    text = config.read_text(encoding="utf-8")
    base.write_text("copyright: Old rights\n", encoding="utf-8")
    config.write_text(f"INHERIT: base.yml\n{text}", encoding="utf-8")
    for rights in ("Old rights", "New rights"):
        base.write_text(f"copyright: {rights}\n", encoding="utf-8")
        end = time.monotonic() + 20
        while rights not in served.get(ABOUT) and time.monotonic() < end:
            time.sleep(0.05)
        assert rights in served.get(ABOUT)


def test_a_page_that_cannot_be_drawn_says_why_and_comes_back(served: Served) -> None:
    footer = served.source / "overrides" / "partials" / "footer.html"
    good = footer.read_text(encoding="utf-8")
    footer.write_text(f"{good}{{% if %}}", encoding="utf-8")
    assert _answers(served, ABOUT, 500)
    with pytest.raises(HTTPError) as failed:
        served.get(ABOUT)
    page = failed.value.read().decode()
    assert "TemplateSyntaxError" in page
    assert "/.preview/changes" in page
    footer.write_text(good, encoding="utf-8")
    assert _answers(served, ABOUT, 200)


def test_what_cannot_be_read_is_shown_over_the_last_good_page(served: Served) -> None:
    number = served.about()["number"]
    page = served.source / "docs" / "about.md"
    good = page.read_text(encoding="utf-8")
    page.write_text("---\ntitle: [\n---\n\nGone.\n", encoding="utf-8")
    while not (found := served.next(number))["problems"]:
        number = found["number"]
    (problem,) = found["problems"]
    assert (problem["path"], problem["severity"]) == ("docs/about.md", "error")
    assert "Gone." not in served.get(ABOUT)
    assert served.about()["problems"] == [problem]
    page.write_text(good, encoding="utf-8")
    while (found := served.next(found["number"]))["problems"]:
        pass
    assert served.about()["problems"] == []


def test_what_the_check_finds_follows(served: Served) -> None:
    page = served.source / "docs" / "about.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n\n[No](nowhere.md)\n", encoding="utf-8")
    end = time.monotonic() + 60
    while not served.about()["problems"] and time.monotonic() < end:
        time.sleep(0.2)
    assert "nowhere.md" in served.about()["problems"][0]["message"]
    assert served.told[-1][0]["path"] == "docs/about.md"


def test_files_are_served_as_they_will_be_published(served: Served) -> None:
    sheet = re.search(r"assets/stylesheets/site\.\w{8}\.css", served.get(ABOUT))
    assert sheet
    css = served.get(sheet[0])
    assert "@import" not in css
    assert hashlib.sha256(css.encode()).hexdigest().startswith(sheet[0].split(".")[-2])
    with pytest.raises(HTTPError) as missing:
        served.get("nowhere/")
    assert missing.value.code == 404
    assert "preview" in missing.value.read().decode()
    with pytest.raises(HTTPError):
        served.get("../mkdocs.yml")


def test_a_site_with_a_mistake_is_shown_from_the_start(small_site: Callable[..., Path]) -> None:
    source = pages_alone(small_site())
    page, told = source / "docs" / "news" / "rain.md", list[tuple[Told, ...]]()
    good = page.read_text(encoding="utf-8")
    page.write_text(good.replace("---\n", "---\nx: [\n", 1), encoding="utf-8")
    preview = Preview(source / "mkdocs.yml", lambda problems: told.append(tuple(problems)))
    assert {problem["path"] for problem in preview.state.problems} == {"docs/news/rain.md"}
    assert told == [preview.state.problems]
    assert preview.answer(preview.state.site, ABOUT)
    page.write_text(good, encoding="utf-8")
    preview.update()
    assert preview.state.problems == ()
    assert preview.answer(preview.state.site, "news/rain/")
    preview.close()


def test_the_last_good_pages_stay_while_the_folder_of_texts_is_away(
    small_site: Callable[..., Path],
) -> None:
    source = pages_alone(small_site())
    preview = Preview(source / "mkdocs.yml", lambda _: None)
    docs = source / "docs"
    docs.rename(source / "elsewhere")
    preview.update()
    (problem,) = preview.state.problems
    assert problem["message"] == "the folder docs isn't there"
    assert preview.answer(preview.state.site, ABOUT)
    (source / "elsewhere").rename(docs)
    preview.update()
    assert preview.state.problems == ()
    preview.close()
