"""The publication's events and news: their facts, people, places and corrections."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from harness import ROOT
from issue_papers.content import frontmatter
from sitefiles import article, text

LANGUAGES = {"en": "", "es": "es/", "fr": "fr/"}
FACTS = yaml.safe_load((Path(__file__).parent / "event-facts.yml").read_text(encoding="utf-8"))
EVENTS = ("webinar-april-2020", "webinar-july-2020", "webinar-november-2020")
NEWS = ("why-act-abroad", "manchester-and-tehran")
MINUTES = [3, 5, 10, 10, 10, 15, 5, 3]
each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
@pytest.mark.parametrize("url", FACTS, ids=str)
def test_facts_stand_on_their_pages(published: Path, language: str, url: str) -> None:
    said = text(article(published, LANGUAGES[language] + url)).replace("\xa0", " ")
    for fact in FACTS[url]:
        wanted = fact[language] if isinstance(fact, dict) else fact
        assert re.search(str(wanted), said), f"{wanted} isn't on {language} {url}"


@each_language
def test_the_programme_has_its_items_with_their_minutes(published: Path, language: str) -> None:
    body = article(published, f"{LANGUAGES[language]}events/webinar-april-2020/")
    items = body.cssselect(".ip-programme > li")
    minutes = [text(item) for item in body.cssselect(".ip-programme__minutes")]
    assert [int(item.split()[0]) for item in minutes] == MINUTES
    assert len(items) == len(MINUTES)
    assert all(text(item.cssselect(".ip-programme__title")[0]) for item in items)
    by = [[text(who) for who in i.cssselect(".ip-programme__by")] for i in items]
    assert by == [
        ["Metropolis"],
        ["AL-LAs"],
        ["Luz Amparo Medina Gerena"],
        ["Oriol Illa"],
        ["Mariana Flores Mayen"],
        [],
        ["AL-LAs"],
        ["Metropolis"],
    ]


@each_language
@pytest.mark.parametrize(("event", "entries", "places"), [(EVENTS[0], 15, 16), (EVENTS[1], 26, 26)])
def test_participants_are_listed_and_on_the_map(
    published: Path, language: str, event: str, entries: int, places: int
) -> None:
    body = article(published, f"{LANGUAGES[language]}events/{event}/")
    listed = [text(li) for li in body.cssselect(".ip-participants__name")]
    assert len(listed) == entries
    assert len(body.cssselect("svg .ip-map__mark")) == places
    names = yaml.safe_load((ROOT / "case_studies" / "cities.yml").read_text(encoding="utf-8"))
    source = (ROOT / "docs" / "events" / f"{event}.md").read_text(encoding="utf-8")
    participants = frontmatter.parse(source, event)[0].meta.value["participants"]
    for entry, said in zip(participants, listed, strict=True):
        for city in [entry] if isinstance(entry, str) else entry:
            assert names[city]["names"][language] in said


@each_language
def test_each_place_of_the_news_is_named_in_it(published: Path, language: str) -> None:
    names = yaml.safe_load((ROOT / "case_studies" / "cities.yml").read_text(encoding="utf-8"))
    for event, item in zip(EVENTS[:2], NEWS, strict=True):
        source = (ROOT / "docs" / "events" / f"{event}.md").read_text(encoding="utf-8")
        said = text(article(published, f"{LANGUAGES[language]}news/{item}/"))
        said = said.lower()
        for entry in frontmatter.parse(source, event)[0].meta.value["participants"]:
            city = entry if isinstance(entry, str) else entry[0]
            assert names[city]["names"][language].lower() in said, (item, city)


def test_corrections_of_events_and_news_are_in_the_ledger(published: Path) -> None:
    expected = {
        "webinar-date": "events/webinar-april-2020/",
        "webinar-time-zone": "events/webinar-april-2020/",
        "sixteen-urban-spaces": "news/why-act-abroad/",
        "chicago-council": "news/manchester-and-tehran/",
    }
    for prefix in LANGUAGES.values():
        ledger = article(published, f"{prefix}corrections/")
        for identifier, url in expected.items():
            (entry,) = ledger.cssselect(f"#correction-{identifier}")
            targets = [a.get("href") for a in entry.cssselect("dd a")]
            assert f"../{url}" in targets
            assert article(published, prefix + url).cssselect(f"#correction-{identifier}")
