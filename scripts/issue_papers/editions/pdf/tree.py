"""The canonical tree of a part as the nodes that a PDF is set from.

What only groups (`div`, `section`) dissolves into what is around it; what stays is in
`editions.pdf.nodes`. An element that isn't known stops the edition, and so does nesting that can't
be set: nothing ever vanishes. Footnotes move from the end of their part to where their number
stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

from lxml.html import HtmlElement

from issue_papers.editions.pdf.inline import (
    HEADINGS,
    INLINE,
    KNOWN,
    Place,
    TextReader,
    classes,
    holds_blocks,
)
from issue_papers.editions.pdf.nodes import (
    DEEPEST,
    Anchor,
    Block,
    Box,
    Definition,
    Definitions,
    Figure,
    Heading,
    Inline,
    Item,
    Listing,
    Paragraph,
    Preformatted,
    Rule,
)
from issue_papers.editions.pdf.tables import read_table
from issue_papers.editions.pdf.text import Voice, tidy, words
from issue_papers.formats.editions.edition import Edition, Part
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import ProblemsError

_BOXES = ("ip-case-box", "ip-key-message", "ip-recommendation--reference", "ip-recommendation")
_STYLED = frozenset(
    {
        "ip-label",
        "ip-case-box__label",
        "ip-case-box__title",
        "ip-case-box__more",
        "ip-recommendation__title",
        "ip-recommendation__cases",
        "ip-stale",
        "ip-figures",
        "ip-facts",
        "ip-glossary",
        "ip-ledger",
        "ip-bibliography",
    }
)
_LONGEST_UNBROKEN = 1500
"""Characters of a box or figure that is kept on one page."""
_MOST_UNBROKEN = 60
"""Elements in one."""
_DEEPEST_ELEMENT = 300
"""Elements within elements; Python itself gives up at a thousand calls."""
_LIST_FORMS = frozenset("1aAiI")
_LARGEST_NUMBER = 100_000


class Reader(TextReader):
    """Reads the parts of one edition, in order.

    Args:
        edition: Its maps and images are what pictures may name.
    """

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition)
        self._level = 1
        self._pending: list[str] = []

    def read(self, part: Part) -> list[Block]:
        """Turn one part's body into blocks.

        Raises:
            ProblemsError: It has an element or a picture that isn't known, or nests too deeply.
        """
        self.part, self._level = part, 1
        body = deepcopy(part.body)
        self._check(body)
        sections = [s for s in body.iter("section") if "footnotes" in classes(s)]
        items = [item for section in sections for item in section.iter("li")]
        self.notes = {item.get("id", ""): item for item in items if item.get("id")}
        voice = Voice(part.language, part.direction)
        place = Place(voice, voice)
        blocks = self.blocks(body, place)
        for section in sections:
            blocks += self._left_of(section, place)
        if self._pending:
            blocks.append(self._with_ids(Paragraph([]), place))
        return blocks

    def read_line(self, element: HtmlElement, voice: Voice) -> list[Inline]:
        """Turn a line that stands outside the parts into running text."""
        return tidy(self.children(element, (), Place(voice, voice)))

    def _left_of(self, section: HtmlElement, place: Place) -> list[Block]:
        """Read what is in a section of footnotes, but for those that were set in the text."""
        for identifier in self.set_notes:
            item = self.notes.get(identifier)
            if (
                item is not None
                and item.getparent() is not None
                and section in item.iterancestors()
            ):
                item.drop_tree()
        for rule in section.findall(".//hr"):
            rule.drop_tree()
        return self.blocks(section, place) if section.text_content().strip() else []

    def _check(self, body: HtmlElement) -> None:
        depth = 0
        stack = [(body, 0)]
        while stack:
            element, depth = stack.pop()
            if element.tag not in KNOWN:
                message = say(
                    "found the element `{element}`, which PDF and EPUB have no place for",
                    element=str(element.tag),
                )
                raise self.fault(message, say("write it in Markdown, or with one of our blocks"))
            if depth > _DEEPEST_ELEMENT:
                raise self.too_deep()
            stack += [(child, depth + 1) for child in element]

    def too_deep(self) -> ProblemsError:
        """Return that lists, boxes, tables or other elements nest too deeply."""
        message = say("lists, boxes or tables stand in one another too deeply to be set")
        return self.fault(message, say("nest at most {count} of them", count=DEEPEST - 2))

    # Blocks

    def blocks(self, element: HtmlElement, place: Place) -> list[Block]:
        """Read what is in an element; loose text becomes paragraphs."""
        if place.depth > DEEPEST:
            raise self.too_deep()
        found: list[Block] = []
        loose: list[Inline] = []

        def flush() -> None:
            content = tidy(loose)
            loose.clear()
            if any(not isinstance(item, Anchor) for item in content):
                found.append(self._with_ids(Paragraph(content), place))
            else:
                self._pending += [item.id for item in content if isinstance(item, Anchor)]

        inner = replace(place, around=place.voice)
        loose += self.text(element.text, (), inner)
        for child in element:
            if child.tag in INLINE and not holds_blocks(child):
                loose += self.inline(child, (), inner)
            else:
                flush()
                found += self._block(child, self.hear(child, place))
            loose += self.text(child.tail, (), inner)
        flush()
        return found

    def _block(self, element: HtmlElement, place: Place) -> list[Block]:
        if "footnotes" in classes(element):
            return []
        if element.tag in {"table", "p", *HEADINGS}:
            made = self._leaf(element, place)
            return [made] if made else []
        self._remember(element)
        match element.tag:
            case "ul" | "ol":
                made = self._list(element, place)
            case "dl":
                made = self._definitions(element, place)
            case "blockquote" | "aside":
                made = self._box(element, place)
            case "figure":
                made = self._figure(element, place)
            case "pre":
                made = Preformatted(element.text_content())
            case "hr":
                made = Rule()
            case _:
                return self.blocks(element, place)
        return [self._with_ids(made, place)]

    def _leaf(self, element: HtmlElement, place: Place) -> Block | None:
        if element.tag != "table" and holds_blocks(element):
            self._remember(element)
            blocks = self.blocks(element, place.inside())
            return self._with_ids(Box(blocks, "plain"), place) if blocks else None
        self._remember(element)
        if element.tag == "table":
            table = read_table(element, place, self)
            return self._with_ids(table, place) if table else None
        ids, self._pending = self._pending, []
        inner = replace(place, around=place.voice)
        content = tidy(self.children(element, (), inner))
        self._pending = ids + self._pending
        if not content:
            return None
        if element.tag == "p":
            made: Block = Paragraph(content, _style(element, _STYLED))
        elif place.has_headings and words(content).strip():
            level = min(HEADINGS[element.tag], self._level + 1)
            self._level = level
            made = Heading(content, level, _style(element, _STYLED))
        else:
            made = Paragraph(content, "heading")
        return self._with_ids(made, place)

    def _list(self, element: HtmlElement, place: Place) -> Listing:
        items: list[Item] = []
        numbered = element.tag == "ol"
        entries = [child for child in element if child.tag == "li"]
        is_reversed = element.get("reversed") is not None
        number = _integer(element.get("start"), len(entries) if is_reversed else 1)
        for child in element:
            here = self.hear(child, place).inside()
            self._remember(child)
            ids, self._pending = self._pending, []
            if child.tag == "li":
                number = _integer(child.get("value"), number)
                item = Item(self.blocks(child, here), number if numbered else 0)
                number += -1 if is_reversed else 1
            else:
                item = Item(self._block(child, here))
            item.ids = ids
            item.lang = here.voice.lang if here.voice.lang != place.voice.lang else ""
            item.dir = here.voice.dir if here.voice.dir != place.voice.dir else ""
            items.append(item)
        form = element.get("type", "1")
        form = (form if form in _LIST_FORMS else "1") if numbered else "bullet"
        return Listing(items, form, _style(element, _STYLED))

    def _definitions(self, element: HtmlElement, place: Place) -> Definitions:
        items: list[Definition] = []
        for child, here in self._entries(element, place):
            inside = here.inside()
            self._remember(child)
            ids, self._pending = self._pending, []
            if child.tag == "dt":
                if not items or items[-1].content:
                    items.append(Definition([], []))
                items[-1].terms.append(tidy(self.children(child, (), here)))
            else:
                if not items:
                    items.append(Definition([], []))
                items[-1].content += (
                    self.blocks(child, inside) if child.tag == "dd" else self._block(child, inside)
                )
            items[-1].ids += ids
        return Definitions(items, _style(element, _STYLED))

    def _entries(self, element: HtmlElement, place: Place) -> Iterator[tuple[HtmlElement, Place]]:
        """Yield the terms and what is said of them, whether in groups or not."""
        for child in element:
            here = self.hear(child, place)
            if child.tag in {"div", "section"}:
                self._remember(child)
                yield from self._entries(child, here)
            else:
                yield child, here

    def _box(self, element: HtmlElement, place: Place) -> Box:
        style = next((s for s in _BOXES if s in classes(element)), "aside")
        style = "quote" if element.tag == "blockquote" else style
        content = self.blocks(element, place.inside(has_headings=place.depth == 0))
        return Box(content, style, place.depth > 0, _is_long(element))

    def _figure(self, element: HtmlElement, place: Place) -> Figure:
        caption = next((child for child in element if child.tag == "figcaption"), None)
        inside = place.inside()
        is_long = _is_long(element) or len(element.findall(".//img")) > 1
        if caption is None:
            return Figure(self.blocks(element, inside), [], is_long)
        text = self.blocks(caption, inside)
        tail, parent = caption.tail, caption.getparent()
        position = parent.index(caption)
        parent.remove(caption)
        content = self.blocks(element, inside)
        parent.insert(position, caption)
        caption.tail = tail
        return Figure(content, text, is_long)

    # Ids

    def _remember(self, element: HtmlElement) -> None:
        self._pending += (anchor.id for anchor in self.anchors(element))

    def _with_ids(self, block: Block, place: Place) -> Block:
        """Give a block the ids that were met before it, and its language."""
        block.ids = self._pending + block.ids
        self._pending = []
        block.lang = place.voice.lang if place.voice.lang != place.around.lang else ""
        block.dir = place.voice.dir if place.voice.dir != place.around.dir else ""
        return block


def _is_long(element: HtmlElement) -> bool:
    """Whether there may be more in an element than a page should keep together."""
    return (
        len(element.text_content()) > _LONGEST_UNBROKEN
        or sum(1 for _ in element.iter()) > _MOST_UNBROKEN
    )


def _style(element: HtmlElement, known: frozenset[str]) -> str:
    return next((one for one in classes(element) if one in known), "")


def _integer(value: str | None, otherwise: int) -> int:
    try:
        number = int(value or "")
    except ValueError:
        return otherwise
    return number if abs(number) <= _LARGEST_NUMBER else otherwise
