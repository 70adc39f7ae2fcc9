"""How a case study is begun: its file and, if its city is new, the city's line in cities.yml."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from issue_papers.content.library import Library
from issue_papers.kinds.scaffolding import (
    FOLDER_NAMED,
    TWO_SENTENCES,
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
from issue_papers.reporting.messages import Message, say


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
        message = say(
            "--name: `{tag}` is no language of this site, which has {known}",
            tag=tag,
            known=", ".join(library.locales.tags),
        )
        raise UnusableAnswerError(message)
    asking.tell(say("`{city}` isn't in cities.yml yet.", city=city))

    def name_in(tag: str, default: str) -> Question:
        def proposed(_: Library, __: Answers) -> str:
            return named.get(tag) or default

        prompt = say("Name ({language})", language=library.locales[tag].name)
        return Question(_name(tag), prompt, default=proposed)

    questions = [
        Question("country", say("Country, two letters as KR")),
        Question("coordinates", say("Latitude, longitude")),
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
        message = say(
            "--coordinates: found “{text}”, expected two numbers: 37.5665, 126.9780",
            text=text.strip(),
        )
        raise UnusableAnswerError(message) from error
    return text.strip()


def _steps(library: Library, found: Answers, files: Sequence[str]) -> list[Message]:
    slug = found["slug"]
    return [
        say(
            "write the text in {file}, and the facts that are known into its front matter",
            file=files[0],
        ),
        say(
            "put the case's box into a section: a line `/// case-study | {slug}` and a line `///`",
            slug=slug,
        ),
        *translate_it(library, files[0]),
    ]


_HELP_OF_TOPICS = say("One or more of the site's topics, with commas between them.")

SCAFFOLD = Scaffold(
    command="case-study",
    help=say("Make a case study and, if its city is new, the city's line in cities.yml."),
    questions=(
        *first_questions(FOLDER_NAMED, TWO_SENTENCES),
        Question(
            "city",
            say("City (an id from cities.yml, or a new one)"),
            say("An id from cities.yml, or a new one."),
        ),
        Question("topics", say("Topics"), _HELP_OF_TOPICS, choices=known_topics),
    ),
    draft=_draft,
    steps=_steps,
    options=(
        Option("country", say("Of a new city: two letters (ISO 3166-1).")),
        Option("coordinates", say('Of a new city: "latitude, longitude" in degrees.')),
        Option("name", say("Of a new city: en=Seoul; once a language."), is_multiple=True),
    ),
)
