"""Drawings as Typst can set them: without variables, and from right to left by themselves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from issue_papers.formats.pdf.own_drawings import settable
from lxml import etree

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
DARK = "@media (prefers-color-scheme: dark) { :root { --c: #fcc } rect { fill: #111 } }"


def made(content: str) -> etree._Element:
    return etree.fromstring(settable(SVG.format(content).encode()))


def test_what_needs_nothing_stays_byte_for_byte() -> None:
    data = SVG.format('<text x="1">صورة</text><path style="fill: #ff0"/>').encode()
    assert settable(data) is data


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("light-dark(#ffffff, var(--ge-dark-color, #121212))", "#ffffff"),
        ("light-dark(rgb(0, 0, 0), rgb(255, 255, 255))", "rgb(0, 0, 0)"),
        ("var(--c)", "#c00"),
        ("var( --none , rgb(1, 2, 3) )", "rgb(1, 2, 3)"),
        ("var(--none, var(--c, blue))", "#c00"),
        ("var(--d)", "#c00"),
        ("var(--none)", "inherit"),
    ],
)
def test_colours_are_those_of_a_light_ground(value: str, expected: str) -> None:
    sheet = f"<style>:root {{ --c: #c00; --d: var(--c) }} {DARK} .a {{ fill: {value} }}</style>"
    root = made(f'{sheet}<rect style="fill: {value}; stroke: none"/><rect fill="{value}"/>')
    style, *drawn = root
    assert f".a {{ fill: {expected} }}" in (style.text or "")
    assert drawn[0].get("style") == f"fill: {expected}; stroke: none"
    assert drawn[1].get("fill") == expected


def test_variables_of_an_element_are_known() -> None:
    root = made('<g style="--w: 2px"><path stroke-width="var(--w)"/></g>')
    assert root[0][0].get("stroke-width") == "2px"


@pytest.mark.parametrize(
    ("around", "own", "end"),
    [
        ("", 'direction="rtl"', "end"),
        ('style="direction: rtl"', 'text-anchor="end"', "start"),
        ('direction="rtl"', 'style="text-anchor:middle"', "middle"),
    ],
)
def test_text_from_right_to_left_begins_at_its_place(around: str, own: str, end: str) -> None:
    root = made(f'<g {around}><text x="9" {own}>صورة <tspan>ABC</tspan></text></g>')
    (text,) = root.iter("{*}text")
    assert str(text.get("style")).endswith(f"text-anchor:{end}")
    assert "".join(text.itertext()) == "\u202bصورة ABC\u202c"


def test_of_a_switch_the_first_is_drawn() -> None:
    """What draw.io writes at the end of a drawing: browsers choose what is empty."""
    feature = 'requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"'
    root = made(f"<switch><g {feature}/><a><text>Text is not SVG</text></a></switch>")
    assert [etree.QName(each).localname for each in root[0]] == ["g"]
    root = made('<switch><g systemLanguage="fr"/><text>Water</text></switch>')
    assert len(root[0]) == 2


def test_text_from_left_to_right_and_what_a_rule_may_say_stays() -> None:
    root = made('<g direction="rtl"><text direction="ltr">A</text></g>')
    assert root[0][0].text == "A"
    root = made('<style>.m {text-anchor: middle}</style><text class="m" direction="rtl">ب</text>')
    assert root[1].text == "ب"


def test_hostile_text_takes_no_time() -> None:
    for sign in ("var(--a,", "light-dark((", "@media{{", "var(--a,light-dark("):
        settable(SVG.format(f"<style>{sign * 3000}</style>").encode())


def test_variables_that_name_others_many_times_each_make_no_endless_drawing() -> None:
    names = "abcdefgh"
    sheet = "".join(f"--{one}: {f'var(--{next_}) ' * 20};" for one, next_ in pairwise(names))
    drawing = SVG.format(
        f'<style>:root {{{sheet}}}</style><path style="fill: {"var(--a) " * 20}"/>'
    )
    assert len(settable(drawing.encode())) < 50_000_000
    long = f"--a: {'x' * 10_000};"
    drawing = SVG.format(f'<style>:root {{{long}}}</style><path style="fill: {"var(--a) " * 20}"/>')
    assert len(settable(drawing.encode())) < 20_000
