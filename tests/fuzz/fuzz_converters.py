"""Feeds every reader and converter texts that nobody would write; prints what was raised.

    python tests/fuzz/fuzz_converters.py --minutes 15
    python tests/fuzz/fuzz_converters.py --minutes 15 --guided  # by coverage, with atheris

Texts are samples of what a converter is meant to get, cut, doubled and mixed with parts that have a
meaning. Without guidance a converter's name and a seed make the same text again. What takes longer
than `SLOW` seconds of the processor's time is told like an exception. `fuzz_inputs` does the same
to whole sites.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

SLOW = 5.0
LONGEST = 6000
ODD = (
    *("\0", "\r\n", "\r", "\u2028", "\u202e", "\ufeff", "\ud800", "\U0010ffff", "\u0301", "\x85"),
    *(
        "''",
        '"',
        "{",
        "}",
        "[",
        "]",
        "<",
        ">",
        "&#0;",
        "&",
        "\\",
        "%",
        "$",
        "`",
        "*",
        "_",
        "@",
        "#",
    ),
    *("- ", ": ", "? ", "| ", "> ", "!!python/name:os ", "!ENV X", "&a ", "*a", "<<: *a", "---\n"),
    *(
        "9" * 400,
        "9" * 5000,
        "1e999",
        "-0",
        "٣",
        "½",
        "Ⅷ",
        "0x1F",
        "1_000",
        ".inf",
        ".nan",
        "~",
        "null",
        "{}",
    ),
    *(
        "twenty-",
        "million ",
        "A" * 300,
        "İ",
        "ß",
        "ŉ",
        "ﬁ",
        "🏳️‍🌈",
        "سوق",
        "漢",
        "ب" * 50,
        "\t",
        "  ",
    ),
    *(
        "]" * 99,
        "(" * 99,
        "[^a]",
        "<div>",
        "</div>",
        "<!--",
        "///",
        "```",
        "{: #a }",
        "![](",
        "&amp;",
    ),
    *(
        "2020-02-30",
        "0000",
        "9999-12-31",
        "24:61",
        "../../..",
        "C:\\",
        "file:///x",
        "http://[::1",
        "#",
    ),
    *(
        "𝟙",
        "²",
        "①",
        "੧",
        "一",
        "\u00a0",
        "\u200d",
        "％",
        "．",
        "−",
        "–",
        "€",
        "xn--",
        "a" * 70 + ".",
    ),
)


def mutated(chance: random.Random, samples: tuple[str, ...]) -> str:
    """Make a text of samples."""
    if chance.random() < 0.1:
        return "".join(chance.choices(ODD, k=chance.randrange(12)))
    text = chance.choice(samples)
    if len(text) > 300 and chance.random() < 0.5:  # a short one is faster, and as telling
        start = chance.randrange(len(text))
        text = text[start : start + chance.randrange(300)]
    for _ in range(chance.randrange(1, 7)):
        at, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        end = min(end, at + 40)
        match chance.randrange(6):
            case 0:
                text = text[:at] + text[end:]
            case 1:
                text = text[:at] + text[at:end] * chance.choice((2, 3, 30)) + text[end:]
            case 2:
                text = text[:at] + chance.choice(samples)[: chance.randrange(1, 80)] + text[end:]
            case 3:
                text = text[:at] + text[at:end][::-1] + text[end:]
            case 4:
                text = text[:at] + text[at:end].swapcase() + text[end:]
            case _:
                text = text[:at] + chance.choice(ODD) + text[at:]
    return text[:LONGEST]


def text_for(name: str, seed: int) -> str:
    """Return the text that a converter gets for a seed."""
    from converters import CONVERTERS  # noqa: PLC0415 - instrumented, where it is guided

    chance = random.Random(f"{name} {seed}")  # noqa: S311 - no secret
    return mutated(chance, CONVERTERS[name].samples)


def fault_of(name: str, text: str) -> str:
    """Convert a text; return the traceback if anything was raised, or how long it took."""
    from converters import CONVERTERS  # noqa: PLC0415

    started = time.process_time()
    try:
        CONVERTERS[name].convert(text)
    except RecursionError:
        return "".join(traceback.format_exc().splitlines(keepends=True)[-12:])
    except Exception:  # noqa: BLE001 - it is what is looked for
        return traceback.format_exc()
    took = time.process_time() - started
    return f"it took {took:.1f} s of {len(text)} signs\n" if took > SLOW else ""


@dataclass
class Findings:
    """What has been found, each kind once.

    Attributes:
        inputs: How many texts each converter got.
        seen: The first text of each kind, by converter and kind.
    """

    inputs: dict[str, int] = field(default_factory=dict)
    seen: dict[tuple[str, str], str] = field(default_factory=dict)

    def try_one(self, name: str, text: str, origin: str) -> None:
        """Convert a text, and tell what is new."""
        self.inputs[name] = self.inputs.get(name, 0) + 1
        fault = fault_of(name, text)
        kind = "".join(fault.strip().splitlines()[-3:-1]) or fault[:12]
        if fault and (name, kind) not in self.seen:
            self.seen[name, kind] = text
            sys.stdout.write(f"== {name}, {origin}\n{text!r}\n{fault}\n")
            sys.stdout.flush()

    def summary(self) -> Iterator[str]:
        """Yield a table."""
        yield "| converter | texts | kinds of fault |\n|---|---|---|\n"
        for name, count in self.inputs.items():
            faults = sum(converter == name for converter, _ in self.seen)
            yield f"| {name} | {count} | {faults} |\n"
        yield f"| all | {sum(self.inputs.values())} | {len(self.seen)} |\n"


def _run(found: Findings, end: float, seed: int, only: list[str]) -> None:
    from converters import CONVERTERS  # noqa: PLC0415

    names = [name for name in CONVERTERS if not only or name in only]
    spent = dict.fromkeys(names, 0.0)
    seeds = dict.fromkeys(names, seed)
    while (now := time.monotonic()) < end:
        name = min(names, key=lambda each: spent[each])  # as long for each of them
        found.try_one(name, text_for(name, seeds[name]), f"seed {seeds[name]}")
        seeds[name] += 1
        spent[name] += time.monotonic() - now


def _run_guided(found: Findings, end: float, seed: int, only: list[str]) -> None:
    import atheris  # noqa: PLC0415 - only where there is one

    with atheris.instrument_imports(include=["issue_papers"]):
        from converters import CONVERTERS  # noqa: PLC0415

    names = [name for name in CONVERTERS if not only or name in only]

    def once(data: bytes) -> None:
        if time.monotonic() > end:
            sys.stdout.write("".join(found.summary()))
            sys.stdout.flush()
            os._exit(1 if found.seen else 0)  # libFuzzer has no other end
        if not data:
            return
        name = names[data[0] % len(names)]
        found.try_one(name, data[1:].decode("utf-8", "surrogateescape"), "guided")

    folder = Path(tempfile.mkdtemp())
    for number, name in enumerate(names):
        for count, text in enumerate(CONVERTERS[name].samples):
            content = bytes([number]) + text.encode("utf-8", "surrogateescape")
            (folder / f"{number}-{count}").write_bytes(content[:LONGEST])
    atheris.Setup([sys.argv[0], str(folder), f"-max_len={LONGEST}", f"-seed={seed + 1}"], once)
    atheris.Fuzz()


def main() -> int:
    """Run for some minutes, and say what was raised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=0, help="the first text")
    parser.add_argument("--only", action="append", default=[], help="a converter's name")
    parser.add_argument("--guided", action="store_true", help="let coverage guide it")
    options = parser.parse_args()
    end = time.monotonic() + options.minutes * 60
    found = Findings()
    run = _run_guided if options.guided else _run
    run(found, end, options.seed, options.only)
    sys.stdout.write("".join(found.summary()))
    return 1 if found.seen else 0


if __name__ == "__main__":
    sys.exit(main())
