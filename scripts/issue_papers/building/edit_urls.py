"""Where the repository lets each text be edited, as MkDocs' `repo_url` and `edit_uri` say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote, urljoin, urlsplit

from issue_papers.building.given import Given

_EDIT_URIS = {
    "github.com": "edit/master/docs/",
    "gitlab.com": "edit/master/docs/",
    "bitbucket.org": "src/default/docs/",
}
"""What MkDocs takes for `edit_uri` where only the repository is named."""


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
            place = given.edit_uri_template.format(
                path=quote(way), path_noext=quote(way.rpartition(".")[0])
            )
        else:
            slash = "" if edit_uri.endswith("/") or not edit_uri else "/"
            place = f"{edit_uri}{slash}{way}"
        yield name, urljoin(repository, place) if repository else place
