"""Pictures of a page's metadata, as templates see them."""

from __future__ import annotations

import posixpath

from issue_papers.content.model import Image
from issue_papers.views.shapes import ImageView


def figure(image: Image, position: int, page: str = "") -> ImageView:
    """Return the view of a picture.

    Args:
        image: The picture, in the language of the view.
        position: Its number among those of its page, from 1.
        page: The key of its page, if its file is to be a path in the site; without one it is as the
            page has it.
    """
    file = image.file or ""
    if page and file:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(page), file))
    return ImageView(
        id=image.id,
        position=position,
        caption=image.caption,
        file=file,
        alt=image.alt or "",
        credit=image.credit or "",
    )
