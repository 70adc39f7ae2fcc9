"""Where the repository lets each text be edited, as MkDocs' `repo_url` and `edit_uri` say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import Formatter
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from issue_papers.building.given import Given

_EDIT_URIS = {
    "github.com": "edit/master/docs/",
    "gitlab.com": "edit/master/docs/",
    "bitbucket.org": "src/default/docs/",
}
"""What MkDocs takes for `edit_uri` where only the repository is named."""


class _Filling(Formatter):
    """Fills in addresses; `{path!q}` has no slashes, as MkDocs has it."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        """Return a value as an address has it."""
        if conversion in {None, "q"}:
            return quote(value, safe="" if conversion else "/")
        return super().convert_field(value, conversion)


def filled(template: str, path: str) -> str:
    """Return where a text is edited, by its path.

    Raises:
        KeyError: The template asks for something else.
        ValueError: It is none.
    """
    return _Filling().format(template, path=path, path_noext=path.rpartition(".")[0])


def edit_urls(given: Given, paths: Iterable[str]) -> dict[str, str]:
    """Return where each text can be edited, by its path from the root.

    Nothing where mkdocs.yml names no place. As MkDocs does, paths are counted from docs_dir.
    """
    return dict(_edit_urls(given, paths))


def _edit_urls(given: Given, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    repository = f"{given.repo_url.rstrip('/')}/" if given.repo_url else ""
    edit_uri = given.edit_uri
    if edit_uri is None:
        edit_uri = _EDIT_URIS.get(urlsplit(repository).netloc.lower(), "")
    if not (edit_uri or given.edit_uri_template):
        return
    for name in paths:
        path = given.config_path.parent / name
        if path.is_relative_to(given.docs_dir):
            way = path.relative_to(given.docs_dir).as_posix()
        else:
            way = f"../{path.relative_to(given.docs_dir.parent).as_posix()}"
        if given.edit_uri_template:
            place = filled(given.edit_uri_template, way)
        else:
            slash = "" if edit_uri.endswith("/") or not edit_uri else "/"
            place = f"{edit_uri}{slash}{way}"
        yield name, urljoin(repository, place) if repository else place
