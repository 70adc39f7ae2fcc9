"""Pages with what people who mean harm write, in Chromium: nothing of it runs or leads away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hostile_site
import pytest
from harness import built_once
from playwright.sync_api import Browser, ConsoleMessage
from serving import served

RECORDER = """
for (const name of ["alert", "confirm", "prompt", "open", "eval"])
  window[name] = (...given) => { console.error(`ran ${name}(${given.join()})`); };
"""
"""Says on the console what a program of theirs would have done."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Serve the site of what is inert; its address ends with a slash."""
    folder = built_once("hostile-site", tmp_path_factory, hostile_site.built_site)
    with served(folder) as address:
        yield address, folder


def test_nothing_of_theirs_runs(chromium: Browser, hostile: tuple[str, Path]) -> None:
    address, folder = hostile
    context = chromium.new_context(service_workers="block")
    context.add_init_script(RECORDER)
    page, faults, been = context.new_page(), list[str](), list[str]()
    page.on("console", lambda message: faults.extend(_error(message)))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: faults.extend(_foreign(request.url, address)))
    page.on("framenavigated", lambda frame: been.append(frame.url))
    found = sorted(folder.rglob("index.html"))
    drawings = sorted((folder / "papers" / "water").rglob("*.svg"))
    addresses = [address + str(p.relative_to(folder)).removesuffix("index.html") for p in found]
    addresses += [address + str(path.relative_to(folder)) for path in drawings]
    for each in addresses:
        page.goto(each)
        if each.endswith("/"):
            page.keyboard.press("Tab")  # what waits for the focus
            page.mouse.move(400, 300)  # or for the mouse
    context.close()
    assert len(addresses) > 4 * len(hostile_site.WORDS)
    assert drawings
    assert faults == []
    assert set(addresses) <= set(been)
    assert [url for url in been if not url.startswith(address)] == []  # `/papers/` is a redirect


def _error(message: ConsoleMessage) -> Iterator[str]:
    """Yield what is said of a fault; a drawing that is opened alone has no icon."""
    url = message.location["url"]
    if message.type == "error" and not url.endswith("/favicon.ico"):
        yield f"{message.text} {url}"


def _foreign(url: str, address: str) -> Iterator[str]:
    if not url.startswith((address, "data:", "blob:")):
        yield f"asked {url}"
