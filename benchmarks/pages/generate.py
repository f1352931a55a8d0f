"""Command line: makes the pages of a set.

python -m benchmarks.pages.generate --set development --out DIR [--only d03 d04]
"""

import argparse
import json
import math
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.pages.ageing import Aged, age
from benchmarks.pages.artwork import draw
from benchmarks.pages.browser import Press
from benchmarks.pages.compose import Composed, compose
from benchmarks.pages.documents.manuscript import read_manuscript
from benchmarks.pages.documents.plan import TABLES as DOCUMENT_TABLES
from benchmarks.pages.documents.plan import DocumentPlan, make_document_plans
from benchmarks.pages.documents.truth import document_truth
from benchmarks.pages.documents.typeset import typeset_document
from benchmarks.pages.elements import MM
from benchmarks.pages.faces import face_css
from benchmarks.pages.furniture import read_copy
from benchmarks.pages.markup import page_html
from benchmarks.pages.plan import FORMATS_MM, SEEDS, TABLES, PagePlan, make_plans
from benchmarks.pages.stories import HERE, Story, read_stories, with_crossheads
from benchmarks.pages.truth import page_truth

FEWEST_LEFT = 16
"""Below so many unused stories the whole set is shuffled in again."""

Grey = NDArray[np.uint8]
LineBox = tuple[float, float, float, float]


def families(plan: PagePlan) -> set[tuple[str, int]]:
    """Every face a page may use."""
    t = plan.typography
    return {(s.family, s.weight) for s in (t.body, *t.headlines, t.deck, t.byline, t.caption, t.crosshead, t.label)}


def paint(image: Grey, composed: Composed) -> Grey:
    """Draws the pictures under the text."""
    dpi = composed.plan.dpi
    for picture in composed.piece.pictures:
        x, y = round(picture.box.x * dpi / 96), round(picture.box.y * dpi / 96)
        w, h = round(picture.box.w * dpi / 96), round(picture.box.h * dpi / 96)
        part = image[y : y + h, x : x + w]
        art = draw(picture.kind, picture.seed, h, w, dpi)[: part.shape[0], : part.shape[1]]
        image[y : y + h, x : x + w] = (part * art).astype(np.uint8)
    return image


def typeset(
    plan: PagePlan, pool: list[Story], set_name: str, scratch: Path, press: Press
) -> tuple[Composed, Grey, list[LineBox]]:
    """Lays out a page and takes its clean picture and the boxes of its lines."""
    width_mm, height_mm = FORMATS_MM[plan.form]
    width, height = math.ceil(width_mm * MM), math.ceil(height_mm * MM)
    faces = face_css(families(plan))
    letters = "".join(sorted({c for s in pool for c in f"{s.headline}{s.decks}{s.byline}{s.captions}{s.body}"}))
    with press.typesetter(plan.dpi, width, height) as setter:
        page = scratch / f"{plan.name}.html"
        page.write_text(page_html(width, height, faces), encoding="utf-8")
        setter.open(str(page))
        setter.load_faces(sorted(families(plan)), letters)
        composed = compose(plan, pool, read_copy(set_name), setter)
        lines = [n for r in composed.piece.regions for n in r.lines]
        page.write_text(page_html(width, height, faces, list(composed.piece.decorations), lines), encoding="utf-8")
        setter.open(str(page))
        boxes = setter.line_boxes()
        image = setter.picture()
    size = round(width_mm / 25.4 * plan.dpi), round(height_mm / 25.4 * plan.dpi)
    return composed, paint(image[: size[1], : size[0]].copy(), composed), boxes


def shuffled(set_name: str, texts: Path, seed: int) -> list[Story]:
    """A set's stories in the order pages take them."""
    stories = list(read_stories(set_name, texts))
    rng = random.Random(seed)  # noqa: S311 - seeded so that pages repeat, nothing secret
    rng.shuffle(stories)
    return with_crossheads(stories, rng) if set_name == "training" else stories


@dataclass(frozen=True)
class CleanPage:
    """A page as printed: what was planned for it, its picture, and how to write its truth once it is aged."""

    plan: PagePlan | DocumentPlan
    image: Grey
    truth: Callable[[Aged], dict[str, Any]]
    turn: int = 0


def newspapers(set_name: str, seed: int | None, texts: Path, scratch: Path, press: Press) -> Iterator[CleanPage]:
    """Typesets the pages of a set one after the other: each takes stories the earlier left."""
    first = SEEDS[set_name] if seed is None else seed
    pool = shuffled(set_name, texts, first)
    for turn, plan in enumerate(make_plans(set_name, seed), 1):
        if len(pool) < FEWEST_LEFT:
            left = {s.headline for s in pool}
            pool += [s for s in shuffled(set_name, texts, first + turn) if s.headline not in left]
        composed, image, boxes = typeset(plan, pool, set_name, scratch, press)
        yield CleanPage(plan, image, partial(page_truth, composed, line_boxes=boxes))


def documents(set_name: str, seed: int | None, texts: Path, scratch: Path, press: Press) -> Iterator[CleanPage]:
    """Typesets the pages of a set of documents."""
    for plan in make_document_plans(set_name, seed):
        manuscript = read_manuscript(set_name, plan.name, texts)
        printed, image = typeset_document(plan, manuscript, scratch, press)
        yield CleanPage(plan, image, partial(document_truth, plan, manuscript, printed), plan.turn)


def report(truths: list[dict[str, Any]]) -> str:
    """How many pages each feature is on."""
    counts = Counter(f for t in truths for f in t["features"])
    faces = Counter(t["faces"]["body"] for t in truths)
    articles = sum(len(t["articles"]) for t in truths)
    lines = [f"{len(truths)} pages, {articles} articles"]
    lines += [f"{count:4d}  {name}" for name, count in sorted(counts.items())]
    lines += [f"{count:4d}  body in {name}" for name, count in sorted(faces.items())]
    return "\n".join(lines)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", dest="name", choices=sorted({*TABLES, *DOCUMENT_TABLES}), required=True)
    parser.add_argument("--out", type=Path, help="folder for the pages")
    parser.add_argument("--seed", type=int, help="make other pages of the set's kind than the set itself")
    parser.add_argument("--only", nargs="*", help="names of pages to write; the others are still laid out")
    parser.add_argument("--texts", type=Path, default=HERE / "texts", help="folder of the sets' stories")
    parser.add_argument("--report", action="store_true", help="print what the pages in --out hold, or would hold")
    arguments = parser.parse_args()
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
    truths: list[dict[str, Any]] = []
    behind: Grey | None = None
    pages = newspapers if arguments.name in TABLES else documents
    with tempfile.TemporaryDirectory() as folder, Press() as press:
        for clean in pages(arguments.name, arguments.seed, arguments.texts, Path(folder), press):
            start = time.monotonic()
            plan = clean.plan
            if arguments.only and plan.name not in arguments.only:
                behind = clean.image
                continue
            aged = age(clean.image, plan.ageing, plan.seed, plan.dpi, behind).turned(clean.turn)
            truth = clean.truth(aged)
            truths.append(truth)
            if arguments.out:
                quality = [cv2.IMWRITE_JPEG_QUALITY, plan.quality]
                cv2.imwrite(str(arguments.out / f"{plan.name}.jpg"), aged.image, quality)
                text = json.dumps(truth, ensure_ascii=False, indent=1)
                (arguments.out / f"{plan.name}.json").write_text(text + "\n", encoding="utf-8")
            behind = clean.image
            print(f"{plan.name}: {len(truth['articles'])} articles, {time.monotonic() - start:.1f} s", flush=True)
    if arguments.report:
        print(report(truths))


if __name__ == "__main__":
    main()
