"""Trees of nodes: what a change makes of them, and that depth is no matter."""

from __future__ import annotations

from dataclasses import replace

from issue_papers.articles.nodes import Block, Box, Group, Node, Paragraph, Text, text_of
from issue_papers.articles.rewriting import rewrite, visit


def line(*words: str) -> Paragraph:
    return Paragraph(tuple(Text(word) for word in words))


def test_leaves_are_met_as_they_are_read() -> None:
    tree = (Box((line("c", "d"),), title=(Text("b"),), label=(Text("a"),)), line("e"))
    met: list[str] = []

    def note(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Text):
            met.append(node.text)
        return (node,)

    assert rewrite(tree, note) is not None
    assert "".join(met) == "abcde" == text_of(tree)


def test_a_node_may_become_none_or_several() -> None:
    def change(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Text):
            return {"a": (), "b": (node, node)}.get(node.text, (node,))
        return (node,)

    found = rewrite((line("a", "b", "c"),), change)
    assert found == (line("b", "b", "c"),)


def test_what_isnt_changed_is_the_same_object() -> None:
    tree = (Group((line("a"), line("b"))),)

    def change(node: Node) -> tuple[Node, ...]:
        return (replace(node, text="x"),) if node == Text("b") else (node,)

    (group,) = rewrite(tree, change)
    assert group.content[0] is tree[0].content[0]
    assert group.content[1] == line("x")
    assert rewrite(tree, lambda node: (node,))[0] is tree[0]


def test_what_is_skipped_stays() -> None:
    tree = (Group((line("a"),)), line("a"))

    def change(node: Node) -> tuple[Node, ...]:
        return (replace(node, text="x"),) if isinstance(node, Text) else (node,)

    assert rewrite(tree, change, lambda n: isinstance(n, Group)) == (tree[0], line("x"))


def test_the_same_object_may_stand_in_several_places() -> None:
    word = Text("a")
    numbers = iter("12")

    def change(node: Node) -> tuple[Node, ...]:
        return (replace(node, text=next(numbers)),) if isinstance(node, Text) else (node,)

    assert rewrite((Paragraph((word, word)),), change) == (line("1", "2"),)


def test_nothing_recurses() -> None:
    tree: Block = line("a")
    for _ in range(5000):
        tree = Group((tree,))
    found = rewrite((tree,), lambda n: (replace(n, text="x"),) if isinstance(n, Text) else (n,))
    assert text_of(found) == "x"
    assert sum(begins for _, begins in visit(found)) == 5002
