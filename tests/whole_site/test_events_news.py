"""Events and news as readers, calendars, feed readers and search engines get them."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import ics
import lxml.html
import pytest
import yaml
from harness import SAMPLER
from icalendar import Calendar
from issue_papers.content import frontmatter
from issue_papers.kinds.event.calendars.calendar import revision
from lxml import etree
from sitefiles import article, page, pages, text

LANGUAGES = {"en": "", "es": "es/", "fr": "fr/"}
HERE = Path(__file__).parent
SITE = "https://sampler.example/issue-papers/"
SMALL = "https://small.example/base/"
EVENTS = ("opening", "visit", "closing")
NEWS = ("open-quays", "two-ports")
MINUTES = [5, 20, 20, 15]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FEEDS = "link[rel=alternate][type='application/atom+xml'], link[type='application/feed+json']"
each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
def test_the_programme_has_its_items_with_their_minutes(sampler_built: Path, language: str) -> None:
    body = article(sampler_built, f"{LANGUAGES[language]}events/opening/")
    items = body.cssselect(".ip-programme > li")
    minutes = [text(item) for item in body.cssselect(".ip-programme__minutes")]
    assert [int(item.split()[0]) for item in minutes] == MINUTES
    assert len(items) == len(MINUTES)
    assert all(text(item.cssselect(".ip-programme__title")[0]) for item in items)
    by = [[text(who) for who in i.cssselect(".ip-programme__by")] for i in items]
    assert by == [
        ["Quay Institute"],
        ["Luz Medina"],
        ["Oriol Illa"],
        [],
    ]


@each_language
@pytest.mark.parametrize(("event", "entries", "places"), [(EVENTS[0], 3, 4), (EVENTS[1], 2, 2)])
def test_participants_are_listed_and_on_the_map(
    sampler_built: Path, language: str, event: str, entries: int, places: int
) -> None:
    body = article(sampler_built, f"{LANGUAGES[language]}events/{event}/")
    listed = [text(li) for li in body.cssselect(".ip-participants__name")]
    assert len(listed) == entries
    assert len(body.cssselect("svg .ip-map__mark")) == places
    names = yaml.safe_load((SAMPLER / "case_studies" / "cities.yml").read_text(encoding="utf-8"))
    source = (SAMPLER / "docs" / "events" / f"{event}.md").read_text(encoding="utf-8")
    participants = frontmatter.parse(source, event)[0].meta.value["participants"]
    for entry, said in zip(participants, listed, strict=True):
        for city in [entry] if isinstance(entry, str) else entry:
            assert names[city]["names"][language] in said


def test_what_was_only_announced_is_not_said_to_have_been_held(sampler_built: Path) -> None:
    for prefix in LANGUAGES.values():
        body = article(sampler_built, f"{prefix}events/closing/")
        assert body.cssselect(".ip-state--unconfirmed"), "its month is past"
        assert body.cssselect("time")[0].get("datetime") == "2020-11"
        assert not body.cssselect("a[href$='.ics'], .ip-participants, .ip-speakers")
        assert not (sampler_built / prefix / "events" / "closing.ics").exists()


@each_language
def test_lists_have_every_item_and_say_how_to_follow(sampler_built: Path, language: str) -> None:
    prefix = LANGUAGES[language]
    for folder, slugs in (("events", EVENTS[::-1]), ("news", NEWS[::-1])):
        body = article(sampler_built, f"{prefix}{folder}/")
        found = [a.get("href") for a in body.cssselect(".ip-dated__title a")]
        assert found == [f"{slug}/" for slug in slugs]
    offered = [
        a.get("href")
        for folder in ("events", "news")
        for a in article(sampler_built, f"{prefix}{folder}/").cssselect(".ip-subscribe a")
    ]
    assert offered == ["calendar.ics", "feed.xml", "feed.json"]
    for url in ("", "about/", f"events/{EVENTS[0]}/"):
        links = page(sampler_built, prefix + url).cssselect(FEEDS)
        found = [urljoin(f"{SITE}{prefix}{url}", link.get("href")) for link in links]
        assert found == [f"{SITE}{prefix}news/feed.xml", f"{SITE}{prefix}news/feed.json"]


def test_corrections_of_events_and_news_are_in_the_ledger(sampler_built: Path) -> None:
    expected = {
        "webinar-date": "events/opening/",
        "number-of-cranes": "news/two-ports/",
    }
    for prefix in LANGUAGES.values():
        ledger = article(sampler_built, f"{prefix}corrections/")
        for identifier, url in expected.items():
            (entry,) = ledger.cssselect(f"#correction-{identifier}")
            targets = [a.get("href") for a in entry.cssselect("dd a")]
            assert f"../{url}" in targets
            assert article(sampler_built, prefix + url).cssselect(f"#correction-{identifier}")


# Calendars


def raw_lines(path: Path) -> list[bytes]:
    content = path.read_bytes()
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    return content.split(b"\r\n")[:-1]


@each_language
def test_calendars_hold_to_the_standard(sampler_built: Path, language: str) -> None:
    folder = sampler_built / LANGUAGES[language] / "events"
    files = {path.name: path for path in folder.glob("*.ics")}
    assert set(files) == {"calendar.ics", f"{EVENTS[0]}.ics", f"{EVENTS[1]}.ics"}
    for name, path in files.items():
        lines = raw_lines(path)
        assert max(map(len, lines)) <= 75
        for line in lines:
            line.decode()  # no character is cut in two
        calendar = Calendar.from_ical(path.read_bytes())
        assert calendar["METHOD"] == "PUBLISH"
        assert calendar["VERSION"] == "2.0"
        assert calendar["PRODID"]
        assert calendar["X-WR-CALNAME"]
        events = calendar.walk("VEVENT")
        assert len(events) == (2 if name == "calendar.ics" else 1)
        for event in events:
            assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"} <= set(event)
            assert event["SUMMARY"].params["LANGUAGE"] == language
            assert event["STATUS"] == "CONFIRMED"
            assert event["DTSTAMP"].dt.tzinfo is not None
            assert event["URL"].startswith(f"{SITE}{LANGUAGES[language]}events/")
            assert event["ORGANIZER"].params["CN"] == "Quay Institute"
            assert event["SEQUENCE"] > 0
            colon = "\N{NO-BREAK SPACE}:\n" if language == "fr" else ":\n"
            titles = [part.split("– ")[0] for part in event["DESCRIPTION"].split("\n\n")[1:]]
            assert titles
            assert all(re.fullmatch(rf"\w+{colon}", title) for title in titles)


def test_the_number_of_a_revision_never_falls() -> None:
    day, later, built = (dt.datetime(2026, 1, n, 8, 0, 59, tzinfo=dt.UTC) for n in (2, 3, 4))
    first = revision(day, day, built)
    assert first == revision(day, day, built + dt.timedelta(days=9))
    assert first.modified == day
    translated = revision(day, later, built)
    assert (translated.sequence, translated.modified) == (first.sequence, later)
    assert revision(later, day, built).sequence > first.sequence
    unknown = revision(None, None, built)
    assert unknown.sequence > first.sequence
    assert unknown.modified is None


@each_language
def test_the_time_is_the_same_moment_for_two_libraries(sampler_built: Path, language: str) -> None:
    path = sampler_built / LANGUAGES[language] / "events" / f"{EVENTS[0]}.ics"
    moment = dt.datetime(2020, 4, 3, 14, 30, tzinfo=dt.UTC)
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == "Europe/Madrid"
    assert event["DTSTART"].dt.isoformat()[:16] == "2020-04-03T16:30"
    assert event["DTSTART"].dt.astimezone(dt.UTC) == moment
    assert event["DTEND"].dt.astimezone(dt.UTC) == moment + dt.timedelta(hours=1)
    (other,) = ics.Calendar(path.read_bytes().decode()).events
    assert other.begin.datetime.astimezone(dt.UTC) == moment
    assert other.end.datetime.astimezone(dt.UTC) == moment + dt.timedelta(hours=1)
    assert other.name == event["SUMMARY"]


def test_an_event_without_an_hour_fills_its_day_and_blocks_nothing(sampler_built: Path) -> None:
    path = sampler_built / "events" / f"{EVENTS[1]}.ics"
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert event["DTSTART"].dt == dt.date(2020, 7, 22)
    assert event["DTEND"].dt == dt.date(2020, 7, 23)
    assert event["TRANSP"] == "TRANSPARENT"


def test_an_event_is_the_same_in_every_language_and_file(sampler_built: Path) -> None:
    found = {
        prefix: [
            str(event["UID"])
            for name in ("calendar", *EVENTS[:2])
            for event in Calendar.from_ical(
                (sampler_built / prefix / "events" / f"{name}.ics").read_bytes()
            ).walk("VEVENT")
        ]
        for prefix in LANGUAGES.values()
    }
    assert found[""] == found["es/"] == found["fr/"]
    assert found[""][:2] == found[""][2:]
    assert (
        found[""][0] == "40a791fe-2396-5bc7-bef2-b5afb8d7084c"
    )  # a new one would be a second event


# Feeds


@each_language
def test_the_atom_feed_is_valid(sampler_built: Path, language: str) -> None:
    schema = etree.RelaxNG(etree.parse(HERE / "schemas" / "atom.rng"))
    feed = etree.parse(sampler_built / LANGUAGES[language] / "news" / "feed.xml")
    schema.assertValid(feed)
    root = feed.getroot()
    assert root.get(XML_LANG) == language
    address = f"{SITE}{LANGUAGES[language]}news/"
    assert feed.xpath("string(/a:feed/a:link[@rel='self']/@href)", namespaces=ATOM) == (
        f"{address}feed.xml"
    )
    assert feed.xpath("//a:entry/a:id/text()", namespaces=ATOM) == [
        f"{address}{slug}/" for slug in NEWS[::-1]
    ]
    assert feed.xpath("/a:feed/a:updated/text()", namespaces=ATOM) == ["2020-08-01T12:00:00+02:00"]
    for entry in feed.xpath("//a:entry", namespaces=ATOM):
        alternates = entry.xpath("a:link[@rel='alternate']/@hreflang", namespaces=ATOM)
        assert sorted(alternates) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_corrections_stand_under_their_dates_and_in_a_valid_feed(
    sampler_built: Path, language: str
) -> None:
    prefix = LANGUAGES[language]
    url = f"{prefix}corrections/"
    shown = page(sampler_built, url)
    days = [heading.get("id") for heading in shown.cssselect("h2.ip-ledger-day")]
    assert days == ["date-2020-06-30", "date-2020-04", "date-unknown"]
    lists = [
        [entry.get("id") for entry in one.cssselect("li[id]")]
        for one in shown.cssselect(".ip-ledger")
    ]
    assert lists[:2] == [
        ["correction-tide-height"],
        ["correction-quay-name", "correction-webinar-date"],
    ]
    assert [one.get("start") for one in shown.cssselect(".ip-ledger")] == [None, "2", "4"]
    (offered,) = (
        link
        for link in shown.cssselect("head link[rel=alternate][type='application/atom+xml']")
        if not link.get("href").endswith("news/feed.xml")
    )
    (linked,) = shown.cssselect(".ip-ledger-feed a")
    assert linked.get("href") == offered.get("href")

    schema = etree.RelaxNG(etree.parse(HERE / "schemas" / "atom.rng"))
    feed = etree.parse(sampler_built / prefix / "corrections" / "feed.xml")
    schema.assertValid(feed)
    assert feed.xpath("/a:feed/a:updated/text()", namespaces=ATOM) == ["2020-06-30T12:00:00+02:00"]
    assert feed.xpath("//a:entry/a:id/text()", namespaces=ATOM) == [
        f"{SITE}{url}#{entry}" for entry in (*lists[0], *lists[1])
    ]


def test_the_schema_refuses_what_is_no_atom(sampler_built: Path) -> None:
    schema = etree.RelaxNG(etree.parse(HERE / "schemas" / "atom.rng"))
    path = sampler_built / "news" / "feed.xml"
    for faulty in ("a:id", "a:updated", "a:entry/a:title"):
        feed = etree.parse(path)
        found = feed.xpath(f"/a:feed/{faulty}", namespaces=ATOM)[0]
        found.getparent().remove(found)
        assert not schema.validate(feed), faulty
    feed = etree.parse(path)
    feed.xpath("/a:feed/a:updated", namespaces=ATOM)[0].text = "2020-07-24"
    assert not schema.validate(feed)


@each_language
def test_both_feeds_hold_the_whole_text_with_absolute_links(
    sampler_built: Path, language: str
) -> None:
    prefix = LANGUAGES[language]
    atom = etree.parse(sampler_built / prefix / "news" / "feed.xml")
    contents = atom.xpath("//a:entry/a:content/text()", namespaces=ATOM)
    data = json.loads((sampler_built / prefix / "news" / "feed.json").read_text(encoding="utf-8"))
    assert [item["content_html"] for item in data["items"]] == contents
    for slug, content in zip(NEWS[::-1], contents, strict=True):
        tree = lxml.html.fragment_fromstring(content, create_parent="div")
        (prose,) = article(sampler_built, f"{prefix}news/{slug}/").cssselect(".ip-prose")
        for mark in prose.cssselect(".headerlink"):
            mark.drop_tree()
        assert text(tree) == text(prose)
        targets = [a.get("href") for a in tree.cssselect("a")]
        assert targets
        assert all(target.startswith(SITE + prefix) for target in targets)
        for target in targets:
            path = urlsplit(target).path.removeprefix("/issue-papers/")
            assert (sampler_built / path / "index.html").is_file()


@each_language
def test_the_json_feed_is_one_of_version_1_1(sampler_built: Path, language: str) -> None:
    prefix = LANGUAGES[language]
    feed = json.loads((sampler_built / prefix / "news" / "feed.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{SITE}{prefix}news/feed.json"
    assert feed["home_page_url"] == f"{SITE}{prefix}news/"
    assert feed["language"] == language
    assert feed["title"]
    assert feed["authors"][0]["name"]
    for item in feed["items"]:
        assert item["id"] == item["url"]
        assert item["language"] == language
        for key in ("date_published", "date_modified"):
            moment = dt.datetime.fromisoformat(item[key])
            assert (moment.hour, moment.utcoffset()) == (12, dt.timedelta(hours=2))


# JSON-LD


def json_ld(site: Path, url: str) -> list[dict[str, Any]]:
    found = page(site, url).cssselect("script[type='application/ld+json']")
    blocks = [json.loads(script.text_content()) for script in found]
    return [node for block in blocks for node in block["@graph"] if node["@type"] == "Event"]


@each_language
def test_an_event_describes_itself_in_the_words_of_schema_org(
    sampler_built: Path, language: str
) -> None:
    url = f"{LANGUAGES[language]}events/{EVENTS[0]}/"
    (found,) = json_ld(sampler_built, url)
    assert found["startDate"] == "2020-04-03T16:30+02:00"
    assert found["endDate"] == "2020-04-03T17:30+02:00"
    assert found["inLanguage"] == ["es"]
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert found["location"]["@type"] == "VirtualLocation"
    assert [o["name"] for o in found["organizer"]] == ["Quay Institute", "League of Harbours"]
    assert len(found["performer"]) == 3
    assert found["about"][0]["url"] == f"{SITE}{LANGUAGES[language]}papers/harbours/"
    assert found["subjectOf"][0]["url"] == f"{SITE}{LANGUAGES[language]}news/{NEWS[0]}/"
    assert found["@id"] == f"{SITE}events/{EVENTS[0]}/"  # one event in all languages
    assert found["url"] == SITE + url


def test_no_more_is_said_of_an_event_than_is_known(sampler_built: Path) -> None:
    (found,) = json_ld(sampler_built, f"events/{EVENTS[2]}/")
    assert found["startDate"] == "2020-11"
    assert not {"endDate", "performer"} & set(found)
    (found,) = json_ld(sampler_built, f"events/{EVENTS[1]}/")
    assert found["startDate"] == "2020-07-22"
    assert "inLanguage" not in found


# A site with gaps


def test_what_is_not_translated_is_in_no_feed_and_no_calendar(small_built: Path) -> None:
    def feed(prefix: str) -> list[str]:
        path = small_built / prefix / "news" / "feed.json"
        return [item["url"] for item in json.loads(path.read_text(encoding="utf-8"))["items"]]

    assert feed("") == [f"{SMALL}news/rain/", f"{SMALL}news/prize/"]
    assert feed("fr/") == [f"{SMALL}fr/news/prize/"]
    assert not (small_built / "ar" / "news" / "feed.json").exists()
    assert not (small_built / "ar" / "news" / "feed.xml").exists()
    assert not page(small_built, "ar/news/").cssselect(f"{FEEDS}, .ip-subscribe")
    calendars = sorted(p.relative_to(small_built).as_posix() for p in small_built.rglob("*.ics"))
    assert calendars == [
        "ar/events/calendar.ics",
        "ar/events/pumps.ics",
        "events/calendar.ics",
        "events/pumps.ics",
    ]


def test_a_fallback_offers_the_source_s_file_and_describes_nothing(small_built: Path) -> None:
    body = article(small_built, "fr/events/pumps/")
    (link,) = body.cssselect("a[type='text/calendar']")
    assert urljoin(f"{SMALL}fr/events/pumps/", link.get("href")) == f"{SMALL}events/pumps.ics"
    assert json_ld(small_built, "fr/events/pumps/") == []


def test_feeds_of_the_small_site_escape_and_date_as_they_must(small_built: Path) -> None:
    feed = etree.parse(small_built / "news" / "feed.xml")
    etree.RelaxNG(etree.parse(HERE / "schemas" / "atom.rng")).assertValid(feed)
    entry = feed.xpath("//a:entry[2]", namespaces=ATOM)[0]
    assert entry.xpath("string(a:title)", namespaces=ATOM) == "A prize for pumps & taps"
    assert entry.xpath("string(a:published)", namespaces=ATOM) == "2021-04-01T12:00:00Z"
    assert entry.xpath("string(a:updated)", namespaces=ATOM) == "2021-04-02T12:00:00Z"
    content = entry.xpath("string(a:content)", namespaces=ATOM)
    assert "<b>a prize</b>" in content
    assert f'href="{SMALL}news/prize/#why"' in content
    assert "headerlink" not in content


def test_every_page_of_events_and_news_is_linked_from_a_menu(sampler_built: Path) -> None:
    reached = {"events/", "news/"}
    for url in ("events/", "news/"):
        body = page(sampler_built, url)
        reached |= {
            urljoin(f"{SITE}{url}", a.get("href")).removeprefix(SITE)
            for a in body.cssselect("main a[href]")
        }
    home = page(sampler_built, "")
    menu = {urljoin(SITE, a.get("href")).removeprefix(SITE) for a in home.cssselect(".ip-menu a")}
    assert {"events/", "news/"} <= menu
    ours = {url for url in pages(sampler_built) if url.startswith(("events/", "news/"))}
    assert ours <= reached


@each_language
def test_other_pages_tell_news_and_events_apart(sampler_built: Path, language: str) -> None:
    for url, folders in (("", ["news/"]), ("papers/harbours/", ["news/", "events/"])):
        teaser = article(sampler_built, f"{LANGUAGES[language]}{url}")
        groups = teaser.cssselect(".ip-teaser__group")
        headings = {group.cssselect("h3")[0].text_content() for group in groups}
        assert len(headings) == len(groups)
        for group, folder in zip(groups, folders, strict=True):
            links = [a.get("href") for a in group.cssselect(".ip-dated__title a")]
            assert links
            assert all(folder in link for link in links)


@each_language
def test_every_page_links_to_the_texts_licence(sampler_built: Path, language: str) -> None:
    for url in ("", "about/", "case-studies/", "papers/harbours/works/", "events/"):
        body = page(sampler_built, f"{LANGUAGES[language]}{url}")
        (licence,) = body.cssselect("footer.ip-footer a[rel=license]")
        assert licence.get("href").startswith("https://creativecommons.org/")
