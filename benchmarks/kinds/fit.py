"""Fit the trees that tell what each line of type is (hwalja.layout.kinds): dictionaries/kinds.npz.

    python -m benchmarks.pages.generate --set training --seed 35000 --out DIR      # and: --set documents --out DIR2
    python -m benchmarks.kinds.fit DIR DIR2 … [--check DIR3] [--cache FOLDER]

The net of `hwalja.layout.segmentation`, which the trees ask, has not learnt from these pages: it is surer of those.
Lines are found on every page as `find_layout` finds them, and each is what the printed line is that it stands on. The
second set of trees learns from what the first says of pages that it has not learnt from. `--check` pages are not
learnt from: for each kind, how many of its lines are told, and how many that are told are of it.
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy.pages import TruePage, find_pages
from benchmarks.layout.lines import OFF
from hwalja.geometry import Box
from hwalja.layout.canvas import leaf_canvas
from hwalja.layout.elements import find_elements, make_scene
from hwalja.layout.kinds import KINDS, Kind, with_others
from hwalja.layout.traits import Numbers, Scene, find_traits, neighbours
from hwalja.layout.trees import DEPTH
from hwalja.preprocess import preprocess
from hwalja.read import read_image
from hwalja.resources import dictionaries

ROUNDS = 80
CLIPPINGS = 4
"""So many parts of each page that begin with a headline are learnt from too."""
FOLDS = 4
PARAMETERS = {
    "objective": "multiclass",
    "num_class": len(KINDS),
    "learning_rate": 0.12,
    "max_depth": DEPTH,
    "num_leaves": 2**DEPTH,
    "min_data_in_leaf": 12,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2.0,
    "verbose": -1,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
}

SAME = {"footer": Kind.HEADER, "footnote": Kind.BODY, "table": Kind.BODY, "lead": Kind.BODY}
"""Roles of the truth that are told by where they stand, not by their type."""

UNREAD = ("vertical", "hanja")
"""Roles of the truth that are found otherwise: their lines are not learnt from."""


@dataclass(frozen=True)
class Printed:
    """A printed line: its kind, None for what is not learnt from, and the middles of its ends in scan px."""

    kind: Kind | None
    axis: NDArray[np.float64]
    height: float


@dataclass(frozen=True)
class Lesson:
    """Lines of a page or of a part of it: traits, neighbours, kinds as places in `KINDS`; -1 is not learnt from."""

    page: str
    traits: Numbers
    near: NDArray[np.intp]
    kinds: NDArray[np.intp]


def printed(truth: Mapping[str, Any]) -> list[Printed]:
    """Return the printed lines of a page; subheadings after the first text of an article are crossheads."""
    lines = []
    begun = set()
    for region in (r for r in truth["regions"] if r["lines"]):
        role, article = region["role"], region["article"]
        if role == "body":
            begun.add(article)
        if role in UNREAD:
            kind = None
        elif role == "subheading" and article in begun:
            kind = Kind.CROSSHEAD
        else:
            kind = SAME[role] if role in SAME else Kind(role)
        for line in region["lines"]:
            nw, ne, se, sw = np.asarray(line["polygon"], np.float64)
            lines.append(Printed(kind, np.array([(nw + sw) / 2, (ne + se) / 2]), float(np.hypot(*(sw - nw)))))
    return lines


def lesson(page: TruePage, cache: Path | None = None) -> list[Lesson]:
    """Find the lines of a page, leaf by leaf, and what each is."""
    kept = cache / f"{page.image.parent.name}-{page.name}.pickle" if cache else None
    if kept and kept.exists():
        scenes = pickle.loads(kept.read_bytes())  # noqa: S301 - written below
    else:
        scenes = _scenes(page)
        if kept:
            kept.write_bytes(pickle.dumps(scenes))
    rng = np.random.default_rng(len(page.name) + sum(page.name.encode()))
    parts = [part for scene, kinds in scenes for part in [(scene, kinds), *_cropped(scene, kinds, rng)]]
    lessons = []
    for scene, kinds in parts:
        if len(kinds):
            near = neighbours(scene.columns)
            lessons.append(Lesson(str(page.image), find_traits(scene, near), near, kinds))
    return lessons


def _cropped(
    scene: Scene, kinds: NDArray[np.intp], rng: np.random.Generator
) -> Iterator[tuple[Scene, NDArray[np.intp]]]:
    """Yield parts of a page, as scans of a part and clippings show them: kinds are not told by the place alone."""
    high, wide = scene.even.shape
    left, top, right, bottom = np.where(rng.random(4) < (0.4, 0.7, 0.4, 0.4), rng.uniform(0.05, 0.45, 4), 0.0)
    areas = [Box.of_edges(int(left * wide), int(top * high), int((1 - right) * wide), int((1 - bottom) * high))]
    rows = [row.box for c in scene.columns for row in c.rows]
    heads = [box for box, kind in zip(rows, kinds, strict=True) if kind == KINDS.index(Kind.HEADLINE)]
    for _ in range(CLIPPINGS if heads else 0):
        head = heads[int(rng.integers(len(heads)))].grown(4)
        right, bottom = rng.uniform((head.right, head.bottom), (wide, high))
        areas.append(Box.of_edges(head.x, head.y, max(head.right, int(right)), max(head.bottom, int(bottom))))
    starts = np.cumsum([0, *(len(c.rows) for c in scene.columns)])
    for area in areas:
        inside = [k for k, c in enumerate(scene.columns) if area.contains(c.box)]
        own = [i for k in inside for i in range(starts[k], starts[k + 1])]
        across, upright = ([r for r in rules if area.shared(r) > 0] for rules in (scene.horizontal, scene.vertical))
        pictures, frames, bars = (
            [b for b in boxes if area.contains(b)] for boxes in (scene.pictures, scene.frames, scene.bars)
        )
        columns = [scene.columns[k] for k in inside]
        yield Scene(scene.even, columns, across, upright, pictures, frames, bars, scene.seen), kinds[own]


def _scenes(page: TruePage) -> list[tuple[Scene, NDArray[np.intp]]]:
    sheet = preprocess(read_image(page.image))
    lines = printed(page.truth)
    scenes = []
    for leaf in sheet.leaves:
        canvas = leaf_canvas(sheet, leaf)
        found = find_elements(canvas)
        kinds = []
        for row in (row for c in found.columns for row in c.rows):
            box = row.box.scaled(1 / canvas.scale)
            ends = _ends(Box(box.x + leaf.x, box.y + leaf.y, box.width, box.height))
            kinds.append(_kind(sheet.to_scan.points(ends), lines))
        scenes.append((make_scene(canvas, found), np.array(kinds, np.intp)))
    return scenes


def _ends(box: Box) -> NDArray[np.float64]:
    middle = box.y + box.height / 2
    return np.array([[box.x, middle], [box.right, middle]], np.float64)


def _kind(found: NDArray[np.float64], lines: Sequence[Printed]) -> int:
    """Return the kind of the printed line on which most of a found one stands."""
    best = 0.0
    kind: Kind | None = Kind.DIRT
    for line in lines:
        length = float(np.hypot(*(line.axis[1] - line.axis[0])))
        along = (line.axis[1] - line.axis[0]) / max(1e-6, length)
        start = (found - line.axis[0]) @ along
        off = float(np.abs((found - line.axis[0]) @ np.array([-along[1], along[0]])).mean())
        shared = min(float(start.max()), length) - max(float(start.min()), 0.0)
        if off < OFF * line.height and shared > best:
            best, kind = shared, line.kind
    return -1 if kind is None else KINDS.index(kind)


def put_together(lessons: Sequence[Lesson]) -> tuple[Numbers, NDArray[np.intp], NDArray[np.intp]]:
    """Return traits, kinds and the page of all lines."""
    names = sorted({x.page for x in lessons})
    pages = np.repeat([names.index(x.page) for x in lessons], [len(x.kinds) for x in lessons])
    return np.concatenate([x.traits for x in lessons]), np.concatenate([x.kinds for x in lessons]), pages


def for_second(lessons: Sequence[Lesson], alone: Numbers) -> Numbers:
    """Return what the second trees read: the traits of all lines, and what the first say of them and of others."""
    said = np.split(alone, np.cumsum([len(x.kinds) for x in lessons])[:-1])
    parts = [(x.traits, with_others(own, x.traits, x.near)) for x, own in zip(lessons, said, strict=True)]
    return np.concatenate([np.column_stack(part).astype(np.float32) for part in parts])


def fit(lessons: Sequence[Lesson]) -> tuple[lightgbm.Booster, lightgbm.Booster]:
    """Fit the first trees to the lines, and the second to the lines and what the first say of other pages."""
    traits, kinds, pages = put_together(lessons)
    alone = np.zeros((len(kinds), len(KINDS)))
    for fold in range(FOLDS):
        apart = pages % FOLDS == fold
        alone[apart] = _told(_boosted(traits[~apart], kinds[~apart]), traits[apart])
    return _boosted(traits, kinds), _boosted(for_second(lessons, alone), kinds)


def _boosted(numbers: Numbers, kinds: NDArray[np.intp]) -> lightgbm.Booster:
    numbers, learnt = numbers.astype(np.float32), kinds >= 0
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(numbers[learnt], kinds[learnt]), ROUNDS)


def _told(booster: lightgbm.Booster, numbers: Numbers) -> Numbers:
    return np.asarray(booster.predict(numbers.astype(np.float32)), np.float64)


def arrays(booster: lightgbm.Booster) -> dict[str, NDArray[Any]]:
    """Return trees as `hwalja.layout.trees` takes them: complete, what is not asked passes to the left."""
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    feature = np.zeros((len(trees), 2**DEPTH - 1), np.int16)
    threshold = np.full(feature.shape, np.inf, np.float32)
    leaf = np.zeros((len(trees), 2**DEPTH), np.float32)

    def put(tree: int, node: Mapping[str, Any], place: int, level: int) -> None:
        if level == DEPTH:
            leaf[tree, place - (2**DEPTH - 1)] = node["leaf_value"]
        elif "leaf_value" in node:
            put(tree, node, 2 * place + 1, level + 1)
        else:
            feature[tree, place], threshold[tree, place] = node["split_feature"], node["threshold"]
            put(tree, node["left_child"], 2 * place + 1, level + 1)
            put(tree, node["right_child"], 2 * place + 2, level + 1)

    for number, root in enumerate(trees):
        put(number, root, 0, 0)
    return {"feature": feature, "threshold": threshold, "leaf": leaf}


def check(boosters: tuple[lightgbm.Booster, lightgbm.Booster], lessons: Sequence[Lesson]) -> None:
    traits, kinds, _ = put_together(lessons)
    told = _told(boosters[1], for_second(lessons, _told(boosters[0], traits))).argmax(axis=1)
    learnt = kinds >= 0
    told, kinds = told[learnt], kinds[learnt]
    print(f"{len(kinds)} lines, {np.mean(told == kinds):.2%} right")
    for k, kind in enumerate(KINDS):
        own, given = kinds == k, told == k
        wrong = Counter(KINDS[j].value for j in told[own & ~given])
        print(
            f"{kind.value:14} {own.sum():6}  found {np.mean(given[own]) if own.any() else 1:.1%}  "
            f"right {np.mean(own[given]) if given.any() else 1:.1%}  {dict(wrong.most_common(4))}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kinds.fit", description=__doc__)
    parser.add_argument("pages", type=Path, nargs="+", help="folders of pages with truth to learn from")
    parser.add_argument("--check", type=Path, nargs="*", default=[], help="folders of pages to tell how good it is")
    parser.add_argument("--cache", type=Path, help="folder that keeps the lines that were found, for another fit")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    if given.cache:
        given.cache.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(given.workers) as pool:
        read = partial(lesson, cache=given.cache)
        lessons, kept = (
            [x for folder in folders for found in pool.map(read, find_pages(folder, [])) for x in found]
            for folders in (given.pages, given.check)
        )
    boosters = fit(lessons)
    first, second = arrays(boosters[0]), arrays(boosters[1])
    np.savez_compressed(
        dictionaries() / "kinds.npz",
        allow_pickle=False,
        **{f"first_{name}": value for name, value in first.items()},
        **{f"second_{name}": value for name, value in second.items()},
    )
    print(f"learnt from {len(lessons)} pages")
    if kept:
        check(boosters, kept)


if __name__ == "__main__":
    main()
