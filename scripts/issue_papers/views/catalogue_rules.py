"""What is wrong with catalogues: texts that are missing, left over, copied, or can't be filled.

Plural categories are CLDR's (Unicode TR 35, part 3), as Babel knows them. A language needs those
that whole numbers take as far as anybody counts here, and `other`, which stands in for the rest; it
may have all that CLDR gives it, such as `many` for a million in Romance languages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from string import Formatter

from issue_papers.content.locales import Language
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import Problem, listed
from issue_papers.views.catalogue_file import CatalogueFile, Strings

_SHOWN = 8
_FORMS = ("zero", "one", "two", "few", "many", "other")
_COUNTS = range(200)
"""Numbers that take all the forms a language needs: its rules look at their last two digits."""
_FIELD = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]+")


def faults(
    files: Sequence[CatalogueFile], source: str, others: Sequence[CatalogueFile] = ()
) -> Iterator[Problem]:
    """Yield what is wrong with a site's catalogues.

    Args:
        files: The catalogues of its languages.
        source: Tag of the source language, whose catalogue says which texts there are; where it has
            none, which is told elsewhere, another's does.
        others: Catalogues of other languages, copies of which are told too.
    """
    sources = (file for file in files if file.language.tag == source)
    texts: Strings = next((file.strings for file in (*sources, *others, *files)), {})
    seen = [(other, _telling(other.strings)) for other in others]
    for file in sorted(files, key=lambda file: file.language.tag != source):
        telling = _telling(file.strings)
        yield from _differences(texts, file)
        copied = [*_copied(file, telling, seen)]
        yield from copied
        seen.append((file, telling))
        grammar = Grammar(file.language)
        if not copied:  # a copy counts as another language does, too
            yield from _miscounted(file, texts, grammar)
        for key, text in file.strings.items():
            if key in texts:
                yield from _misfits(file, key, text, texts[key], grammar)


def _differences(source: Strings, file: CatalogueFile) -> Iterator[Problem]:
    """Say once which texts a catalogue lacks, and which it has that no page uses."""
    if missing := sorted(source.keys() - file.strings.keys()):
        keys = listed(missing, _SHOWN)
        message = say("the interface's texts are incomplete: {keys} missing", keys=keys)
        hint = say("translate them from the source's catalogue")
        yield Problem(file.path, 1, "catalogue", message, hint)
    for key in sorted(file.strings.keys() - source.keys()):
        message = say("no page uses this text")
        yield file.problem(key, message, say("delete it, or mend its key"))


def _copied(
    file: CatalogueFile,
    telling: Mapping[str, str],
    others: Sequence[tuple[CatalogueFile, Mapping[str, str]]],
) -> Iterator[Problem]:
    """Say of a catalogue whose texts are mostly those of another language that it is a copy.

    Variants of one language, as `pt` and `pt-BR`, may share all of them.

    Args:
        file: The catalogue.
        telling: Its texts that tell which language they are in.
        others: Other catalogues with theirs.
    """
    for other, theirs in others:
        shared = telling.keys() & theirs.keys()
        same = [key for key in shared if telling[key] == theirs[key]]
        if 2 * len(same) > len(shared) and _base(file) != _base(other):
            first = min(same, key=lambda key: (file.line(key), key))
            name = file.language.name
            message = say(
                "most texts are the same as in {file}: they aren't in {name}",
                file=other.path,
                name=name,
            )
            hint = say("translate them from the source's catalogue")
            yield Problem(file.path, file.line(first), "catalogue", message, hint)
            return


def _telling(strings: Strings) -> dict[str, str]:
    """Return the texts of more than one word; many languages share words such as `Menu`."""
    found = {}
    for key, text in strings.items():
        whole = text if isinstance(text, str) else text.get("other", "")
        if len(_WORD.findall(_FIELD.sub("", whole))) > 1:
            found[key] = whole
    return found


def _base(file: CatalogueFile) -> str:
    return file.language.tag.replace("_", "-").partition("-")[0]


class Grammar:
    """How a language counts; one that CLDR doesn't know may do so in any way."""

    def __init__(self, language: Language) -> None:
        cldr = language.cldr  # English stands in for what isn't known
        self._is_known = cldr.language == language.tag.replace("_", "-").partition("-")[0]
        self._rule = cldr.plural_form

    @cached_property
    def _numbers(self) -> Counter[str]:
        """How many of the numbers that are counted take a form."""
        return Counter(map(self._rule, _COUNTS) if self._is_known else ())

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The forms that a text which counts must have."""
        return tuple(form for form in _FORMS if form in {*self._numbers, "other"})

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The forms that it may have."""
        tags = {*self._rule.tags, "other"} if self._is_known else _FORMS
        return tuple(form for form in _FORMS if form in tags)

    def is_one_number(self, form: str) -> bool:
        """Whether a form is that of a single number, so that a text may write it as a word."""
        return self._numbers[form] == 1


def _miscounted(file: CatalogueFile, source: Strings, grammar: Grammar) -> Iterator[Problem]:
    """Say once which plural forms a catalogue lacks, and which it has that its language hasn't.

    Args:
        file: The catalogue.
        source: The source language's texts.
        grammar: How the catalogue's language counts.
    """
    lacking: dict[tuple[str, ...], list[str]] = defaultdict(list)
    beyond: dict[str, list[str]] = defaultdict(list)
    for key, text in file.strings.items():
        if isinstance(text, str) or isinstance(source.get(key, ""), str):
            continue
        if missing := tuple(form for form in grammar.needed if form not in text):
            lacking[missing].append(key)
        for form in text.keys() - {*grammar.known}:
            beyond[form].append(key)
    name = file.language.name
    for missing, keys in lacking.items():
        forms, counts = _written(missing), _written(grammar.needed)
        message = say("plural forms are missing: {forms}", forms=forms)
        if len(keys) > 1:
            message = say(
                "plural forms are missing: {forms}, in {keys}",
                forms=forms,
                keys=listed(keys, _SHOWN),
            )
        yield file.problem(
            keys[0], message, say("{name} counts with {forms}", name=name, forms=counts)
        )
    for form, keys in sorted(beyond.items()):
        message = say("{name} has no plural form `{form}`", name=name, form=form)
        if len(keys) > 1:
            message = say(
                "{name} has no plural form `{form}`, which {keys} have",
                name=name,
                form=form,
                keys=listed(keys, _SHOWN),
            )
        known = _written(grammar.known)
        hint = say("{name} counts with {forms}", name=name, forms=known)
        yield file.problem(f"{keys[0]}.{form}", message, hint)


def _misfits(
    file: CatalogueFile,
    key: str,
    text: str | Mapping[str, str],
    source: str | Mapping[str, str],
    grammar: Grammar,
) -> Iterator[Problem]:
    """Yield what keeps a text from standing where the source's stands.

    Args:
        file: The catalogue.
        key: The text's key.
        text: The text, or its forms.
        source: The source language's.
        grammar: How the catalogue's language counts.
    """
    if isinstance(text, str) != isinstance(source, str):
        forms = _written(grammar.needed)
        yield file.problem(
            key,
            say("found plural forms, expected a text")
            if isinstance(source, str)
            else say("found a text, expected plural forms: {forms}", forms=forms),
            say("write it as the source's catalogue does"),
        )
        return
    given = [source] if isinstance(source, str) else list(source.values())
    expected = set().union(*(_placeholders(form) or () for form in given))
    if isinstance(text, str):
        yield from _unfilled(file, key, text, expected, expected)
        return
    for form, written in text.items():
        optional = {"count"} if grammar.is_one_number(form) else set()
        yield from _unfilled(file, f"{key}.{form}", written, expected - optional, expected)


def _unfilled(
    file: CatalogueFile, key: str, text: str, needed: set[str], known: set[str]
) -> Iterator[Problem]:
    """Yield the placeholders that a text has lost, and those that nothing fills."""
    found = _placeholders(text)
    if found is None:
        message = say("a curly bracket has no partner")
        yield file.problem(key, message, say("write placeholders as the source's catalogue does"))
        return
    if lost := sorted(needed - found):
        message = say("the text has lost {names}", names=_fields(lost))
        hint = say("put each where its value is to stand: they aren't translated")
        yield file.problem(key, message, hint)
    if invented := sorted(found - known):
        message = say("nothing fills {names}", names=_fields(invented))
        hint = say("write placeholders as the source's catalogue does")
        yield file.problem(key, message, hint)


def _placeholders(text: str) -> set[str] | None:
    """Return the names of a text's placeholders; nothing if its brackets don't pair."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _fields(names: Sequence[str]) -> Message:
    return listed([f"{{{name}}}" for name in names], _SHOWN)


def _written(forms: Sequence[str]) -> Message:
    return listed(forms, len(_FORMS))
