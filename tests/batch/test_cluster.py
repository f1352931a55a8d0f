"""The same job on a Dask cluster: a scheduler and two workers on loopback, one of which is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hwalja.batch import seat
from hwalja.batch.job import Tally
from hwalja.batch.key import Keys
from hwalja.batch.messages import Unusable
from hwalja.batch.workers import Done, Event, Failed, Limits
from hwalja.errors import EngineError
from hwalja.options import Options
from tests.batch import work
from tests.batch.jobs import Told, do, fill, job, numbered, results, states, unfinished

pytest.importorskip("distributed", reason="needs hwalja[cluster]")

from tests.batch.clusters import DaskCluster

PAGES = 40


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with DaskCluster(tmp_path_factory.mktemp("dask"), workers=2) as running:
        yield running


class LosesAWorker(Told):
    """Kills a Dask worker once some pages are done."""

    def __init__(self, cluster: DaskCluster) -> None:
        super().__init__()
        self._cluster = cluster

    def __call__(self, tally: Tally, event: Event | None) -> None:
        super().__call__(tally, event)
        if tally.done == PAGES // 4 and isinstance(event, Done):
            self._cluster.workers[0].kill()


def test_a_lost_worker_costs_no_page(cluster: DaskCluster, tmp_path: Path) -> None:
    scans = fill(tmp_path / "scans", numbered(PAGES))
    do(job(scans, tmp_path / "here"))
    here = job(scans, tmp_path / "there", work=work.SLOW, workers=None, dask=cluster.address)
    told = LosesAWorker(cluster)
    tally = do(here, told)
    assert (tally.done, tally.failed) == (PAGES, 0)
    assert cluster.workers[0].wait() != 0
    assert results(tmp_path / "there") == results(tmp_path / "here")
    assert set(states(tmp_path / "there").values()) == {"done"}
    assert unfinished(tmp_path / "there") == []
    assert (tmp_path / "there" / "report.html").exists()
    assert do(here).total == 0


def test_pages_that_crash_or_hang_fail_alone(cluster: DaskCluster, tmp_path: Path) -> None:
    harm = {"crash": "killed by SIGSEGV", "loop": "not read within 3 s"}
    scans = fill(tmp_path / "scans", [*harm, "a"])
    (scans / "b.png").write_bytes(work.SIGNATURE + b"bad")
    told = Told()
    there = job(scans, tmp_path / "out", work=work.HARMFUL, limits=Limits(3), dask=cluster.address)
    tally = do(there, told)
    assert (tally.done, tally.failed) == (1, 3)
    assert states(tmp_path / "out") == {"a": "done", "b": "failed", "crash": "failed", "loop": "failed"}
    faults = {event.page.id: event.fault for event in told.events if isinstance(event, Failed)}
    for page, said in harm.items():
        assert said in faults[page].message
    assert faults["b"].message == "this is not an image"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"version": "0.0.9"}, "the job 0.0.9"),
        ({"settings": "of other files"}, "a Dask worker has other lists of words, or another model"),
        ({"options": Options(dictionaries=("missing.tsv",))}, "there is no such file"),
    ],
)
def test_a_worker_that_would_read_otherwise_reads_nothing(
    changes: dict[str, Any], message: str, tmp_path: Path
) -> None:
    told = job(fill(tmp_path / "scans", ["a"]), tmp_path / "out")
    terms = seat.Terms("job", told.start, told.limits, told.options, Keys(told.options).settings)
    (event,) = seat.read(replace(terms, **changes), told.found.pages[0])
    assert isinstance(event, Unusable)
    assert message in event.fault.message


def test_without_a_scheduler_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hwalja.batch.cluster.PATIENCE", "0.5 s")
    scans = fill(tmp_path / "scans", ["a"])
    with pytest.raises(EngineError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        do(job(scans, tmp_path / "out", dask="tcp://127.0.0.1:9"))
    assert states(tmp_path / "out") == {}
