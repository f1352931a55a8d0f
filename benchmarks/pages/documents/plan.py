"""What the pages of the document sets are like."""

import random
from dataclasses import dataclass
from typing import Literal

from benchmarks.pages.documents.kinds import KINDS, Kind
from benchmarks.pages.faces import FACES

Turn = Literal[0, 90, 180, 270]
Ruling = Literal["grid", "open"]
Row = tuple[str, int, str, Turn, Ruling, int]

SEEDS = {"documents": 3300, "documents-test": 8800}
PREFIXES = {"documents": "p", "documents-test": "q"}

# (kind, dpi, ageing, degrees turned clockwise, ruling of tables, number of the body face in `FACES`), one a page.
DOCUMENTS: tuple[Row, ...] = (
    ("minutes", 300, "office", 0, "grid", 2),
    ("minutes", 200, "worn", 0, "grid", 0),
    ("gazette", 300, "bordered", 0, "grid", 1),
    ("report", 300, "office", 0, "grid", 0),
    ("report", 200, "office", 0, "grid", 5),
    ("report", 300, "keystone", 0, "open", 2),
    ("book", 300, "curled", 0, "grid", 1),
    ("spread", 300, "spread", 0, "grid", 0),
    ("spread", 300, "spread", 90, "grid", 2),
    ("report", 300, "clean", 180, "open", 6),
    ("vertical-news", 300, "office", 0, "grid", 1),
    ("news", 300, "office", 0, "grid", 0),
    ("news", 300, "worn", 0, "grid", 1),
    ("news", 300, "office", 0, "open", 2),
)
DOCUMENTS_TEST: tuple[Row, ...] = (
    ("minutes", 200, "office", 0, "grid", 0),
    ("minutes", 300, "bordered", 0, "grid", 3),
    ("gazette", 300, "office", 0, "grid", 2),
    ("report", 300, "keystone", 0, "open", 3),
    ("report", 300, "office", 0, "grid", 0),
    ("report", 200, "worn", 0, "open", 6),
    ("book", 300, "office", 180, "grid", 1),
    ("spread", 300, "spread", 270, "grid", 3),
    ("spread", 200, "spread", 0, "grid", 0),
    ("vertical-news", 300, "worn", 0, "grid", 3),
    ("news", 300, "office", 0, "grid", 0),
    ("news", 300, "office", 0, "grid", 3),
    ("news", 300, "curled", 0, "grid", 2),
)
TABLES = {"documents": DOCUMENTS, "documents-test": DOCUMENTS_TEST}

BOUND = ("book", "spread")
PAPERS = ("office", "worn", "office", "bordered", "clean")
"""How pages by another seed are aged, all but those of bound books."""


@dataclass(frozen=True)
class DocumentPlan:
    """What one page is to be like; faces are (family, weight), `turn` degrees clockwise."""

    name: str
    kind: str
    dpi: int
    ageing: str
    turn: Turn
    ruling: Ruling
    body: tuple[str, int]
    bold: tuple[str, int]
    title: tuple[str, int]
    break_inside_words: bool
    seed: int
    quality: int

    @property
    def look(self) -> Kind:
        """How its kind looks."""
        return KINDS[self.kind]


def make_document_plan(set_name: str, number: int, seed: int | None = None) -> DocumentPlan:
    """The plan of page `number` (from 0) of a set; by another seed in other faces and on other paper."""
    kind, dpi, ageing, turn, ruling, face = TABLES[set_name][number]
    faces = FACES[set_name if seed is None else "training"]
    if seed is not None:
        other = random.Random(97 * seed + number)  # noqa: S311 - seeded so that pages repeat, nothing secret
        face = other.randrange(len(faces.body))
        ageing = ageing if kind in BOUND else other.choice(PAPERS)
    seed = SEEDS[set_name] if seed is None else seed
    rng = random.Random(seed + 31 * number)  # noqa: S311 - seeded so that pages repeat, nothing secret
    return DocumentPlan(
        name=f"{PREFIXES[set_name]}{number + 1:02d}",
        kind=kind,
        dpi=dpi,
        ageing=ageing,
        turn=turn,
        ruling=ruling,
        body=faces.body[face],
        bold=rng.choice(faces.small),
        title=rng.choice(faces.headline),
        break_inside_words=rng.random() < 0.75,
        seed=seed * 1000 + number,
        quality=rng.randint(75, 90),
    )


def make_document_plans(set_name: str, seed: int | None = None) -> list[DocumentPlan]:
    """Plans of a whole set."""
    return [make_document_plan(set_name, n, seed) for n in range(len(TABLES[set_name]))]
