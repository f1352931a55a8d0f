"""Draws pictures: photo-like tones, halftones, line drawings, charts. No image is stored."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.float32]


def _clouds(rng: np.random.Generator, height: int, width: int, cells: int) -> Grey:
    """Smooth noise in 0…1."""
    small = rng.random((max(2, cells), max(2, round(cells * width / height) + 1)), dtype=np.float32)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.float32).clip(0, 1)


def photo(rng: np.random.Generator, height: int, width: int) -> Grey:
    """A scene of sky, ground and people-like shapes, 0 (black) to 1."""
    ramp = np.linspace(0.85, 0.35, height, dtype=np.float32)[:, None]
    image = np.repeat(ramp, width, axis=1) * (0.75 + 0.4 * _clouds(rng, height, width, 5))
    horizon = int(height * rng.uniform(0.4, 0.7))
    image[horizon:] *= 0.55 + 0.35 * _clouds(rng, height, width, 12)[horizon:]
    for _ in range(int(rng.integers(3, 9))):
        x, base = rng.uniform(0.05, 0.95) * width, rng.uniform(0.75, 1.05) * height
        size = rng.uniform(0.1, 0.26) * height
        tone, face = float(rng.uniform(0.05, 0.6)), float(rng.uniform(0.55, 0.85))
        cv2.ellipse(image, (int(x), int(base)), (int(size * 0.7), int(size * 1.3)), 0, 180, 360, tone, -1, cv2.LINE_AA)
        centre = (int(x), int(base - size * 1.55))
        cv2.ellipse(image, centre, (int(size * 0.32), int(size * 0.42)), 0, 0, 360, face, -1, cv2.LINE_AA)
        cv2.ellipse(image, centre, (int(size * 0.34), int(size * 0.44)), 0, 180, 360, tone * 0.6, -1, cv2.LINE_AA)
    image = cv2.GaussianBlur(image, (0, 0), max(height / 250, 0.6))
    image = image + np.float32(0.06) * (_clouds(rng, height, width, max(8, height // 6)) - np.float32(0.5))
    return image.clip(0, 1).astype(np.float32)


def halftone(tone: Grey, dpi: int, lpi: float, angle: float = 45.0) -> Grey:
    """Screens a tone at `lpi` lines an inch, `angle` degrees from the horizontal."""
    height, width = tone.shape
    turn = np.deg2rad(angle)
    step = 2 * np.pi * lpi / dpi
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    u, v = (x * np.cos(turn) + y * np.sin(turn)) * step, (y * np.cos(turn) - x * np.sin(turn)) * step
    threshold = 0.5 + 0.25 * (np.cos(u) + np.cos(v))
    screened: Grey = ((tone - threshold) * 4 + 0.5).clip(0, 1).astype(np.float32)
    return screened


def drawing(rng: np.random.Generator, height: int, width: int) -> Grey:
    """A pen drawing: hills, a house, strokes."""
    image = np.ones((height, width), np.float32)
    pen = max(1, height // 160)
    x = np.linspace(0, width, 60)
    for level in np.sort(rng.uniform(0.3, 0.8, 4)):
        y = height * level + np.cumsum(rng.normal(0, height * 0.006, 60))
        points = np.stack([x, y], axis=1).astype(np.int32)
        cv2.polylines(image, [points], isClosed=False, color=0.1, thickness=pen * 2, lineType=cv2.LINE_AA)
        for px, py in points[:: int(rng.integers(2, 5))].tolist():
            end = (px + 3 * pen, py + int(rng.integers(4, 12)) * pen)
            cv2.line(image, (px, py), end, 0.25, pen, cv2.LINE_AA)
    side = height // 4
    left, top = int(rng.integers(0, max(1, width - side))), int(height * 0.55)
    cv2.rectangle(image, (left, top), (left + side, top + side), 0.85, -1)
    cv2.rectangle(image, (left, top), (left + side, top + side), 0.0, pen * 2)
    eaves = pen * 5
    roof = np.array([[left - eaves, top], [left + side // 2, top - side // 2], [left + side + eaves, top]], np.int32)
    cv2.fillPoly(image, [roof], 0.4, cv2.LINE_AA)
    cv2.rectangle(image, (0, 0), (width - 1, height - 1), 0.0, pen)
    return image


def chart(rng: np.random.Generator, height: int, width: int) -> Grey:
    """Bars over an axis, with grid lines."""
    image = np.full((height, width), 0.95, np.float32)
    pen = max(1, height // 150)
    for line in range(1, 6):
        y = height * line // 6
        cv2.line(image, (0, y), (width, y), 0.7, pen)
    count = int(rng.integers(4, 9))
    for bar in range(count):
        x0, x1 = int(width * (bar + 0.25) / count), int(width * (bar + 0.8) / count)
        top = int(height * rng.uniform(0.15, 0.8))
        cv2.rectangle(image, (x0, top), (x1, height - pen * 4), float(rng.uniform(0.2, 0.65)), -1)
    cv2.rectangle(image, (0, 0), (width - 1, height - 1), 0.2, pen)
    return image


def advert(rng: np.random.Generator, height: int, width: int) -> Grey:
    """Pale artwork that text can be read over."""
    image = 0.78 + 0.22 * _clouds(rng, height, width, 3)
    if rng.random() < 0.4:
        image[:] = 1.0
    for _ in range(int(rng.integers(2, 6))):
        centre = (int(rng.uniform(0.35, 1.0) * width), int(rng.uniform(0.3, 1.0) * height))
        axes = (int(rng.uniform(0.05, 0.2) * width), int(rng.uniform(0.1, 0.4) * height))
        tone, turn = float(rng.uniform(0.7, 0.95)), float(rng.uniform(0, 180))
        cv2.ellipse(image, centre, axes, turn, 0, 360, tone, -1, cv2.LINE_AA)
    return image.clip(0, 1).astype(np.float32)


def draw(kind: str, seed: int, height: int, width: int, dpi: int) -> Grey:
    """A picture of the kind, 0 (black) to 1 (white), of float32 (height, width)."""
    rng = np.random.default_rng(seed)
    if kind == "halftone":
        lpi = float(rng.uniform(85, 120))
        return halftone(photo(rng, height, width), dpi, min(lpi, dpi / 2.6))
    painters: dict[str, Callable[[np.random.Generator, int, int], Grey]] = {
        "photo": photo, "drawing": drawing, "chart": chart, "advert": advert,
    }  # fmt: skip
    return painters[kind](rng, height, width)
