"""`issue-papers sync` and `issue-papers status`: keeping translations up with their sources."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
from rich.columns import Columns
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from issue_papers.cli import choosing
from issue_papers.cli.options import CONFIG_OPTION
from issue_papers.cli.site import load_site
from issue_papers.content.library import Library
from issue_papers.reporting.messages import Message, environment_language, local, say, say_count
from issue_papers.reporting.problems import describe
from issue_papers.translation import history, recording, sync
from issue_papers.translation.drift import described, drift
from issue_papers.translation.progress import PassageState, all_states
from issue_papers.translation.records_inside import without_records
from issue_papers.translation.state import WORST_FIRST, State, Verdicts
from issue_papers.translation.word_diff import Change, word_diff
from issue_papers.views import translations as translation_views

_STYLES = {
    State.UNTRANSLATED: "red",
    State.MISSING: "red",
    State.STALE: "yellow",
    State.DRIFT: "yellow",
    State.ORPHAN: "magenta",
    State.COSMETIC: "cyan",
    State.CURRENT: "green",
}
_NAMES = {
    State.UNTRANSLATED: say("untranslated"),
    State.MISSING: say("missing"),
    State.STALE: say("stale"),
    State.DRIFT: say("unlike the source, adopted as it is"),
    State.ORPHAN: say("without a source"),
    State.COSMETIC: say("changed in form only"),
    State.CURRENT: say("current"),
}
_MARKS = {
    Change.KEPT: ("{}", ""),
    Change.REMOVED: ("[-{}-]", "red strike"),
    Change.ADDED: ("{{+{}+}}", "green"),
}


@click.command("sync")
@CONFIG_OPTION
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--accept",
    is_flag=True,
    help="Record also passages that were looked at and needed no change.",
)
def sync_command(config_file: Path, paths: tuple[Path, ...], *, accept: bool) -> None:
    """Record which passage is which, and that translations agree with their sources.

    PATHS are pages, or folders of them; without any, all pages. What is recorded stands in the
    folder of the texts, in `.passages.<language>.txt`. A passage of a translation is refused where
    its source has changed and it hasn't: translate it, or say with --accept that you looked and
    nothing needs changing. Ends with status 1 if anything is refused.
    """
    library = load_site(config_file)
    root = library.settings.root
    chosen, sources = choosing.chosen(library, paths)
    outcomes = {
        (entry.key, document.language): sync.sync(entry, document.language, accept=accept)
        for entry, document in chosen
    }
    for path, text in recording.ledgers(library, outcomes, sources, all_=not paths):
        if text != (sync.read(path) if path.exists() else ""):
            sync.write(path, text)
    refused = 0
    for entry, document in chosen:
        outcome = outcomes[entry.key, document.language]
        if document.kept_inside and outcome.is_freed:
            path = root / document.path
            sync.write(path, without_records(sync.read(path), document))
        if outcome.recorded:
            ids = ", ".join(outcome.recorded)
            click.echo(local(say("{path}: recorded {passages}", path=outcome.path, passages=ids)))
        if outcome.drift:
            ids = ", ".join(outcome.drift)
            message = say(
                "{path}: adopted as it is, and not recorded where it differs: {passages}",
                path=outcome.path,
                passages=ids,
            )
            click.echo(local(message))
        for refusal in outcome.refusals:
            click.echo(describe(choosing.refused(refusal), environment_language()))
        refused += len(outcome.refusals)
    if refused:
        raise click.exceptions.Exit(1)
    if not any(outcome.drift for outcome in outcomes.values()):
        click.echo(local(say("All translations here are recorded.")))


@click.command("status")
@CONFIG_OPTION
@click.option("-l", "--language", help="Only this language.")
@click.option("--json", "as_json", is_flag=True, help="Print every passage, for machines.")
@click.option("--diff", "with_diff", is_flag=True, help="Show what changed in each stale passage.")
def status_command(
    config_file: Path, language: str | None, *, as_json: bool, with_diff: bool
) -> None:
    """Show how far the translations keep up with their sources, the worst first.

    Below the table stands how many pages of each language a person has reviewed.
    """
    library = load_site(config_file)
    if language is not None:
        choosing.language(library, language)
    found = [s for s in all_states(library) if language in {None, s.language}]
    if as_json:
        click.echo(translation_views.rows(found), nl=False)
        return
    console = Console()
    console.print(_table(library, found))
    drifting = _drifting(library, language)
    for line in (*exemptions(library, language), *_drafts(library, language), *drifting):
        console.print(line, markup=False, highlight=False)
    if with_diff:
        for state in found:
            if state.state in {State.STALE, State.COSMETIC}:
                _print_diff(console, library, state)


def exemptions(library: Library, language: str | None) -> list[str]:
    """List what translations are exempted from, with the reason each gives."""
    found = []
    for entry in library.entries.values():
        for document in entry.translations.values():
            if document.translation is None or language not in {None, document.language}:
                continue
            found += [
                local(
                    say(
                        "exempt: {path}: {passage}: {feature}: {reason}",
                        path=document.path,
                        passage=passage,
                        feature=feature,
                        reason=reason,
                    )
                )
                for passage, features in document.translation.exempt.items()
                for feature, reason in features.items()
            ]
    return sorted(found)


def _drafts(library: Library, language: str | None) -> list[str]:
    """List what has no text yet: the table leaves pages out, and counts translations as missing."""
    pages = sorted(
        local(say("draft, not published: {path}: its text isn't written", path=each.source.path))
        for each in library.drafts.values()
    )
    return pages + sorted(
        local(say("draft, not published: {path}: none of its text is translated", path=each.path))
        for entry in library.entries.values()
        for each in entry.drafts.values()
        if language in {None, each.language}
    )


def _drifting(library: Library, language: str | None) -> list[str]:
    """List where adopted translations differ from their sources, in the order of their texts."""
    return [
        describe(described(found), environment_language())
        for _, entry in sorted(library.entries.items())
        for tag in entry.translations
        if language in {None, tag}
        for found in sorted(drift(entry, tag), key=lambda each: each.gap.line)
    ]


def _table(library: Library, found: list[PassageState]) -> Table:
    """Draw a row a language and page that isn't current, with the passages in each state."""
    rows: dict[tuple[str, str], list[PassageState]] = {}
    for state in found:
        rows.setdefault((state.language, state.page), []).append(state)
    table = Table(title=local(say("Translations")), title_justify="left", header_style="bold")
    table.add_column(local(say("Language")))
    table.add_column(local(say("Page")), overflow="fold")
    table.add_column(local(say("Words to translate")), justify="right")
    table.add_column(local(say("Passages")), overflow="fold")
    current = 0

    def weight(item: tuple[tuple[str, str], list[PassageState]]) -> tuple[str, int, str]:
        (language, page), states = item
        return language, -sum(state.words for state in states), page

    for (language, page), states in sorted(rows.items(), key=weight):
        if all(state.state is State.CURRENT for state in states):
            current += 1
            continue
        table.add_row(language, page, str(sum(s.words for s in states)), _summary(states))
    pages = len(library.entries) * (len(library.locales.tags) - 1)
    whole = say_count(
        pages,
        one="{current} of 1 translated page is wholly current.",
        other="{current} of {count} translated pages are wholly current.",
        current=current,
    )
    table.caption = "\n".join([local(whole), *_reviews(found)])
    table.caption_justify = "left"
    return table


def _reviews(found: list[PassageState]) -> list[str]:
    """Say of each language how far its translated pages can be trusted."""
    pages = {(s.language, s.page): s.review for s in found if s.state is not State.UNTRANSLATED}
    lines = []
    for language in dict.fromkeys(language for language, _ in pages):
        counts = Counter(review for (tag, _), review in pages.items() if tag == language)
        said = [
            local(_reviewed(status, counts[status]))
            for status in ("reviewed", "draft", "machine", "")
            if status == "reviewed" or counts[status]
        ]
        lines.append(f"{language}: {', '.join(said)}")
    return lines


def _reviewed(status: str, count: int) -> Message:
    """Say how many pages have a status, in `translation:`; those that name none have the empty."""
    if status == "reviewed":
        return say_count(count, one="1 reviewed by a person", other="{count} reviewed by a person")
    if status == "draft":
        return say_count(count, one="1 draft", other="{count} drafts")
    if status == "machine":
        return say_count(
            count,
            one="1 translated by machine, reviewed by nobody",
            other="{count} translated by machine, reviewed by nobody",
        )
    return say_count(
        count,
        one="1 that doesn't say how it was translated",
        other="{count} that don't say how they were translated",
    )


def _summary(states: list[PassageState]) -> Text:
    text = Text()
    for kind in WORST_FIRST:
        ids = [state.passage for state in states if state.state is kind]
        if not ids or kind is State.CURRENT:
            continue
        if text:
            text.append("\n")
        text.append(f"{local(_NAMES[kind])} ({len(ids)})", style=_STYLES[kind])
        if kind is not State.UNTRANSLATED:
            text.append(f": {', '.join(ids)}")
    return text


def _print_diff(console: Console, library: Library, state: PassageState) -> None:
    """Show a passage's old and new source beside its translation as it is."""
    entry = library.entries[state.page]
    document = entry.translations[state.language]
    new = next(p for p in entry.source.passages if p.id == state.passage)
    here = next(p for p in document.passages if p.id == state.passage)
    old = history.translated_from(
        library.settings.root, entry.source, state.passage, Verdicts.on(entry, state.language)
    )
    if old is None:
        message = say(
            "The text it was translated from isn't in the history that is here; this is the new "
            "source:"
        )
        shown = Text(f"{local(message)}\n\n{new.text}")
    else:
        shown = _marked(old.text, new.text)
    title = f"{state.path}:{state.line} {state.passage}: {local(_NAMES[state.state])}"
    left = Panel(shown, title=local(say("Source, old → new")), title_align="left")
    right = Panel(Text(here.text), title=local(say("Translation")), title_align="left")
    console.print(Text(title, style="bold"))
    console.print(Columns([left, right], equal=True, expand=True))


def _marked(old: str, new: str) -> Text:
    """Mark the words that were taken out and put in."""
    text = Text()
    for change, words in word_diff(old, new):
        mark, style = _MARKS[change]
        stripped = words.rstrip()
        text.append(mark.format(stripped), style=style)
        text.append(words[len(stripped) :] or (" " if change is not Change.KEPT else ""))
    return text
