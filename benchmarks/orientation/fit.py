"""Fit the network that tells how syllables are turned (hwalja.preprocess.orientation): dictionaries/orientation.npz.

    python -m benchmarks.orientation.fit

Lines of the development set's stories, with some Hanja, Latin and figures, are set across and downwards in the faces
of that set, worn a little, and turned in all four ways. A tenth of the lines is held out to tell how often one window
errs: 3 in 10; two thirds and more of a page's are right on
every page of that set.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from hwalja.preprocess.orientation import HEIGHT, HIGH, WIDTH, Network, window
from hwalja.resources import dictionaries

FONTS = Path("/usr/share/fonts")
FACES = ("Nanum*", "NotoSerifCJK-*", "NotoSansCJK-*", "UnBatang*")
LATIN_FACES = (*FACES, "DejaVuSerif*", "DejaVuSans*")
TEXTS = Path(__file__).parents[1] / "pages" / "texts" / "development"
HANJA = bytes(b for high in range(0xCA, 0xFE) for low in range(0xA1, 0xFF) for b in (high, low)).decode("euc-kr")
LATIN = (
    "The quick brown fox jumps over the lazy dog while five wizards of Saint Louis examine official organs, prices "
    "per year, silver knives and gold rings; a judge from Missouri praised the jubilee of 17 December 1905. "
)
LATIN_EM = 0.75
"""Height of a line of Latin in em: what it is measured by on a page."""
LINES = 20000
LENGTH = 24
"""Characters of a line."""
UNITS = 64
PASSES = 16
BATCH = 256
RATE = 0.002
DECAY = 0.02

Windows = NDArray[np.float32]


def faces(names: tuple[str, ...]) -> list[Path]:
    """Return the font files of these names, in a fixed order.

    Raises:
        FileNotFoundError: None is installed.
    """
    found = sorted(path for name in names for path in FONTS.rglob(name) if path.suffix in {".ttf", ".ttc", ".otf"})
    if not found:
        raise FileNotFoundError(f"none of {', '.join(names)} is below {FONTS}: see benchmarks/pages/README.md")
    return found


def typeset(text: str, font: ImageFont.FreeTypeFont, em: int, rng: np.random.Generator, *, down: bool) -> Image.Image:
    """Set a line across, or downwards and then turned to run across; two em of paper around it."""
    picture = Image.new("L", (round(1.15 * em * len(text)) + 4 * em, 5 * em), 255)
    pen = ImageDraw.Draw(picture)
    at = 2.0 * em
    tracking = float(rng.uniform(0.88, 1.08))
    for letter in text:
        if not down:
            pen.text((at, 2 * em), letter, fill=0, font=font)
            at += font.getlength(letter) * tracking
            continue
        tile = Image.new("L", (2 * em, 2 * em), 255)
        ImageDraw.Draw(tile).text((em, em), letter, fill=0, font=font, anchor="mm")
        step = em * tracking if letter != " " else 0.4 * em
        picture.paste(tile.rotate(90).crop((em // 2, 0, em // 2 + em, 2 * em)), (round(at), round(1.5 * em)))
        at += step
    return picture.crop((0, 0, round(at) + 2 * em, 5 * em))


def worn(picture: Image.Image, em: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Blur, fade and tilt a line, and add grain."""
    clean = np.asarray(picture, np.float32)
    blurred = cv2.GaussianBlur(clean, (0, 0), em * float(rng.uniform(0.01, 0.06)))
    grey = 255 - (255 - blurred) * float(rng.uniform(0.5, 1)) + rng.normal(0, rng.uniform(0, 14), blurred.shape)
    middle = (grey.shape[1] / 2, grey.shape[0] / 2)
    tilt = cv2.getRotationMatrix2D(middle, float(rng.normal(0, 1.5)), 1.0)
    size = (grey.shape[1], grey.shape[0])
    return np.clip(cv2.warpAffine(grey, tilt, size, borderValue=(255,)), 0, 255).astype(np.uint8)


def lines(rng: np.random.Generator) -> tuple[Windows, NDArray[np.intp], NDArray[np.intp]]:
    """Return windows, how far each is turned clockwise in quarters, and its line."""
    stories = " ".join(" ".join(p.read_text(encoding="utf-8").split()) for p in sorted(TEXTS.rglob("*.txt")))
    fonts, latin_fonts = (np.array(faces(names), object) for names in (FACES, LATIN_FACES))
    found: list[Windows] = []
    turned: list[int] = []
    numbers: list[int] = []
    for number in range(LINES):
        down = bool(rng.random() < 0.4)
        kind = rng.random()
        latin = kind < 0.3 and not down
        if latin:
            start = int(rng.integers(len(LATIN)))
            text = (LATIN * 2)[start : start + LENGTH + 8]
        else:
            start = int(rng.integers(len(stories) - LENGTH))
            text = stories[start : start + LENGTH]
        if kind > 0.75:  # Hanja among the syllables
            text = "".join(str(rng.choice(list(HANJA))) if rng.random() < 0.4 and t != " " else t for t in text)
        em = int(rng.integers(14, 30))
        font = ImageFont.truetype(str(rng.choice(latin_fonts if latin else fonts)), em)
        image = worn(typeset(text, font, em, rng, down=down), em, rng)
        rows = np.flatnonzero((image < 150).any(axis=1))
        if not len(rows):
            continue
        middle = (rows[0] + rows[-1] + 1) / 2
        for half_turn in (False, True):
            view = np.ascontiguousarray(image[::-1, ::-1]) if half_turn else image
            y = view.shape[0] - middle if half_turn else middle
            for _ in range(6):
                half = HIGH * em / 2 * float(rng.uniform(0.85, 1.2)) * (LATIN_EM if latin else 1.0)
                low, high = 2 * em + half, view.shape[1] - 2 * em - half
                if high <= low:
                    continue
                cut = window(view, float(rng.uniform(low, high)), y + float(rng.normal(0, 0.08 * em)), half)
                if cut is not None:
                    found.append(cut)
                    turned.append((3 if down else 0) if not half_turn else (1 if down else 2))
                    numbers.append(number)
    return np.array(found, np.float32), np.array(turned), np.array(numbers)


def fit(windows: Windows, turned: NDArray[np.intp], rng: np.random.Generator) -> Network:
    """Fit by Adam (Kingma and Ba 2015) on cross entropy."""
    inputs = HEIGHT * WIDTH
    parameters = [
        rng.normal(0, np.sqrt(2 / inputs), (inputs + 1, UNITS)).astype(np.float32),
        rng.normal(0, np.sqrt(2 / UNITS), (UNITS + 1, 4)).astype(np.float32),
    ]
    first = [np.zeros_like(p) for p in parameters]
    second = [np.zeros_like(p) for p in parameters]
    step = 0
    for epoch in range(PASSES):
        rate = RATE * 0.5 * (1 + np.cos(np.pi * epoch / PASSES))
        for batch in np.array_split(rng.permutation(len(windows)), len(windows) // BATCH):
            step += 1
            for n, slope in enumerate(slopes(parameters, windows[batch], turned[batch])):
                first[n] += 0.1 * (slope - first[n])
                second[n] += 0.001 * (slope**2 - second[n])
                move = first[n] / (1 - 0.9**step) / (np.sqrt(second[n] / (1 - 0.999**step)) + 1e-8)
                parameters[n] -= np.float32(rate) * (move + DECAY * parameters[n])
    return Network(*parameters)


def slopes(parameters: list[Windows], windows: Windows, turned: NDArray[np.intp]) -> tuple[Windows, Windows]:
    """Return the gradients of the mean cross entropy."""
    hidden, output = parameters
    inner = np.maximum(windows @ hidden[:-1] + hidden[-1], 0)
    logits = inner @ output[:-1] + output[-1]
    error = np.exp(logits - logits.max(axis=1, keepdims=True))
    error /= error.sum(axis=1, keepdims=True)
    error[np.arange(len(turned)), turned] -= 1
    error /= len(turned)
    back = (error @ output[:-1].T) * (inner > 0)
    return (
        np.vstack([windows.T @ back, back.sum(axis=0)]).astype(np.float32),
        np.vstack([inner.T @ error, error.sum(axis=0)]).astype(np.float32),
    )


def main() -> None:
    rng = np.random.default_rng(0)
    windows, turned, numbers = lines(rng)
    held_out = numbers % 10 == 9
    network = fit(windows[~held_out], turned[~held_out], rng)
    right = network(windows[held_out]).argmax(axis=1) == turned[held_out]
    np.savez_compressed(
        dictionaries() / "orientation.npz",
        hidden=network.hidden.astype(np.float16),
        output=network.output.astype(np.float16),
    )
    print(f"{len(windows)} windows; of those held out {right.mean():.3f} are right, by class:")
    print([round(float(right[turned[held_out] == quarter].mean()), 3) for quarter in range(4)])


if __name__ == "__main__":
    main()
