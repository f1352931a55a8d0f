"""What a rerun does again, and what it leaves."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from hwalja.batch.journal import Journal
from hwalja.batch.outputs import Outputs
from hwalja.batch.plan import Policy, Reason
from hwalja.batch.shard import WHOLE, Shard
from hwalja.errors import DependencyError, HwaljaError, MissingInputError, UsageError
from hwalja.inputs import Found, PageInput
from hwalja.options import Options, Profile
from tests.batch import work
from tests.batch.jobs import content, do, fill, job, numbered, results, states, unfinished

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = fill(tmp_path_factory.mktemp("scans"), ["a", "b", "c"])
    (folder / "d.png").write_bytes(content("bad"))
    return folder


@pytest.fixture
def finished(scans: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return a folder of four files, one of them bad, and the results of a job on it."""
    folder, out = tmp_path / "scans", tmp_path / "out"
    folder.mkdir()
    for path in scans.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    tally = do(job(folder, out))
    assert (tally.done, tally.failed) == (3, 1)
    return folder, out


def reasons(folder: Path, out: Path, **changes: object) -> dict[str, Reason]:
    """Return what would be done again, and why."""
    told = job(folder, out, **changes)
    with Journal(told.journal_path) as journal:
        return {task.page.id: task.reason for task in told.plan(journal).tasks}


def test_a_rerun_does_what_has_changed_and_nothing_else(finished: tuple[Path, Path]) -> None:
    folder, out = finished
    assert sorted(results(out)) == ["a/a.json", "a/a.txt", "b/b.json", "b/b.txt", "c/c.json", "c/c.txt"]
    assert states(out) == {"a": "done", "b": "done", "c": "done", "d": "failed"}
    assert unfinished(out) == []

    assert reasons(folder, out) == {}
    assert reasons(folder, out, policy=Policy(retry_failed=True)) == {"d": Reason.RETRY}
    assert set(reasons(folder, out, policy=Policy(force=True)).values()) == {Reason.FORCED}
    assert reasons(folder, out, options=Options(profile=Profile.ARCHIVAL)).keys() == {"a", "b", "c", "d"}
    assert reasons(folder, out, options=Options(timeout=1)) == {}
    assert reasons(folder, out, options=Options(newspaper="활자일보"))["a"] == Reason.OPTIONS

    before = results(out)
    os.utime(folder / "a.png", (1, 1))
    assert reasons(folder, out) == {}, "touched, but the same"
    stat = (folder / "b.png").stat()
    (folder / "b.png").write_bytes(content("page B"))
    os.utime(folder / "b.png", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert reasons(folder, out) == {}, "changed in secret"
    assert reasons(folder, out, policy=Policy(verify=True)) == {"b": Reason.CHANGED}
    (folder / "c.png").write_bytes(content("page other"))
    (out / "pages" / "a" / "a.txt").unlink()
    (folder / "d.png").write_bytes(content("page d"))
    fill(folder, ["e"])
    changed = {"a": Reason.OUTPUT, "c": Reason.CHANGED, "d": Reason.CHANGED, "e": Reason.NEW}
    assert reasons(folder, out) == changed
    tally = do(job(folder, out))
    assert (tally.done, tally.failed, tally.plan.done) == (4, 0, 1)
    after = results(out)
    assert {name for name in before if before[name] != after[name]} == {"c/c.json", "c/c.txt"}
    assert set(after) - set(before) == {"d/d.json", "d/d.txt", "e/e.json", "e/e.txt"}


def test_a_page_that_fails_leaves_no_results_of_earlier_times(finished: tuple[Path, Path]) -> None:
    folder, out = finished
    (folder / "a.png").write_bytes(content("bad now"))
    assert do(job(folder, out)).failed == 1
    assert not (out / "pages" / "a").exists()
    assert states(out)["a"] == "failed"


def test_another_format_is_added_to_the_first(finished: tuple[Path, Path]) -> None:
    folder, out = finished
    before = results(out)
    outputs = Outputs(out, WHOLE, ("markdown",))
    assert reasons(folder, out, outputs=outputs) == dict.fromkeys("abc", Reason.OUTPUT)
    do(job(folder, out, outputs=outputs))
    assert {name: content for name, content in results(out).items() if not name.endswith(".md")} == before
    assert reasons(folder, out) == {}


def test_scans_that_were_moved_are_not_done_again(finished: tuple[Path, Path]) -> None:
    folder, out = finished
    moved = folder.rename(folder.with_name("moved"))
    assert reasons(moved, out) == {}


def test_pages_of_other_files_with_the_same_ids_are_refused(finished: tuple[Path, Path]) -> None:
    folder, out = finished
    other = fill(folder.with_name("other"), ["a"])
    (other / "a.png").write_bytes(content("page of another paper"))
    before = results(out)
    with pytest.raises(UsageError, match="holds the page a of another file"):
        do(job(other, out))
    assert results(out) == before
    assert do(job(other, out, policy=Policy(force=True))).done == 1


def test_a_page_that_was_being_read_when_the_job_was_killed_is_done_again(finished: tuple[Path, Path]) -> None:
    folder, out = finished
    before = results(out)
    base = sqlite3.connect(out / "journal.sqlite")
    with base:
        base.execute("UPDATE page SET state = 'running' WHERE id = 'b'")
    base.close()
    (out / ".hwalja-unfinished").mkdir()
    (out / ".hwalja-unfinished" / ".hwalja-0.part").write_bytes(b"half")
    assert reasons(folder, out) == {"b": Reason.BROKEN_OFF}
    assert do(job(folder, out)).done == 1
    assert results(out) == before
    assert unfinished(out) == []


def test_flat_results_stand_side_by_side(scans: Path, tmp_path: Path) -> None:
    do(job(scans, tmp_path, outputs=Outputs(tmp_path, WHOLE, ("text",), flat=True)))
    assert sorted(results(tmp_path)) == ["a.txt", "b.txt", "c.txt"]


def test_shards_share_a_job_and_a_folder(scans: Path, tmp_path: Path) -> None:
    fill(scans.with_name("many"), numbered(20))
    many = scans.with_name("many")
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    do(job(many, whole))
    shards = [Shard(number, 3) for number in (1, 2, 3)]
    tallies = [do(job(many, parts, outputs=Outputs(parts, shard, ("text", "json")))) for shard in shards]
    assert results(parts) == results(whole)
    assert sum(tally.done for tally in tallies) == 20
    assert all(tally.done for tally in tallies)
    held = [set(states(parts, f"journal-{shard.number}-of-3.sqlite")) for shard in shards]
    assert sum(map(len, held)) == len(set.union(*held)) == 20


def test_a_sample_is_spread_over_all_pages_and_counts(scans: Path, tmp_path: Path) -> None:
    folder = fill(tmp_path / "many", numbered(20))
    assert do(job(folder, tmp_path / "out", sample=4)).done == 4
    assert list(states(tmp_path / "out")) == ["p000", "p005", "p010", "p015"]


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"work": work.LACKING}, DependencyError, "no working Tesseract"),
        ({"options": Options(dictionaries=("missing.tsv",))}, MissingInputError, "there is no such file"),
    ],
)
def test_what_no_page_can_be_read_with_is_found_before_any_page(
    changes: dict[str, object], error: type[HwaljaError], message: str, scans: Path, tmp_path: Path
) -> None:
    with pytest.raises(error, match=message):
        do(job(scans, tmp_path, **changes))
    assert states(tmp_path) == {}
    assert results(tmp_path) == {}


def test_what_is_missing_at_a_page_fails_no_page(scans: Path, tmp_path: Path) -> None:
    with pytest.raises(DependencyError, match="no working Tesseract"):
        do(job(scans, tmp_path, work=work.LACKING_LATER))
    assert set(states(tmp_path).values()) == {"running"}


def test_nothing_is_loaded_when_nothing_is_to_do(finished: tuple[Path, Path]) -> None:
    folder, out = finished
    tally = do(job(folder, out, work=work.LACKING))
    assert (tally.total, tally.plan.done, tally.plan.failed) == (0, 3, 1)


def test_what_is_known_of_a_page_belongs_to_its_key(scans: Path, tmp_path: Path) -> None:
    page = PageInput(id="a", path=scans / "a.png")
    told = job(scans, tmp_path, found=Found((page,)))
    do(told)
    with_name = replace(page, newspaper="활자일보")
    assert do(replace(told, found=Found((with_name,)))).plan.reasons == {Reason.OPTIONS: 1}
    assert "활자일보" in results(tmp_path)["a/a.txt"].decode()
