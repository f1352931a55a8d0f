"""Quality: what is wrong with a scan, measured on the type itself, before anything is read.

Measures are taken at the size at which type is read, on samples that are spread over its lines: a scan of twice the
resolution is no worse for being twice as blurred in pixels, and photographs may be dark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.model import Defect, Flaw, Grey, Quality
from hwalja.preprocess.edges import cut_off, swallowed

READING_EM = 24.0
"""Height in px that type is brought to before it is measured; smaller type stays as it is."""

SAMPLES = 40
"""Places on the page that are measured."""

SAMPLE = (4.0, 12.0)
"""Height and width of a sample in em: two or three lines."""

PRINTED = 0.02
"""Contrast, as a share of the paper's tone, below which a sample shows no print."""

SHARPEST = 0.95
"""Standard deviation in px of the edges of sharp type in a picture of `READING_EM`: that much is no blur.
Measured on unaged pages of the benchmarks' development set, reduced to type of 13 to 38 px."""

RANGES: Mapping[Defect, tuple[float, float]] = {
    Defect.BLURRED: (0.04, 0.085),
    Defect.NOISY: (0.05, 0.16),
    Defect.DARK: (110.0, 25.0),
    Defect.FAINT: (0.10, 0.02),
    Defect.SMALL: (16.0, 8.0),
    Defect.CUT_OFF: (0.0, 0.5),
    Defect.GLARE: (0.0, 0.2),
}
"""Where each measure begins to do harm, and where type can hardly be read for it. The first five come from reading
pages of the development set that were damaged step by step (character error rate with Tesseract's Hangul model; 2 % as
they are). Blur of 0.046 em: 3 %, 0.063: 8 %, 0.078: 33 %, 0.093: 74 %. Noise of 0.076 of the contrast: 2 %, 0.088: 5 %,
0.107: 11 %, 0.143: 32 %, 0.186: 81 %. Paper of tone 190 and a contrast of 0.09 did no harm. Type of 14 px: 2 %, 12 px:
3 %, 10 px: 5 %; worn 12, 13 and 18 % where 40 px give 11 %. The last two are shares of a side and of the type's area.
"""


@dataclass(frozen=True, slots=True)
class _Sample:
    """What a place on the page shows.

    Attributes:
        paper: Tone of the paper, 0…255.
        contrast: By how much ink is darker than paper, 0…255.
        blur: Standard deviation in em of what softens the edges of the type.
        noise: Standard deviation of the paper's tone as a share of the contrast.
    """

    paper: float
    contrast: float
    blur: float
    noise: float


def assess_quality(grey: Grey, em: float, lines: Sequence[Box] = ()) -> Quality:
    """Tell how good a scan is for reading.

    Args:
        grey: The scan, tones as they are.
        em: Height of body type in px.
        lines: Boxes of the lines of type; without any, the whole image is sampled.

    Returns:
        Its flaws, and a score that each of them lowers; nothing is wrong with an image that shows no print.
    """
    samples = [found for box in _places(grey, em, lines) if (found := _sample(grey, em, box))]
    if not samples:
        return Quality()
    paper, contrast, blur, noise = np.median([(s.paper, s.contrast, s.blur, s.noise) for s in samples], axis=0)
    measures = {
        Defect.BLURRED: blur,
        Defect.NOISY: noise,
        Defect.DARK: paper,
        Defect.FAINT: contrast / paper,
        Defect.SMALL: em,
        Defect.CUT_OFF: cut_off(grey, em, contrast),
        Defect.GLARE: swallowed(grey, em, paper, lines),
    }
    return graded({defect: _severity(defect, float(value)) for defect, value in measures.items()})


def graded(severities: Mapping[Defect, float]) -> Quality:
    """Return the quality of a scan with these flaws: each leaves its share of what the others leave."""
    flaws = [Flaw(defect, severity) for defect, severity in severities.items() if severity > 0]
    score = float(np.prod([1 - flaw.severity for flaw in flaws]))
    return Quality(score, tuple(sorted(flaws, key=lambda flaw: -flaw.severity)))


def _severity(defect: Defect, value: float) -> float:
    harmless, hopeless = RANGES[defect]
    return min(1.0, max(0.0, (value - harmless) / (hopeless - harmless)))


def _places(grey: Grey, em: float, lines: Sequence[Box]) -> list[Box]:
    """Return boxes around every so many lines, or in rows and columns over an image without lines."""
    height, width = grey.shape
    across = [(x + 0.5) / 6 * width for x in range(6)]
    down = [(y + 0.5) / 6 * height for y in range(6)]
    centres = [line.centre for line in lines] or [(x, y) for y in down for x in across]
    count = min(SAMPLES, len(centres))
    chosen = [centres[i * len(centres) // count] for i in range(count)]
    high, wide = (side * em for side in SAMPLE)
    return [
        Box.of_edges(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2).clipped(width, height) for x, y in chosen
    ]


def _sample(grey: Grey, em: float, box: Box) -> _Sample | None:
    """Measure one place; None where it shows no print."""
    part = grey[box.y : box.bottom, box.x : box.right]
    factor = min(1.0, READING_EM / em)
    if factor < 1:
        part = np.asarray(cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    if min(part.shape) < 0.5 * em * factor:
        return None
    tones = np.partition(part.ravel(), [int(0.03 * part.size), int(0.85 * part.size)])
    ink, paper = float(tones[int(0.03 * part.size)]), float(tones[int(0.85 * part.size)])
    if paper - ink <= PRINTED * max(paper, 1.0):
        return None
    blur = _blur(part, em * factor, paper - ink)
    return _Sample(paper, paper - ink, blur, _noise(part, paper, paper - ink))


def _blur(part: Grey, em: float, contrast: float) -> float:
    """Return how soft edges are: a blurred step is as high as its steepest slope times √(2π) standard deviations."""
    smooth = cv2.GaussianBlur(part.astype(np.float32), (0, 0), 0.6)
    slope = cv2.magnitude(
        cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=1 / 8)
    )
    reach = max(3, round(0.35 * em)) | 1
    around = np.ones((reach, reach), np.uint8)
    step = np.asarray(cv2.dilate(smooth, around) - cv2.erode(smooth, around))
    steepest = (slope >= cv2.dilate(slope, np.ones((3, 3), np.uint8))) & (step > 0.5 * contrast) & (slope > 0)
    if not steepest.any():
        return 0.0
    deviation = float(np.median(step[steepest] / slope[steepest])) / np.sqrt(2 * np.pi)
    return float(np.sqrt(max(0.0, deviation**2 - SHARPEST**2)) / em)


def _noise(part: Grey, paper: float, contrast: float) -> float:
    """Return the deviation of paper that lies away from ink, grain and mottle and show-through alike."""
    lightest = cv2.erode(cv2.GaussianBlur(part, (0, 0), 0.6), np.ones((5, 5), np.uint8))
    bare: NDArray[np.uint8] = part[np.asarray(lightest) > paper - 0.35 * contrast]
    return float(bare.std()) / contrast if len(bare) > 0.02 * part.size else 0.0
