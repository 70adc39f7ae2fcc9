"""Pictures of a page's metadata, as templates see them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from issue_papers.content.library import Entry
from issue_papers.content.model import Image
from issue_papers.views.licences import licence_named
from issue_papers.views.shapes import ImageView


def figure(image: Image, position: int, page: str = "") -> ImageView:
    """Return the view of a picture.

    Args:
        image: The picture, in the language of the view.
        position: Its number among those of its page, from 1.
        page: The key of its page, if its file is to be a path in the site; without one it is as the
            page has it.
    """
    licence = licence_named(image.licence)[0] if image.licence else ""
    credit = f"{image.credit} ({licence})" if image.credit and licence else image.credit or licence
    file = image.file or ""
    if page and file:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(page), file))
    return ImageView(
        id=image.id,
        position=position,
        caption=image.caption,
        file=file,
        alt=image.alt or "",
        credit=credit,
        focal=image.focal,
    )


def lead(images: Iterable[Image], entry: Entry) -> ImageView | None:
    """Return what stands below a page's title: its first picture that its text doesn't show.

    Args:
        images: Those of its metadata, in the language of the view.
        entry: The page.
    """
    shown = {block.argument for block in entry.source.outline.blocks}
    for position, image in enumerate(images, 1):
        if image.file and image.id not in shown:
            return figure(image, position, entry.key)
    return None
