"""The site of what is hard to set: the charts' site with long tables, large pictures and more."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from harness import SITES, copy_whole
from PIL import Image
from wide_tables import LONG, MERGED, NOTED, WIDE

PAPER = Path("docs/papers/harbours")
LANGUAGES = ("en", "ar", "ko")
SECTIONS = ("kinds", "tables", "pictures", "view")
SECRET = b"SECRET-CAMERA"
"""What the photograph's EXIF tells, and no file of the site may."""


def strained(target: Path) -> Path:
    """Make the site's source, with its photographs and tables, and return it."""
    source = copy_whole("charts", target)
    for tag in ("es", "fr"):
        for file in source.rglob(f"*.{tag}.*"):
            file.unlink()
    for file in source.rglob(".passages.*.txt"):
        file.unlink()
    shutil.copytree(SITES / "stress", source, dirs_exist_ok=True)
    noted, note = NOTED.split("\n\n")
    assert note.startswith("[^counted]:")
    tables = {"noted": noted, "long": LONG, "wide": WIDE, "merged": MERGED}
    for file in (source / PAPER).glob("tables*.md"):
        text = file.read_text(encoding="utf-8")
        for name, table in tables.items():
            text = text.replace(f"\n{{{name}}}\n", f"\n{table}\n")
        file.write_text(text, encoding="utf-8")
    _photographs(source / PAPER)
    return source


def _photographs(folder: Path) -> None:
    """Write a photograph of 20 million points that says where it was taken, and a panorama."""
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.0), 3: "E", 4: (2.0, 17.0, 40.0)})
    shades = Image.linear_gradient("L").resize((600, 400))
    grain = Image.effect_noise((600, 400), 40)
    photo = Image.merge("RGB", (shades, grain, shades.rotate(180)))
    photo.resize((5480, 3650)).save(folder / "photo.jpg", quality=80, exif=exif)
    photo.resize((12_000, 900)).save(folder / "panorama.jpg", quality=80)


if __name__ == "__main__":
    print(strained(Path(sys.argv[1])))
