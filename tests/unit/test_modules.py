"""JavaScript modules: what they import, in which order, and many of them as one script."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

import pytest
from issue_papers.formats.web import modules
from issue_papers.reporting.problems import Problem, ProblemsError
from judging import node


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('import { a, b } from "./x.js";', ["./x.js"]),
        ('import {\n  a,\n  b as c,\n} from "../lib/y.js";', ["../lib/y.js"]),
        ("import * as all from './x.js'\nimport './y.js'", ["./x.js", "./y.js"]),
        ('export * from "./x.js";', ["./x.js"]),
        ('const late = await import("./x.js");', ["./x.js"]),
        ('const path = () =>\n  import("./x.js");', ["./x.js"]),
        ("const late = import(`./${name}.js`);", []),
        ('export const path = "./x.js"; // import it', []),
        ('/** @import { List } from "./x.js" */', []),
        ('/** @type {import("./x.js").List} */', []),
        ('/** @type {string|import("./x.js").List} */', []),
    ],
)
def test_what_a_module_imports(text: str, expected: list[str]) -> None:
    assert modules.imports(text) == expected
    assert modules.renamed(text, lambda _: None) == text
    other = modules.renamed(text, lambda name: f"{name}?")
    assert modules.imports(other) == [f"{name}?" for name in expected]


def test_modules_come_after_those_that_they_import_even_in_a_circle() -> None:
    needs = {"a": {"b", "c"}, "b": {"c"}, "c": {"b"}, "d": set[str]()}
    ordered = modules.in_order(["d", "a"], lambda name: (name.upper(), needs[name]))
    assert ordered == {"c": "C", "b": "B", "a": "A", "d": "D"}
    assert [*ordered] == ["c", "b", "a", "d"]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path, texts: Mapping[str, str]) -> dict[str, Path]:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return {name: folder / name for name in texts}


SCRIPT = {
    "js/main.js": (
        'import { count as first } from "./count.js";\nimport * as words from "./deep/words.js";\n'
        'import "./said.js";\nconst own = 1;\nconsole.log(first(), first(), own, words.name());\n'
    ),
    "js/count.js": (
        '/** @type {import("./x.js").Own} Its own number. */\nconst own = { now: 40 };\n'
        "export function count() {\n  return (own.now += 1);\n}\n"
        "export class Count {}\nexport const total = 0;\n"
    ),
    "js/deep/words.js": (
        'import {\n  count,\n  Count,\n} from "../count.js";\nexport async function later() {}\n'
        "export function* each() {}\n"
        "export const name = () => `${typeof Count} ${count()}`;\n"
    ),
    "js/said.js": "console.log((function () { return typeof this; })());\n",
    "js/other.js": "console.log('never');\n",
}


def test_one_script_does_what_modules_do(put: Path) -> None:
    script = modules.joined("js/main.js", files(put, SCRIPT))
    # Each runs once, with a state of its own; names that two of them have don't meet.
    assert node("--eval", script) == "undefined\n41 42 1 function 43\n"


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        ("export default function () {}", "export default function () {}"),
        ("export let changing = 1;", "export let changing = 1;"),
        ("function a() {}\n\n  const b = import.meta.url;", "const b = import.meta.url;"),
        ('import x from "./count.js";', 'import x from "./count.js";'),
        ('export * from "./count.js";', 'export * from "./count.js";'),
        ("const c = await import('./count.js');", "const c = await import('./count.js');"),
    ],
)
def test_what_cant_be_joined_is_told_at_its_line(put: Path, fault: str, line: str) -> None:
    own = f'import {{\n  count,\n}} from "./count.js";\nexport const a = count;\n{fault}\n'
    with pytest.raises(ProblemsError) as told:
        modules.joined("js/main.js", files(put, SCRIPT | {"js/main.js": own}))
    number = own.splitlines().index(next(each for each in own.splitlines() if line in each)) + 1
    assert told.value.problems == (
        Problem(
            "js/main.js",
            number,
            "script",
            f"this line can't be put into one script with others: {line}",
            "import by name, and export functions, classes and constants where they are declared",
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/** Says. */\nsay();\n", "say();\n"),
        ("a();\n  /**\n   * Says.\n   * @returns {string}\n   */\n  say();\n", "a();\n  say();\n"),
        ("/** @import { A } from './a.js' */\n/** B */\nb();\n", "b();\n"),
        ("b(); /** after */\n", "b(); /** after */\n"),
        ("const b = /** @type {B} */ (a);\n", "const b = /** @type {B} */ (a);\n"),
        (
            "const b =\n  /** @type {B} */ (a);\nc();\n/** Says. */\nsay();\n",
            "const b =\n  /** @type {B} */ (a);\nc();\nsay();\n",
        ),
        ("/* why */\n/**/\nb();\n", "/* why */\n/**/\nb();\n"),
        ("// why\nb(); // so\n  // and\nc('//');\n", "b(); // so\nc('//');\n"),
        ("// @license MIT\nb();\n", "// @license MIT\nb();\n"),
        ("/** @license MIT */\nb();\n", "/** @license MIT */\nb();\n"),
        ("const glob = '/**';\nb('*/');\n", "const glob = '/**';\nb('*/');\n"),
    ],
)
def test_what_explains_a_script_isnt_sent(text: str, expected: str) -> None:
    assert modules.shortened(text) == expected


PAGE = {
    "js/page.js": '/** What every page runs. */\n\nimport "./broken.js";\nimport "./main.js";\n',
    "js/broken.js": (
        'import { shared } from "./shared.js";\nthrow new Error(`broken ${shared()}`);\n'
    ),
    "js/main.js": (
        'import { shared } from "./shared.js";\nconsole.log(shared());\n'
        'const ask = () => import("./later.js");\nif (globalThis.asked) ask();\n'
    ),
    "js/shared.js": "let count = 0;\nexport function shared() { count += 1; return count; }\n",
    "js/later.js": (
        'import { small } from "./small.js";\nconsole.log(small);\n'
        "export const large = small + 1;\n"
    ),
    "js/small.js": "export const small = 1;\n",
    "js/beside.js": 'import { shared } from "./shared.js";\nshared();\n',
}


def test_a_module_that_gathers_others_is_one_file_with_them(put: Path) -> None:
    texts = files(put, PAGE)
    assert [name for name, text in PAGE.items() if modules.gathers(text)] == ["js/page.js"]
    script = modules.joined("js/page.js", texts, is_module=True)
    assert modules.imports(script) == ["./later.js"]
    # What one of them throws is told, and stops no other.
    told = "globalThis.reportError = (error) => console.log(error.message);\n"
    assert node("--input-type=module", "--eval", told + script) == "broken 1\n2\n"


def test_a_module_that_is_asked_for_is_one_file_with_what_it_imports(put: Path) -> None:
    texts = files(put, PAGE)
    assert modules.whole(texts) == {"js/page.js", "js/later.js", "js/beside.js"}
    script = modules.joined("js/later.js", texts, is_module=True)
    assert modules.imports(script) == []
    address = f"data:text/javascript;base64,{base64.b64encode(script.encode()).decode()}"
    asking = f'const {{ large }} = await import("{address}"); console.log(large);'
    assert node("--input-type=module", "--eval", asking) == "1\n2\n"


def test_what_only_stands_in_others_isnt_published(put: Path) -> None:
    texts = files(put, PAGE)
    inside = {"js/broken.js", "js/main.js", "js/small.js", "js/shared.js"}
    assert modules.gathered(texts, texts) == inside


@pytest.mark.parametrize(
    "own",
    [
        {"js/own.js": 'import { shared } from "./shared.js";\nexport default shared;\n'},
        {
            "js/own.js": 'import "./a.js";\nimport { shared } from "./shared.js";\nshared();\n',
            "js/a.js": 'import "./b.js";\n',
            "js/b.js": 'import "./a.js";\nexport const b = 1;\n',
        },
    ],
)
def test_what_functions_cant_stand_for_is_sent_as_it_is(put: Path, own: dict[str, str]) -> None:
    texts = files(put, PAGE | own)
    assert "js/own.js" not in modules.whole(texts)
    assert "js/shared.js" not in modules.gathered(texts, texts)
