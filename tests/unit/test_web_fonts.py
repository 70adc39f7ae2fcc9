"""What editions in Latin script are set in: the site's web fonts, and cuts of what they lack."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from harness import THEME
from issue_papers.fonts import web
from issue_papers.fonts.subset import coverage
from issue_papers.fonts.typefaces import families

_VERSION, _REVISION = 5, "fontRevision"


@pytest.mark.parametrize("role", ["Serif", "Sans"])
@pytest.mark.parametrize("style", ["normal", "italic"])
def test_web_fonts_are_cut_from_the_packages_that_are_installed(role: str, style: str) -> None:
    chosen = families("en", "")
    (family, *_) = chosen.serif if role == "Serif" else chosen.sans
    whole = next(font for font in family.files if font.is_italic == (style == "italic"))
    ready = web.web_font(THEME.below(web.WEB_FONTS), role, style)
    assert coverage(ready) <= coverage(whole.path)
    with TTFont(ready) as ours, TTFont(whole.path, lazy=True) as theirs:
        assert getattr(ours["head"], _REVISION) == getattr(theirs["head"], _REVISION)
        assert ours["name"].getDebugName(_VERSION) == theirs["name"].getDebugName(_VERSION)


def test_latin_text_needs_no_fonts_to_be_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(web, "subset_font")
    fonts = web.page_fonts("fr", "« Où çà ? » — Œuvre", THEME)
    assert (fonts.serif, fonts.sans) == (("Papers Serif",), ("Papers Sans",))
    assert [face.style for face in fonts.faces] == ["normal", "italic", "normal"]


def test_only_what_the_web_fonts_lack_is_cut() -> None:
    fonts = web.page_fonts("pl", "Łódź: CO₂", THEME)
    assert fonts.serif == ("Papers Serif", "Edition Serif Latn")
    cut = [face for face in fonts.faces if face.family.startswith("Edition")]
    assert all(len(face.data) < len(fonts.faces[0].data) / 5 for face in cut)
    assert len(cut) == 3


def test_text_without_latin_letters_carries_no_latin_fonts() -> None:
    fonts = web.page_fonts("ar", "سلام", THEME)
    assert not any("Papers" in name for name in (*fonts.serif, *fonts.sans))
