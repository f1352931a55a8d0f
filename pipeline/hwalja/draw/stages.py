"""Pictures of every stage of one page, written as the pipeline goes."""

from __future__ import annotations

from pathlib import Path

import cv2

from hwalja.draw.letters import Picture
from hwalja.draw.overlay import draw_layout, draw_lines, draw_page, draw_scan, draw_sheet, draw_words
from hwalja.export.write import write_whole
from hwalja.model import Layout, Page, Scan, Sheet

_QUALITY = 85


class StagePictures:
    """An observer for `digitize` that draws each result.

    Args:
        folder: Gets `01-scan.jpg` and so on; it exists.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._scan: Scan | None = None
        self._sheet: Sheet | None = None

    def __call__(self, stage: str, result: object) -> None:
        """Draw the result of a stage; what cannot be drawn is passed over.

        Raises:
            OutputError: A picture cannot be written.
        """
        if isinstance(result, Scan):
            self._scan = result
            self._write("01-scan", draw_scan(result))
        elif isinstance(result, Sheet):
            self._sheet = result
            self._write("02-sheet", draw_sheet(result))
        elif isinstance(result, Layout) and self._sheet:
            self._draw_layout(self._sheet, result)
        elif isinstance(result, Page) and self._scan:
            self._write("05-page", draw_page(self._scan, result))

    def _draw_layout(self, sheet: Sheet, layout: Layout) -> None:
        if any(line.words for line in layout.lines):
            self._write("04-read", draw_words(sheet, layout))
        else:
            self._write("03-layout", draw_layout(sheet, layout))
            self._write("03-lines", draw_lines(sheet, layout))

    def _write(self, name: str, picture: Picture) -> None:
        _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
        write_whole(self._folder / f"{name}.jpg", packed.tobytes())
