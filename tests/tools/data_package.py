"""Writes the profile of data packages that tests hold ours against, without its explanations.

Run by hand with the profile at https://datapackage.org (`profiles/2.0/datapackage.json`, which is
in the public domain):

    python tests/tools/data_package.py datapackage.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

PROFILE = Path(__file__).parents[1] / "whole_site" / "schemas" / "datapackage-2.0.json"
_EXPLAINS = {"context", "default", "description", "examples", "options", "propertyOrder", "title"}


def stripped(value: Any, *, names: bool = False) -> Any:
    """Return a schema without what only people read.

    Args:
        value: The schema, or a part of it.
        names: Whether the keys are names of properties, which may be any.
    """
    if isinstance(value, list):
        return [stripped(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: stripped(each, names=key == "properties" and not names)
        for key, each in value.items()
        if names or key not in _EXPLAINS
    }


def main() -> None:
    """Write the profile."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("profile", type=Path, help="datapackage.json, as it is published")
    profile = json.loads(parser.parse_args().profile.read_text(encoding="utf-8"))
    PROFILE.write_text(json.dumps(stripped(profile), separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
