"""Measure how often line breaks are decided right, and write results.json.

    python -m benchmarks.joins.measure --news STORIES.json --pages FOLDER [--ablation]

The stories measured on are those that fit.py holds out, and those of typeset pages; `--ablation` fits the model again
without each source.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.joins.fit import DEVELOPMENT, NOISE, SOURCES, fit, odds, sample, training_sample, training_stories
from benchmarks.joins.stories import Story, apart, cases, held_out, pages, texts, wikinews
from hwalja.correct.joins import Break, Join, decide

HERE = Path(__file__).parent
SEEDS = range(100, 103)
"""Of the ablation: broken into lines so often."""
ENOUGH = 12_000
"""Breaks that each set is measured on: its stories are broken into lines again until there are so many."""
SURE = 0.95


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, required=True, help="JSON list of stories: title, body")
    parser.add_argument("--pages", type=Path, required=True, help="typeset pages: JSON with articles")
    parser.add_argument("--ablation", action="store_true", help="fit again without each source (minutes)")
    given = parser.parse_args()
    before = memory()
    start = time.perf_counter()
    decide([Break("월요일부", "터")])
    load = {"seconds": round(time.perf_counter() - start, 2), "megabytes": round(memory() - before)}
    sets = test_sets(given.news, given.pages)
    path = HERE / "results.json"
    results: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    results |= {
        "versions": {name: version(name) for name in ("kiwipiepy", "kiwipiepy_model", "numpy")},
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, one thread",
        "load": load,
        "sets": {name: measured(stories) for name, stories in sets.items()},
        "breaks_per_second": round(speed(sets["pages"])),
        "break_at_words": words_whole(sets["pages"]),
    }
    if given.ablation:
        results["ablation"] = ablation(training_stories(given.news, given.pages), sets)
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(results, indent=1, ensure_ascii=False))


def memory() -> float:
    """Return the most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_sets(news: Path, typeset: Path) -> dict[str, list[Story]]:
    return {
        "news": [s for s in apart(wikinews(news), pages(typeset)) if held_out(s)],
        "development": [s for s in texts(DEVELOPMENT) if held_out(s)],
        "pages": pages(typeset),
    }


def measured(stories: Sequence[Story]) -> dict[str, Any]:
    return {"stories": len(stories), "clean": rates(stories, 0.0), f"{NOISE:.0%} misread": rates(stories, NOISE)}


def rates(stories: Sequence[Story], noise: float) -> dict[str, float]:
    """Return how often breaks are right, each story decided by itself as a page would be."""
    joins: list[Join] = []
    truth: list[bool] = []
    for seed in count(SEEDS.start):
        if len(truth) >= ENOUGH:
            break
        broken, lines = cases(stories, seed, noise)
        for number, read in enumerate(lines):
            own = [case for case in broken if case.story == number]
            joins += decide([case.around for case in own], read)
            truth += [case.space for case in own]
    space = np.array(truth)
    right = np.array([join.space for join in joins]) == space
    sure = np.array([join.confidence for join in joins]) > SURE
    kiwi = np.array([float(join.evidence.get("kiwi", -1.0)) > 0 for join in joins])
    return {
        "breaks": len(space),
        "right": share(right),
        "spaces_right": share(right[space]),
        "none_right": share(right[~space]),
        "kiwi_alone_right": share(kiwi == space),
        "sure": share(sure),
        "sure_right": share(right[sure]),
    }


def share(values: Any) -> float:
    return round(float(np.mean(values)), 4)


def speed(stories: Sequence[Story]) -> float:
    broken, lines = cases(stories, SEEDS[0])
    start = time.process_time()
    decide([case.around for case in broken], "\n".join(lines))
    return len(broken) / (time.process_time() - start)


def words_whole(stories: Sequence[Story]) -> dict[str, float]:
    """Return how often a break is right in papers that break body lines at words only, with the share adapted."""
    broken, _ = cases(stories, SEEDS[0])
    whole = [case.around for case in broken if case.space][:1000]
    groups = [whole[n : n + 200] for n in range(0, len(whole), 200)]
    return {"breaks": len(whole), "right": share([join.space for group in groups for join in decide(group)])}


def ablation(training: Sequence[Story], sets: Mapping[str, Sequence[Story]]) -> dict[str, dict[str, float]]:
    """Return the share of right breaks of models fitted without each source, or with one alone."""
    data = training_sample(training)
    samples = {
        f"{name}, {noise:.0%} misread": sample(stories, SEEDS, [noise] * len(SEEDS))
        for name, stories in sets.items()
        for noise in (0.0, NOISE)
    }
    kept = {"all": SOURCES} | {f"without {n}": tuple(s for s in SOURCES if s != n) for n in SOURCES}
    kept |= {f"only {n}": (n,) for n in SOURCES}
    results: dict[str, dict[str, float]] = {}
    for label, sources in kept.items():
        weights = fit(data, sources)
        results[label] = {n: share((odds(weights, s.features) > 0) == s.space) for n, s in samples.items()}
        print(label, results[label], flush=True)
    return results


if __name__ == "__main__":
    main()
