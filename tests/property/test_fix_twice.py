"""What `check --fix` has mended stays as it is, and nothing is worse: fifty generated pages.

`python tests/property/fix_twice.py` tries three hundred, `--broken` also all broken sites.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fix_twice import A_BATCH, try_pages


def test_what_is_mended_stays_so() -> None:
    assert try_pages(range(A_BATCH)) == []
