"""When a file is taken: the clock is the test's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hwalja.watch.inbox import PATIENCE, Inbox


def ripe(inbox: Inbox, now: float) -> list[str]:
    inbox.look(now)
    return [str(path.relative_to(inbox.folder)) for path, _ in inbox.ripe(now)]


def test_a_file_is_taken_once_it_has_not_changed_for_a_while(tmp_path: Path) -> None:
    inbox, file = Inbox(tmp_path, 10), tmp_path / "a.png"
    file.write_bytes(b"one")
    assert ripe(inbox, 0) == []
    assert ripe(inbox, 9) == []
    file.write_bytes(b"one more")
    assert ripe(inbox, 12) == []
    assert ripe(inbox, 21) == []
    assert ripe(inbox, 22) == ["a.png"]
    inbox.take(file)
    assert ripe(inbox, 1000) == []
    file.write_bytes(b"something else")
    assert ripe(inbox, 1001) == []
    assert ripe(inbox, 1011) == ["a.png"]


def test_a_new_name_begins_anew(tmp_path: Path) -> None:
    inbox, file = Inbox(tmp_path, 10), tmp_path / "a.png.part"
    file.write_bytes(b"one")
    ripe(inbox, 0)
    file.rename(tmp_path / "a.png")
    assert ripe(inbox, 11) == []
    assert ripe(inbox, 21) == ["a.png"]


def test_one_without_an_end_is_waited_for_but_not_for_ever(tmp_path: Path) -> None:
    inbox, file = Inbox(tmp_path, 10), tmp_path / "a.png"
    file.write_bytes(b"half")
    ripe(inbox, 0)
    assert ripe(inbox, 10) == ["a.png"]
    inbox.wait_for(file)
    assert ripe(inbox, 10 * PATIENCE - 1) == []
    assert inbox.waiting
    assert list(inbox.ripe(10 * PATIENCE)) == [(file, True)]
    file.write_bytes(b"half and half")
    assert ripe(inbox, 100) == []
    assert list(inbox.ripe(110)) == [(file, False)]


def test_what_lies_below_counts_and_what_is_hidden_does_not(tmp_path: Path) -> None:
    for name in ("1998/03/a.png", "b.png", ".c.png", "~d.png", ".hidden/e.png", "@eaDir/f.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "link.png").symlink_to(tmp_path / "b.png")
    (tmp_path / "folder").symlink_to("/")
    inbox = Inbox(tmp_path, 0)
    assert sorted(ripe(inbox, 0)) == ["1998/03/a.png", "b.png"]
    assert inbox.refused.keys() == {tmp_path / "link.png", tmp_path / "folder"}


def test_a_folder_that_cannot_be_read_is_told_and_the_others_are_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("closed/a.png", "open/b.png", "gone/c.png"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(b"x")
    listed = os.scandir
    errors = {"closed": PermissionError(13, "Permission denied"), "gone": FileNotFoundError(2, "No such file")}

    def scandir(path: Path) -> object:
        if path.name in errors:
            raise errors[path.name]
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    inbox = Inbox(tmp_path, 0)
    assert ripe(inbox, 0) == ["open/b.png"]
    assert [str(error) for error in inbox.refused.values()] == [
        f"{tmp_path}/closed: the folder cannot be read: Permission denied (check its permissions)"
    ]
    with pytest.raises(PermissionError):
        Inbox(tmp_path / "closed", 0).look(0)


def waiting(inbox: Inbox, now: float) -> bool:
    inbox.look(now)
    return inbox.waiting


def test_it_tells_when_something_came_last(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, 10)
    assert not waiting(inbox, 3)
    (tmp_path / "a.png").write_bytes(b"x")
    assert waiting(inbox, 5)
    assert waiting(inbox, 7)
    assert inbox.changed == 5
    inbox.take(tmp_path / "a.png")
    assert not waiting(inbox, 9)
    (tmp_path / "a.png").unlink()
    assert not waiting(inbox, 11)
    assert inbox.changed == 5
