"""The page view: one file that shows the scan and its articles side by side, and opens from the disk."""

from hwalja.export.html.document import document
from hwalja.export.html.picture import picture
from hwalja.model import Page
from hwalja.read import Facsimile

__all__ = ["to_html"]


def to_html(page: Page, facsimile: Facsimile) -> bytes:
    """Return the page as a document with its image in it; it loads nothing.

    Raises:
        InputError: The image cannot be read.
    """
    return document(page, picture(facsimile))
