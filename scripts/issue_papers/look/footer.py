"""What an owner says at the foot of each page, and below each map.

The options `footer`, `contact` and `analytics`, and `maps`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from issue_papers.look.faults import UnusableLookError
from issue_papers.reporting.faults import Fault
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import closest

_KEYS = ("text", "links", "logos")
_LINK_KEYS = ("title", "url")
_LOGO_KEYS = ("image", "alt", "url")
_ADDRESS = re.compile(r"[^@\s/:]+@[^@\s/:]+\.[^@\s/:]+")
_SCHEME = re.compile(r"(https?|mailto|tel):\S+")


@dataclass(frozen=True)
class FooterLink:
    """A link.

    Attributes:
        title: What it says, by language tag.
        url: Where it leads.
    """

    title: Mapping[str, str]
    url: str


@dataclass(frozen=True)
class Partner:
    """The logo of a partner.

    Attributes:
        image: Path of the picture in the site.
        alt: What it shows, by language tag.
        url: Where it leads; empty if it leads nowhere.
    """

    image: str
    alt: Mapping[str, str]
    url: str = ""


@dataclass(frozen=True)
class Footer:
    """What stands at the foot of each page besides its menus.

    Attributes:
        text: A sentence, by language tag; none if there is none.
        links: Links to elsewhere.
        logos: Logos of partners.
        contact: Where to write to, a URI; empty if there is no such place.
    """

    text: Mapping[str, str] | None = None
    links: tuple[FooterLink, ...] = ()
    logos: tuple[Partner, ...] = ()
    contact: str = ""


def footer_of(
    given: Mapping[object, object],
    contact: str,
    analytics: str,
    *,
    tags: Sequence[str],
    docs_dir: Path,
) -> Footer:
    """Read the options.

    Args:
        given: `footer`: `text`, `links` and `logos`.
        contact: `contact`: an address of e-mail, or a URI.
        analytics: `analytics`: nothing but `none`.
        tags: The site's languages, the source first: a text without a language is for all, and
            one that isn't given for a language is as in the source.
        docs_dir: Where pictures are looked for.

    Raises:
        UnusableLookError: Something of it can't be used.
    """
    reading = Reading(tuple(tags), [])
    links = tuple(reading.links(given.get("links")))
    logos = tuple(reading.logos(given.get("logos"), docs_dir))
    text = given.get("text")
    footer = Footer(
        reading.by_language("footer.text", text) if text else None,
        links,
        logos,
        reading.contact(contact),
    )
    reading.know("footer", given, _KEYS)
    if analytics != "none":
        message = say("there are no analytics here: no page reports its readers to anybody")
        reading.faults.append(Fault("analytics", message, say("write `analytics: none`")))
    if reading.faults:
        raise UnusableLookError(*reading.faults)
    return footer


def disclaimer_of(given: Mapping[object, object], tags: Sequence[str]) -> Mapping[str, str]:
    """Read the option `maps`.

    Args:
        given: `disclaimer`: what the site says of its maps' boundaries.
        tags: The site's languages, the source first, as for the footer's texts.

    Returns:
        The sentence by language tag; nothing where the site says none.

    Raises:
        UnusableLookError: Something of it can't be used.
    """
    reading = Reading(tuple(tags), [])
    text = given.get("disclaimer")
    found = reading.by_language("maps.disclaimer", text) if text else {}
    reading.know("maps", given, ("disclaimer",))
    if reading.faults:
        raise UnusableLookError(*reading.faults)
    return found


@dataclass(frozen=True)
class Reading:
    """Options in the reading; what is wrong with them gathers in `faults`.

    Attributes:
        tags: The site's languages, the source first.
        faults: What is wrong so far.
    """

    tags: tuple[str, ...]
    faults: list[Fault]

    def know(self, key: str, given: Mapping[object, object], known: Sequence[str]) -> None:
        """Tell of keys that there aren't."""
        for name in map(str, given):
            if name not in known:
                message = say("`{key}` is no setting", key=name)
                self.faults.append(Fault(f"{key}.{name}", message, closest(name, known)))

    def links(self, given: object) -> Iterator[FooterLink]:
        """Yield the links."""
        for at, item in self._items("footer.links", given, _LINK_KEYS, ("title", "url")):
            title = self.by_language(f"{at}.title", item["title"])
            yield FooterLink(title, str(item["url"]))

    def logos(self, given: object, docs_dir: Path) -> Iterator[Partner]:
        """Yield the logos, whose pictures are looked for in a folder."""
        for at, item in self._items("footer.logos", given, _LOGO_KEYS, ("image", "alt")):
            image = str(item["image"])
            self.faults.extend(picture_faults(f"{at}.image", image, docs_dir))
            alt = self.by_language(f"{at}.alt", item["alt"])
            yield Partner(image, alt, str(item.get("url") or ""))

    def _items(
        self, key: str, given: object, known: Sequence[str], needed: Sequence[str]
    ) -> Iterator[tuple[str, Mapping[str, object]]]:
        if given is not None and not isinstance(given, list):
            self.faults.append(Fault(key, say("`{key}` must be a list", key=key)))
            return
        for index, item in enumerate(given or ()):
            at = f"{key}.{index}"
            if not isinstance(item, dict):
                found = say("“{value}”", value=str(item))
                message = say("found {found}, expected keys with values", found=found)
                keys = ", ".join(f"{name}: …" for name in needed)
                self.faults.append(Fault(at, message, say("write `{value}`", value=f"{{{keys}}}")))
                continue
            self.know(at, item, known)
            missing = [name for name in needed if not item.get(name)]
            self.faults.extend(Fault(at, say("`{key}` is missing", key=name)) for name in missing)
            if not missing:
                yield at, item

    def by_language(self, key: str, given: object) -> Mapping[str, str]:
        """Return a text in each language."""
        if not isinstance(given, dict):
            return dict.fromkeys(self.tags, str(given))
        texts = {"no" if tag is False else str(tag): str(text) for tag, text in given.items()}
        for tag in texts:
            if tag not in self.tags:
                message = say("`{language}` is none of the site's languages", language=tag)
                self.faults.append(Fault(key, message, closest(tag, self.tags)))
        if self.tags[0] not in texts:
            message = say("a text in the source language is missing")
            self.faults.append(Fault(key, message, say("write `{tag}: …`", tag=self.tags[0])))
        return {tag: texts.get(tag, texts.get(self.tags[0], "")) for tag in self.tags}

    def contact(self, given: str) -> str:
        """Return where to write to, as a URI."""
        if _ADDRESS.fullmatch(given):
            return f"mailto:{given}"
        if given and not _SCHEME.fullmatch(given):
            message = say("`{found}` is no address to write to", found=given)
            hint = say("write an address of e-mail, or a URI such as `https://example.org/contact`")
            self.faults.append(Fault("contact", message, hint))
        return given


def picture_faults(key: str, path: str, docs_dir: Path) -> Iterator[Fault]:
    """Yield what is wrong with a picture that an option names."""
    file = docs_dir / path
    if not file.is_file() or not file.resolve().is_relative_to(docs_dir.resolve()):
        message = say("the file {file} isn't there", file=path)
        hint = say("put it into {folder}, and write its path from there", folder=docs_dir.name)
        yield Fault(key, message, hint)
