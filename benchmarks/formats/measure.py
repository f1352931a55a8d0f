"""Measures the formats: what they add to the time of a page, how large files are, which broken words are found.

python -m benchmarks.formats.measure IMAGE...

Times are CPU seconds of this process, the median of some rounds; formats are written one after the other from one
result, as a job does that was asked for all of them. A word counts as found where the whole of it stands in the text
that a reader takes out of the file.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pdfminer.high_level import extract_text

from hwalja import digitize
from hwalja.export import FORMATS
from hwalja.export.json import from_json, to_json
from hwalja.export.printed import printed
from hwalja.model import Page, Scan
from hwalja.read import Facsimile

ROUNDS = 3
BROKEN = 50
"""Words looked for: the first that are broken over lines or columns."""


def main(images: list[Path]) -> None:
    digitize(images[0])  # loads the models
    whole, parts = 0.0, dict.fromkeys(FORMATS, 0.0)
    larger = 0.0
    broken: list[str] = []
    texts: dict[str, list[str]] = {"pdfminer": [], "pdftotext": [], "ALTO": []}
    for image in images:
        start = time.process_time()
        scans: list[Scan] = []
        page = digitize(image, observer=lambda _, result: scans.append(result) if isinstance(result, Scan) else None)  # noqa: B023 # called at once
        seconds = time.process_time() - start
        whole += seconds
        rounds = [_written(page, image, scans[0]) for _ in range(ROUNDS)]
        for name in FORMATS:
            parts[name] += median(times[name] for times, _ in rounds)
        pdf = rounds[0][1][".pdf"]
        larger = max(larger, len(pdf) / image.stat().st_size - 1)
        if len(broken) < BROKEN:
            broken += _broken(page)[: BROKEN - len(broken)]
            _read(pdf, rounds[0][1][".alto.xml"].decode(), texts)
        print(f"{image.stem}: {seconds:.2f} s, formats {sum(parts.values()) / whole:.1%} so far", flush=True)
    for name, seconds in parts.items():
        print(f"{name}: {seconds / whole:.2%} of the time of a page")
    both = sum(parts.values()) / whole
    print(f"all: {both:.2%}, with one of the two PDFs {both - parts['pdfa'] / whole:.2%}")
    print(f"the PDF is at most {larger:.1%} larger than its image")
    for reader, found in texts.items():
        print(f"{reader}: {sum(any(word in text for text in found) for word in broken)} of {len(broken)} broken words")


def _written(page: Page, image: Path, scan: Scan) -> tuple[dict[str, float], dict[str, bytes]]:
    """Return CPU seconds by format, and the files by what their names end in."""
    fresh, facsimile = from_json(to_json(page)), Facsimile(image)
    facsimile.scan = scan
    times: dict[str, float] = {}
    files: dict[str, bytes] = {}
    for name, form in FORMATS.items():
        start = time.process_time()
        files.update(form.render(fresh, facsimile))
        times[name] = time.process_time() - start
    return times, files


def _broken(page: Page) -> list[str]:
    return [piece.whole for pieces in printed(page).values() for piece in pieces if piece.part == 0 and piece.parts > 1]


def _read(pdf: bytes, alto: str, texts: dict[str, list[str]]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "page.pdf")
        file.write_bytes(pdf)
        texts["pdfminer"].append(extract_text(file))
        poppler = shutil.which("pdftotext") or sys.exit("install poppler-utils")
        texts["pdftotext"].append(
            subprocess.run([poppler, file, "-"], capture_output=True, check=True).stdout.decode()
        )  # a file of our own
    texts["ALTO"].append(html.unescape(alto))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
