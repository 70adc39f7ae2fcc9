"""What the check passes is built, in every format: a hundred generated pages.

`python tests/property/check_and_build.py` tries two thousand.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from check_and_build import A_BATCH, try_pages


def test_what_the_check_passes_is_built() -> None:
    passed, faults = try_pages(range(A_BATCH))
    assert not faults, faults[0]
    assert passed > A_BATCH // 3, "too few pages pass the check to prove anything"
