"""Folders that overlap are refused, files that go to one never cost another."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from hwalja.errors import MissingInputError, OutputError, UsageError
from hwalja.watch import Folders
from hwalja.watch.aside import move, place_for


def prepare(top: Path, inbox: str, out: str, rejected: str, finished: str | None = None) -> None:
    Folders(
        inbox=top / inbox, out=top / out, rejected=top / rejected, finished=top / finished if finished else None
    ).prepare()


@pytest.mark.parametrize(
    "names",
    [
        ("inbox", "inbox", "rejected"),
        ("inbox", "inbox/out", "rejected"),
        ("out/inbox", "out", "rejected"),
        ("inbox", "out", "inbox/rejected"),
        ("inbox", "out", "inbox"),
        ("inbox", "out", "."),
        ("inbox", "out", "out"),
        ("inbox", "out", "out/pages/rejected"),
        ("inbox", "out", "out/rejected", "inbox/done"),
        ("inbox", "out", "out/rejected", "out/rejected"),
        ("inbox", "out", "out/rejected", "out/rejected/done"),
        ("inbox", "link/out", "rejected"),
        ("link", "inbox/out", "rejected"),
        ("inbox", "out", "inbox/../inbox/rejected"),
    ],
)
def test_overlapping_folders_are_refused(names: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "out" / "inbox").mkdir(parents=True)
    (tmp_path / "link").symlink_to("inbox")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageError, match="overlap"):
        prepare(tmp_path, *names)
    assert sorted(tmp_path.rglob("*")) == before


def test_folders_side_by_side_are_made(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="no such folder"):
        prepare(tmp_path, "inbox", "out", "out/rejected")
    (tmp_path / "inbox").mkdir()
    prepare(tmp_path, "inbox", "inbox2", "inbox2/rejected", "inbox2/done")
    assert (tmp_path / "inbox2" / "rejected").is_dir()
    assert (tmp_path / "inbox2" / "done").is_dir()


def test_a_file_goes_beside_another_of_its_name_and_in_place_of_itself(tmp_path: Path) -> None:
    file, wanted = tmp_path / "a.png", tmp_path / "done" / "sub" / "a.png"
    for number, content in enumerate([b"one", b"two", b"one", b"three"]):
        file.write_bytes(content)
        target = place_for(file, wanted)
        move(file, target)
        assert target.name == ["a.png", "a-2.png", "a.png", "a-3.png"][number]
    assert {path.name: path.read_bytes() for path in wanted.parent.iterdir()} == {
        "a.png": b"one",
        "a-2.png": b"two",
        "a-3.png": b"three",
    }


def test_a_file_gets_to_another_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, target = tmp_path / "a.png", tmp_path / "done.png"
    file.write_bytes(b"one")
    os.utime(file, (1, 1))

    def rename(path: Path, to: Path) -> Path:
        raise OSError(errno.EXDEV, "another disk")

    monkeypatch.setattr(Path, "rename", rename)
    move(file, target)
    assert target.read_bytes() == b"one"
    assert target.stat().st_mtime == 1
    assert [path.name for path in tmp_path.iterdir()] == ["done.png"]
    with pytest.raises(OutputError):
        move(file, target)
