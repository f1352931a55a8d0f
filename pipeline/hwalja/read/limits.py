"""How large an image may be."""

from __future__ import annotations

from hwalja.errors import OversizedImageError, UnreadableImageError


def check_size(width: int, height: int, max_megapixels: float, source: str) -> None:
    """Refuse an image without pixels and one with too many.

    Raises:
        UnreadableImageError: A side is zero.
        OversizedImageError: It has more than `max_megapixels` million pixels.
    """
    if width < 1 or height < 1:
        raise UnreadableImageError(
            f"the image has no pixels ({width} × {height})", source=source, advice="save it anew from its original"
        )
    if width * height > max_megapixels * 1e6:
        raise OversizedImageError(
            f"the image is {width} × {height} px, {width * height / 1e6:.1f} megapixels; "
            f"the limit is {max_megapixels:g}",
            source=source,
            advice="raise max_megapixels (--max-megapixels) if that is its true size",
        )
