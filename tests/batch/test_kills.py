"""Jobs and workers killed at random moments: nothing is lost, nothing is done twice."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pytest

from hwalja.inputs import Found
from tests.batch import kills
from tests.batch.jobs import do, fill, job, numbered, results, unfinished

MOMENTS = 4
PAGES = 30

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows what a stray process was started by")


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("scans"), numbered(PAGES))


@pytest.fixture(scope="module")
def expected(scans: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed")
    do(job(scans, out))
    return results(out)


@linux_only
def test_a_killed_job_goes_on_where_it_was(scans: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    chance = random.Random(18)
    out = tmp_path / "out"
    for _ in range(MOMENTS):
        before = kills.done(out)
        running = kills.start(scans, out)
        kills.wait_for(running, out, len(before) + chance.randrange(4))
        time.sleep(chance.random() * 0.1)
        assert kills.kill(running) == 0
        assert before.items() <= kills.done(out).items(), "a page that was done was done again"
    before = kills.done(out)
    assert len(before) < PAGES
    assert kills.finish(scans, out) == expected
    assert before.items() <= kills.done(out).items()


@linux_only
def test_killed_workers_are_replaced_and_their_pages_read_again(
    scans: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    chance = random.Random(4)
    running = kills.start(scans, out)
    for killed in range(2):
        kills.wait_for(running, out, 3 * (killed + 1))
        assert kills.kill_a_worker(running, chance)
    said = running.communicate()[1]
    assert running.returncode == 0, said
    assert results(out) == expected
    assert unfinished(out) == []


def test_the_order_and_the_number_of_workers_change_nothing(
    scans: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    told = job(scans, tmp_path)
    do(job(scans, tmp_path, workers=3, found=Found(told.found.pages[::-1])))
    assert results(tmp_path) == expected
