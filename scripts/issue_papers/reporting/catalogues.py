"""The catalogues of what editors are told: gettext's, a file a language, `locale/*.po`.

An entry's key is the English text, so English needs none. The wheel has each file compiled beside
it (`*.mo`, made by `scripts/hatch_build.py`), which is all that gettext reads; from a tree
of sources Babel compiles them when a message is first asked for in their language.
"""

from __future__ import annotations

import atexit
import datetime as dt
import io
import shutil
import tempfile
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

SOURCE = "en"
"""The language that the texts in the code are written in."""

TRANSLATED = ("es", "fr")
"""The languages that there are catalogues for."""

LANGUAGES = (SOURCE, *TRANSLATED)
"""The languages that messages are there in."""

DOMAIN = "issue-papers"
"""What gettext calls the program that the messages are of."""


def source_file(language: str) -> Traversable:
    """Return a language's catalogue as translators write it."""
    return _folder(language) / f"{DOMAIN}.po"


def _folder(language: str) -> Traversable:
    return resources.files("issue_papers") / "locale" / language / "LC_MESSAGES"


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the translations into a language; for English and any unknown one, none.

    It is gettext's class of that name that has none: it gives back what it is asked for.
    """
    if language not in TRANSLATED:
        return NullTranslations()
    return GNUTranslations(io.BytesIO(compiled(language)))


@cache
def compiled_folder(language: str) -> str:
    """Return the folder below which gettext's own functions find a language's compiled catalogue.

    From a tree of sources it is one that this process makes, and removes when it ends.
    """
    if _made(language).is_file():
        return str(resources.files("issue_papers") / "locale")
    folder = Path(tempfile.mkdtemp(prefix=f"{DOMAIN}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    below = folder / language / "LC_MESSAGES"
    below.mkdir(parents=True)
    (below / f"{DOMAIN}.mo").write_bytes(compiled(language))
    return str(folder)


def _made(language: str) -> Traversable:
    """Return the compiled catalogue that a wheel has."""
    return _folder(language) / f"{DOMAIN}.mo"


_NO_DAY = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@cache
def compiled(language: str) -> bytes:
    """Return a language's catalogue in the form that gettext reads (`.mo`)."""
    if _made(language).is_file():
        return _made(language).read_bytes()
    # An installed package never needs them.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source_file(language).open("rb") as source:
        entries = read_po(source, locale=language)
    # Else it would bear the hour at which it is compiled, and no two wheels were the same.
    entries.creation_date = entries.revision_date = _NO_DAY
    written = io.BytesIO()
    write_mo(written, entries)
    return written.getvalue()
