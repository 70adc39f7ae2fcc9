"""The termbase: what a concept is called in each language, and what it must not be called.

`docs/glossary.yml` maps a concept's id to its terms by language. A `Lexicon` finds the forms of
one language in a text: whole words, whatever the case of their letters, except where a form has
capitals inside a word, as acronyms do: those are found only as they are written. In a language that
doesn't part words by spaces alone, forms are found among other letters (`word_ends`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Annotated, Self

from issue_papers.content.records import ProseText, Record, Text, explained
from issue_papers.content.same_as import SameAs
from issue_papers.content.word_ends import bounded, is_unparted, joins_words
from issue_papers.content_cache import digest

_WORD = re.compile(r"\w+")
_HAS_INNER_CAPITAL = re.compile(r"\w[^\W\d_a-zß-öø-ÿ]")
_HARD_HYPHEN = "\u2011"
_MOST_KNOWN = 4_096
"""The forms of how many texts are known at once."""

_SHORTEST_STEM = 4
_STEM = 0.6
"""How much of a word stays the same in its other forms: `local` and `locaux` share four letters."""


class Concept(Record):
    """What stands in `docs/glossary.yml` beside a concept's terms."""

    same_as: Annotated[
        SameAs,
        explained(
            "What registers call the concept, beside its languages: `eurovoc:`, `wikidata:` or "
            "`sdg:` with an id, or an address.",
            "[sdg:11, eurovoc:5889]",
        ),
    ] = ()


class Term(Record):
    """What a concept is called in one language."""

    term: Annotated[Text, explained("The form to use.", "international relations office")]
    acronym: Annotated[Text | None, explained("Its short form.", "IRO")] = None
    expansion: Annotated[
        Text | None,
        explained(
            "What the acronym stands for, where that isn't the term.",
            "Àrea Metropolitana de Barcelona",
        ),
    ] = None
    definition: Annotated[
        ProseText,
        explained(
            "What it means, in a sentence or two that stand alone.",
            "The department of a local government that …",
        ),
    ]
    allowed: Annotated[
        tuple[Text, ...],
        explained(
            "Other forms that are right: plurals, shorter ones.",
            "[international relations offices]",
        ),
    ] = ()
    forbidden: Annotated[
        tuple[Text, ...],
        explained(
            "Forms that are written by mistake. A text that has one is in error.",
            "[ORI, international relation office]",
        ),
    ] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form that is right, the term first."""
        forms = (self.term, self.acronym, self.expansion, *self.allowed)
        return tuple(form for form in forms if form)

    @property
    def long_forms(self) -> tuple[str, ...]:
        """What explains the acronym: its expansion, or else the term or another form of it."""
        if self.expansion:
            return (self.expansion, self.term)
        return tuple(form for form in self.forms if form != self.acronym)


@dataclass(frozen=True)
class Found:
    """A form found in a text.

    Attributes:
        concept: The concept's id.
        start: Where it begins in the text.
        end: Where it ends.
        is_forbidden: Whether the form is one that must not be used.
    """

    concept: str
    start: int
    end: int
    is_forbidden: bool


@dataclass(frozen=True)
class _Form:
    concept: str
    pattern: re.Pattern[str]
    length: int
    is_forbidden: bool


class Lexicon:
    """All forms of one language, made to be found fast: by their first word, or letter.

    Args:
        terms: The language's terms by concept.
    """

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self.terms = terms
        self._by_opening: dict[str, list[_Form]] = {}
        forms = (form for term in terms.values() for form in (*term.forms, *term.forbidden))
        self._joins_words = any(map(joins_words, forms))
        for concept, term in terms.items():
            for form in term.forms:
                self._add(concept, form, is_forbidden=False)
            for form in term.forbidden:
                self._add(concept, form, is_forbidden=True)
        for found in self._by_opening.values():
            # The longest form wins; of two that are equal, the one that is right.
            found.sort(key=lambda form: (-form.length, form.is_forbidden))

    def _add(self, concept: str, form: str, *, is_forbidden: bool) -> None:
        pattern = _pattern(form, joins_words=self._joins_words)
        entry = _Form(concept, pattern, len(form), is_forbidden)
        for opening in self._openings(form):
            self._by_opening.setdefault(opening, []).append(entry)

    def _openings(self, form: str) -> Collection[str]:
        """Return what a form may open with in a text: a letter, or a word in small letters."""
        if self._joins_words:
            letter = form.strip()[:1]
            return {letter.lower(), letter.upper()}
        first = _WORD.search(form)
        if first is None:
            return ()
        word = first.group().casefold()
        return (word, f"{word}s") if is_acronym(form) else (word,)

    def find(self, text: str) -> tuple[Found, ...]:
        """Return the forms in a text, from left to right, none inside another.

        Rules and printing ask for those of the same texts, one after the other.
        """
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[text] = found = tuple(self._find(text))
        return found

    @cached_property
    def _known(self) -> dict[str, tuple[Found, ...]]:
        return {}

    def _find(self, text: str) -> Iterator[Found]:
        until = 0
        for start, forms in self._begun(text):
            if start < until:
                continue
            for form in forms:
                match = form.pattern.match(text, start)
                if match:
                    until = match.end()
                    yield Found(form.concept, match.start(), until, form.is_forbidden)
                    break

    def _begun(self, text: str) -> Iterator[tuple[int, Sequence[_Form]]]:
        """Yield where forms may begin in a text, and which."""
        forms = self._by_opening
        if self._joins_words:
            return ((at, forms[letter]) for at, letter in enumerate(text) if letter in forms)
        words = _WORD.finditer(text)
        return ((word.start(), forms.get(word.group().casefold(), ())) for word in words)

    @cached_property
    def _loose(self) -> dict[str, _Loose]:
        return {}

    def names(self, concept: str, text: str) -> bool:
        """Whether a text names a concept in any right form, however inflected."""
        if concept not in self._loose:
            self._loose[concept] = _Loose.of(self.terms[concept].forms)
        return self._loose[concept].stands_in(text)


def is_acronym(form: str) -> bool:
    """Whether a form is told by its capitals: `IALG`, `AL-LAs`, `U20`."""
    return " " not in form and bool(_HAS_INNER_CAPITAL.search(form) or form.isupper())


def _pattern(form: str, *, joins_words: bool = False) -> re.Pattern[str]:
    """Match a form with any kind of space, apostrophe and hyphen; an acronym may end in s.

    Args:
        form: The form.
        joins_words: Whether its language doesn't part words by spaces alone.
    """
    text = re.escape(form.strip())
    text = re.sub(r"(?:\\ |\s)+", r"\\s+", text)
    text = re.sub(r"['’]", "['’]", text)
    text = re.sub(rf"\\-|{_HARD_HYPHEN}", f"[-{_HARD_HYPHEN}]", text)
    plural, flags = ("s?", "") if is_acronym(form) else ("", "(?i)")
    if joins_words:
        return re.compile(flags + bounded(f"{text}{plural}", form.strip()))
    return re.compile(rf"{flags}{text}{plural}(?!\w)")


@dataclass(frozen=True)
class _Loose:
    """The forms of a concept, as they are found in a text however inflected.

    Attributes:
        acronyms: Match those that are acronyms.
        stems: Of each of the others, how its words begin.
        unparted: Those in a script that parts no words.
    """

    acronyms: tuple[re.Pattern[str], ...]
    stems: tuple[tuple[str, ...], ...]
    unparted: tuple[str, ...]

    @classmethod
    def of(cls, forms: Iterable[str]) -> Self:
        """Take the forms apart."""
        forms = tuple(forms)
        unparted = tuple(form.casefold() for form in forms if is_unparted(form))
        forms = tuple(form for form in forms if not is_unparted(form))
        short = [form for form in forms if is_acronym(form)]
        return cls(
            tuple(re.compile(rf"\b{re.escape(form)}s?\b") for form in short),
            tuple(
                tuple(_stem(word).casefold() for word in _WORD.findall(form))
                for form in forms
                if form not in short
            ),
            unparted,
        )

    def stands_in(self, text: str) -> bool:
        """Whether a text has one of them, be it with a word more between two of its own."""
        if any(acronym.search(text) for acronym in self.acronyms):
            return True
        folded = text.casefold()
        if any(map(folded.__contains__, self.unparted)):
            return True
        likely = [stems for stems in self.stems if all(map(folded.__contains__, stems))]
        return bool(likely) and any(_follow(stems, _words(text)) for stems in likely)


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[str, ...]:
    """Return a text's words in small letters: one text is asked for many concepts."""
    return tuple(word.casefold() for word in _WORD.findall(text))


def _follow(stems: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words begin with these stems, in their order, at most one other between two.

    All places are looked at together: a form that has a word many times takes no longer.
    """
    places = set(range(len(words)))
    for number, stem in enumerate(stems):
        after = places if number == 0 else {p + step for p in places for step in (1, 2)}
        places = {p for p in after if p < len(words) and words[p].startswith(stem)}
    return bool(places)


def _stem(word: str) -> str:
    return word[: max(_SHORTEST_STEM, int(len(word) * _STEM))]


@dataclass(frozen=True)
class Termbase:
    """All concepts: id → language tag → term.

    Attributes:
        path: The file, for problems.
        concepts: The terms.
        same_as: What registers call a concept, by its id.
    """

    path: str = ""
    concepts: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)
    same_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def fingerprint(self) -> str:
        """Digest of all terms."""
        terms = sorted((c, sorted(t.items())) for c, t in self.concepts.items())
        return digest([repr(terms), repr(sorted(self.same_as.items()))])

    @cached_property
    def _lexicons(self) -> dict[str, Lexicon]:
        return {}

    def lexicon(self, tag: str) -> Lexicon:
        """Return a language's forms; `pt-BR` has those of `pt` where it has none of its own."""
        if tag not in self._lexicons:
            base = tag.partition("-")[0]
            found = {c: terms.get(tag) or terms.get(base) for c, terms in self.concepts.items()}
            self._lexicons[tag] = Lexicon({c: term for c, term in found.items() if term})
        return self._lexicons[tag]
