"""A watch from end to end: what comes in is done once, whole, and put where it belongs."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pytest

from hwalja.batch import job as batch_job
from hwalja.batch.messages import Result
from hwalja.batch.report import NAMES
from hwalja.batch.workers import Done, Failed
from hwalja.cli import progress
from hwalja.cli.main import main
from hwalja.errors import ExitCode
from hwalja.inputs import PageInput
from hwalja.watch import HEARTBEAT
from hwalja.watch.inbox import PATIENCE
from tests.batch import work
from tests.batch.jobs import Told, do, job, results, starts, states, unfinished
from tests.batch.kills import kill
from tests.watch.inboxes import (
    SETTLE,
    attend,
    feed,
    folders,
    names,
    page,
    pages,
    put,
    start,
    wait_until,
)

FOUR = [("a.png", page(1)), ("b.jpg", page(2, "JPEG")), ("1998/c.tif", pages(3, 4)), ("notes.txt", b"no page")]


@pytest.mark.usefixtures("in_process")
def test_files_are_done_as_batch_does_them_and_moved(tmp_path: Path) -> None:
    used = folders(tmp_path)
    put(used.inbox, FOUR)
    tally = attend(used)
    assert (tally.done, tally.failed, tally.rejected, tally.total) == (4, 0, 0, 4)
    assert names(used.inbox) == {"notes.txt"}
    assert names(tmp_path / "done") == {"a.png", "b.jpg", "1998/c.tif"}
    assert names(used.rejected) == set()
    assert states(used.out) == dict.fromkeys(["a", "b", "1998-c-p0001", "1998-c-p0002"], "done")
    assert all((used.out / name).exists() for name in NAMES)
    assert not (used.out / HEARTBEAT).exists(), "a watch that has ended is not alive"
    assert unfinished(used.out) == []

    do(job(tmp_path / "done", tmp_path / "batch", work=work.READING))
    assert results(used.out) == results(tmp_path / "batch")
    again = do(job(tmp_path / "done", used.out, work=work.LACKING))
    assert again.plan.done == 4, "the journal knows where the files are now"


@pytest.mark.usefixtures("in_process")
def test_files_may_stay_and_are_done_once(tmp_path: Path) -> None:
    used = folders(tmp_path, finished=False)
    put(used.inbox, FOUR)
    assert attend(used).done == 4
    begun = starts(used.out)
    assert attend(used, work=work.LACKING_LATER).total == 0
    put(used.inbox, [("a.png", page(9))])
    assert attend(used).done == 1
    changed = {name for name, when in starts(used.out).items() if when != begun[name]}
    assert changed == {"a"}
    assert names(used.inbox) == {name for name, _ in FOUR}


@pytest.mark.usefixtures("in_process")
def test_what_cannot_be_read_is_put_aside_with_the_reason(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    used = folders(tmp_path)
    cut = page(2, "JPEG")
    put(
        used.inbox,
        [("a.png", page(1)), ("sub/text.jpg", b"this is no image"), ("empty.tif", b""), ("cut.jpg", cut[:900])],
    )
    begun = time.monotonic()
    tally = attend(used)
    assert time.monotonic() - begun > PATIENCE * SETTLE, "what lacks its end is waited for"
    assert (tally.done, tally.failed, tally.rejected) == (1, 1, 2)
    assert names(used.inbox) == set()
    assert names(used.rejected) == {
        *("sub/text.jpg", "sub/text.jpg.txt", "empty.tif", "empty.tif.txt", "cut.jpg", "cut.jpg.txt")
    }
    assert "this is not an image" in (used.rejected / "sub/text.jpg.txt").read_text("utf-8")
    assert "the file is empty" in (used.rejected / "empty.tif.txt").read_text("utf-8")
    assert "the JPEG data ends too early" in (used.rejected / "cut.jpg.txt").read_text("utf-8")
    assert json.loads((used.out / "summary.json").read_text("utf-8"))["files_not_usable"] == 2
    assert states(used.out) == {"a": "done", "cut": "failed"}

    put(used.inbox, [("cut.jpg", cut)])
    assert attend(used).done == 1, "the name is free again"
    assert states(used.out) == {"a": "done", "cut": "done"}
    (used.rejected / "sub/text.jpg").rename(used.inbox / "text.jpg")
    assert attend(used).rejected == 1, "one that is put back is tried again"


@pytest.mark.usefixtures("in_process")
def test_another_file_of_a_name_that_was_done_costs_no_result(tmp_path: Path) -> None:
    used = folders(tmp_path)
    for number in (1, 2, 1, 3):  # a scanner counts from 1 each day
        put(used.inbox, [("scan1.png", page(number)), ("scan1.tif", pages(10 * number, 10 * number + 1))])
        attend(used)
    found = results(used.out)
    texts = {content for name, content in found.items() if name.endswith(".txt")}
    assert len(texts) == len(found) / 2 == 3 + 3 * 2
    assert names(tmp_path / "done") == {f"scan1{more}.{kind}" for more in ("", "-2", "-3") for kind in ("png", "tif")}
    put(used.inbox, [("scan1.jpg", page(5, "JPEG"))])
    attend(used)
    assert found.items() <= results(used.out).items()
    assert len(results(used.out)) == len(found) + 2


@pytest.mark.usefixtures("in_process")
def test_links_are_told_and_not_followed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    used = folders(tmp_path)
    put(tmp_path / "secret", [("a.png", page(1)), ("b.png", page(2))])
    (used.inbox / "a.png").symlink_to(tmp_path / "secret" / "a.png")
    (used.inbox / "more").symlink_to(tmp_path / "secret")
    tally = attend(used)
    assert (tally.total, tally.rejected) == (0, 2)
    assert names(used.rejected) == {"a.png.txt", "more.txt"}
    assert [record.message.count("are not followed") for record in caplog.records] == [1, 1]
    assert (used.inbox / "a.png").is_symlink()


@pytest.mark.usefixtures("in_process")
def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used = folders(tmp_path, finished=False)
    put(used.inbox, [("a.tif", pages(1, 2))])
    read = work.reading
    seen: list[str] = []

    def meddling(*arguments: object) -> work.Work:
        done = read(*arguments)  # type: ignore[arg-type] # as given

        def meddle(page_input: PageInput) -> Result:
            result = done(page_input)
            seen.append(page_input.id)
            if len(seen) == 2:
                put(used.inbox, [("a.tif", pages(3, 4))])
            return result

        return meddle

    monkeypatch.setattr(work, "reading", meddling)
    told = Told()
    tally = attend(used, told=told)
    assert seen == ["a-p0001", "a-p0002"] * 2
    assert len([event for event in told.events if isinstance(event, Done)]) == 3
    assert not [event for event in told.events if isinstance(event, Failed)]
    assert tally.ended == tally.total == 3
    do(job(used.inbox, tmp_path / "batch", work=work.READING))
    assert results(used.out) == results(tmp_path / "batch")


@pytest.mark.usefixtures("in_process")
def test_a_file_that_cannot_be_moved_stays_and_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    used = folders(tmp_path)
    put(used.inbox, [("sub/a.png", page(1)), ("b.png", page(2))])
    put(tmp_path / "done", [("sub", b"a file, and no folder")])
    assert attend(used).done == 2
    assert names(used.inbox) == {"sub/a.png"}
    assert "is left in the inbox" in caplog.text
    assert attend(used, work=work.LACKING_LATER).total == 0


def test_slow_writers_renames_and_a_restart_in_the_middle(tmp_path: Path) -> None:
    """Files come in pieces, slower than they settle; the watch is killed and started again while they do."""
    used = folders(tmp_path)
    files = {f"p{number:02}.png": page(number) for number in range(12)}
    settle = 1.0
    running = start(used, settle)
    writers = feed(used.inbox, files, 4 * settle, writers=6)
    wait_until(lambda: len(names(tmp_path / "done")) >= 3, running)
    assert kill(running) == 0
    running = start(used, settle)
    writers.shutdown()
    wait_until(lambda: len(names(tmp_path / "done")) == len(files), running)
    assert (used.out / HEARTBEAT).exists()
    running.send_signal(signal.SIGTERM)
    said = running.communicate()[1].decode()
    assert running.returncode == ExitCode.INTERRUPTED, said
    assert "hwalja: interrupted:" in said
    assert set(states(used.out).values()) == {"done"}
    assert names(used.inbox) == names(used.rejected) == set()
    put(tmp_path / "whole", files.items())
    do(job(tmp_path / "whole", tmp_path / "batch", work=work.READING))
    assert results(used.out) == results(tmp_path / "batch")
    assert unfinished(used.out) == []


def test_what_is_missing_is_found_before_the_first_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    used = folders(tmp_path)
    defaults = {**(batch_job.Job.__init__.__kwdefaults__ or {}), "work": work.LACKING}
    monkeypatch.setattr(batch_job.Job.__init__, "__kwdefaults__", defaults)
    assert main(["watch", str(used.inbox), "-o", str(used.out)]) == ExitCode.MISSING_DEPENDENCY
    assert "no working Tesseract" in capsys.readouterr().err
    assert main(["watch", str(used.inbox), "-o", str(used.inbox / "out")]) == ExitCode.BAD_ARGUMENTS
    assert "overlap" in capsys.readouterr().err
    assert main(["watch", str(tmp_path / "none"), "-o", str(used.out)]) == ExitCode.INPUT_FILE
    os.chmod(used.inbox, 0o500)  # noqa: PTH101 # as short
    if not os.access(used.inbox, os.W_OK):  # root may write anyway
        assert main(["watch", str(used.inbox), "-o", str(used.out)]) == ExitCode.OUTPUT


@pytest.mark.usefixtures("in_process")
def test_a_watch_of_limited_time_ends_as_a_batch_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    used = folders(tmp_path)
    monkeypatch.setattr(progress, "EVERY", 0)
    monkeypatch.setattr(
        batch_job.Job.__init__,
        "__kwdefaults__",
        {**(batch_job.Job.__init__.__kwdefaults__ or {}), "work": work.READING},
    )
    arguments = ["watch", str(used.inbox), "-o", str(used.out), "--settle", str(SETTLE), "--idle-exit", "0.1"]
    assert main(arguments) == ExitCode.OK
    assert "hwalja: nothing to do: 0 pages done\n" in capsys.readouterr().err
    put(used.inbox, [("a.png", page(1))])
    assert main(arguments) == ExitCode.OK
    said = capsys.readouterr().err
    assert "hwalja: 1 pages done, 0 failed, 0 at hand\n" in said
    assert said.endswith("hwalja: finished: 1 pages done\n")
    put(used.inbox, [("b.png", b"no image")])
    assert main(arguments) == ExitCode.SOME_PAGES_FAILED
    assert "this is not an image" in capsys.readouterr().err
