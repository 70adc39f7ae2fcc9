"""Where a link that leads nowhere was meant to lead, as its page would write it."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from issue_papers.checks import web_addresses
from issue_papers.content.library import Entry, Library
from issue_papers.content.locales import UnknownLanguageError
from issue_papers.content.page_type import CASES_PREFIX
from issue_papers.reporting.messages import Message, say
from issue_papers.reporting.problems import closest

_DOMAIN = re.compile(
    r"(?:www\.)[\w-]+(?:\.[\w-]+)+(?:/\S*)?|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|eu|int|info|gov|edu)(?:/\S*)?"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class _Found:
    """What was meant by a path.

    Attributes:
        right: The path as its page should write it; empty where the file's name is at fault.
        hint: How to mend it.
        message: Why it leads nowhere, where there is more to say than that.
    """

    right: str
    hint: Message
    message: Message | None = None


@dataclass(frozen=True)
class Targets:
    """What there is to lead to, as seen from a page.

    Attributes:
        library: All content.
        entry: The page.
        is_quoted: Whether paths are written as Markdown needs them, and not as YAML does.
    """

    library: Library
    entry: Entry
    is_quoted: bool = True

    def relative(self, key: str, anchor: str = "") -> str:
        """Return the path of a page or a file as this page writes it."""
        path = posixpath.relpath(key, str(self.entry.folder))
        if self.is_quoted:
            path = quote(path, safe="/@:!$&'()*+,;=~")
        return f"{path}#{anchor}" if anchor else path

    def by_url(self, path: str) -> str | None:
        """Return the key of what stands at a path of the site, such as `/fr/papers/water/`.

        Args:
            path: The path, with or without that of the site's own address before it.
        """
        settings = self.library.settings
        plain = unquote(path).strip("/")
        before = (urlsplit(settings.site_url).path.strip("/"), settings.docs_dir.name)
        for inside in (plain, *(plain.removeprefix(f"{each}/") for each in before if each)):
            url = inside.removesuffix("index.html").removesuffix(".html").strip("/")
            if (key := self._urls.get(url.lower())) is not None:
                return key
            for key in (inside, f"{inside}.md", f"{inside}/index.md"):
                if key in self.library.known:
                    return key
        return None

    @cached_property
    def _urls(self) -> dict[str, str]:
        locales = self.library.locales
        return {
            locales.url(key, tag).strip("/").lower(): key
            for key in self.library.entries
            for tag in locales.tags
        }

    def mended(self, target: str) -> tuple[Message, Message]:
        """Say why a relative link leads nowhere, and how it may have been meant.

        Args:
            target: As it is written.
        """
        parts = urlsplit(target)
        path = unquote(parts.path)
        key = self.library.resolve(self.entry, path)
        message = say("`{target}` leads to a file that isn't there", target=target)
        if key is None:
            message = say("`{target}` leads out of the site", target=target)
        if hint := self._address(target, path):
            return message, hint
        if "\\" in path:
            right = path.replace("\\", "/")
            message = say("`{target}` leads nowhere: paths have no backslashes", target=target)
            return message, say("write `{right}`", right=right)
        settings = self.library.settings
        visibility, locales = settings.visibility, self.library.locales
        if key and (visibility.is_excluded(key, locales) or visibility.is_draft(key, locales)):
            message = say("`{target}` leads to a file that isn't published", target=target)
            hint = say("take the link away, or mend `exclude_docs` or `draft_docs` of mkdocs.yml")
            return message, hint
        if found := self._found(path, key or "", parts.fragment):
            return found.message or message, found.hint
        if key is None:
            return message, say("use the page's path within docs/")
        return message, self._nearest(path)

    def _address(self, target: str, path: str) -> Message | None:
        """Say which address was meant, or which file between quotation marks."""
        if right := self._unquoted(target):
            return say("write `{right}`, without quotation marks", right=right)
        if right := web_addresses.mistyped(target):
            return say("write `{right}`", right=right)
        if _MAIL.fullmatch(path):
            return say("write `mailto:{address}`", address=path)
        if _DOMAIN.fullmatch(path) and "@" not in path:
            return say("write `https://{address}`", address=target)
        return None

    def _unquoted(self, target: str) -> str:
        """Return what stands between quotation marks, where that leads somewhere."""
        plain = web_addresses.unquoted(target)
        if not plain or web_addresses.is_address(plain):
            return plain
        if _MAIL.fullmatch(plain):
            return f"mailto:{plain}"
        path = unquote(urlsplit(plain).path)
        if self.library.resolve(self.entry, path) in self.library.known:
            return plain
        return f"https://{plain}" if _DOMAIN.fullmatch(plain) else ""

    def right(self, target: str) -> str:
        """Return how a link that leads nowhere, or by an address, was meant; empty if unclear.

        Args:
            target: As it is written: a path, an address of the site's, or one from its root.
        """
        parts = urlsplit(target)
        site = urlsplit(self.library.settings.site_url)
        is_own = bool(site.netloc) and parts.netloc == site.netloc
        if parts.scheme and not is_own:
            return ""
        if is_own or target.startswith("/"):
            inside = not is_own or parts.path.startswith(site.path)
            key = self.by_url(parts.path) if inside else None
            return self.relative(key, parts.fragment) if key else ""
        path = unquote(parts.path)
        key = self.library.resolve(self.entry, path)
        if not path or key in self.library.known or "\\" in path:
            return ""
        found = self._found(path, key or "", parts.fragment)
        return found.right if found else ""

    def _found(self, path: str, key: str, anchor: str) -> _Found | None:
        """Return what the first rule that fits finds."""
        rules = (
            self._language,
            self._case_study,
            self._page,
            self._published,
            self._same_name,
            self._higher,
            self._elsewhere,
        )
        return next((found for rule in rules if (found := rule(path, key, anchor))), None)

    def _language(self, path: str, key: str, anchor: str) -> _Found | None:
        """A file of one language: `start.fr.md`, `start-fr.md`, `start_fr.md`, `fr/start.md`."""
        locales = self.library.locales
        try:
            plain, language = locales.split(key)
        except UnknownLanguageError:
            plain, language = key, locales.source
        if language == locales.source:
            for tag in locales.tags:
                plain = re.sub(rf"[-_.]{re.escape(tag)}(?=\.md$)", "", key, flags=re.IGNORECASE)
                if plain != key:
                    break
        first, _, below = plain.partition("/")
        if first in locales.tags and plain not in self.library.known:
            plain = below
        if plain == key or plain not in self.library.known:
            return None
        message = say("`{target}` leads to one language's file", target=path)
        right = self.relative(plain, anchor)
        return _Found(
            right, say("write `{right}`: each language finds its own", right=right), message
        )

    def _case_study(self, path: str, _: str, anchor: str) -> _Found | None:
        if "case_studies/" not in path:
            return None
        right = path[path.index("case_studies/") :].replace("case_studies/", f"{CASES_PREFIX}/")
        if right not in self.library.known:
            return None
        ups = "../" * len(self.entry.folder.parts)
        right = f"{right}#{anchor}" if anchor else right
        hint = say("cases stand at case-studies/: write `{ups}{right}`", ups=ups, right=right)
        return _Found(f"{ups}{right}", hint)

    def _page(self, path: str, key: str, anchor: str) -> _Found | None:
        """A page without its ending, or with that of the web."""
        known = self.library.known
        if not key and self.library.resolve(self.entry, path) is None:
            return None  # it leads out of the site
        plain = key.rstrip("/")
        is_of_web = path.endswith((".html", ".htm"))
        if is_of_web:
            plain = re.sub(r"(?:/?index)?\.html?$", "", key)
        for found in (f"{plain}.md", f"{plain}/index.md" if plain else "index.md"):
            if found not in known:
                continue
            right, written = self.relative(found, anchor), path.rstrip("/")
            if is_of_web or anchor:
                return _Found(right, say("write `{right}`", right=right))
            if found == f"{plain}.md":
                hint = say("write the file's name with its ending: `{path}.md`", path=written)
                return _Found(right, hint)
            return _Found(right, say("write `{path}/index.md`", path=written))
        return None

    def _published(self, _: str, key: str, anchor: str) -> _Found | None:
        """The address that a page has on the site, without its first slash: `fr/water/start/`."""
        found = self.by_url(key) if key else None
        if found is None:
            return None
        right = self.relative(found, anchor)
        return _Found(right, say("write `{right}`", right=right))

    def _same_name(self, path: str, key: str, anchor: str) -> _Found | None:
        """A file whose name is the same but for letters' case, or for how accents are stored."""
        found = self._folded.get(_folded(key))
        if found is None:
            return None
        right = self.relative(found, anchor)
        if unicodedata.normalize("NFC", found) == unicodedata.normalize("NFC", key):
            message = say(
                "`{target}` and the file's name look alike, but store their accents differently",
                target=path,
            )
            hint = say(
                "rename the file: delete its accented letters and type them again, "
                "or leave the accents out"
            )
            return _Found("", hint, message)
        name, typed = PurePosixPath(found).name, PurePosixPath(path).name
        message = say(
            "the file is called `{name}`, not `{target}`: capital letters count",
            name=name if name != typed else found,
            target=typed if name != typed else key,
        )
        return _Found(right, say("write `{right}`", right=right), message)

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {_folded(key): key for key in sorted(self.library.known)}

    def _higher(self, path: str, _: str, anchor: str) -> _Found | None:
        """A file for which the path lacks a `../`, or more of them."""
        for depth in range(1, len(self.entry.folder.parts) + 1):
            key = self.library.resolve(self.entry, f"{'../' * depth}{path}")
            if key in self.library.known:
                right = self.relative(key, anchor)
                return _Found(right, say("write `{right}`", right=right))
        return None

    def _elsewhere(self, path: str, _: str, anchor: str) -> _Found | None:
        """The only file that is called so, in another folder."""
        end = _folded(re.sub(r"^(?:\.{1,2}/)+|^docs/", "", path.lstrip("/")))
        if not end:
            return None
        endings = (f"/{end}", f"/{end}.md", f"/{end.rstrip('/')}/index.md")
        names = {end, f"{end}.md", f"{end.rstrip('/')}/index.md"}
        found = [
            key
            for folded, key in self._folded.items()
            if folded in names or folded.endswith(endings)
        ]
        if len(found) != 1:
            return None
        right = self.relative(found[0], anchor)
        return _Found(right, say("write `{right}`", right=right))

    def _nearest(self, target: str) -> Message:
        """Suggest the existing file nearest in name, as this page would write it."""
        folder = str(self.entry.folder)
        prefix = "" if folder == "." else f"{folder}/"
        known = self.library.known
        near = {self.relative(key) for key in known if key.startswith(prefix)}
        hint = closest(target, near)
        return hint if hint.startswith("did") else say("paths are relative to the page's file")


def _folded(key: str) -> str:
    return unicodedata.normalize("NFC", key).casefold()
