"""The files of a new site, made from what is known of it.

Nothing is written here. What its owner writes over from the first day on is `content`; the rest,
which a new version of the generator may make anew, is `machinery`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from issue_papers.reporting.messages import say, translate
from issue_papers.starting.new_site import Forge, NewSite, autonym
from issue_papers.starting.samples import sample

_CONTENT = {
    "docs/papers/first-paper/index.md": "paper.md",
    "docs/papers/first-paper/question.md": "question.md",
    "docs/papers/first-paper/answer.md": "answer.md",
    "case_studies/first-case/index.md": "case.md",
}
"""The template of each page, which each language has."""

_MACHINERY = {
    "mkdocs.yml": "mkdocs.yml",
    "requirements.txt": "requirements.txt",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
}

_WORKFLOWS: Mapping[Forge, Mapping[str, str]] = {
    Forge.GITHUB: {
        ".github/workflows/check.yml": "github/check.yml",
        ".github/workflows/preview.yml": "github/preview.yml",
        ".github/workflows/publish.yml": "github/publish.yml",
        ".github/pages.sh": "pages.sh",
    },
    Forge.GITLAB: {".gitlab-ci.yml": "gitlab/gitlab-ci.yml"},
    Forge.FORGEJO: {
        ".forgejo/workflows/check.yml": "forgejo/check.yml",
        ".forgejo/workflows/publish.yml": "forgejo/publish.yml",
        ".forgejo/pages.sh": "pages.sh",
    },
    Forge.NONE: {},
}

_FONT_PACKAGES = {
    "ja": "fonts-noto-cjk",
    "ko": "fonts-noto-cjk",
    "zh": "fonts-noto-cjk",
    "hi": "fonts-noto-core",
    "he": "fonts-noto-core",
}
"""Debian's packages of fonts for languages whose scripts no Python package has fonts for."""

GUIDES = ("en", "es", "fr")
"""The languages that the guide for editors is there in."""


@dataclass(frozen=True)
class File:
    """A file of a new site.

    Attributes:
        path: Relative to the site's folder, with forward slashes.
        text: All of it, with line feeds.
        is_generated: Whether it is made from other files of the site, or keeps what somebody has
            put into it, so that it may be written anew whoever has touched it.
    """

    path: str
    text: str
    is_generated: bool = False


def machinery(site: NewSite, version: str) -> Iterator[File]:
    """Yield the files that a new version of the generator may make anew.

    Args:
        site: What is known of the site.
        version: The generator's version.
    """
    values = {
        "site": site,
        "version": version,
        "look": {key: said for key, said in (("accent", site.colour), ("logo", site.logo)) if said},
        "topics": {tag: sample(tag).topic for tag in site.languages},
        "languages": [_language(site, tag) for tag in site.languages],
        "font_packages": sorted(
            {
                package
                for tag in site.languages
                if (package := _FONT_PACKAGES.get(tag.split("-")[0]))
            }
        ),
    }
    for path, template in {**_MACHINERY, **_WORKFLOWS[site.forge]}.items():
        yield File(path, _rendered(template, values))
    yield from _guides(site, values)


def content(site: NewSite, year: int) -> Iterator[File]:
    """Yield the first paper and what belongs to it, in all languages of the site.

    Args:
        site: What is known of the site.
        year: The year in which the paper is published.
    """
    values = {
        "site": site,
        "year": year,
        "authors": translate(_AUTHORS, site.source.partition("-")[0]),
        "cities": {tag: sample(tag).city for tag in site.languages},
    }
    folder = "docs/papers/first-paper"
    yield File(f"{folder}/references.yml", _rendered("content/references.yml", values))
    yield File("case_studies/cities.yml", _rendered("content/cities.yml", values))
    for tag in site.languages:
        is_source = tag == site.source
        for path, template in _CONTENT.items():
            name = path if is_source else f"{path.removesuffix('.md')}.{tag}.md"
            here = {**values, "words": sample(tag), "is_source": is_source}
            yield File(name, _rendered(f"content/{template}", here))


_AUTHORS = say(
    "A person has `family:` and `given:` in the place of `literal:`, and may have `role:` and "
    "`affiliation:`."
)


def _language(site: NewSite, tag: str) -> dict[str, Any]:
    """Return a language as static-i18n wants it."""
    language: dict[str, Any] = {"locale": tag, "name": autonym(tag)}
    if tag == site.source:
        language["default"] = True
    elif site.name_in(tag) != site.name:
        language["site_name"] = site.name_in(tag)
    return language


def _guides(site: NewSite, values: Mapping[str, object]) -> Iterator[File]:
    """Yield the guide for editors in the site's languages, or in English if it is in none of them.

    The one in the source language, or the first that there is, has the name that forges look for.
    """
    tags = [tag for tag in site.languages if tag in GUIDES] or ["en"]
    for position, tag in enumerate(tags):
        name = f"CONTRIBUTING.{tag}.md" if position else "CONTRIBUTING.md"
        others = [
            (autonym(other), f"CONTRIBUTING.{other}.md" if place else "CONTRIBUTING.md")
            for place, other in enumerate(tags)
            if other != tag
        ]
        without = [autonym(other) for other in site.languages if other not in GUIDES]
        here = {**values, "others": others, "without": without}
        yield File(name, _rendered(f"contributing/{tag}.md", here))


def _compact(value: object) -> str:
    """Write a value on one line of YAML, quoted where it must be."""
    text = yaml.safe_dump(
        [value], default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    )
    return text.strip()[1:-1]


def _line(value: str) -> str:
    """Write a text as it may stand after a key on a line of its own."""
    return str(yaml.safe_dump(value, allow_unicode=True, width=10**6)).removesuffix("...\n").strip()


@cache
def _templates() -> Environment:
    # Workflows and Markdown have braces of their own.
    environment = Environment(
        loader=PackageLoader("issue_papers", "starting/templates"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - what is made is Markdown, YAML and shell
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="{=",
        variable_end_string="=}",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["yaml"] = _compact
    environment.filters["line"] = _line
    return environment


def _rendered(template: str, values: Mapping[str, object]) -> str:
    return _templates().get_template(template).render(values)
