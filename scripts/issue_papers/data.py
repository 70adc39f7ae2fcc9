"""What the site says to machines: JSON files below `/data/`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from issue_papers.library import Library
from issue_papers.translation_state import PassageState, all_states

FOLDER = "data"
TRANSLATIONS = f"{FOLDER}/translations.json"
FILES = (TRANSLATIONS,)
"""Site-relative paths of what is written here; pages may link to them."""


def rows(states: Iterable[PassageState]) -> str:
    """Return passages' states as JSON: a list of `{page, language, section, state, words}`."""
    found = [
        {
            "page": state.page,
            "language": state.language,
            "section": state.passage,
            "state": str(state.state),
            "words": state.words,
        }
        for state in states
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def write(library: Library, site_dir: Path) -> None:
    """Write all data files into a built site."""
    (site_dir / FOLDER).mkdir(exist_ok=True)
    text = rows(all_states(library))
    (site_dir / TRANSLATIONS).write_text(text, encoding="utf-8")
