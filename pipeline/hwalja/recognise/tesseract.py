"""The Tesseract engine: all lines of a page in one process."""

from __future__ import annotations

import logging
import signal
import tempfile
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hwalja.errors import DependencyError, EngineError
from hwalja.geometry import Box
from hwalja.model import Grey, Model
from hwalja.options import DEFAULT_LANGUAGES
from hwalja.recognise import hocr, latin, spacing
from hwalja.recognise.engine import CropStyle, LineImage, Words
from hwalja.recognise.installation import find
from hwalja.recognise.process import Ended, run

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """How Tesseract is asked to read; benchmarks/recognise compares.

    Attributes:
        mode: Page segmentation mode: 7 is a line, 13 a line without any look at how its rows lie.
        again: Mode in which doubtful lines are read a second time, None for none.
        latin: Read what may be Latin letters and units with the model `eng`, too, where it is installed.
        invert: Also try crops white on black. They never are, and it costs time.
    """

    mode: int = 7
    again: int | None = 13
    latin: bool = True
    invert: bool = False

    @property
    def arguments(self) -> tuple[str, ...]:
        variables = {
            "hocr_char_boxes": 1,
            "preserve_interword_spaces": 1,  # only kor's own configuration has it
            "tessedit_do_invert": int(self.invert),
        }
        return tuple(part for n, v in variables.items() for part in ("-c", f"{n}={v}"))


SETTINGS = Settings()

STYLE = CropStyle()
"""Chosen with `kor+Hangul` on two articles in five of six typeset pages; benchmarks/recognise compares others."""

DOUBTFUL = 0.95
"""A line whose characters are less sure on the average is read a second time, and the surer reading kept: set on eight
pages of documents and three of newspapers, where it is one line in eight, and 7 % fewer characters are wrong."""

TRIM = 1
"""Rows of pixels cut off above and below for that."""

_DPI = "300"
"""Any plausible figure: the crops are scaled by their em, and without one Tesseract guesses at each."""

_CONTRAST = 32
"""Least difference in tone between paper and ink."""

_SAME = str.maketrans({"\N{HANGUL LETTER ARAEA}": "\N{MIDDLE DOT}"})
"""The models know no middle dot and read it as a vowel that newspapers have not printed since 1933."""


class TesseractEngine:
    """Reads with the command line program that pytesseract is set to.

    Args:
        languages: Names of models; `Hangul` also finds `script/Hangul`.
        settings: How it is asked to read.

    Raises:
        DependencyError: Tesseract or one of the languages is not installed.
    """

    name = "tesseract"
    style = STYLE

    def __init__(self, languages: Sequence[str] = DEFAULT_LANGUAGES, settings: Settings = SETTINGS) -> None:
        self._installation = find()
        self._settings = settings
        self._languages = self._installation.resolve(languages)
        self._latin = settings.latin and latin.LANGUAGE in self._installation.languages

    @property
    def models(self) -> tuple[Model, ...]:
        more = (latin.LANGUAGE,) if self._latin and latin.LANGUAGE not in self._languages else ()
        return self._installation.models((*self._languages, *more))

    def read(self, lines: Sequence[LineImage], *, timeout: float) -> list[Words]:
        """Read every line; see `hwalja.recognise.engine.Engine`."""
        end = time.monotonic() + timeout
        printed = [line for line in lines if not _is_blank(line.grey)]
        mode, languages = self._settings.mode, self._languages
        read = self._read(printed, mode, languages, timeout) if printed else []
        doubtful = [k for k, reading in enumerate(read) if 0 < reading.confidence < DOUBTFUL]
        if doubtful and self._settings.again is not None:
            trimmed = [_trimmed(printed[k]) for k in doubtful]
            again = self._read(trimmed, self._settings.again, languages, end - time.monotonic())
            for k, other in zip(doubtful, again, strict=True):
                read[k] = max(read[k], other, key=lambda reading: reading.confidence)
        strange = list(latin.stretches(printed, read)) if self._latin else []
        if strange:
            cut = [stretch.cut(printed[stretch.line]) for stretch in strange]
            again = self._read(cut, mode, (latin.LANGUAGE,), end - time.monotonic())
            read = latin.told(read, zip(strange, again, strict=True))
        found = iter(read)
        return [Words(()) if _is_blank(line.grey) else next(found) for line in lines]

    def _read(self, lines: Sequence[LineImage], mode: int, languages: Sequence[str], timeout: float) -> list[Words]:
        try:
            with tempfile.TemporaryDirectory(prefix="hwalja-") as name:
                folder = Path(name)
                ended = self._run(_write(lines, folder), folder / "out", mode, languages, timeout)
                texts = _pages(_decoded(folder / "out.txt", ended), len(lines))
                pages = hocr.characters(_decoded(folder / "out.hocr", ended))
        except OSError as error:
            raise EngineError(
                f"temporary files cannot be used: {error}", advice="make space, or set TMPDIR to another folder"
            ) from error
        if not len(lines) == len(texts) == len(pages):
            raise _failure(f"read {len(texts)} of {len(lines)} lines", ended)
        return [
            Words(spacing.words(text, glyphs, _whole(line.grey)))
            for line, text, glyphs in zip(lines, texts, pages, strict=True)
        ]

    def _run(self, listing: Path, output: Path, mode: int, languages: Sequence[str], timeout: float) -> Ended:
        command = [
            *(self._installation.command, str(listing), str(output)),
            *("-l", "+".join(languages), "--dpi", _DPI),
            *("--psm", str(mode), *self._settings.arguments, "txt", "hocr"),
        ]
        try:
            # One thread: with more, Tesseract's threads wait for one another and for those of other pages.
            ended = run(command, timeout=timeout, environment={"OMP_THREAD_LIMIT": "1"})
        except OSError as error:
            raise DependencyError(f"Tesseract cannot be started: {error}", advice="install it again") from error
        _log.debug("tesseract said: %s", ended.said)
        if ended.status:
            raise _failure(_how(ended.status), ended)
        return ended


def _trimmed(line: LineImage) -> LineImage:
    """Return a crop with a little less paper above and below: how much there is sways Tesseract."""
    return LineImage(line.id, np.ascontiguousarray(line.grey[TRIM:-TRIM]), line.em)


def _is_blank(grey: Grey) -> bool:
    """Tell whether nothing stands in the crop: Tesseract reads bare paper as `00000`."""
    return int(grey.max()) - int(grey.min()) < _CONTRAST


def _write(lines: Sequence[LineImage], folder: Path) -> Path:
    """Write the crops and return the list of their paths.

    PGM is a header and the bare pixels: nothing is spent on packing.
    """
    paths = [folder / f"{number:05d}.pgm" for number in range(len(lines))]
    for path, line in zip(paths, lines, strict=True):
        height, width = line.grey.shape
        path.write_bytes(b"P5 %d %d 255\n" % (width, height) + line.grey.tobytes())
    listing = folder / "lines.txt"
    listing.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    return listing


def _pages(text: str, count: int) -> list[str]:
    """Return the text of each page: Tesseract 5 writes a form feed between pages, older ones after each."""
    pages = text.split("\f")
    return pages[:-1] if len(pages) == count + 1 and not pages[-1].strip() else pages


def _decoded(file: Path, ended: Ended) -> str:
    try:
        return unicodedata.normalize("NFC", file.read_text(encoding="utf-8")).translate(_SAME)
    except FileNotFoundError:
        raise _failure(f"wrote no {file.name}", ended) from None
    except UnicodeDecodeError:
        raise _failure(f"wrote bad UTF-8 to {file.name}", ended) from None


def _how(status: int) -> str:
    if status > 0:
        return f"ended with status {status}"
    try:
        return f"was killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"was killed by signal {-status}"


def _failure(what: str, ended: Ended) -> EngineError:
    last = ended.said.strip().rpartition("\n")[2]
    return EngineError(
        f"Tesseract {what}" + (f"; it said: {last}" if last else ""),
        advice="try again with more memory and space for temporary files, and check that tesseract runs by itself",
    )


def _whole(grey: Grey) -> Box:
    return Box(0, 0, grey.shape[1], grey.shape[0])
