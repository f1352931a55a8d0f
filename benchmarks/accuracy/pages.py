"""Pages with truth: images that a JSON file of the same name lies beside."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")


@dataclass(frozen=True, slots=True)
class TruePage:
    """A page whose text is known.

    Attributes:
        name: Of the file, without its ending.
        image: The scan.
        truth: As `hwalja.evaluate` takes it.
    """

    name: str
    image: Path
    truth: dict[str, Any]

    @property
    def features(self) -> tuple[str, ...]:
        """What the page shows, such as `photo` or `folded`; none where the truth does not tell."""
        return tuple(self.truth.get("features", ()))

    @property
    def dpi(self) -> int | None:
        return self.truth.get("dpi")


def find_images(folder: Path) -> list[Path]:
    """Return the images of a folder by name."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)


def find_pages(folder: Path, only: Iterable[str] = ()) -> list[TruePage]:
    """Return the pages of a folder by name; `only` keeps those named.

    Raises:
        SystemExit: There is none, or one of `only` is missing.
    """
    pages = {
        image.stem: TruePage(image.stem, image, json.loads(truth.read_text("utf-8")))
        for image in find_images(folder)
        if (truth := image.with_suffix(".json")).exists()
    }
    chosen = list(only) or sorted(pages)
    missing = [name for name in chosen if name not in pages]
    if missing or not chosen:
        raise SystemExit(f"{folder} holds no image with truth beside it: {', '.join(missing) or 'none at all'}")
    return [pages[name] for name in chosen]
