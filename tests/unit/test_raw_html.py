"""`raw_html: trusted`: what contributors may write then, what nobody may, and who is told of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness import SAMPLER, THEME, invoke, run, settings_of
from hostile_site import INPUTS
from issue_papers.articles.allowed_html import SCHEMES
from issue_papers.articles.article import Article
from issue_papers.articles.reader import Reader
from issue_papers.articles.settings import MarkdownSettings
from issue_papers.blocks.registry import types
from issue_papers.building.markup_rules import TRUSTED, rules_of
from issue_papers.formats.markup.fragments import Fragments
from issue_papers.formats.web.writer import WebPage, WebWriter
from issue_papers.theme import templates
from issue_papers.views import catalogue
from lxml import html
from made_editions import EXTENSIONS

READER = Reader(
    MarkdownSettings({n: {} for n in EXTENSIONS}, types(), markup=rules_of(THEME, TRUSTED))
)
REFUSED = [case for case in INPUTS["texts"] if "says" in case]
RUNNING = ("javascript", "vbscript", "data")

PERMITTED = {
    '<iframe src="https://films.example/1" title="A"></iframe>': "//iframe[@src]",
    '<div style="columns: 2">A</div>': "//div[@style='columns: 2']",
    '<form action="https://a.example/"><button>A</button></form>': "//form[@action]//button",
    '<md-thing role="note">A</md-thing>': "//md-thing[@role='note']",
    'A <span class="mine">b</span>.': "//span[@class='mine']",
    "![A](https://a.example/b.png)": "//img[starts-with(@src, 'https:')]",
    '<svg viewBox="0 0 9 9"><path d="M0 0"/></svg>': "//svg//path",
}
"""What the allow-list doesn't have, and where it is on a page of an owner who trusts all."""


def page(article: Article) -> Any:
    """Return what a page has for a text."""
    strings = catalogue.load(settings_of(SAMPLER))[0]["en"]
    writer = WebWriter(Fragments(templates(THEME), "fragments"), WebPage("a/", strings))
    markup = writer.article(article.blocks, tuple(article.notes.values()))
    return html.document_fromstring(f"<main>{markup}</main>")


@pytest.mark.parametrize("text", PERMITTED)
def test_it_permits_what_the_list_lacks(text: str) -> None:
    assert page(READER.read(text)).xpath(PERMITTED[text])
    listed = MarkdownSettings({n: {} for n in EXTENSIONS}, types(), markup=rules_of(THEME, ""))
    plain = Reader(listed).read(text)
    is_elsewhere = "![" in text  # what another host has is a rule of its own
    assert plain.faults or is_elsewhere


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["name"]))
def test_it_permits_no_program(case: dict[str, Any]) -> None:
    article = READER.read(case["body"])
    found = page(article)
    runs = found.xpath(
        "//script | //object | //embed | //applet | //base | //meta | //link | //style"
        " | //@*[starts-with(name(), 'on')] | //@srcdoc | //@formaction | //@ping"
    )
    assert runs == []
    for address in found.xpath(
        "//@href | //@src | //@action | //@cite | //@*[name()='xlink:href']"
    ):
        written = "".join(sign for sign in address if sign > " ").lower()
        assert not written.startswith(tuple(f"{scheme}:" for scheme in RUNNING)), address
    is_program = any(word in case["body"].lower() for word in ("alert(1)", "script:", "data:"))
    silent = {"template", "noscript"}  # are left out, whatever is in them
    if is_program and not silent & set(case["body"].lower().strip("<").split(">")[:1]):
        assert article.faults, "what is left out is told"


def test_the_schemes_of_programs_are_on_no_list() -> None:
    assert SCHEMES.isdisjoint(RUNNING)


def test_check_and_review_say_that_texts_are_trusted(small_site: Callable[..., Path]) -> None:
    site = small_site()
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    for command in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "one")):
        assert run("git", *command, cwd=site).returncode == 0
    config = site / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    said = "texts may have any HTML but programs: whoever writes one is trusted"
    assert said not in invoke("check", cwd=site).stdout
    config.write_text(
        text.replace("issue-papers:\n", "issue-papers:\n      raw_html: trusted\n"),
        encoding="utf-8",
    )
    checked = invoke("check", cwd=site)
    line = 1 + config.read_text(encoding="utf-8").split("\n").index("      raw_html: trusted")
    assert f"mkdocs.yml:{line}: " in checked.stdout + checked.stderr
    assert said in checked.stdout + checked.stderr
    assert checked.returncode == 0
    assert said in invoke("review", "--base", "HEAD", cwd=site).stdout
    assert run("git", *who, "commit", "-qam", "two", cwd=site).returncode == 0
    assert said in invoke("review", "--base", "HEAD", cwd=site).stdout  # of a later change, too
