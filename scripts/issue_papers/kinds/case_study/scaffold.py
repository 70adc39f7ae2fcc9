"""How a case study is begun: its file and, if its city is new, the city's line in cities.yml."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from issue_papers.content.library import Library
from issue_papers.kinds.scaffolding import (
    Answers,
    Asking,
    Draft,
    Option,
    Question,
    Scaffold,
    UnusableAnswerError,
    as_read,
    chosen,
    first_questions,
    known_topics,
    render,
    sound_slug,
    translate_it,
)


def _draft(library: Library, found: Answers, asking: Asking) -> list[Draft]:
    slug, city = sound_slug(found["slug"]), sound_slug(found["city"])
    topics = chosen(found["topics"], library.settings.topics)
    values = {**found, "city": city, "topics": topics}
    folder = library.settings.cases_dir
    drafts = [Draft(folder / slug / "index.md", render("case_study/new.md", values))]
    if city not in library.city_lines:
        drafts.append(_cities(library, _city(library, city, asking)))
    return drafts


def _cities(library: Library, city: dict[str, Any]) -> Draft:
    """Return cities.yml with another line."""
    path = library.settings.cities_file
    before = as_read(path) if path.exists() else None
    end = "\r\n" if before and "\r\n" in before else "\n"
    kept = f"{before.rstrip()}{end}" if before and before.strip() else ""
    line = render("case_study/city.yml", city).strip() + end
    return Draft(path, kept + line, before)


def _city(library: Library, city: str, asking: Asking) -> dict[str, Any]:
    """Ask what is to stand in cities.yml; only the name in the source language is needed."""
    source, *others = dict.fromkeys((library.locales.source, *library.locales.tags))
    named = dict(name.partition("=")[::2] for name in asking.given("name"))
    for tag in named.keys() - {source, *others}:
        known = ", ".join(library.locales.tags)
        message = f"--name: `{tag}` is no language of this site, which has {known}"
        raise UnusableAnswerError(message)
    asking.tell(f"`{city}` isn't in cities.yml yet.")

    def name_in(tag: str, default: str) -> Question:
        def proposed(_: Library, __: Answers) -> str:
            return named.get(tag) or default

        return Question(_name(tag), f"Name in {library.locales[tag].name}", default=proposed)

    questions = [
        Question("country", "Country, two letters as KR"),
        Question("coordinates", "Latitude, longitude"),
    ]
    if source not in named:
        questions.append(name_in(source, ""))
    found = asking.ask(questions)
    latitude, _, longitude = found["coordinates"].strip("[]").partition(",")
    names = {source: named.get(source) or found[_name(source)]}
    if asking.is_answered():
        told = asking.ask([name_in(tag, names[source]) for tag in others])
        names |= {tag: told[_name(tag)] for tag in others}
    else:
        names |= {tag: named[tag] for tag in others if named.get(tag)}
    return {
        "city": city,
        "country": found["country"],
        "latitude": _number(latitude),
        "longitude": _number(longitude),
        "names": names,
    }


def _name(tag: str) -> str:
    """Return what an option says that gives a name in a language."""
    return f"name {tag}=…"


def _number(text: str) -> str:
    """Return a coordinate as it is to be written.

    Raises:
        UnusableAnswerError: It is no number.
    """
    try:
        float(text)
    except ValueError as error:
        message = f"--coordinates: found “{text.strip()}”, expected two numbers: 37.5665, 126.9780"
        raise UnusableAnswerError(message) from error
    return text.strip()


def _steps(library: Library, found: Answers, files: Sequence[str]) -> list[str]:
    slug = found["slug"]
    return [
        f"write the text in {files[0]}, and the facts that are known into its front matter",
        f"put the case's box into a section: a line `/// case-study | {slug}` and a line `///`",
        translate_it(library, files[0]),
    ]


_HELP_OF_TOPICS = "One or more of the site's topics, with commas between them."

SCAFFOLD = Scaffold(
    command="case-study",
    help="Make a case study and, if its city is new, the city's line in cities.yml.",
    questions=(
        *first_questions("folder", "one or two sentences"),
        Question(
            "city",
            "City (an id from cities.yml, or a new one)",
            "An id from cities.yml, or a new one.",
        ),
        Question("topics", "Topics", _HELP_OF_TOPICS, choices=known_topics),
    ),
    draft=_draft,
    steps=_steps,
    options=(
        Option("country", "Of a new city: two letters (ISO 3166-1)."),
        Option("coordinates", 'Of a new city: "latitude, longitude" in degrees.'),
        Option("name", "Of a new city: en=Seoul; once a language.", is_multiple=True),
    ),
)
