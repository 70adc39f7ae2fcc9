"""Pages from right to left, in a language with a catalogue of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from harness import build, copy_scripts_site, pages_alone
from playwright.sync_api import Page
from serving import serve

ORDER = """element => {
  const range = document.createRange();
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  return [...text.data].map((_, at) => {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return [range.getBoundingClientRect().left, text.data[at]];
  }).sort(([one], [other]) => one - other).map(([, letter]) => letter).join("");
}"""
"""The letters of an element's first text as they stand on the screen, from the left."""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site in Latin, Arabic and Korean script."""
    folder = tmp_path_factory.mktemp("scripts")
    source = pages_alone(copy_scripts_site(folder / "source"))
    server, address = serve(build(source, folder / "site"))
    yield address
    server.shutdown()
    server.server_close()


def test_what_a_source_says_is_not_turned_round(
    open_page: Callable[..., Page], scripts: str
) -> None:
    page = open_page(f"{scripts}ar/corrections/")
    assert page.locator(".ip-ledger__says q").evaluate(ORDER) == "62 °C"
    assert page.locator(".ip-ledger__printed dd").evaluate(ORDER) == "52 °C"


@pytest.mark.parametrize(
    ("path", "part", "said"),
    [
        ("", ".ip-entry__facts", "Anna Meyer، Salma Haddad"),
        ("papers/shade/", ".ip-imprint", "Park Press، قسم المدن"),
        ("papers/shade/", ".ip-cover__authors", "مخططة حضرية، Park Press"),
        ("case-studies/busan/", ".ip-lead__case", "،"),
    ],
)
def test_words_are_parted_by_the_language_s_own_comma(
    open_page: Callable[..., Page], scripts: str, path: str, part: str, said: str
) -> None:
    text = open_page(f"{scripts}ar/{path}").locator(part).first.inner_text()
    assert said in text
    assert ", " not in text
