"""Programs that answer as Tesseract does, up to the point where they go wrong."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytesseract
import pytest

from hwalja.recognise.engine import LineImage

FakeTesseract = Callable[[str], Path]

_HEAD = """\
#!{python} -SE
import os, signal, subprocess, sys, time
if "--version" in sys.argv:
    print("tesseract 5.3.0")
    sys.exit()
if "--list-langs" in sys.argv:
    print('List of available languages in "{folder}" (3):\\neng\\nkor\\nscript/Hangul')
    sys.exit()
listing, out = sys.argv[1:3]
paths = open(listing).read().splitlines()

def letter(text, left, confidence=99):
    title = f"x_bboxes {{left}} 2 {{left + 8}} 10; x_conf {{confidence}}"
    return f"<span class='ocrx_cinfo' title='{{title}}'>{{text}}</span>"

def write(texts, confidence=99):
    spans = ["".join(letter(c, 10 * k, confidence) for k, c in enumerate(t.replace(" ", ""))) for t in texts]
    pages = [f"<div class='ocr_page'>{{page}}</div>" for page in spans]
    with open(out + ".txt", "w", encoding="utf-8") as file:
        file.write("\\f".join(t + "\\n" if t else "" for t in texts))
    with open(out + ".hocr", "w", encoding="utf-8") as file:
        file.write("".join(pages))

"""


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> Path:
    """Make a program of `body` the Tesseract that is found: `paths`, `out` and `write(texts)` are given."""
    program = folder / "tesseract"
    program.write_text(_HEAD.format(python=sys.executable, folder=folder) + body, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", str(program))
    return program


def lines(count: int) -> list[LineImage]:
    """Return crops with something dark in them."""
    grey = np.full((12, 60), 255, np.uint8)
    grey[2:10, 4:40] = 0
    return [LineImage(f"l{number}", grey, 12.0) for number in range(count)]


def is_dead(process: int, patience: float = 5.0) -> bool:
    """Tell whether a process ends within `patience` seconds; a zombie is dead."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{process}/stat")
        if stat.is_file() and stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False
