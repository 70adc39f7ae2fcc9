"""Where readers write to, and what of a page is filled in."""

from __future__ import annotations

from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from harness import SITES, settings_of
from issue_papers.kinds.page.accessibility import statement
from issue_papers.views import catalogue
from issue_papers.views.catalogue import Catalogue
from issue_papers.views.contact import About, contact_of
from test_feature_pages import library_of, without_lists

PAGE = About("Works & days", "https://a.example/works/", "2")


@pytest.fixture(scope="module")
def words() -> dict[str, Catalogue]:
    return catalogue.load(settings_of(SITES / "sampler"))[0]


def fields(address: str) -> tuple[str, dict[str, str]]:
    """Read an address as mail programs do, to which a plus is no space."""
    parts = urlsplit(address)
    pairs = (pair.split("=", 1) for pair in parts.query.split("&"))
    return parts.path, {name: unquote(value) for name, value in pairs}


def test_a_mail_says_what_is_known_and_asks_for_the_rest(words: dict[str, Catalogue]) -> None:
    contact = contact_of("mailto:papers@a.example", PAGE, words["en"])
    to, mail = fields(contact.mistake)
    assert to == "papers@a.example"
    assert mail["subject"] == "Report a mistake on this page: Works & days"
    assert mail["body"].split("\r\n") == [
        *("What is wrong, and what should it say?", "", ""),
        *("Page: https://a.example/works/", "Passage:", "Edition: 2", "Language: English", ""),
    ]
    assert contact.passage == "Passage: "
    message = EmailMessage()
    message["Subject"] = mail["subject"]  # one line: the standard library refuses any other


def test_each_asks_in_the_readers_language(words: dict[str, Catalogue]) -> None:
    contact = contact_of("mailto:papers@a.example", PAGE, words["es"])
    subjects = {
        fields(each)[1]["subject"].split(":")[0]
        for each in (contact.mistake, contact.accessibility, contact.permission)
    }
    assert len(subjects) == 3
    assert "Idioma: Español" in fields(contact.permission)[1]["body"]
    assert "¿Qué está mal" not in fields(contact.permission)[1]["body"]


def test_a_form_gets_the_same_in_its_query(words: dict[str, Catalogue]) -> None:
    contact = contact_of("https://a.example/form?id=7", PAGE, words["fr"])
    assert parse_qs(urlsplit(contact.accessibility).query) == {
        "id": ["7"],
        "about": ["accessibility"],
        "page": ["https://a.example/works/"],
        "edition": ["2"],
        "language": ["fr"],
    }
    assert contact.passage == ""


def test_a_telephone_is_called_as_it_is(words: dict[str, Catalogue]) -> None:
    assert contact_of("tel:+34123", PAGE, words["en"]).mistake == "tel:+34123"


def test_the_statement_on_accessibility_says_where_to_write(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    source = without_lists(tmp_path_factory.mktemp("contact") / "source")
    config = source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    t = catalogue.load(settings_of(source))[0]["fr"]
    assert "<https://forge.example/wells>" in statement(library_of(source), t)
    option = "issue-papers:\n      contact: wells@a.example\n"
    config.write_text(text.replace("issue-papers:\n", option), encoding="utf-8")
    told = statement(library_of(source), t)
    assert "[wells@a.example](mailto:wells@a.example?subject=" in told
    assert "forge.example" not in told
    form = option.replace("wells@a.example", "https://a.example/f?id=7")
    config.write_text(text.replace("issue-papers:\n", form), encoding="utf-8")
    asked = "https://a.example/f?id=7&about=accessibility&language=fr"
    assert f"[https://a.example/f?id=7]({asked})" in statement(library_of(source), t)
    assert [line for line in told.splitlines() if line.startswith("## ")] == [
        f"## {t('pages.accessibility.status_title')} {{ #status }}",
        f"## {t('pages.accessibility.feedback_title')} {{ #feedback }}",
    ]
