"""Seeded plans: what the pages of each set are like."""

import random
from dataclasses import dataclass

from benchmarks.pages.elements import PT, Style
from benchmarks.pages.faces import FACES
from benchmarks.pages.typography import Typography

FORMATS_MM = {"tabloid": (272, 391), "berliner": (323, 470), "broadsheet": (394, 545)}
MARGINS_MM = {"tabloid": 13, "berliner": 14, "broadsheet": 15}
SEEDS = {"samples": 1100, "development": 2200, "training": 33000, "test": 7700}
PREFIXES = {"samples": "s", "development": "d", "training": "r", "test": "t"}

# Dealt round robin over a set's pages, so that every one is on enough of them.
WISHES = (
    "reversed", "l-bottom", "framed", "photo", "briefs", "grey", "nested", "drop-cap",
    "no-headline", "l-top", "framed-photo", "row", "reversed", "briefs", "l-bottom", "nested",
)  # fmt: skip

# (format, dpi, columns, ageing), one a page.
SAMPLES = (
    ("tabloid", 200, 5, "clean"),
    ("tabloid", 300, 5, "office"),
    ("tabloid", 200, 4, "worn"),
    ("tabloid", 200, 5, "folded"),
    ("tabloid", 300, 4, "curled"),
    ("berliner", 200, 6, "office"),
    ("tabloid", 200, 5, "worn"),
    ("tabloid", 200, 4, "clean"),
    ("tabloid", 200, 5, "badly-worn"),
)

DEVELOPMENT = (
    ("tabloid", 300, 5, "clean"),
    ("tabloid", 300, 5, "office"),
    ("tabloid", 300, 4, "worn"),
    ("tabloid", 300, 5, "folded"),
    ("berliner", 300, 6, "curled"),
    ("tabloid", 200, 5, "office"),
    ("tabloid", 300, 4, "badly-worn"),
    ("tabloid", 400, 5, "clean"),
    ("berliner", 300, 5, "worn"),
    ("tabloid", 200, 4, "folded"),
    ("broadsheet", 300, 7, "office"),
    ("tabloid", 300, 5, "worn"),
)

TEST = (
    ("tabloid", 300, 5, "clean"),
    ("tabloid", 300, 5, "office"),
    ("tabloid", 300, 4, "worn"),
    ("berliner", 300, 6, "folded"),
    ("tabloid", 200, 5, "curled"),
    ("tabloid", 300, 5, "badly-worn"),
    ("tabloid", 400, 4, "office"),
    ("broadsheet", 200, 7, "clean"),
    ("tabloid", 300, 5, "worn"),
    ("tabloid", 200, 4, "office"),
    ("berliner", 300, 6, "curled"),
    ("tabloid", 300, 5, "folded"),
    ("tabloid", 400, 5, "worn"),
    ("broadsheet", 300, 7, "office"),
    ("tabloid", 300, 4, "badly-worn"),
    ("tabloid", 300, 6, "clean"),
)
NARROW = (
    ("tabloid", 300, 6, "clean"),
    ("tabloid", 300, 6, "office"),
    ("tabloid", 200, 6, "worn"),
    ("tabloid", 300, 6, "badly-worn"),
    ("berliner", 300, 7, "clean"),
    ("tabloid", 300, 5, "badly-worn"),
    ("berliner", 200, 7, "office"),
    ("tabloid", 300, 6, "folded"),
    ("berliner", 300, 7, "worn"),
    ("tabloid", 300, 4, "badly-worn"),
    ("tabloid", 300, 6, "curled"),
    ("berliner", 300, 7, "badly-worn"),
)
"""For training, besides what the other sets are like: lines that run over elsewhere do so most in narrow columns."""

TABLES = {
    "samples": (SAMPLES, 9),
    "development": (DEVELOPMENT, 24),
    "training": (DEVELOPMENT + TEST + NARROW, 160),
    "test": (TEST, 48),
}

BANDS = {
    4: ((4,), (2, 2), (1, 3), (3, 1), (2, 2)),
    5: ((3, 2), (2, 3), (4, 1), (1, 4), (1, 2, 2), (2, 2, 1)),
    6: ((3, 3), (2, 4), (4, 2), (2, 2, 2), (1, 3, 2)),
    7: ((4, 3), (2, 3, 2), (3, 2, 2), (5, 2), (1, 3, 3)),
}
DISPLAY = (0.88, 0.94, 1.0, 1.0, 1.0, 1.15, 1.3, 1.6)
"""Display type of training pages is set so many times as large as elsewhere: from quiet papers to banners."""

ADVERT_SHARE = {"tabloid": (0.11, 0.24), "berliner": (0.2, 0.34), "broadsheet": (0.3, 0.42)}


@dataclass(frozen=True)
class PagePlan:
    """What one page is to be like."""

    name: str
    form: str
    dpi: int
    columns: int
    bands: tuple[int, ...]
    lead: bool
    wishes: tuple[str, ...]
    advert_share: float
    rules: bool
    masthead: bool
    ageing: str
    seed: int
    quality: int
    typography: Typography
    gutter_mm: float


def _typography(rng: random.Random, set_name: str, number: int, columns: int) -> Typography:
    faces = FACES[set_name]
    family, weight = faces.body[number % len(faces.body)]
    small, small_weight = rng.choice(faces.small)
    heads = rng.sample(faces.headline, 3)
    varied = random.Random(rng.random()) if set_name == "training" else None  # noqa: S311
    display = varied.choice(DISPLAY) if varied else 1.0
    size = rng.choice([9.0, 9.5, 9.5, 10.0] if columns > 4 else [9.5, 10.0, 10.5]) * PT
    stretch = rng.choice([1.0, 1.0, 0.95, 0.92, 0.88, 0.85])
    body = Style(
        family, size, weight, pitch=rng.uniform(1.5, 1.75), letter=rng.choice([0, -0.02, -0.03, -0.05, -0.06]),
        stretch=stretch, strict=rng.random() < 0.5,
    )  # fmt: skip

    def note(points: float, pitch: float) -> Style:
        if not varied:
            return Style(small, points * PT, small_weight, pitch=pitch, letter=-0.03)
        # as many kinds as can be: each in a face of its own, now and then the body's
        face, heavy = varied.choice([*faces.small, *faces.headline, (family, weight)])
        size = points * varied.uniform(0.94, 1.1) * PT
        return Style(face, size, heavy, pitch=pitch, letter=varied.choice([-0.05, -0.03, 0]))

    def head(family: str, weight: int) -> Style:
        if not varied:
            return Style(family, 20 * PT, weight, letter=rng.choice([-0.06, -0.04, -0.02]))
        stretch, stroke = varied.uniform(0.78, 1.04), max(0.0, varied.uniform(-0.03, 0.03))
        return Style(family, 20 * PT, weight, letter=varied.uniform(-0.08, 0.0), stretch=stretch, stroke=stroke)

    return Typography(
        body=body,
        headlines=tuple(head(f, w) for f, w in heads),
        deck=note(rng.uniform(11.5, 13.5) * min(1.0, display), 1.35),
        byline=note(body.size / PT * 0.95, 1.5),
        caption=note(rng.uniform(7.5, 8.5), 1.35),
        crosshead=note(body.size / PT * (varied.uniform(1.0, 1.25) if varied else 1.12), 1.5),
        label=note(13, 1.3),
        justify="words" if rng.random() < 0.5 else "letters",
        indent=rng.choice([1.0, 1.0, 0.9]),
        display=display,
    )


def make_plan(set_name: str, number: int, seed: int | None = None) -> PagePlan:
    """The plan of page `number` (from 0) of a set, or of one more like it by another seed."""
    seed = SEEDS[set_name] if seed is None else seed
    table, _ = TABLES[set_name]
    form, dpi, columns, ageing = table[number % len(table)]
    rng = random.Random(seed + 31 * number)  # noqa: S311 - seeded so that pages repeat, nothing secret
    bands = rng.choice(BANDS[columns])
    count = {"tabloid": 4, "berliner": 6, "broadsheet": 8}[form]
    wishes = [WISHES[(number * 5 + k) % len(WISHES)] for k in range(count)]
    low, high = ADVERT_SHARE[form]
    return PagePlan(
        name=f"{PREFIXES[set_name]}{number + 1:02d}",
        form=form,
        dpi=dpi,
        columns=columns,
        bands=bands,
        lead=columns <= 5 and rng.random() < 0.35,
        wishes=tuple(wishes),
        advert_share=rng.uniform(low, high) if form != "tabloid" or rng.random() < 0.75 else 0.0,
        rules=number % 5 != 3,
        masthead=number % 6 == 4,
        ageing=ageing,
        seed=seed * 1000 + number,
        quality=rng.randint(62, 70) if set_name == "samples" else rng.randint(70, 90),
        typography=_typography(rng, set_name, number, columns),
        gutter_mm=rng.uniform(2.6 if set_name == "training" else 3.8, 5.2),
    )


def make_plans(set_name: str, seed: int | None = None) -> list[PagePlan]:
    """Plans of a whole set."""
    return [make_plan(set_name, n, seed) for n in range(TABLES[set_name][1])]
