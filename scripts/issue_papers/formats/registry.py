"""All formats that papers can be taken away in, found by walking the package."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace

from issue_papers import formats as package
from issue_papers.content.settings import FormatInfo
from issue_papers.formats.declaration import Format, UnusableOptionError
from issue_papers.reporting.faults import Fault


def formats() -> tuple[Format, ...]:
    """Return every format's declaration, in the order in which they are offered."""
    folders = (found.name for found in pkgutil.iter_modules(package.__path__) if found.ispkg)
    modules = (importlib.import_module(f"{package.__name__}.{name}") for name in folders)
    declared = (getattr(module, "FORMAT", None) for module in modules)
    found = (form for form in declared if isinstance(form, Format))
    return tuple(sorted(found, key=lambda form: form.position))


def declaration(info: FormatInfo) -> Format:
    """Return the declaration of a format that is wanted."""
    return next(form for form in formats() if form.info.name == info.name)


def wanted(values: Mapping[str, object]) -> tuple[FormatInfo, ...]:
    """Return the formats that mkdocs.yml asks for, with what it says of each.

    Args:
        values: The values of the options of `issue-papers`, by name.

    Raises:
        UnusableOptionError: One of them can't be used.
    """
    found: list[FormatInfo] = []
    faults: list[Fault] = []
    for form in formats():
        try:
            options = form.option.read(values.get(form.option.name, form.option.default))
        except UnusableOptionError as error:
            faults += error.faults
            continue
        if options is not None:
            found.append(replace(form.info, options=tuple(sorted(options.items()))))
    if faults:
        raise UnusableOptionError(*faults)
    return tuple(found)
