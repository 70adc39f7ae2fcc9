"""What the site says to machines: files below `/data/`, and below each language's `/data/`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from issue_papers.content.library import Library
from issue_papers.formats.data import cases as case_data
from issue_papers.formats.data import papers as paper_data
from issue_papers.formats.data import recommendations as recommendation_data
from issue_papers.formats.data.publications import AllViews, as_json, schema
from issue_papers.formats.data.recommendations import Advice
from issue_papers.publishing import put
from issue_papers.translation.state import PassageState, all_states
from issue_papers.views.datasets import FOLDER


def rows(states: Iterable[PassageState]) -> str:
    """Return passages' states as JSON: a list of `{page, language, section, state, words, review}`.

    `review` is how far the page's translation can be trusted; null where there is none, or it
    doesn't say.
    """
    found = [
        {
            "page": state.page,
            "language": state.language,
            "section": state.passage,
            "state": str(state.state),
            "words": state.words,
            "review": state.review or None,
        }
        for state in states
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def write(library: Library, views: AllViews, advice: Advice, site_dir: Path) -> None:
    """Write all data files into a built site.

    Args:
        library: What there is.
        views: The views of each language, by its tag, in the switcher's order.
        advice: Returns the text of a recommendation for a language.
        site_dir: The built site.
    """
    for path, text in files(library, views, advice):
        put(site_dir / path, text.encode())


def files(library: Library, views: AllViews, advice: Advice) -> Iterator[tuple[str, str]]:
    """Yield each data file's path below the site, and its text."""
    source = views[library.locales.source]
    yield f"{FOLDER}/translations.json", rows(all_states(library))
    for module in (case_data, paper_data, recommendation_data):
        path = f"{FOLDER}/{module.SCHEMA}"
        yield path, schema(module.SCHEMA, source.absolute(path))
    papers = paper_data.document(library, views, source.absolute(f"{FOLDER}/{paper_data.SCHEMA}"))
    yield f"{FOLDER}/papers.json", as_json(papers)
    cases = case_data.document(library, views, source.absolute(f"{FOLDER}/{case_data.SCHEMA}"))
    yield f"{FOLDER}/case-studies.json", as_json(cases)
    yield f"{FOLDER}/case-studies.geojson", as_json(case_data.geojson(cases))
    yield f"{FOLDER}/case-studies.csv", case_data.csv_file(cases)
    for tag, view in views.items():
        start = f"{library.locales.prefix(tag)}{FOLDER}/recommendations"
        schema_url = source.absolute(f"{FOLDER}/{recommendation_data.SCHEMA}")
        data = recommendation_data.document(library, view, advice, schema_url)
        yield f"{start}.json", as_json(data)
        yield f"{start}.csv", recommendation_data.csv_file(data)
