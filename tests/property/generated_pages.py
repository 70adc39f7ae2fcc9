"""Sections as strangers might write them: every construct, right and wrong, in one another.

A page is determined by its seed, so that one that has failed can be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

WORDS = [
    "water",
    "wells",
    "pumps",
    "villages",
    "rain",
    "the",
    "of",
    "in",
    "a",
    "city’s",
    "“shared”",
    "1,234",
    "70%",
    "2015–2019",
    "Łódź",
    "Ð",
    "naïve",
    "Dakar",
    "Cairo",
    "wells,",
    "budgets;",
    "(sometimes)",
    "North–South",
    "AT&T",
    "<3",
    "5<6",
    "a*b",
    "c_d_e",
    "$5",
    "50€",
    "snake_case",
    "e.g.",
    "Straße",
    "œuvre",
    "Tromsø",
    "it's",
    "don't",
    "“quoted”",
    "«cité»",
    "[sic]",
    "10x10",
    "#5",
    "C#",
    "C++",
    "100%",
    "\\*",
    "&amp;",
    "&nbsp;",
    "Nr.",
    "5.",
    "x^2",
    "~5",
    "km",
    "|",
    "pipe",
    "`",
    "tick",
]
SCRIPTS = (
    "물은 모두의 것",
    "우물이 말랐다",
    "المياه مشتركة",
    "آب برای همه",
    "מים לכולם",
    "Вода общая",
    "Νερό",
    "물",
)
RARE = ("👍🏽", "ภาษาไทย", "हिन्दी", "አማርኛ", "𝔘𝔫𝔦", "☃", "①", "\u200b", "\u00ad", "\u2060", "\ufeff")
INLINE = (
    "*{}*", "**{}**", "_{}_", "***{}***", "~~{}~~", "=={}==", "`{}`", "“{}”", "^^{}^^", "H~2~O {}",
    "[{}](start.md#why)", "[{}](https://example.org/a_(b)?c=d&e=f)", "[{}](start.md#here)", "{}[^n]",
    "![{}](plain.png)", "<b>{}</b>", "<sub>{}</sub>", '<span lang="fr">{}</span>', "{} [@sow2019]",
    "@sow2019 [p. 3] {}", "<kbd>{}</kbd>", "*{}*{{ lang=fr }}", "<q>{}</q>", "{}<br>{}",
    "https://example.org/{}", "www.example.org {}", "a@example.org {}", "{}  \n{}", "{}\\\n{}",
)  # fmt: skip
WRONG_INLINE = (
    "**{}", "*{}", "`{}", "[{}](missing.md)", "[{}] (start.md)", "({})[start.md]", "[{}](", "{}[^no]",
    "<b>{}", "</b>{}", "<div>{}", "{{{{ {} }}}}", "{{%{}%}}", "[@nobody2000] {}", "<script>{}</script>",
    "![{}](https://img.example/x.png)", "![{}](missing.png)", "<img src=x onerror=alert(1)>{}",
    "[{}](javascript:alert(1))", "{}{{#x", ":{}:", "<!-- {}", "<{}>", "&#0;{}", "\x07{}", "[{}](/a/)",
)  # fmt: skip
HEADINGS = ("## {} {{ #{id} }}", "### {} {{ #{id} }}", "{} {{ #{id} }}\n---", "## {}{{#{id}}}")
WRONG_HEADINGS = ("## {}", "##{} {{ #{id} }}", "#### {} {{ #{id} }}", "# {}", "## {{ #{id} }}")
BLOCKS = (
    "{p}", "{p}", "{p}", "- {i}\n- {i}", "{p}\n- {i}\n- {i}", "- {i}\n\n  {i}\n- {i}", "3. {i}\n4. {i}",
    "- {i}\n  - {i}\n    - {i}", "1. {i}\n   - {i}\n2. {i}", "1. {i}\n- {i}", "- [ ] {i}\n- [x] {i}",
    "> {i}\n> {i}", "> {i}\n{i}", "> - {i}\n>   > {i}", "> [!NOTE]\n> {i}", "```python\n{i}\n```",
    "- {i}\n  ```\n  {i}\n  ```", "| a | b |\n| --- | :-: |\n| {c} | {c} |\n| {c} |",
    "{p}\n| a |\n| - |\n| {c} |", "---", "***", "Term\n:   {i}\n:   {i}", '!!! note "{w}"\n    {i}\n\n    {i}',
    "??? tip\n    {i}", '=== "{w}"\n    {i}\n=== "B"\n    {i}', "/// key-message | {id}\n{i}\n///",
    "/// case-study | cairo\n///", "/// note | {w}\n{i}\n///", "/// details | {w}\n{i}\n///",
    "<details><summary>{w}</summary>\n\n{i}\n\n</details>", '<div class="x">\n\n{i}\n\n</div>',
    '<table><tr><th>{w}</th><td colspan="2">{w}</td></tr></table>', '<iframe src="https://v.example/1"></iframe>',
    "<p>{w}</p>", "<!-- {w} -->", "~~~\n{i}\n~~~", "*[{w}]: {w}\n\n{p}", '<figure><img src="plain.png" alt="{w}"><figcaption>{w}</figcaption></figure>',
)  # fmt: skip
WRONG_BLOCKS = (
    "| a | b |\n| - | - |\n| {c} | {c} | {c} |", "| a | b |\n| {c} | {c} |", "```\n{i}", "/// key-message | {id}\n{i}",
    "/// key-mesage | {id}\n{i}\n///", "// key-message | {id}\n{i}\n//", "///", "<div>\n\n{i}", "</section>",
    "/// case-study | nowhere\n///", "    {p}", "\t{p}", "**{w}**", "<script>\n{i}\n</script>", "<form><button>{w}</button></form>",
    "/// figure | none\n///", "<style>p {{}}</style>", "<svg><foreignObject>{w}</foreignObject></svg>", "%%% {i}",
    "/// bibliography\n///", '<object data="x">{w}</object>', "[^m]: {i}", "$$\n{i}\n$$", "- " * 40 + "{i}", ">" * 90 + "{i}",
)  # fmt: skip


class _Page:
    """A page in the making."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.is_careful = self.random.random() < 0.75
        self.ids = 0
        self.has_heading = False

    def text(self) -> str:
        blocks = [self.block() for _ in range(self.random.randint(2, 9))]
        return "\n\n".join(blocks)

    def block(self) -> str:
        chance = self.random.random()
        if chance < 0.2:
            right = HEADINGS if self.has_heading else HEADINGS[:1]
            self.has_heading = True
            return self._filled(self._one(right, WRONG_HEADINGS)).replace("{}", self.words())
        template = self._one(BLOCKS, WRONG_BLOCKS)
        text = self._filled(template)
        if chance > 0.85:
            first, *rest = text.split("\n")
            mark = self._pick(("- ", "> ", "1. "))
            further = "> " if mark == "> " else " " * len(mark)
            text = "\n".join([mark + first, *(further + line for line in rest)])
        return self._mutated(text)

    def _filled(self, template: str) -> str:
        self.ids += 1
        made = template.replace("{id}", f"here-{self.ids}").replace("{{", "{").replace("}}", "}")
        for mark, make in (("{p}", self.paragraph), ("{i}", self.inline), ("{c}", self.cell)):
            while mark in made:
                made = made.replace(mark, make(), 1)
        while "{w}" in made:
            made = made.replace("{w}", self._pick(("Water", "Wells", "HTML", "Eau")), 1)
        return made.replace("{}", self.words())

    def paragraph(self) -> str:
        return "\n".join(self.inline() for _ in range(self.random.randint(1, 3)))

    def inline(self) -> str:
        template = self._one(INLINE, WRONG_INLINE) if self.random.random() < 0.5 else "{}"
        parts = [self.words() for _ in range(template.count("{}"))]
        return f"{self.words()} {template.format(*parts)}"

    def cell(self) -> str:
        return self.inline().replace("\n", " ").replace("|", "\\|")

    def words(self) -> str:
        found = [self._pick(WORDS) for _ in range(self.random.randint(1, 6))]
        if self.random.random() < 0.1:
            found.append(self._pick(SCRIPTS))
        if not self.is_careful and self.random.random() < 0.1:
            found.append(self._pick(RARE))
        return " ".join(found)

    def _one(self, right: Sequence[str], wrong: Sequence[str]) -> str:
        is_wrong = not self.is_careful and self.random.random() < 0.2
        return self._pick(wrong if is_wrong else right)

    def _mutated(self, text: str) -> str:
        """Change a character or two, as a slip of the hand does."""
        if self.is_careful or self.random.random() > 0.2:
            return text
        for _ in range(self.random.randint(1, 3)):
            at = self.random.randrange(len(text) + 1)
            change: Callable[[], str] = self._pick(
                (
                    lambda: text[:at] + self._pick("*_`[](){}<>|/#\\!~^=:\n -\t\"'&@") + text[at:],
                    lambda: text[:at] + text[at + 1 :],
                    lambda: text[at:] + text[:at],
                )
            )
            text = change()
        return text

    def _pick(self, choices: Sequence) -> str:  # type: ignore[type-arg]
        return self.random.choice(choices)


def section(seed: int) -> str:
    """Return a section's file, front matter and all."""
    page = _Page(seed)
    head = f"---\ntitle: Section {seed}\nsummary: About number {seed}.\n---\n"
    return f"{head}{page.text()}\n\n[^n]: A note, *set*.\n"
