"""Languages, and the only code that knows file suffixes and URL prefixes.

`means.es.md` is the Spanish translation of `means.md`; the page's key is `means.md` in every
language. The source language is published at `/`, each other language below `/<tag>/`.
Language tags are BCP 47 (RFC 5646) in the subset that mkdocs-static-i18n takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import PurePosixPath

from babel import Locale, UnknownLocaleError

_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}([-_][A-Z][a-z]{3})?([-_][A-Z]{2})?")


class UnknownLanguageError(ValueError):
    """A file name carries a suffix that is no configured language."""

    def __init__(self, suffix: str) -> None:
        self.suffix = suffix
        super().__init__(suffix)


@dataclass(frozen=True)
class Language:
    """A language the site is published in.

    Attributes:
        tag: BCP 47 tag, as in file names and URLs.
        name: Its name in itself (autonym), as mkdocs.yml gives it.
    """

    tag: str
    name: str

    @cached_property
    def cldr(self) -> Locale:
        """The CLDR locale; English where CLDR doesn't know the language."""
        return _cldr(self.tag)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, from CLDR."""
        return _direction(self.tag)


@cache
def _cldr(tag: str) -> Locale:
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@cache
def _direction(tag: str) -> str:
    return str(_cldr(tag).text_direction)


@dataclass(frozen=True)
class Locales:
    """The site's languages.

    Attributes:
        source: Tag of the language that holds the facts and stands at `/`.
        languages: All languages, in the order of the switcher.
    """

    source: str
    languages: tuple[Language, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages' tags, in the order of the switcher."""
        return tuple(language.tag for language in self.languages)

    @cached_property
    def _by_tag(self) -> dict[str, Language]:
        return {language.tag: language for language in self.languages}

    def __getitem__(self, tag: str) -> Language:
        return self._by_tag[tag]

    def split(self, path: str) -> tuple[str, str]:
        """Take a file's path apart into its key and its language.

        Args:
            path: Path of a Markdown or other file, with forward slashes.

        Returns:
            The path without language suffix, and the language's tag.

        Raises:
            UnknownLanguageError: The name has a suffix that isn't a configured language.
        """
        if path not in self._split:  # all files are asked for several times
            self._split[path] = self._taken_apart(path)
        return self._split[path]

    @cached_property
    def _split(self) -> dict[str, tuple[str, str]]:
        return {}

    def _taken_apart(self, path: str) -> tuple[str, str]:
        pure = PurePosixPath(path)
        stem, dot, suffix = pure.stem.rpartition(".")
        if not dot:
            return path, self.source
        if suffix not in self.tags:
            raise UnknownLanguageError(suffix)
        return str(pure.with_name(stem + pure.suffix)), suffix

    def path(self, key: str, tag: str) -> str:
        """Return the path of a page's file in a language (`means.md`, `es` → `means.es.md`)."""
        if tag == self.source:
            return key
        pure = PurePosixPath(key)
        return str(pure.with_name(f"{pure.stem}.{tag}{pure.suffix}"))

    def prefix(self, tag: str) -> str:
        """Return the URL prefix of a language: empty for the source, else `es/`."""
        return "" if tag == self.source else f"{tag}/"

    def split_url(self, url: str) -> tuple[str, str]:
        """Take an address of the site apart into its language's tag and what follows the prefix."""
        for tag in self.tags:
            prefix = self.prefix(tag)
            if prefix and url.startswith(prefix):
                return tag, url.removeprefix(prefix)
        return self.source, url

    def url(self, key: str, tag: str) -> str:
        """Return a page's URL in a language, relative to the site's root, without leading slash.

        `papers/x/index.md` → `papers/x/`, `papers/x/means.md` → `es/papers/x/means/`.
        """
        folder, _, name = key.rpartition("/")
        stem = name.rpartition(".")[0] or name
        if stem not in {"index", "README"}:
            folder = f"{folder}/{stem}" if folder else stem
        return self.prefix(tag) + (f"{folder}/" if folder else "")


def looks_like_language(suffix: str) -> bool:
    """Whether a file-name suffix has the form of a language tag."""
    return _LANGUAGE_TAG.fullmatch(suffix) is not None


def is_tag(tag: str) -> bool:
    """Whether it has the form of a tag that a site's language may have."""
    return looks_like_language(tag) and "_" not in tag


def meant_tag(text: str) -> str:
    """Return the tag that is meant by what is none: `pt_br`, `Deutsch`; nothing if nobody knows."""
    first, *more = re.split("[-_]", text.strip())
    parts = [part.title() if len(part) > len("BR") else part.upper() for part in more]
    tag = "-".join([first.lower(), *parts])
    if is_tag(tag) and is_language(tag):
        return tag
    names = Locale("en").languages
    wanted = text.strip().casefold()
    for code in sorted(names, key=lambda code: (len(code), code)):
        if is_tag(code) and wanted in {names[code].casefold(), _autonym(code).casefold()}:
            return str(code)
    return ""


def _autonym(tag: str) -> str:
    return str(_cldr(tag).languages.get(tag, ""))


def is_language(tag: str) -> bool:
    """Whether a tag names a language that CLDR knows."""
    try:
        Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True
