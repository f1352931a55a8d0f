"""The summary of a job: what a program wants to know of all pages together."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from statistics import fmean, median

from hwalja.batch.journal import State
from hwalja.batch.report.rows import REJECTED, Row, moment

FORMAT = "hwalja-batch/1"


def summarise(rows: Sequence[Row]) -> dict[str, object]:
    """Return counts and distributions; seconds, bytes, times in UTC."""
    done = [row.figures for row in rows if row.figures and row.state == State.DONE]
    states = Counter(row.state for row in rows)
    started = [row.started for row in rows if row.started]
    ended = [row.started + row.seconds for row in rows if row.seconds is not None]
    return {
        "format": FORMAT,
        "pages": len(rows) - states[REJECTED],
        "done": states[State.DONE],
        "failed": states[State.FAILED],
        "broken_off": states[State.RUNNING],
        "files_not_usable": states[REJECTED],
        "unsure": sum(row.unsure for row in rows),
        "failures": dict(sorted(Counter(row.kind for row in rows if row.kind).items())),
        "grades": dict(sorted(Counter(figures.grade for figures in done).items())),
        "doubts": dict(sorted(Counter(doubt for figures in done for doubt in figures.doubts).items())),
        "articles": sum(figures.articles for figures in done),
        "characters": sum(figures.characters for figures in done),
        "corrections": sum(figures.corrections for figures in done),
        "confidence": spread([figures.confidence for figures in done]),
        "ink": spread([figures.ink for figures in done]),
        "seconds": spread([row.seconds for row in rows]),
        "most_memory": max((row.peak for row in rows if row.peak), default=None),
        "started": moment(min(started)) if started else None,
        "ended": moment(max(ended)) if ended else None,
    }


def to_json(rows: Sequence[Row]) -> str:
    return json.dumps(summarise(rows), ensure_ascii=False, indent=1) + "\n"


def spread(values: Sequence[float | None]) -> dict[str, float] | None:
    """Return mean, median, least and most of those that there are."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    found = {"mean": fmean(known), "median": median(known), "least": min(known), "most": max(known)}
    return {name: round(value, 4) for name, value in found.items()}
