"""Rules across objects: ids that lead somewhere, facts that agree, addresses that are free.

The build and `issue-papers check` both call `check`; there is no other list of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import nullcontext

from pydantic import BaseModel

from issue_papers.checks import addresses as address_rules
from issue_papers.checks import citations, dates, files, menus, pages, provenance
from issue_papers.checks.ahead import KEPT, finding
from issue_papers.content import addresses, loader, trust
from issue_papers.content.changes import NONE, Changes
from issue_papers.content.keeping import NOTHING_KEPT, Keeping
from issue_papers.content.library import Document, Entry, Library
from issue_papers.content.memory import Memory
from issue_papers.content.settings import Settings
from issue_papers.content_cache import Shelf, site_cache
from issue_papers.kinds import ledger, registry
from issue_papers.kinds.telling import at
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, ProblemsError, closest
from issue_papers.translation import reviews
from issue_papers.views import catalogue
from issue_papers.views.catalogue import Catalogue
from issue_papers.work import Pool


def load_and_check(
    settings: Settings, changes: Changes = NONE, pool: Pool | None = None
) -> tuple[Library, dict[str, Catalogue], tuple[Problem, ...]]:
    """Read a site and apply every rule to it.

    Args:
        settings: Where it is, and in which languages.
        changes: What is to be read in the place of what is on the disk.
        pool: What else may read texts.

    Returns:
        The library, the catalogues by language tag, and all problems, sorted.

    Raises:
        ProblemsError: Some of the site's files must not be read.
    """
    if breaches := (*trust.breaches(settings),):
        raise ProblemsError(*breaches)  # before anything is read
    with pool() if pool else nullcontext() as running:  # and wait until all texts are read
        library, catalogues, read = _read(settings, changes, Memory(), running)
    problems = [*settings.doubts, *read]
    kept, faults = addresses.load(settings)
    problems += [*faults, *address_rules.check(library, kept)]
    shelf = Shelf(site_cache(settings.root), "findings", settings.root)
    with finding(library.written, shelf, pool) if pool else nullcontext():
        problems += _across(library.written)
    problems += _within(library.written, Keeping(shelf))
    shelf.close()
    return library, catalogues, tuple(sorted(set(problems)))


def load(
    settings: Settings, changes: Changes = NONE, memory: Memory | None = None
) -> tuple[Library, dict[str, Catalogue], tuple[Problem, ...]]:
    """Read a site, and apply no rule to it: a preview can't wait for them.

    Args:
        settings: Where it is, and in which languages.
        changes: What is to be read in the place of what is on the disk.
        memory: What was read before with the same settings.

    Returns:
        The library with the pages that need no file, the catalogues by language tag, and what
        couldn't be read.
    """
    breaches = trust.breaches(settings)
    library, catalogues, read = _read(settings, changes, memory or Memory())
    return library, catalogues, tuple(sorted({*breaches, *read}))


def _read(
    settings: Settings, changes: Changes, memory: Memory, running: Executor | None = None
) -> tuple[Library, dict[str, Catalogue], tuple[Problem, ...]]:
    library, problems = loader.load(settings, registry.types(), changes, memory, running)
    catalogues, faults = catalogue.load(settings, memory)
    problems += faults
    library = registry.completed(library, catalogues, addresses.load(settings)[0].redirects)
    return library, dict(catalogues), tuple(sorted(set(problems)))


def check(library: Library, keeping: Keeping = NOTHING_KEPT) -> Iterator[Problem]:
    """Yield what is wrong across a library's objects.

    Args:
        library: All content.
        keeping: What rules that read little have found before; those across objects run always.
    """
    yield from _across(library)
    yield from _within(library, keeping)


def _across(library: Library) -> Iterator[Problem]:
    """Yield what rules find that look at all pages together."""
    rules: tuple[Callable[[Library], Iterable[Problem]], ...] = (
        pages.check,
        menus.check,
        files.check,
        _slugs,
        *(rule for kind in registry.kinds() for rule in kind.rules),
        ledger.check,
        _item_ids,
        citations.check,
        dates.check,
        reviews.check,
        provenance.check,
    )
    partly = {entry.source.path: entry.source for entry in library.partly.values()}
    for rule in rules:
        for problem in rule(library):
            source = partly.get(problem.path)
            is_above = source is not None and problem.line < source.body_line
            if not (source and is_above and source.is_at_fault(problem.key)):
                yield problem


def _within(library: Library, keeping: Keeping) -> Iterator[Problem]:
    """Yield what rules find that look at one page after the other."""
    for rule in KEPT:
        yield from rule.check(library, keeping)


def _slugs(library: Library) -> Iterator[Problem]:
    """Slugs are kebab-case; two folders that would be one slug are two faults of one kind."""
    for entry in library.entries.values():
        if not entry.kind.is_ours:
            continue
        slug = entry.slug
        right = "-".join("".join(c if c.isalnum() else " " for c in slug.lower()).split())
        if slug != right or not slug.isascii():
            yield Problem(
                entry.source.path,
                1,
                "slug",
                say("found `{slug}`, expected lower-case ASCII words joined by hyphens", slug=slug),
                say("rename it to `{right}`", right=right)
                if right.isascii()
                else say("leave out accents"),
            )


def _item_ids(library: Library) -> Iterator[Problem]:
    """Ids are unique in their list, and a translation speaks only of ids that the source has."""
    for entry in (*library.entries.values(), *library.partly.values()):
        lists: dict[str, list[str]] = {}
        for name in type(entry.source.meta).model_fields:
            value = getattr(entry.source.meta, name)
            if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
                ids = [str(item.id) for item in value if hasattr(item, "id")]
                lists[name] = ids
                for index, identifier in enumerate(ids):
                    if identifier in ids[:index]:
                        yield at(
                            entry.source,
                            *(name, index, "id"),
                            message=say(
                                "the id `{identifier}` stands twice in this list",
                                identifier=identifier,
                            ),
                            hint=say("give each item an id of its own"),
                        )
        yield from _foreign_ids(entry, lists)


def _foreign_ids(entry: Entry, lists: Mapping[str, list[str]]) -> Iterator[Problem]:
    for document in entry.translations.values():
        for name in type(document.meta).model_fields:
            value = getattr(document.meta, name)
            if not isinstance(value, dict):
                continue
            for identifier in value.keys() - set(lists.get(name, [])):
                if _was_translated(document, f"{name}.{identifier}."):
                    continue  # the source has dropped it since: an orphan, and no fault
                message = say(
                    "{path} has no `{identifier}` in its `{name}:`",
                    path=entry.source.path,
                    identifier=identifier,
                    name=name,
                )
                hint = closest(identifier, lists.get(name, []))
                yield at(document, name, identifier, message=message, hint=hint)


def _was_translated(document: Document, start: str) -> bool:
    """Whether a translation has recorded a passage whose id starts so."""
    recorded = (*document.recorded, *document.kept_inside)
    return any(key.startswith(start) for key in recorded)
