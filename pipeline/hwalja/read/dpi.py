"""Resolution: what the metadata says where it can be believed, or what the size of the type suggests."""

from __future__ import annotations

import math

from PIL import ExifTags, Image

PLAUSIBLE_DPI = (70.0, 1300.0)
"""Newspapers are scanned at 150 to 600 DPI; beyond this range the metadata is wrong."""

MEANINGLESS_DPI = (72.0, 96.0)
"""What software writes when it knows no resolution: a screen's."""

SAME_DPI = 0.5
"""DPI by which a value may miss a nominal one: PNG and BMP store whole pixels per metre."""

SQUARE = 0.02
"""Share by which the two directions may differ; beyond it the pixels are not square and neither is believed."""

BODY_TYPE_PT = 9.6
"""Size of body type in points: Korean dailies set theirs at 9.5 to 10 pt."""

STANDARD_DPI = (100, 150, 200, 240, 300, 400, 600, 800, 1200)
"""Resolutions that scanners offer."""

NEAR_STANDARD = 0.1
"""Share by which an estimate may miss a standard resolution and still be taken for it: body type varies as much."""

_INCHES, _CENTIMETRES = 2, 3
"""EXIF ResolutionUnit; 1 is none at all."""


def dpi_of(image: Image.Image) -> float | None:
    """Return the resolution in DPI that an image's metadata gives, or None where it is not to be believed."""
    pair = _numbers(image.info.get("dpi")) or _exif_dpi(image)
    return None if pair is None else believable(*pair)


def believable(x: float, y: float) -> float | None:
    """Return the resolution in DPI that a file gives across and down, or None where it is not to be believed."""
    pair = x, y
    if not all(math.isfinite(v) and PLAUSIBLE_DPI[0] <= v <= PLAUSIBLE_DPI[1] for v in pair):
        return None
    if abs(x - y) > SQUARE * max(x, y) or any(abs(x - nominal) <= SAME_DPI for nominal in MEANINGLESS_DPI):
        return None
    return round(x, 1)


def estimate_dpi(em_px: float) -> float:
    """Return the resolution at which a newspaper's body type is `em_px` high.

    Args:
        em_px: Height of the commonest body type in px.

    Returns:
        DPI: a standard resolution where one is near, else a multiple of ten.

    Raises:
        ValueError: `em_px` is not a number above zero.
    """
    if not (math.isfinite(em_px) and em_px > 0):
        raise ValueError(f"em_px must be a number above zero, not {em_px!r}")
    dpi = em_px * 72 / BODY_TYPE_PT
    nearest = min(STANDARD_DPI, key=lambda standard: abs(math.log(standard / dpi)))
    if abs(nearest - dpi) <= NEAR_STANDARD * nearest:
        return float(nearest)
    return float(max(10, 10 * round(dpi / 10)))


def _exif_dpi(image: Image.Image) -> tuple[float, float] | None:
    """Return what EXIF says: Pillow copies it to `info` for JPEG and TIFF, not for WebP."""
    exif = image.getexif()
    pair = _numbers((exif.get(ExifTags.Base.XResolution), exif.get(ExifTags.Base.YResolution)))
    if pair is None:
        return None
    unit = exif.get(ExifTags.Base.ResolutionUnit, _INCHES)
    if unit not in (_INCHES, _CENTIMETRES):
        return None
    per_inch = 2.54 if unit == _CENTIMETRES else 1.0
    return pair[0] * per_inch, pair[1] * per_inch


def _numbers(pair: object) -> tuple[float, float] | None:
    """Return two numbers as such; metadata may hold anything else."""
    if not (isinstance(pair, tuple) and len(pair) == 2):
        return None
    try:
        return float(pair[0]), float(pair[1])
    except (TypeError, ValueError, ArithmeticError):
        return None
