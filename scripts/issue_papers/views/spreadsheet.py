"""Tables as CSV files that open rightly in a spreadsheet, and can't do harm there.

The form is RFC 4180's: commas, quotation marks where needed, CRLF at a line's end. A byte order
mark comes first: without it Excel takes UTF-8 for the computer's own code page, and other readers
skip it. A text that a spreadsheet would run as a formula gets an apostrophe before it, as OWASP
advises for CSV injection; numbers are left as they are.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

Cell: TypeAlias = str | int | float | None

BYTE_ORDER_MARK = "\ufeff"
SEPARATOR = "; "
"""What stands between several values in one cell."""

_STARTS_FORMULA = frozenset("=+-@\t\r\n")
"""What makes a spreadsheet take a cell for a formula, in full width as well."""


def to_csv(header: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Write a table.

    Args:
        header: The columns' names, in order.
        rows: A value for each column; a column that a row lacks is empty.

    Returns:
        The file's text, with byte order mark and CRLF.

    Raises:
        ValueError: A row has a column that the header lacks.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _safe(value) for name, value in row.items()})
    return BYTE_ORDER_MARK + text.getvalue()


def joined(values: Iterable[object]) -> str:
    """Put several values into one cell."""
    return SEPARATOR.join(str(value) for value in values)


def _safe(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    is_formula = unicodedata.normalize("NFKC", value[:1]) in _STARTS_FORMULA
    return f"'{value}" if is_formula else value
