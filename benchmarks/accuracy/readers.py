"""What reads a page: hwalja, and what it is compared with."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import hwalja
from benchmarks.accuracy.pages import TruePage
from hwalja.digitize import engines_for
from hwalja.export.json import to_json
from hwalja.options import Options, Profile
from hwalja.recognise import installation

LANGUAGE = "kor"
"""What plain Tesseract and OCRmyPDF read Korean with."""

DEFAULT_DPI = 300
"""OCRmyPDF must be told a resolution."""

TIMEOUT = 1800.0
"""Seconds for a page."""

THREADS = {"OMP_THREAD_LIMIT": "1"}
"""Every reader is held to one thread; with more, Tesseract is slower on most machines."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A way to read pages.

    Attributes:
        name: What the results call it.
        about: Versions, models and options.
        read: Gives a result as JSON.
    """

    name: str
    about: Mapping[str, object]
    read: Callable[[TruePage], str]


def load_reader(name: str, profile: Profile, engine: str) -> Reader:
    """Return a reader by name; profile and engine are hwalja's.

    Raises:
        HwaljaError: It is not installed.
        OSError: The same.
    """
    return _READERS[name](Options(profile=profile, engine=engine))


def _hwalja(options: Options) -> Reader:
    engines = engines_for(options.engine, options.languages, options.model)
    about = {
        "version": hwalja.__version__,
        "profile": options.profile.value,
        "engine": options.engine,
        "models": [{"name": m.name, "version": m.version, "sha256": m.sha256} for m in engines.models],
        "kiwipiepy": version("kiwipiepy"),
    }
    usual = Options()
    other = [own.value for own in [options.profile] if own is not usual.profile]
    other += [own for own in [options.engine] if own != usual.engine]
    return Reader("-".join(["hwalja", *other]), about, lambda page: to_json(hwalja.digitize(page.image, options)))


def _tesseract(_: Options) -> Reader:
    def read(page: TruePage) -> str:
        return as_article(_said(["tesseract", str(page.image), "-", "-l", LANGUAGE, "--psm", "3"]))

    return Reader("tesseract", _tesseract_about(), read)


def _ocrmypdf(_: Options) -> Reader:
    def read(page: TruePage) -> str:
        with tempfile.TemporaryDirectory() as folder:
            _said(ocrmypdf_command(page.image, Path(folder), page.dpi))
            return as_article(Path(folder, "text.txt").read_text("utf-8"))

    return Reader("ocrmypdf", {"version": _said(["ocrmypdf", "--version"]).strip(), **_tesseract_about()}, read)


_READERS: Mapping[str, Callable[[Options], Reader]] = {
    "hwalja": _hwalja,
    "tesseract": _tesseract,
    "ocrmypdf": _ocrmypdf,
}
READERS = tuple(_READERS)


def ocrmypdf_command(image: Path, folder: Path, dpi: int | None = None) -> list[str]:
    """Return how OCRmyPDF makes a searchable PDF in `folder`, and its text in `text.txt`."""
    settings = ["-l", LANGUAGE, "--jobs", "1", "--output-type", "pdf", "--image-dpi", str(dpi or DEFAULT_DPI)]
    return ["ocrmypdf", *settings, "--sidecar", str(folder / "text.txt"), str(image), str(folder / f"{image.stem}.pdf")]


def as_article(text: str) -> str:
    """Return a result whose one article is all of `text`: what tells no articles apart has only one.

    A blank line ends a paragraph. A line end inside one is a space, for nothing tells it from one.
    """
    paragraphs = [" ".join(part.split()) for part in text.replace("\f", "\n\n").split("\n\n")]
    article = {"headline": "", "paragraphs": [paragraph for paragraph in paragraphs if paragraph]}
    return json.dumps({"articles": [article]}, ensure_ascii=False)


def _tesseract_about() -> dict[str, object]:
    found = installation.find()
    models = [{"name": m.name, "version": m.version, "sha256": m.sha256} for m in found.models((LANGUAGE,))]
    return {"tesseract": found.version, "models": models}


def _said(command: list[str]) -> str:
    """Run a program and return what it printed.

    Raises:
        RuntimeError: It failed.
    """
    ended = subprocess.run(
        command, capture_output=True, text=True, timeout=TIMEOUT, env=os.environ | THREADS, check=False
    )
    if ended.returncode:
        raise RuntimeError(f"{command[0]} ended with {ended.returncode}: {ended.stderr.strip()[-300:]}")
    return ended.stdout
