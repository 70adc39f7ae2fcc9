"""What editors are told, in their own language.

A message is its English text, and remembers the template that it was made from and what was put
into it. The template is the key under which `data/messages.<language>.yml` has its translation; so
whoever finds a fault writes plain English, and whoever reports it chooses the language. A message
that counts has a form for each of the language's plural categories (Unicode TR 35, part 3), under
the template of its English plural.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any, Self, SupportsIndex

import yaml
from babel import Locale

SOURCE = "en"
"""The language that the templates are written in."""

LANGUAGES = (SOURCE, "es", "fr")
"""The languages that messages are there in."""


class Message(str):
    """An English text that can be translated.

    Attributes:
        template: The text with `str.format` placeholders.
        values: What fills them; those that are messages are translated with the whole.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> Self:
        """Fill a template."""
        message = super().__new__(cls, template.format(**values))
        message.template = template
        message.values = values
        return message

    def __reduce_ex__(
        self, _: SupportsIndex
    ) -> tuple[type[Self], tuple[str, Mapping[str, object]]]:
        """Let `copy` and `pickle` make it again from its parts, not from its text."""
        return type(self), (self.template, self.values)

    def pattern(self, language: str) -> str:
        """Return its template in a language; the English one where there is no other."""
        found = catalogue(language).get(self.template, self.template)
        return found if isinstance(found, str) else self.template


class Counted(Message):
    """A message whose form depends on a number.

    Attributes:
        number: How many there are.
        one: The English template for one; `template` is the one for any other number.
    """

    __slots__ = ("number", "one")

    number: int
    one: str

    def __new__(cls, number: int, one: str, other: str, values: Mapping[str, object]) -> Self:
        """Fill the template that fits the number."""
        filled = (one if number == 1 else other).format(**values)
        message = str.__new__(cls, filled)
        message.template, message.values = other, values
        message.number, message.one = number, one
        return message

    def __reduce_ex__(self, _: SupportsIndex) -> Any:
        """Let `copy` and `pickle` make it again from its parts, not from its text."""
        return type(self), (self.number, self.one, self.template, self.values)

    def pattern(self, language: str) -> str:
        """Return the form for its number in a language; the English one where there is none."""
        forms = catalogue(language).get(self.template)
        if not isinstance(forms, Mapping):
            return self.one if self.number == 1 else self.template
        return forms.get(Locale(language).plural_form(self.number), forms["other"])


def say(template: str, /, **values: object) -> Message:
    """Make a message.

    Args:
        template: English text with `str.format` placeholders, written out where it is used: both
            catalogues must have it.
        **values: What fills the placeholders: messages, or whatever is the same in all languages.
    """
    return Message(template, values)


def say_count(number: int, /, *, one: str, other: str, **values: object) -> Counted:
    """Make a message that counts something.

    Args:
        number: How many there are; `{count}` in the templates is filled with it.
        one: English text for one, with `str.format` placeholders.
        other: The same for any other number: the catalogues have their forms under it.
        **values: What fills the other placeholders.
    """
    return Counted(number, one, other, {"count": number, **values})


def joined(separator: str, parts: Iterable[str]) -> Message:
    """Put texts and messages in a row; only what they say themselves is translated."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Message(separator.join(f"{{{name}}}" for name in values), values)


def translate(text: str, language: str) -> str:
    """Return a message in a language; in English where the language has no words for it.

    Args:
        text: The message. Any other text is returned as it is.
        language: One of `LANGUAGES`.
    """
    if not isinstance(text, Message):
        return text
    values = {
        name: translate(value, language) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return text.pattern(language).format(**values)


@cache
def catalogue(language: str) -> Mapping[str, str | Mapping[str, str]]:
    """Return a language's translations by English template; none for English.

    Those of messages that count are mappings from a plural category to its form; `other` is there.
    """
    if language == SOURCE or language not in LANGUAGES:
        return {}
    file = resources.files("issue_papers") / "data" / f"messages.{language}.yml"
    found: dict[str, str | Mapping[str, str]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def environment_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language that the environment's locale asks for messages in.

    The first that is set of LC_ALL, LC_MESSAGES and LANG counts (POSIX.1-2017, XBD 8.2); a
    language that there are no messages in, and the locales C and POSIX, mean English.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((value for name in names if (value := environment.get(name))), "")
    language = locale.partition(".")[0].partition("@")[0].partition("_")[0].lower()
    return language if language in LANGUAGES else SOURCE


def local(text: str) -> str:
    """Return a message in the environment's language."""
    return translate(text, environment_language())
