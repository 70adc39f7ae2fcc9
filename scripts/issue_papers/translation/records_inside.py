"""Takes out of the front matter of a translation the records that it held before the ledger did.

Every other byte of the file stays, comments among them.
"""

from __future__ import annotations

import yaml

from issue_papers.content.documents import Document


def without_records(text: str, document: Document) -> str:
    """Return a translation's text without its records.

    Args:
        text: The file's text, with its own line endings.
        document: The translation, as it was read from that text.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    closing = document.body_line - 2
    front = lines[1:closing]
    key, value = _item(yaml.compose("\n".join(front)), "translation")
    if key is None or not isinstance(value, yaml.MappingNode):
        return text
    records, held = _item(value, "sections")
    if records is None or held is None:
        return text
    if value.flow_style:
        first, after = key.start_mark.line, _last_line(value) + 1
        whole = dict(document.yaml.value["translation"])
        del whole["sections"]
        dumped = yaml.safe_dump(
            {"translation": whole}, allow_unicode=True, sort_keys=False, width=10_000
        )
        block = str(dumped).rstrip("\n").split("\n")
    else:
        first, after, block = records.start_mark.line, _last_line(held) + 1, []
    return newline.join([lines[0], *front[:first], *block, *front[after:], *lines[closing:]])


def _item(node: yaml.Node | None, name: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """Return a mapping's key and its value."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name:
                return key, value
    return None, None


def _last_line(node: yaml.Node) -> int:
    """Return the last line of a node; the parser has a block end where the next one begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    end = node.end_mark
    ends_above = end.column == 0 and end.line > node.start_mark.line
    return int(end.line) - ends_above
