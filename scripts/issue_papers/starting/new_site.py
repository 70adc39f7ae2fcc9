"""What is known of a site that is to be begun: the answers of whoever begins it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self
from urllib.parse import urlsplit

from babel import Locale
from babel.core import get_global
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from issue_papers.content.identifiers import is_web_address
from issue_papers.look.colours import Colour
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import closest
from issue_papers.starting.samples import LANGUAGES

_OPAQUE = 100


class UnusableSiteError(ValueError):
    """An answer can't be used; the message says why, and what was expected."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class Forge(StrEnum):
    """Where a site's repository is, which decides what its workflows are written in."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"
    NONE = "none"


@dataclass(frozen=True)
class NewSite:
    """A site that is to be begun.

    Attributes:
        name: The site's name in its source language.
        languages: BCP 47 tags; texts are written in the first.
        publisher: Who publishes the papers.
        licence: SPDX expression, as the papers have it.
        colour: The accent, `#rrggbb`; empty for the theme's own.
        logo: Path of a picture below docs_dir; empty without one.
        address: Absolute URL that the site is published at, with a slash at its end; or empty.
        repository: Absolute URL of its repository; or empty.
        forge: Whose workflows are written.
        names: The site's name by language tag, where it isn't `name`.
    """

    name: str
    languages: tuple[str, ...]
    publisher: str
    licence: str
    colour: str = ""
    logo: str = ""
    address: str = ""
    repository: str = ""
    forge: Forge = Forge.NONE
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """Tag of the language that texts are written in."""
        return self.languages[0]

    @property
    def translations(self) -> tuple[str, ...]:
        """Tags of the languages that texts are translated into."""
        return self.languages[1:]

    def name_in(self, tag: str) -> str:
        """Return the site's name in a language."""
        return self.names.get(tag, self.name)

    def as_data(self) -> dict[str, Any]:
        """Return it as YAML holds it: what is empty is left out."""
        data = {
            "name": self.name,
            "languages": list(self.languages),
            "publisher": self.publisher,
            "licence": self.licence,
            "colour": self.colour,
            "logo": self.logo,
            "address": self.address,
            "repository": self.repository,
            "forge": str(self.forge),
            "names": dict(self.names),
        }
        return {key: value for key, value in data.items() if value}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read what `as_data` has written.

        Raises:
            UnusableSiteError: It can't be used.
        """
        return cls(
            name=_line("name", str(data.get("name") or "")),
            languages=languages(data.get("languages") or ()),
            publisher=_line("publisher", str(data.get("publisher") or data.get("name") or "")),
            licence=licence(str(data.get("licence") or "")),
            colour=colour(str(data.get("colour") or "")),
            logo=str(data.get("logo") or ""),
            address=address("address", str(data.get("address") or "")),
            repository=address("repository", str(data.get("repository") or "")).rstrip("/"),
            forge=forge(str(data.get("forge") or Forge.NONE)),
            names={str(tag): str(name) for tag, name in (data.get("names") or {}).items()},
        )


def _line(what: str, text: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise UnusableSiteError(say("`{key}` is missing", key=what))
    return line


def languages(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the languages that are meant, each once.

    A region or script that there are no words for is left out where that leaves one choice: `pt`
    and `pt-PT` mean `pt-BR`, and `zh-TW` is written in Hant (CLDR). Commas, semicolons and spaces
    may stand between tags.

    Raises:
        UnusableSiteError: There are no words of the interface in one, or there is none.
    """
    written = (each for tag in tags for each in _BETWEEN.split(str(tag)) if each)
    found = tuple(dict.fromkeys(map(_language, written)))
    if not found:
        raise UnusableSiteError(say("`{key}` is missing", key="languages"))
    return found


def _language(tag: str) -> str:
    known = {each.lower(): each for each in LANGUAGES}
    language, *more = tag.replace("_", "-").lower().split("-")
    written = "-".join([language, *more])
    if written in known:
        return known[written]
    near = [each for each in LANGUAGES if each.split("-")[0] == language]
    in_script = [each for each in near if more and _script(each) == _script(written)]
    if len(near) == 1 or len(in_script) == 1:
        return [*in_script, *near][0]
    if name := _named(tag):
        message = say("found `{text}`, expected a language's tag: `{tag}`", text=tag, tag=name)
        raise UnusableSiteError(message)
    message = say(
        "there are no words of the interface in `{tag}` yet; there are in {tags}",
        tag=tag,
        tags=", ".join(near or LANGUAGES),
    )
    if not near and written in get_global("likely_subtags"):
        message = say(
            "{message}; begin without it: once it stands in mkdocs.yml, below `languages:`, "
            "`issue-papers check` says how they are added",
            message=message,
        )
    raise UnusableSiteError(message)


_BETWEEN = re.compile(r"[\s,;]+")


def _script(tag: str) -> str:
    """Return the script that a language is written in, where its tag says or implies one."""
    language, *more = tag.replace("_", "-").split("-")
    if said := [part.title() for part in more if len(part) == _SCRIPT_LENGTH]:
        return said[0]
    known = get_global("likely_subtags")
    likely = known.get("_".join([language, *map(str.upper, more)])) or known.get(language, "")
    return next((part for part in likely.split("_") if len(part) == _SCRIPT_LENGTH), "")


_SCRIPT_LENGTH = 4


def _named(name: str) -> str:
    """Return the tag of a language that is called by its name, in English or in itself."""
    english = Locale("en").languages
    for tag in LANGUAGES:
        names = (english.get(tag.replace("-", "_")), english.get(tag.split("-")[0]), autonym(tag))
        if name.casefold() in {str(each).casefold() for each in names}:
            return tag
    return ""


def licence(expression: str) -> str:
    """Return an SPDX expression as SPDX writes it.

    Raises:
        UnusableSiteError: It is none.
    """
    try:
        return str(canonicalize_license_expression(expression))
    except InvalidLicenseExpression as error:
        message = say(
            "`{licence}` is no licence that SPDX knows: {hint}",
            licence=expression,
            hint=closest(expression, _COMMON_LICENCES),
        )
        raise UnusableSiteError(message) from error


_COMMON_LICENCES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "CC0-1.0")


def colour(text: str) -> str:
    """Return a colour as `#rrggbb`; nothing for nothing.

    Raises:
        UnusableSiteError: It is no colour.
    """
    written = text.strip()
    if not written:
        return ""
    try:
        found = Colour.read(written if written.startswith("#") else f"#{written}")
    except ValueError:
        found = None
    if found is None or found.percent != _OPAQUE:
        message = say("found the colour `{text}`, expected one like `#0b6e4f`", text=text)
        raise UnusableSiteError(message)
    return found.hex


def address(what: str, text: str) -> str:
    """Return an address with a slash at its end; nothing for nothing.

    Raises:
        UnusableSiteError: It is no address of a site.
    """
    written = text.strip()
    if not written:
        return ""
    if not is_web_address(written) or "?" in written or "#" in written:
        message = say(
            "{key}: found `{text}`, expected an address like `https://example.org/papers/`",
            key=what,
            text=text,
        )
        raise UnusableSiteError(message)
    return written.rstrip("/") + "/"


def repository(text: str) -> str:
    """Return a repository's address, as a browser has it.

    Raises:
        UnusableSiteError: It is none.
    """
    found = guessed_repository("", text.strip())
    if text.strip() and not found:
        message = say(
            "{key}: found `{text}`, expected an address like `https://github.com/owner/name`",
            key="repository",
            text=text,
        )
        raise UnusableSiteError(message)
    return found


def forge(text: str) -> Forge:
    """Return the forge of a name.

    Raises:
        UnusableSiteError: There is none of that name.
    """
    try:
        return Forge(text.strip().lower())
    except ValueError as error:
        names = ", ".join(Forge)
        message = say("there is no forge `{name}`; expected {names}", name=text, names=names)
        raise UnusableSiteError(message) from error


def autonym(tag: str) -> str:
    """Return a language's name in itself, as a menu has it (CLDR)."""
    locale = Locale.parse(tag.replace("-", "_"))
    name = _NAMES.get(tag) or str(
        locale.languages.get(str(locale), "") or locale.get_language_name() or tag
    )
    return name[:1].upper() + name[1:]


_NAMES = {"id": "Bahasa Indonesia"}
"""Names that CLDR shortens to an adjective, which in a menu isn't known for a language."""


def guessed_forge(repository: str) -> Forge:
    """Tell from a repository's address whose workflows it runs."""
    host = (urlsplit(repository).hostname if is_web_address(repository) else None) or ""
    known = {"github.com": Forge.GITHUB, "codeberg.org": Forge.FORGEJO}
    if "gitlab" in host:
        return Forge.GITLAB
    return known.get(host, Forge.NONE)


def guessed_repository(address: str, remote: str = "") -> str:
    """Return a repository's address from what git calls its remote, or else from the site's.

    Args:
        address: Where the site is published: `https://<owner>.github.io/<name>/` and its like.
        remote: `git@host:owner/name.git` or `https://host/owner/name.git`.
    """
    if match := re.fullmatch(
        r"(?:ssh://)?(?:git@|https?://(?:[^@/]+@)?)(?P<host>[\w.-]+)(?::\d+)?[:/]"
        r"(?P<path>[\w./~-]+?)(?:\.git)?/?",
        remote,
    ):
        return f"https://{match['host']}/{match['path']}"
    parts = urlsplit(address if is_web_address(address) else "")
    owner, _, host = (parts.hostname or "").partition(".")
    forges = {"github.io": "github.com", "gitlab.io": "gitlab.com", "codeberg.page": "codeberg.org"}
    name = parts.path.strip("/")
    if host not in forges or "/" in name:
        return ""
    own = f"{owner}.github.io" if host == "github.io" else "pages"
    return f"https://{forges[host]}/{owner}/{name or own}"


def guessed_address(repository: str, forge_of: Forge) -> str:
    """Return where a forge publishes a repository's pages; nothing where that isn't known."""
    parts = urlsplit(repository if is_web_address(repository) else "")
    owner, _, name = parts.path.strip("/").partition("/")
    hosts = {
        ("github.com", Forge.GITHUB): "github.io",
        ("gitlab.com", Forge.GITLAB): "gitlab.io",
        ("codeberg.org", Forge.FORGEJO): "codeberg.page",
    }
    host = hosts.get((parts.hostname or "", forge_of))
    if not host or not owner or not name or "/" in name:
        return ""
    is_own = name in {f"{owner}.github.io", f"{owner}.gitlab.io", "pages"}
    return f"https://{owner.lower()}.{host}/" + ("" if is_own else f"{name}/")


def names_of(given: Sequence[str], tags: Iterable[str]) -> dict[str, str]:
    """Read names such as `fr=Notre série`; a name without a tag has the key ``.

    Raises:
        UnusableSiteError: One is of a language that the site hasn't.
    """
    known = {*tags}
    found: dict[str, str] = {}
    for each in given:
        tag, sign, name = each.partition("=")
        is_named = bool(sign) and re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4})*", tag.strip())
        if not is_named:
            found[""] = each.strip()
            continue
        meant = _language(tag.strip())
        if meant not in known:
            message = say("`{tag}` is no language of this site", tag=tag.strip())
            raise UnusableSiteError(message)
        found[meant] = name.strip()
    return found
