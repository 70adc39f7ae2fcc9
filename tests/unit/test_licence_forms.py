"""Creative Commons licences as people write them, and what SPDX calls them."""

from __future__ import annotations

import pytest
from issue_papers.kinds.paper.rules import _licence_meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CC BY 4.0", "CC-BY-4.0"),
        ("cc by-nc-sa 4", "CC-BY-NC-SA-4.0"),
        ("https://creativecommons.org/licenses/by-nd/3.0/", "CC-BY-ND-3.0"),
        ("https://creativecommons.org/licenses/by/4.0/deed.es", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/3.0/igo/", "CC-BY-3.0-IGO"),
        ("https://creativecommons.org/licenses/by/3.0/xx/", ""),
        ("CC BY-NC-ND 3.0 IGO", "CC-BY-NC-ND-3.0-IGO"),
        ("Creative Commons Attribution 4.0 International", "CC-BY-4.0"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 3.0", "CC-BY-NC-SA-3.0"),
        ("Creative Commons Attribution-NoDerivatives 4.0", "CC-BY-ND-4.0"),
        ("CC0", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("CC BY", ""),
        ("CC BY 9.7", ""),
        ("All rights reserved", ""),
        ("© 2021 Small Press", ""),
    ],
)
def test_a_licence_in_another_form_is_recognised(typed: str, meant: str) -> None:
    assert _licence_meant(typed) == meant
