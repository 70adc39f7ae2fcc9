"""Where a word begins and ends in scripts that don't part words by spaces alone.

Chinese, Japanese, Thai and their like write one word behind the other; Korean parts them, and joins
particles to a noun. Letters of other scripts stand among all these without a space.
"""

from __future__ import annotations

import re

_HAN = r"\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u9fff\uf900-\ufaff"
_HAN += r"\U00020000-\U0003347f"
_KATAKANA = r"\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_OTHERS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Burmese, Khmer
_UNPARTED = rf"{_HAN}\u3041-\u309f{_KATAKANA}{_OTHERS}"
_HANGUL = r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_JOINING = re.compile(rf"[{_UNPARTED}{_HANGUL}]")
_OF_UNPARTED = re.compile(rf"[{_UNPARTED}]")

_OTHER_LETTER = rf"(?![{_UNPARTED}{_HANGUL}])\w"

_PARTICLES = (
    "은|는|이|가|을|를|과|와|의|에|에서|에게|에게서|께|께서|한테|으로|로|"
    "으로서|로서|으로써|로써|도|만|까지|부터|마저|조차|마다|보다|처럼|같이|만큼|"
    "밖에|이나|나|이든|든|이라도|라도|이란|란|이라는|라는|이라고|라고|이야말로|"
    "야말로|에는|에도|에만|에서는|에서도|에서만|에게는|에게도|으로는|로는|으로도|"
    "로도|으로만|로만|과는|와는|과도|와도|까지는|까지도|부터는|에의|에서의|으로의|"
    "로의|과의|와의|까지의|부터의|만의|만이|만을|만은|이다|이며|이고|이지만|"
    "이므로|이라면|입니다|이었다|였다|이었으며|였으며|이어야|여야|인|일|임|인지|"
    "이자"
)
"""What Korean joins to a noun, and the forms of its copula."""

_ENDS = (
    (f"[{_KATAKANA}]", f"(?<![{_KATAKANA}])", f"(?![{_KATAKANA}])"),
    (f"[{_HANGUL}]", r"(?<!\w)", rf"(?=들?(?:{_PARTICLES})?(?!\w))"),
    (f"[{_UNPARTED}]", "", ""),
    ("", f"(?<!{_OTHER_LETTER})", f"(?!{_OTHER_LETTER})"),
)
"""What stands before a word that begins with a letter, and behind one that ends with it, by what
matches the letter: the first that does decides."""


def joins_words(text: str) -> bool:
    """Whether a text has letters of a script that doesn't part words by spaces alone."""
    return _JOINING.search(text) is not None


def is_unparted(text: str) -> bool:
    """Whether a text has letters of a script that parts no words."""
    return _OF_UNPARTED.search(text) is not None


def bounded(pattern: str, form: str) -> str:
    """Return a pattern that matches a form where it is a word, or words, of a text.

    Args:
        pattern: Matches the form anywhere.
        form: The form, in a language whose texts join words.
    """
    (before, _), (_, behind) = _ends(form[:1]), _ends(form[-1:])
    return f"{before}{pattern}{behind}"


def _ends(letter: str) -> tuple[str, str]:
    return next((before, behind) for of, before, behind in _ENDS if re.match(of, letter))
