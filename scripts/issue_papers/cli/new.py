"""`issue-papers new …`: files to start from, which pass the check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import click

from issue_papers.articles.slugs import slugify
from issue_papers.cli import scaffold
from issue_papers.cli.new_dated import new_event, new_news
from issue_papers.cli.questions import (
    YES,
    Question,
    answers,
    example_language,
    failures_told,
    finish,
    is_somebody_there,
    load,
    name_of,
    slug_of,
    sound_slug,
)
from issue_papers.cli.site import CONFIG_OPTION
from issue_papers.content.library import Entry, Library
from issue_papers.content.model import Paper
from issue_papers.reporting import problems


@click.group("new")
def new_group() -> None:
    """Make the files of a new paper, section, case study, translation, event or piece of news.

    What options don't say is asked. Nothing that is there is overwritten.
    """


new_group.add_command(new_event)
new_group.add_command(new_news)


@new_group.command("paper")
@CONFIG_OPTION
@click.option("--title")
@click.option("--slug", help="Its folder's name, the same in every language.")
@click.option("--summary", help="One or two sentences.")
@click.option("--number", help="Its number in the series.  [default: the next]")
@click.option("--author", help="The first author's name; add others in the file.")
@click.option("--publisher", help="Who published the original.")
@click.option("--issued", help="2026, 2026-03 or 2026-03-31.  [default: this year]")
@click.option("--licence", help="Its SPDX name.  [default: the newest paper's]")
@click.option("--section-title", help="Title of the first section.  [default: Introduction]")
@click.option("--section-summary", help="The first section in a sentence.")
@YES
def new_paper(config_file: Path, *, yes: bool, **given: str | None) -> None:
    """Make a paper with its first section."""
    library = load(config_file)
    papers = [cast("Paper", entry.source.meta) for entry in library.papers]
    number = str(max((paper.number for paper in papers), default=0) + 1)
    questions = (
        Question("title", "Title"),
        Question("slug", "Slug", slug_of("title"), follows="title"),
        Question("summary", "Summary, one or two sentences"),
        Question("number", "Number in the series", lambda _: number),
        Question("author", "First author"),
        Question("publisher", "Publisher", lambda _: papers[0].publisher.name if papers else ""),
        Question("issued", "Date of publication", lambda _: str(dt.datetime.now(dt.UTC).year)),
        Question("licence", "Licence", lambda _: papers[0].licence if papers else ""),
        Question("section-title", "Title of the first section", lambda _: "Introduction"),
        Question("section-summary", "Summary of the first section, one sentence"),
    )
    found = answers(questions, _dashed(given), yes=yes)
    slug = sound_slug(found["slug"])
    values = {key.replace("-", "_"): value for key, value in found.items()}
    values["author_id"] = slugify(found["author"].split()[-1], "-") or "author"
    values["section"] = sound_slug(slugify(found["section-title"], "-"))
    drafts = scaffold.paper(library.settings, slug, values)
    steps = [
        f"write the abstract in {name_of(library.settings, drafts[0])}",
        f"write the first section in {name_of(library.settings, drafts[1])}",
        "add the next section with `issue-papers new section`",
    ]
    finish(library.settings, config_file, drafts, steps)


@new_group.command("section")
@CONFIG_OPTION
@click.option("--paper", help="The paper's slug.  [default: the only or newest paper]")
@click.option("--title")
@click.option("--slug", help="Its file's name, the same in every language.")
@click.option("--summary", help="One sentence.")
@click.option("--after", help="The section it follows.  [default: the last before a bibliography]")
@YES
def new_section(config_file: Path, *, yes: bool, **given: str | None) -> None:
    """Make a section and list it in its paper."""
    library = load(config_file)
    if not library.papers:
        raise click.ClickException("there is no paper yet; make one with `issue-papers new paper`")
    questions = (
        Question("paper", "Paper", lambda _: library.papers[0].slug),
        Question("title", "Title"),
        Question("slug", "Slug", slug_of("title"), follows="title"),
        Question("summary", "Summary, one sentence"),
        Question("after", "After which section", lambda a: _last(library, a["paper"])),
    )
    found = answers(questions, given, yes=yes)
    paper, slug = _paper(library, found["paper"]), sound_slug(found["slug"])
    known = cast("Paper", paper.source.meta).sections
    if found["after"] not in known:
        hint = problems.closest(found["after"], known)
        raise click.UsageError(f"the paper has no section `{found['after']}`: {hint}")
    with failures_told():
        drafts = scaffold.section(library.settings, paper, slug, found, after=found["after"])
    file = name_of(library.settings, drafts[0])
    steps = [
        f"write the text in {file}",
        f"translate it: `issue-papers new translation {file} {example_language(library)}`",
    ]
    finish(library.settings, config_file, drafts, steps)


@new_group.command("case-study")
@CONFIG_OPTION
@click.option("--title")
@click.option("--slug", help="Its folder's name, the same in every language.")
@click.option("--summary", help="One or two sentences.")
@click.option("--city", help="An id from cities.yml, or a new one.")
@click.option("--topics", help="One or more of the site's topics, with commas between them.")
@click.option("--country", help="Of a new city: two letters (ISO 3166-1).")
@click.option("--coordinates", help='Of a new city: "latitude, longitude" in degrees.')
@click.option("--name", "names", multiple=True, help="Of a new city: en=Seoul; once a language.")
@YES
def new_case_study(
    config_file: Path, names: tuple[str, ...], *, yes: bool, **given: str | None
) -> None:
    """Make a case study and, if its city is new, the city's line in cities.yml."""
    library = load(config_file)
    topics = library.settings.topics
    questions = (
        Question("title", "Title"),
        Question("slug", "Slug", slug_of("title"), follows="title"),
        Question("summary", "Summary, one or two sentences"),
        Question("city", "City (an id from cities.yml, or a new one)"),
        Question("topics", f"Topics, of {', '.join(topics)}"),
    )
    found = answers(questions, given, yes=yes)
    slug, city = sound_slug(found["slug"]), sound_slug(found["city"])
    chosen = [topic.strip() for topic in found["topics"].split(",") if topic.strip()]
    for topic in chosen:
        if topic not in topics:
            hint = problems.closest(topic, topics)
            raise click.UsageError(f"`{topic}` is none of the site's topics: {hint}")
    place = None if city in library.city_lines else _city(library, city, given, names, yes=yes)
    values = {**found, "city": city, "topics": chosen}
    drafts = scaffold.case_study(library.settings, slug, values, place)
    file = name_of(library.settings, drafts[0])
    steps = [
        f"write the text in {file}, and the facts that are known into its front matter",
        f"put the case's box into a section: a line `/// case-study | {slug}` and a line `///`",
        f"translate it: `issue-papers new translation {file} {example_language(library)}`",
    ]
    finish(library.settings, config_file, drafts, steps)


def _city(
    library: Library,
    city: str,
    given: Mapping[str, str | None],
    names: tuple[str, ...],
    *,
    yes: bool,
) -> dict[str, Any]:
    """Ask what is to stand in cities.yml; only the name in the source language is needed."""
    tags = (library.locales.source, *(t for t in library.locales.tags))
    named = dict(name.partition("=")[::2] for name in names)
    for tag in named.keys() - set(tags):
        known = ", ".join(library.locales.tags)
        raise click.UsageError(f"--name: `{tag}` is no language of this site, which has {known}")
    if not yes and is_somebody_there():
        click.echo(f"`{city}` isn't in cities.yml yet.")
    country, where = Question("country", "Country, two letters as KR"), "Latitude, longitude"
    asked = [Question(f"name {tag}=…", f"Name in {library.locales[tag].name}") for tag in tags[:1]]
    found = answers(
        (country, Question("coordinates", where), *asked),
        {**given, f"name {tags[0]}=…": named.get(tags[0])},
        yes=yes,
    )
    latitude, _, longitude = found["coordinates"].strip("[]").partition(",")
    source_name = found[f"name {tags[0]}=…"]
    shown = {tag: named.get(tag, "") for tag in tags[1:] if tag != tags[0]}
    if not yes and is_somebody_there():
        shown = {
            tag: name or click.prompt(f"Name in {library.locales[tag].name}", default=source_name)
            for tag, name in shown.items()
        }
    return {
        "city": city,
        "country": found["country"],
        "latitude": _number(latitude),
        "longitude": _number(longitude),
        "names": {tags[0]: source_name, **{tag: name for tag, name in shown.items() if name}},
    }


def _number(text: str) -> str:
    """Return a coordinate as it is to be written.

    Raises:
        click.UsageError: It is no number.
    """
    try:
        float(text)
    except ValueError as error:
        message = f"--coordinates: found “{text.strip()}”, expected two numbers: 37.5665, 126.9780"
        raise click.UsageError(message) from error
    return text.strip()


@new_group.command("translation")
@CONFIG_OPTION
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("language")
def new_translation(config_file: Path, path: Path, language: str) -> None:
    """Lay out the translation of PATH, a source file, into LANGUAGE.

    Every heading, block and key is there with its id, and the source's text beside it. Until
    `issue-papers sync` records the finished work, the check reports that it isn't recorded.
    """
    library = load(config_file)
    locales = library.locales
    others = [tag for tag in locales.tags if tag != locales.source]
    if language not in others:
        hint = problems.closest(language, others)
        raise click.UsageError(f"`{language}` is no language to translate into: {hint}")
    full = path.resolve()
    entry = next(
        (e for e in library.entries.values() if library.settings.root / e.source.path == full),
        None,
    )
    if entry is None:
        message = f"{path} isn't the source-language file of a page that can be read"
        raise click.UsageError(f"{message}; `issue-papers check` says what is wrong")
    drafts = scaffold.translation(library, entry, language)
    file = name_of(library.settings, drafts[0])
    steps = [
        f"translate {file}: each paragraph below its comment, then delete the comment",
        "see with `issue-papers check` what is still missing",
        f"when it is right, record it: `issue-papers sync {file}`",
    ]
    finish(library.settings, config_file, drafts, steps)


def _dashed(given: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name.replace("_", "-"): value for name, value in given.items()}


def _paper(library: Library, slug: str) -> Entry:
    paper = library.paper(slug)
    if paper is None:
        hint = problems.closest(slug, [paper.slug for paper in library.papers])
        raise click.UsageError(f"there is no paper `{slug}`: {hint}")
    return paper


def _last(library: Library, slug: str) -> str:
    """Return the section that a new one follows: the last that isn't the bibliography."""
    sections = library.sections(_paper(library, slug))
    own = [
        s for s in sections if all(b.role != "bibliography" for b in s.source.article.directives)
    ]
    return (own or sections)[-1].slug if sections else ""
