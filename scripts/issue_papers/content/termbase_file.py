"""`docs/glossary.yml` → termbase and problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from issue_papers.content import frontmatter
from issue_papers.content.frontmatter import YamlData, type_name
from issue_papers.content.memory import Memory
from issue_papers.content.settings import Settings
from issue_papers.content.termbase import Concept, Term, Termbase, is_acronym
from issue_papers.content.validation import Place, validate
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, closest

NAME = "glossary.yml"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def load(settings: Settings, memory: Memory | None = None) -> tuple[Termbase, Sequence[Problem]]:
    """Read the termbase.

    Args:
        settings: Where it is.
        memory: What was read before.

    Returns:
        The terms that are sound, none where there is no file; and what is wrong with the rest.
    """
    file = settings.docs_dir / NAME
    if not file.is_file():
        return Termbase(), []
    memory = memory or Memory()
    content = memory.read(file)
    return memory.get((load, content), lambda: _termbase(settings, file, content))


def _termbase(settings: Settings, file: Path, content: bytes) -> tuple[Termbase, list[Problem]]:
    path = settings.relative(file)
    text, problems = frontmatter.decode(content, path)
    if problems:
        return Termbase(path), problems
    data, problems = frontmatter.parse_yaml(text, path)
    if data.value is None:
        return Termbase(path), problems
    if not isinstance(data.value, dict):
        message = say(
            "found {found}, expected a concept's id on each line", found=type_name(data.value)
        )
        hint = say("write `sister-cities:` and below it `en: {{term: …, definition: …}}`")
        return Termbase(path), [*problems, Problem(path, 1, "glossary", message, hint)]
    concepts: dict[str, dict[str, Term]] = {}
    same_as: dict[str, tuple[str, ...]] = {}
    for concept, value in data.value.items():
        place = Place(path, data, (str(concept),))
        beside, terms = _beside(value)
        known, faults = validate(Concept, place, beside)
        problems += faults
        if known and known.same_as:
            same_as[str(concept)] = known.same_as
        found, faults = _terms(settings, place, terms)
        problems += faults
        concepts[str(concept)] = found
    termbase = Termbase(path, concepts, same_as)
    problems += _clashes(termbase, data)
    return termbase, problems


def _beside(value: object) -> tuple[dict[str, object], object]:
    """Part what is said of a concept from its terms by language."""
    if not isinstance(value, dict):
        return {}, value
    keys = Concept.model_fields.keys()
    beside = {key: said for key, said in value.items() if key in keys}
    return beside, {key: said for key, said in value.items() if key not in keys}


def _terms(
    settings: Settings, place: Place, value: object
) -> tuple[dict[str, Term], list[Problem]]:
    """Read one concept's terms by language."""
    concept, line = str(place.at[0]), place.data.line(place.at)
    found: dict[str, Term] = {}
    problems: list[Problem] = []
    if not _ID.fullmatch(concept):
        message = say(
            "found “{concept}”, expected lower-case words joined by hyphens", concept=concept
        )
        problems.append(
            Problem(place.path, line, concept, message, say("write it as `sister-cities`"))
        )
    if not isinstance(value, dict):
        message = say("found {found}, expected a term for each language", found=type_name(value))
        hint = say(
            "write `{source}: {{term: …, definition: …}}` below it", source=settings.locales.source
        )
        return {}, [*problems, Problem(place.path, line, concept, message, hint)]
    tags = settings.locales.tags
    for tag, term in value.items():
        at = (*place.at, str(tag))
        if str(tag) not in {*tags, *(t.split("-")[0] for t in tags)}:
            message = say("`{tag}` is no language of this site", tag=tag)
            where = place.data.line(at)
            problems.append(
                Problem(place.path, where, f"{concept}.{tag}", message, closest(str(tag), tags))
            )
            continue
        sound, faults = validate(Term, Place(place.path, place.data, at), term)
        problems += faults
        if sound is not None:
            found[str(tag)] = sound
    if settings.locales.source not in map(str, value):
        message = say(
            "the term in the source language ({source}) is missing", source=settings.locales.source
        )
        hint = say("add `{source}: {{term: …, definition: …}}`", source=settings.locales.source)
        problems.append(Problem(place.path, line, concept, message, hint))
    return found, problems


def _clashes(termbase: Termbase, data: YamlData) -> Iterator[Problem]:
    """No form means two things, and none is both right and forbidden."""
    tags = sorted({tag for terms in termbase.concepts.values() for tag in terms})
    for tag in tags:
        first: dict[str, str] = {}
        for concept, terms in termbase.concepts.items():
            for form in terms[tag].forms if tag in terms else ():
                first.setdefault(_key(form), concept)
        for concept, terms in termbase.concepts.items():
            if tag not in terms:
                continue
            at, key = (concept, tag), f"{concept}.{tag}"
            for form in terms[tag].forms:
                if (other := first[_key(form)]) != concept:
                    message = say(
                        "“{form}” already stands for the concept `{other}`", form=form, other=other
                    )
                    hint = say("keep it with one of the two")
                    yield Problem(termbase.path, data.line(at), key, message, hint)
            for index, form in enumerate(terms[tag].forbidden):
                if other := first.get(_key(form), ""):
                    line = data.line((*at, "forbidden", index))
                    message = say(
                        "“{form}” is forbidden here and a right form of `{other}`",
                        form=form,
                        other=other,
                    )
                    yield Problem(
                        termbase.path,
                        line,
                        f"{key}.forbidden.{index}",
                        message,
                        say("keep one of the two"),
                    )


def _key(form: str) -> str:
    """Write a form as it is compared."""
    text = " ".join(form.replace("’", "'").split())
    return text if is_acronym(form) else text.casefold()
