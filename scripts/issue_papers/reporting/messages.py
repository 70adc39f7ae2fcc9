"""What editors are told, in their own language.

A message is its English text, and remembers the template that it was made from and what was put
into it. The template is the key under which a gettext catalogue has its translation
(`catalogues`); so whoever finds a fault writes plain English, and whoever reports it chooses the
language. A message that counts has the forms that its language's catalogue says there are
(gettext's Plural-Forms).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, Self, SupportsIndex

from issue_papers.reporting.catalogues import LANGUAGES, SOURCE, catalogue


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
        # gettext has the catalogue's header under the empty text.
        return catalogue(language).gettext(self.template) if self.template else ""


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
        return catalogue(language).ngettext(self.one, self.template, self.number)


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
        other: The same for any other number.
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


def environment_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language that the environment's locale asks for messages in.

    The first that is set of LC_ALL, LC_MESSAGES and LANG is the locale (POSIX.1-2017, XBD 8.2).
    Unless that is C or POSIX, LANGUAGE comes before it: a list of languages, the best first, of
    which the first one counts that there are messages in (GNU gettext's manual, 2.3.3). English is
    what is left.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((value for name in names if (value := environment.get(name))), "")
    wanted = [locale]
    if _language(locale) not in {"", "c", "posix"}:
        wanted = [*environment.get("LANGUAGE", "").split(":"), locale]
    return next((found for name in wanted if (found := _language(name)) in LANGUAGES), SOURCE)


def _language(locale: str) -> str:
    """Return the language of a locale's name, as `fr` of `fr_BE.UTF-8@euro`."""
    return locale.partition(".")[0].partition("@")[0].partition("_")[0].lower()


def local(text: str) -> str:
    """Return a message in the environment's language."""
    return translate(text, environment_language())
