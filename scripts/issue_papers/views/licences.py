"""Licences as people call them."""

from __future__ import annotations

_LICENCES = {
    "CC-BY-NC-SA-4.0": ("CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    "CC-BY-NC-4.0": ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}


def licence_named(identifier: str) -> tuple[str, str]:
    """Return a licence by name, and where it can be read if it is Creative Commons'.

    Args:
        identifier: Its SPDX name; whatever else is its own name.
    """
    return _LICENCES.get(identifier, (identifier, ""))
