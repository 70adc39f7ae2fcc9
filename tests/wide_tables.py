"""A text with tables that are hard to set: long, wide, merged, noted, in four scripts."""

from __future__ import annotations

from collections.abc import Callable

LONG_COLUMNS, LONG_ROWS, WIDE_COLUMNS = 10, 60, 14
_WORDS = ("Water", "governance", "and", "metropolitan", "cooperation", "between", "municipalities")
_FILLER = "Between one table and the next there is a text, as there is in any paper. " * 14


def rows(columns: int, count: int, cell: Callable[[int, int], str], align: str = "---") -> str:
    """Return a table in Markdown; the row of headings is 0."""
    lines = [[cell(y, x) for x in range(columns)] for y in range(count + 1)]
    lines.insert(1, [align] * columns)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _word(y: int, x: int) -> str:
    return f"Column {x}" if y == 0 else f"{_WORDS[(x + y) % len(_WORDS)]} {x * y}"


def _number(y: int, x: int) -> str:
    return f"Year {2000 + x}" if y == 0 else f"{1_234_567 + x * y:,}"


LONG = rows(LONG_COLUMNS, LONG_ROWS, _word)
WIDE = rows(WIDE_COLUMNS, 20, _number, "---:")
MERGED = """<table>
<thead>
<tr><th rowspan="2">City</th><th colspan="2">Members in the two years of the study</th></tr>
<tr><th>2018</th><th>2020</th></tr>
</thead>
<tbody>
<tr><th scope="row">Lima</th><td>4</td><td>5</td></tr>
<tr><th scope="row">Dakar</th><td colspan="2">no member was there in either year</td></tr>
<tr><th scope="row" rowspan="2">Seoul</th><td>1</td><td>2</td></tr>
<tr><td>3</td><td>4</td></tr>
</tbody>
</table>"""
NOTED = """| City | Share | Name |
| --- | ---: | --- |
| Lima[^counted] | 3.25 | Lima |
| Dakar | 12 | داكار |
| Seoul | 0.5 | 서울 |
| Athens | 7.75 | Αθήνα |
| Almaty | – | Алматы |
| Haifa | 4 | חיפה |
| Hong Kong | 10.25 | 香港 |

[^counted]: Counted by the [harbour office](https://office.example/count)."""

_TABLES = (NOTED, LONG, WIDE, MERGED)
TEXT = "".join(f"{table}\n\n{_FILLER}\n\n" for table in _TABLES)
