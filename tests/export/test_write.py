from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hwalja.errors import ExitCode, OutputError
from hwalja.export.write import check_folder, make_folder, write_whole


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_holds_utf8(tmp_path: Path) -> None:
    write_whole(tmp_path / "가.txt", "활자\n")
    assert (tmp_path / "가.txt").read_bytes() == "활자\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["가.txt"]


@pytest.mark.usefixtures("umask")
def test_a_new_file_gets_what_the_umask_leaves(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "글")
    assert _mode(tmp_path / "a.txt") == 0o640


@pytest.mark.usefixtures("umask")
def test_an_old_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o604)
    write_whole(path, "new")
    assert (path.read_text(encoding="utf-8"), _mode(path)) == ("new", 0o604)


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_whole(tmp_path / "link.txt", "글")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "글"


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OutputError):
        write_whole(tmp_path / "a", "글")


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, "글")
    reader.join()
    assert got == ["글".encode()]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_what_was_there_stays_when_writing_breaks_off(
    call: str, failure: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise failure

    target = {"write": "os.fdopen", "fsync": "os.fsync", "replace": "pathlib.Path.replace"}[call]
    with monkeypatch.context() as patched:
        patched.setattr(target, fail)
        with pytest.raises((OutputError, KeyboardInterrupt)) as caught:
            write_whole(path, "new")
    if isinstance(caught.value, OutputError):
        assert str(caught.value) == (
            f"{path}: cannot be written: No space left on device (make room on the disk, or choose another folder)"
        )
    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(OutputError, match="No space left") as caught:
        write_whole(full, "글")
    assert caught.value.exit_code is ExitCode.DISK_FULL


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("missing/a.txt", "create the folder first"),
        ("file/a.txt", "a file stands where a folder is named"),
        ("folder", "a folder of that name exists"),
        ("가" * 100 + ".txt", "choose a shorter name"),
    ],
)
def test_a_name_that_cannot_be_written_is_explained(name: str, advice: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=advice) as caught:
        write_whole(tmp_path / name, "글")
    assert caught.value.source == str(tmp_path / name)
    assert {path.name for path in tmp_path.iterdir()} == {"folder", "file"}


def test_folders_are_made(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    check_folder(tmp_path / "a" / "b")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    for check in (make_folder, check_folder):
        with pytest.raises(OutputError):
            check(tmp_path / "a")
    with pytest.raises(OutputError, match="create the folder first"):
        check_folder(tmp_path / "b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="check the permissions"):
        make_folder(tmp_path)
    with pytest.raises(OutputError, match="check the permissions"):
        write_whole(tmp_path / "a.txt", "글")


def test_what_is_unfinished_can_stand_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    seen: list[str] = []
    scratch.mkdir()

    def fail(descriptor: int) -> None:
        seen.extend(path.suffix for path in scratch.iterdir())
        raise OSError(errno.EIO, "broken")

    write_whole(tmp_path / "a", "글", scratch=scratch)
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError):
        write_whole(tmp_path / "a", "other", scratch=scratch)
    assert seen == [".part"]
    assert (tmp_path / "a").read_text(encoding="utf-8") == "글"
    assert list(scratch.iterdir()) == []
