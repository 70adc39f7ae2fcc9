"""The installed site: from its second page, offline, from edition to edition, and without workers.

A server that is "down" hangs up on every request, those of the service worker among them; the
published edition is a link that is pointed at another folder.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from harness import build, copy_site
from issue_papers.content.locales import Language
from issue_papers.formats import registry
from issue_papers.views import formats
from playwright.sync_api import Page, expect
from serving import SiteServer, serve, violations

OPTIONS = [form.option.name for form in registry.formats()]
PAPER = "papers/harbours/"
WATER = "papers/water/"
KEEP, STATUS = "[data-keep-offline]", "[data-keep-offline] [role=status]"
COLOUR = "getComputedStyle(document.body).getPropertyValue('--ip-edition').trim()"
CACHES = "caches.keys().then((names) => names.filter((name) => !name.endsWith('memory')))"
STORED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.push(url);
  }
  return found;
}"""

# The languages whose whole index is stored: the worker remembers them when it has the last file.
SEARCHED = """async () => {
  for (const cacheName of (await caches.keys()).filter((name) => name.endsWith("memory"))) {
    for (const request of await (await caches.open(cacheName)).keys()) {
      return (await (await caches.match(request, { cacheName })).json()).searched;
    }
  }
  return [];
}"""

BYTES = """async () => {
  let total = 0;
  for (const name of (await caches.keys()).filter((name) => !name.endsWith("memory"))) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (request.url.includes("/app/")) continue; // the list of files
      total += (await (await cache.match(request)).blob()).size;
    }
  }
  return total;
}"""

REFUSED = """() => {
  window.refused = navigator.serviceWorker.getRegistration().then((registration) =>
    new Promise((done) => registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker.addEventListener("statechange", () => worker.state === "redundant" && done(true));
    })));
}"""
"""Notes that a worker was tried and refused: `window.refused` is fulfilled then."""


@dataclass
class Published:
    """A site on a server that can be taken down, and whose edition can change."""

    server: SiteServer
    address: str
    folder: Path

    def publish(self, edition: Path) -> None:
        """Put another edition in the place of the one that is published, at once."""
        link = self.folder.with_name("next")
        link.symlink_to(edition, target_is_directory=True)
        link.replace(self.folder)

    def hang_up(self) -> None:
        """Answer no more requests."""
        self.server.is_down = True

    def come_back(self) -> None:
        """Answer again."""
        self.server.is_down = False


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Callable[[Path], Published]]:
    """Give a function that publishes a built site on a server of its own."""
    servers = []

    def make(edition: Path) -> Published:
        folder = tmp_path / "published"
        folder.symlink_to(edition, target_is_directory=True)
        server, address = serve(folder)
        servers.append(server)
        return Published(server, address, folder)

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def second_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small site again, with another text and another style sheet."""
    folder = tmp_path_factory.mktemp("second")
    source = copy_site(folder / "source")
    text = source / "docs/papers/water/end.md"
    text.write_text(
        text.read_text(encoding="utf-8").replace("Mend the pipes.", "Mend all pipes."),
        encoding="utf-8",
    )
    with (source / "overrides/assets/stylesheets/theme.css").open("a", encoding="utf-8") as css:
        css.write("\n:root { --ip-edition: second; }\n")
    settings = source / "mkdocs.yml"
    off = "".join(f"      {name}: false\n" for name in OPTIONS)
    text_of_settings = settings.read_text(encoding="utf-8")
    plugin = "  - issue-papers:\n"
    settings.write_text(text_of_settings.replace(plugin, plugin + off), encoding="utf-8")
    return build(source, folder / "site")


@pytest.fixture
def editions(small_built: Path, second_edition: Path) -> tuple[Path, Path]:
    """Give the small site as it is built, and as it is built again."""
    return small_built, second_edition


@pytest.fixture
def visit(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Give a function that comes to a site for the first time, with service workers."""

    def make(url: str, **options: object) -> Page:
        page = open_page(url, service_workers="allow", **options)
        noted(page)
        return page

    return make


def noted(page: Page) -> None:
    """Wait until a first visit has been noted; nothing more comes of it."""
    expect(page.locator("html")).to_have_attribute("data-app", "noted", timeout=30_000)


def stored(page: Page) -> None:
    """Wait until the app is ready on this page, and has stored it."""
    expect(page.locator("html")).to_have_attribute("data-app", "ready", timeout=30_000)


def until(page: Page, promise: str) -> None:
    """Wait until a promise gives true: `wait_for_function` takes the promise itself for that."""
    end = time.monotonic() + 30
    while not page.evaluate(promise):
        assert time.monotonic() < end, promise
        page.wait_for_timeout(100)


def settled(page: Page, asked: Sequence[str]) -> None:
    """Wait until nothing more is asked for: sheets and typefaces come one after another."""
    page.wait_for_load_state()
    count = -1
    while count < len(asked):
        count = len(asked)
        page.evaluate("document.fonts.ready.then(() => null)")  # however slow the machine is
        page.wait_for_timeout(1000)


def keep(page: Page) -> None:
    """Press the button, as by keyboard, and wait until the paper is kept."""
    page.locator(f"{KEEP} button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(KEEP)).to_have_attribute("data-state", "kept", timeout=30_000)


@pytest.mark.parametrize("path", ["", PAPER, f"{PAPER}works/", "es/case-studies/"])
def test_a_first_visit_asks_for_nothing_that_its_page_does_not_need(
    open_page: Callable[..., Page],
    published: Callable[[Path], Published],
    sampler_built: Path,
    path: str,
) -> None:
    site = published(sampler_built)
    asked = []
    for workers in ("block", "allow"):
        page = open_page(site.address + path, first=True, service_workers=workers)
        noted(page)
        expect(page.locator("html")).to_have_attribute("data-typefaces", "", timeout=30_000)
        settled(page, site.server.asked)
        asked.append(sorted(site.server.asked))
        site.server.asked.clear()
        there = page.evaluate(
            "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
        )
        assert not there
        assert not page.evaluate("caches.keys()")
    without, with_workers = asked
    assert with_workers == without
    assert len(set(without)) == len(without)


def test_the_second_page_brings_the_worker_and_no_file_is_asked_for_twice(
    visit: Callable[..., Page], published: Callable[[Path], Published], sampler_built: Path
) -> None:
    site = published(sampler_built)
    page = visit(f"{site.address}{PAPER}works/")
    page.goto(f"{site.address}{PAPER}results/")
    stored(page)
    page.wait_for_load_state("networkidle")
    assets = [path for path in site.server.asked if "/assets/" in path]
    assert len(assets) > 10
    assert sorted(assets) == sorted(set(assets))
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.endsWith(':first'))") == []

    site.hang_up()
    page.context.set_offline(True)
    page.goto(f"{site.address}{PAPER}works/")
    expect(page.locator("h1")).to_have_text("Works along the shore")
    page.goto(site.address)
    expect(page.locator("article h1")).not_to_have_text("You are offline")


def test_coming_to_the_same_page_again_is_a_second_visit(
    visit: Callable[..., Page], published: Callable[[Path], Published], small_built: Path
) -> None:
    site = published(small_built)
    page = visit(f"{site.address}{WATER}end/")
    page.reload()
    stored(page)
    site.hang_up()
    page.reload()
    expect(page.locator("article")).to_contain_text("Mend the pipes.")


def test_visited_pages_are_read_and_searched_without_a_connection(
    visit: Callable[..., Page], published: Callable[[Path], Published], sampler_built: Path
) -> None:
    site = published(sampler_built)
    page = visit(f"{site.address}es/{PAPER}")
    page.goto(f"{site.address}es/case-studies/cadiz/")
    title = page.title()
    stored(page)  # what is asked for before, nobody notes
    page.keyboard.press("/")
    page.keyboard.type("Cadiz")
    expect(page.locator("#search-results a").first).to_be_visible()
    until(page, f"({SEARCHED})().then((tags) => tags.includes('es'))")

    site.hang_up()
    page.context.set_offline(True)
    page.goto(f"{site.address}es/{PAPER}")
    page.reload()
    expect(page.locator("h1")).to_contain_text("Las ciudades y sus puertos")
    page.keyboard.press("/")
    page.keyboard.type("Cadiz")
    page.locator("#search-results a[href*='/es/case-studies/cadiz/']").first.click()
    expect(page).to_have_title(title)
    assert page.evaluate("document.fonts.check('1em \"Papers Serif\"')")

    page.goto(f"{site.address}es/{PAPER}works/")
    expect(page.locator("h1")).to_have_text("Sin conexión")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    links = page.locator("[data-offline-pages] a")
    expect(links).to_have_count(3)
    assert violations(page) == ""

    site.come_back()
    page.context.set_offline(False)
    expect(page.locator("h1")).to_have_text("Obras en la orilla", timeout=30_000)


def test_a_kept_paper_is_there_whole_until_it_is_removed(
    visit: Callable[..., Page], published: Callable[[Path], Published], sampler_built: Path
) -> None:
    site = published(sampler_built)
    page = visit(f"{site.address}fr/{PAPER}", width=360)
    box = page.locator(KEEP)
    expect(box).to_contain_text(re.compile(r"\d(,\d)?\s(Mo|ko)"))
    assert violations(page) == ""
    keep(page)
    expect(page.locator(STATUS)).to_have_text("Document enregistré.")
    expect(page.locator(f"{KEEP} button")).to_be_focused()
    assert violations(page) == ""
    total = page.evaluate(BYTES)
    sizes = {formats.size(total + some, Language("fr", "Français")) for some in (-99, 0, 99)}
    assert any(each in box.inner_text() for each in sizes)
    urls = page.evaluate(STORED)
    assert not [url for url in urls if re.search(r"\.(pdf|epub|zip)$|/downloads/", url)]

    site.hang_up()
    page.context.set_offline(True)
    for path in ("papers/harbours/works/", "case-studies/busan/", "glossary/", ""):
        page.goto(f"{site.address}fr/{path}")
        expect(page.locator("article h1")).not_to_contain_text("hors ligne")
    page.goto(f"{site.address}fr/case-studies/?topic=water")
    expect(page.locator("[data-case]:visible")).not_to_have_count(0)
    page.goto(f"{site.address}fr/{PAPER}works")  # without the slash that a server would add
    page.keyboard.press("/")
    page.keyboard.type("jumelage")
    page.locator("#search-results a").first.click()
    page.goto(f"{site.address}fr/{PAPER}")
    expect(box).to_have_attribute("data-state", "kept")

    page.locator(f"{KEEP} button").click()
    expect(box).to_have_attribute("data-state", "offered")
    expect(page.locator(STATUS)).to_have_text("Document retiré de cet appareil.")
    page.goto(f"{site.address}fr/case-studies/dakar/")
    expect(page.locator("h1")).to_have_text("Vous êtes hors ligne")


@pytest.mark.parametrize("is_lost", [(), ("app/build.json",)], ids=["named", "nameless"])
def test_a_new_edition_takes_the_old_ones_place_whole(
    visit: Callable[..., Page],
    published: Callable[[Path], Published],
    editions: tuple[Path, Path],
    tmp_path: Path,
    is_lost: tuple[str, ...],
) -> None:
    first, second = editions
    site = published(first)
    site.server.is_lost = is_lost
    page = visit(site.address + WATER)
    keep(page)
    other_tab = page.context.new_page()
    other_tab.goto(site.address + WATER)
    stored(other_tab)
    before = page.evaluate(CACHES)
    assert len(before) == 1

    # An edition of which one file doesn't arrive: it is read online, the old one stays offline.
    broken = tmp_path / "broken"
    shutil.copytree(second, broken)
    (broken / WATER / "end/index.html").write_text("<!doctype html><title>?</title>")
    other_tab.evaluate(REFUSED)
    site.publish(broken)
    page.goto(site.address)
    assert page.evaluate(COLOUR) == "second"
    assert other_tab.evaluate("window.refused")
    site.hang_up()
    page.goto(f"{site.address}{WATER}end/")
    expect(page.locator("article")).to_contain_text("Mend the pipes.")
    assert page.evaluate(COLOUR) == ""

    # The whole edition.
    site.come_back()
    site.publish(second)
    page.goto(site.address)
    assert page.evaluate(COLOUR) == "second"
    until(page, f"{CACHES}.then((n) => n.length === 1 && n[0] !== {before[0]!r})")
    notice = other_tab.locator("[data-app-notice] button")
    expect(notice).to_be_visible(timeout=15_000)
    expect(page.locator("[data-app-notice] button")).to_have_count(0)
    assert violations(other_tab) == ""

    site.hang_up()
    page.goto(f"{site.address}{WATER}end/")
    expect(page.locator("article")).to_contain_text("Mend all pipes.")
    assert page.evaluate(COLOUR) == "second"
    notice.click()
    expect(other_tab.locator(KEEP)).to_have_attribute("data-state", "kept")
    assert other_tab.evaluate(COLOUR) == "second"


def test_too_little_space_is_said_and_nothing_counts_as_kept(
    visit: Callable[..., Page], published: Callable[[Path], Published], small_built: Path
) -> None:
    site = published(small_built)
    page = visit(site.address + WATER)
    client = page.context.new_cdp_session(page)
    origin = site.address.removesuffix("/issue-papers/")
    client.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    page.locator(f"{KEEP} button").click()
    expect(page.locator(STATUS)).to_contain_text("enough space")
    expect(page.locator(KEEP)).to_have_attribute("data-state", "offered")


def test_a_site_that_is_no_app_any_more_takes_its_worker_away(
    visit: Callable[..., Page], published: Callable[[Path], Published], small_built: Path
) -> None:
    site = published(small_built)
    page = visit(site.address)
    page.reload()
    stored(page)
    farewell = site.folder.with_name("farewell")
    shutil.copytree(small_built, farewell)
    source = Path(__file__).parents[2] / "overrides/workers/farewell.js"
    shutil.copy(source, farewell / "service-worker.js")
    home = farewell / "index.html"
    script = re.compile(r'<script[^>]*/app\.\w+\.js"></script>')
    home.write_text(script.sub("", home.read_text(encoding="utf-8")), encoding="utf-8")
    site.publish(farewell)
    page.goto(site.address)
    until(page, "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
    until(page, "caches.keys().then((names) => names.length === 0)")


def test_nothing_is_missing_where_scripts_are_off(
    open_page: Callable[..., Page], small: str
) -> None:
    page = open_page(small + WATER, java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(KEEP)).to_be_hidden()


OFF = {
    "by the browser": "delete Navigator.prototype.serviceWorker;",
    "by its reader": """ServiceWorkerContainer.prototype.getRegistration = () =>
      Promise.reject(new DOMException("The user denied permission", "SecurityError"));""",
    "with all that is stored": """Object.defineProperty(window, "localStorage", {
      get() { throw new DOMException("Access is denied for this document.", "SecurityError"); },
    });""",
}


@pytest.mark.parametrize("how", OFF)
def test_nothing_is_missing_where_workers_are_off(
    open_page: Callable[..., Page], small: str, how: str
) -> None:
    page = open_page("about:blank", service_workers="allow")
    page.add_init_script(OFF[how])
    page.goto(small + WATER)
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(KEEP)).to_be_hidden()


def test_a_worker_that_is_refused_in_the_end_is_told(
    open_page: Callable[..., Page], small: str
) -> None:
    page = open_page("about:blank", service_workers="allow")
    page.add_init_script(
        "ServiceWorkerContainer.prototype.register = () => Promise.reject(new TypeError('no'));"
    )
    page.goto(small + WATER)
    page.locator(f"{KEEP} button").click()
    expect(page.locator(STATUS)).to_contain_text("The connection was lost")
    expect(page.locator(KEEP)).to_have_attribute("data-state", "offered")
