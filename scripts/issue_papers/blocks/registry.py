"""Finds the blocks: every package in this one declares one."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any, cast

from issue_papers import blocks as package
from issue_papers.articles.directives import DirectiveType
from issue_papers.printing.declaration import Block


@cache
def blocks() -> Mapping[str, Block[Any]]:
    """Return all blocks by name, in the order of their names."""
    found = (
        cast("Block[Any]", import_module(f"{package.__name__}.{module.name}").BLOCK)
        for module in pkgutil.iter_modules(package.__path__)
        if module.ispkg
    )
    return {block.type.name: block for block in sorted(found, key=lambda block: block.type.name)}


def types() -> Mapping[str, DirectiveType]:
    """Return what is known of each block before anything is printed, by name."""
    return {name: block.type for name, block in blocks().items()}
