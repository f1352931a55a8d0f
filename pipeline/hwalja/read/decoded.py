"""What decoding gives, and what is said of files that hold several pages."""

from __future__ import annotations

from dataclasses import dataclass

from hwalja.errors import EmptyInputError, UnreadableImageError
from hwalja.model import Grey
from hwalja.read.kinds import Kind

COPY_AGAIN = "copy or download the file again"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page of a file.

    Attributes:
        grey: Its pixels, upright.
        dpi: What the file says, where it can be believed.
        frame: Which page it is, from 0; None if the file has no other.
        warnings: What a person should know.
    """

    grey: Grey
    dpi: float | None
    frame: int | None = None
    warnings: tuple[str, ...] = ()


def empty(source: str) -> EmptyInputError:
    """Return what to raise for a file without a byte."""
    return EmptyInputError("the file is empty", source=source, advice="it may not have been copied to the end")


def no_image(source: str) -> UnreadableImageError:
    """Return what to raise for a file of no kind that is read."""
    kinds = ", ".join(kind.value for kind in Kind)
    return UnreadableImageError("this is not an image of a kind that is read", source=source, advice=f"use {kinds}")


def check_page(index: int, number: int, source: str) -> None:
    """See that a file of `number` pages has one at `index`.

    Raises:
        UnreadableImageError: It has not.
    """
    if not 0 <= index < number:
        has = "only one page" if number == 1 else f"{number} pages"
        raise UnreadableImageError(
            f"there is no page {index + 1}: the file has {has}", source=source, advice="name one that there is"
        )


def only_first(number: int) -> tuple[str, ...]:
    """Return the warning for a file of `number` pages of which nobody said which to read."""
    if number == 1:
        return ()
    return (f"the file has {number} pages, of which only the first was read: hwalja batch reads them all",)
