"""Where each line of a PDF stands, and what a book designer would mend.

`lines` reads the text of the files that Typst writes with its place, line by line, and which block
of the structure tree each belongs to; `faults` looks for what overprints, runs out of its cell or
of the text's area, stands too close, or is left alone at the end or at the beginning of a page.

By hand: `python tests/tools/positions.py FILE.pdf…` prints them.
"""

from __future__ import annotations

import io
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

MM = 72 / 25.4
FRONT = 3
"""Pages that may hold little: cover, imprint and contents."""
_ABOVE, _BELOW = 0.70, 0.20
"""How far letters reach above and below the line that they stand on, beside their size."""
_TOUCH = 0.75
"""Points by which two texts may reach into one another: more is seen."""
_NEAREST = 2 * MM
"""How near the text of another block may stand on the same line."""
_LEAST_OF_A_PAGE = 0.2
"""How much of the height of a page its text must reach down."""
_IN_A_LINE = frozenset(
    {"Span", "Link", "Em", "Strong", "Code", "Reference", "Annot", "Quote", "Sub", "Ruby"}
)
_HANGING = frozenset(".,;:-\u2010\u00ad–—’”»…،؛")
"""What Typst hangs into the margin, lest the edge of a paragraph look ragged."""
_HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6"})
_CELLS = frozenset({"TD", "TH"})
_FORMULA = "Formula"
"""What stands in a line of another block, or by itself, and has signs above one another."""
_BESIDE = frozenset({"Artifact", "Note", "FENote"})
"""What stands around the text."""
_APART = frozenset({"Note", "FENote", "Figure", "TD", "TH", "TOCI", "Artifact"})
"""What doesn't stand in the flow of the text, or goes on from page to page by rules of its own."""


@dataclass(frozen=True)
class Sheet:
    """What a page leaves to the text, in points from its edges."""

    start: float = 17 * MM
    end: float = 27 * MM
    top: float = 10 * MM
    bottom: float = 10 * MM


@dataclass
class Line:
    """A line of one block.

    Attributes:
        page: From 1.
        block: What it belongs to: no other block has the same.
        roles: Of the block and of what is around it, the innermost first.
        text: As it is read.
        spans: Where its pieces begin and end, in points from the left edge of the page, and what
            they say.
        base: In points from the top of the page: where its letters stand.
        size: Of its largest letters.
    """

    page: int
    block: Any
    roles: tuple[str, ...]
    text: str
    spans: list[tuple[float, float, str]]
    base: float
    size: float

    @property
    def left(self) -> float:
        """Where it begins, in points from the left edge of the page."""
        return min(start for start, _, _ in self.spans)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(end for _, end, _ in self.spans)

    @property
    def top(self) -> float:
        """Where its letters begin, in points from the top of the page."""
        return self.base - _ABOVE * self.size

    @property
    def bottom(self) -> float:
        """Where they end."""
        return self.base + _BELOW * self.size

    def __str__(self) -> str:
        return f"p. {self.page}, {self.base / MM:.0f} mm down: “{self.text.strip()[:60]}”"


@dataclass(frozen=True)
class Fault:
    """Something that should be mended; `what` names its kind."""

    what: str
    line: Line
    other: Line | None = None

    def __str__(self) -> str:
        other = f" and {self.other}" if self.other else ""
        return f"{self.what}: {self.line}{other}"


@dataclass
class _Font:
    """How wide a font's letters are, in thousandths of its size, and what they say."""

    widths: dict[int, float]
    default: float
    texts: dict[int, str]


@dataclass
class _Piece:
    text: str
    left: float
    right: float
    base: float
    size: float
    mark: int | None
    artifact: int


@dataclass
class _Reading:
    """One page, operator by operator: what is shown and where, in the file's own measure."""

    height: float
    pieces: list[_Piece] = field(default_factory=list)
    artifacts: int = 0

    def stream(  # noqa: C901 - an operator, a case
        self, content: Any, resources: Any, matrix: tuple[float, ...]
    ) -> None:
        """Read what a page or a form shows.

        Args:
            content: The page or form.
            resources: Its fonts and forms.
            matrix: From its measure to the page's.
        """
        states: list[tuple[float, ...]] = []
        marks: list[tuple[int | None, int, str | None]] = [(None, 0, None)]
        place, font, size = matrix, None, 0.0
        for operands, operator in pikepdf.parse_content_stream(content):
            match str(operator):
                case "q":
                    states.append(place)
                case "Q":
                    place = states.pop()
                case "cm":
                    place = _times(tuple(map(float, operands)), place)
                case "BMC" | "BDC":
                    marks.append(self._mark(operands, marks[-1]))
                case "EMC":
                    marks.pop()
                case "Tf":
                    font, size = _font(resources.Font[str(operands[0])]), float(operands[1])
                case "Tm":
                    at = tuple(map(float, operands))
                case "Tj" | "TJ" if font is not None:
                    shown = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                    text, width = _shown(shown, font)
                    mark, artifact, says = marks[-1]
                    to_page = _times(at, place)
                    end = _times((1, 0, 0, 1, width * size / 1000, 0), to_page)
                    left, right = sorted((to_page[4], end[4]))
                    scale = abs(to_page[3]) or abs(to_page[1])
                    said = text if says is None else says
                    self.pieces.append(
                        _Piece(said, left, right, to_page[5], size * scale, mark, artifact)
                    )
                case "Do":
                    form = resources.XObject[str(operands[0])]
                    if str(form.get("/Subtype")) == "/Form":
                        inner = tuple(map(float, form.get("/Matrix", (1, 0, 0, 1, 0, 0))))
                        self.stream(form, form.get("/Resources", resources), _times(inner, place))

    def _mark(
        self, operands: Any, before: tuple[int | None, int, str | None]
    ) -> tuple[int | None, int, str | None]:
        mark, artifact, says = before
        if str(operands[0]) == "/Artifact":
            self.artifacts += 1
            return None, self.artifacts, None
        about = operands[1] if len(operands) > 1 else None
        if isinstance(about, pikepdf.Dictionary):
            mark = int(about.MCID) if "/MCID" in about else mark
            says = str(about.ActualText) if "/ActualText" in about else says
        return mark, artifact, says


def _times(a: tuple[float, ...], b: tuple[float, ...]) -> tuple[float, ...]:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


_FONTS: dict[tuple[int, Any], _Font] = {}


def _font(found: Any) -> _Font:
    key = (id(_FONTS), found.objgen)
    if key in _FONTS:
        return _FONTS[key]
    (kind,) = found.DescendantFonts
    widths: dict[int, float] = {}
    given = [*kind.get("/W", pikepdf.Array())]
    while given:
        first = int(given.pop(0))
        second = given.pop(0)
        if isinstance(second, pikepdf.Array):
            widths.update({first + n: float(width) for n, width in enumerate(second)})
        else:
            width = float(given.pop(0))
            widths.update(dict.fromkeys(range(first, int(second) + 1), width))
    texts = _texts(found.ToUnicode) if "/ToUnicode" in found else {}
    _FONTS[key] = _Font(widths, float(kind.get("/DW", 1000)), texts)
    return _FONTS[key]


def _texts(table: Any) -> dict[int, str]:
    texts: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(table):
        said = [bytes(one) for one in operands if isinstance(one, pikepdf.String)]
        if str(operator) == "endbfchar":
            for code, text in zip(said[::2], said[1::2], strict=True):
                texts[int.from_bytes(code)] = text.decode("utf-16-be", "replace")
        elif str(operator) == "endbfrange":
            for low, high, text in zip(said[::3], said[1::3], said[2::3], strict=True):
                first = int.from_bytes(low)
                for code in range(first, int.from_bytes(high) + 1):
                    start = int.from_bytes(text) + code - first
                    texts[code] = start.to_bytes(len(text)).decode("utf-16-be", "replace")
    return texts


def _shown(shown: Iterable[Any], font: _Font) -> tuple[str, float]:
    """Return what is shown, and how wide it is to be seen, in thousandths of the size."""
    text, width, seen = "", 0.0, 0.0
    for one in shown:
        if not isinstance(one, pikepdf.String):
            width -= float(one)
            continue
        raw = bytes(one)
        for at in range(0, len(raw), 2):
            code = int.from_bytes(raw[at : at + 2])
            said = font.texts.get(code, "")
            text += said
            width += font.widths.get(code, font.default)
            seen = width if said.strip() else seen
    return text, seen


def _blocks(document: pikepdf.Pdf) -> dict[tuple[Any, int], tuple[Any, tuple[str, ...]]]:
    """Return the block of each marked content, by page and mark, and the roles around it."""
    found: dict[tuple[Any, int], tuple[Any, tuple[str, ...]]] = {}

    def walk(node: Any, page: Any, block: Any, roles: tuple[str, ...]) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child, page, block, roles)
        elif isinstance(node, pikepdf.Dictionary):
            page = node.Pg.objgen if "/Pg" in node else page
            if "/S" in node:
                role = str(node.S).lstrip("/")
                if role not in _IN_A_LINE:
                    whole = node.P.objgen if role in {"Lbl", "LBody"} else node.objgen
                    block = (_FORMULA, whole, block) if role == _FORMULA else whole
                    roles = (role, *roles)
                walk(node.get("/K", pikepdf.Array()), page, block, roles)
            elif "/MCID" in node:
                found[page, int(node.MCID)] = block, roles
        else:
            found[page, int(node)] = block, roles

    walk(document.Root.StructTreeRoot.K, None, None, ())
    return found


def lines(document: pikepdf.Pdf) -> list[Line]:
    """Return all lines of a file, page by page, and block by block as they are read."""
    _FONTS.clear()
    blocks = _blocks(document)
    found: list[Line] = []
    for number, page in enumerate(document.pages, 1):
        height = float(page.MediaBox[3])
        reading = _Reading(height)
        reading.stream(page, page.get("/Resources", pikepdf.Dictionary()), (1, 0, 0, 1, 0, 0))
        own: dict[Any, list[Line]] = defaultdict(list)
        for piece in reading.pieces:
            if not piece.text.strip():
                continue
            if piece.mark is None:
                block, roles = ("artifact", number, piece.artifact), ("Artifact",)
            else:
                block, roles = blocks[page.objgen, piece.mark]
            base = height - piece.base
            line = next(
                (
                    one
                    for one in own[block]
                    if abs(one.base - base) < 0.55 * max(one.size, piece.size)
                ),
                None,
            )
            if line is None:
                own[block].append(
                    Line(
                        number,
                        block,
                        roles,
                        piece.text,
                        [(piece.left, piece.right, piece.text)],
                        base,
                        piece.size,
                    )
                )
                continue
            line.text += piece.text
            line.spans.append((piece.left, piece.right, piece.text))
            if piece.size > line.size:
                line.size, line.base = piece.size, base
        found += [line for each in own.values() for line in each]
    return found


def faults(pdf: bytes, sheet: Sheet = Sheet(), *, is_rtl: bool = False) -> list[Fault]:
    """Return what should be mended in a file.

    Args:
        pdf: The file, tagged, as Typst writes them.
        sheet: What its pages leave to the text.
        is_rtl: Whether it is read from right to left: margins are mirrored then.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sizes = [tuple(map(float, page.MediaBox))[2:] for page in document.pages]
        found = lines(document)
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in found:
        pages[line.page].append(line)
    faults = [fault for page in pages.values() for fault in _overlaps(page)]
    for number, page in pages.items():
        if number > 1:
            faults += _outside(page, sizes[number - 1], sheet, is_rtl=is_rtl)
        if FRONT < number < len(sizes):
            faults += _nearly_empty(page, sizes[number - 1], sheet)
        faults += _stranded(page, [one for one in pages.get(number + 1, []) if _in_flow(one)])
    return [*faults, *_alone(found)]


def _overlaps(page: list[Line]) -> Iterator[Fault]:
    """Yield texts that reach into one another, or all but touch, on one line."""
    ordered = sorted(page, key=lambda line: line.top)
    for at, line in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.top >= line.bottom - _TOUCH:
                break
            if line.block == other.block and line.roles[0] == _FORMULA:
                continue
            common = max(
                min(one[1], two[1]) - max(one[0], two[0])
                for one in line.spans
                for two in other.spans
            )
            if common > _TOUCH:
                yield Fault("overlap", line, other)
            elif -common < _NEAREST and _is_apart(line, other):
                yield Fault("too close", line, other)


def _is_apart(line: Line, other: Line) -> bool:
    """Whether texts are of blocks that stand side by side: cells, above all, but no label."""
    return _outer(line) != _outer(other) and "Artifact" not in {line.roles[0], other.roles[0]}


def _outer(line: Line) -> Any:
    """Return the block that a line is of; of a formula, the one that it stands in."""
    return line.block[-1] if line.roles[0] == _FORMULA else line.block


def _outside(
    page: list[Line], size: tuple[float, ...], sheet: Sheet, *, is_rtl: bool
) -> Iterator[Fault]:
    left, right = (sheet.end, sheet.start) if is_rtl else (sheet.start, sheet.end)
    for line in page:
        if (
            line.left < left - (_hangs(line, line.left))
            or line.right > size[0] - right + _hangs(line, line.right)
            or line.top < sheet.top
            or line.bottom > size[1] - sheet.bottom
        ):
            yield Fault("outside", line)


def _hangs(line: Line, edge: float) -> float:
    """Return how far a line may stand out at an edge: as far as what it ends in hangs there."""
    text = next(text for left, right, text in line.spans if edge in (left, right))
    ends = {text.strip()[:1], text.strip()[-1:]}
    return 0.4 * line.size if ends & _HANGING else _TOUCH


def _nearly_empty(page: list[Line], size: tuple[float, ...], sheet: Sheet) -> Iterator[Fault]:
    text = [line for line in page if line.roles[0] not in _BESIDE]
    room = size[1] - sheet.top - sheet.bottom
    reach = max((line.bottom for line in text), default=0.0) - sheet.top
    if text and reach < room * _LEAST_OF_A_PAGE:
        yield Fault("nearly empty", text[0])


def _in_flow(line: Line) -> bool:
    return not _APART & {*line.roles}


def _stranded(page: list[Line], after: list[Line]) -> Iterator[Fault]:
    """Yield headings below which is nothing, or only the first line of a list that goes on."""
    goes_on = bool(after) and "LI" in after[0].roles
    for line in (one for one in page if _in_flow(one)):
        if line.roles[0] in _HEADINGS:
            below = [one for one in page if one.base > line.base + 1 and one.block != line.block]
            below = [one for one in below if not _BESIDE & {*one.roles}]
            if not below or (len(below) == 1 and goes_on and "LI" in below[0].roles):
                yield Fault("stranded", line)


def _alone(found: list[Line]) -> Iterator[Fault]:
    """Yield lines that a page break has cut off from their paragraph."""
    blocks: dict[Any, list[Line]] = defaultdict(list)
    for line in found:
        if line.roles[0] in {"P", "Lbl", "LBody"} and _in_flow(line):
            blocks[line.block].append(line)
    for block in blocks.values():
        shares: dict[int, list[Line]] = defaultdict(list)
        for line in block:
            shares[line.page].append(line)
        if len(shares) < 2:
            continue
        for share in shares.values():
            if len(share) == 1:
                yield Fault("alone", share[0])


EVEN = Sheet(start=20 * MM, end=20 * MM)
"""Of large print, and of a paper in two pages."""
_RIGHT_TO_LEFT = ("-ar", "-fa", "-he")


def faults_of(file: Path) -> list[str]:
    """Return what should be mended in a download, whose name says what it is."""
    is_even = any(infix in file.name for infix in ("-large-print-", "-two-pages-"))
    is_rtl = file.stem.endswith(_RIGHT_TO_LEFT)
    return list(map(str, faults(file.read_bytes(), EVEN if is_even else Sheet(), is_rtl=is_rtl)))


def main() -> None:
    """Print what is found in the files that are named."""
    for name in sys.argv[1:]:
        found = faults_of(Path(name))
        print(name, len(found))
        for fault in found:
            print("  ", fault)


if __name__ == "__main__":
    main()
