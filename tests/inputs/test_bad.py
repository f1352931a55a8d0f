"""Every bad file is told of, with file, reason and advice, in little time and memory; good ones beside it are read."""

from __future__ import annotations

import os
import resource
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hwalja.errors import InputError, MissingInputError, printable
from hwalja.inputs import Found, find_pages
from hwalja.read import read_image
from hwalja.read.pdf import process
from tests.inputs.bad import Odd, laughs, odd_files

ODD = odd_files()
NOBODY = 65_534
SECONDS = 20
"""Of a processor, for a file: they take less than one, but for what is meant to take for ever."""


def worked() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def outcome(found: Found) -> tuple[int, list[InputError]]:
    """Read what was found; return the number of pages that can be read, and what keeps others from it."""
    errors, read = [each.error for each in found.rejected], 0
    for page in found.pages:
        try:
            assert read_image(page.source).grey.size
            read += 1
        except InputError as error:
            errors.append(error)
    return read, errors


def check(odd: Odd, found: Found, path: Path) -> None:
    start = worked()
    read, errors = outcome(found)
    assert worked() - start < SECONDS
    assert read == odd.pages, errors
    assert [type(error) for error in errors if not isinstance(error, odd.error or ())] == []
    assert bool(errors) == bool(odd.error)
    for error in errors:
        assert error.source == printable(str(path))
        assert error.message
        assert error.advice
        assert str(error).isprintable()


def test_there_are_enough_of_them() -> None:
    assert len(ODD) > 100
    assert sum(odd.error is not None for odd in ODD) >= 60


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: printable(odd.name)[:60])
def test_named(odd: Odd, tmp_path: Path) -> None:
    path = tmp_path / odd.name
    odd.write(path)
    if path.is_dir():
        pytest.skip("a folder that is named is looked into")
    check(odd, find_pages([str(path)]), path)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: printable(odd.name)[:60])
def test_in_a_folder(odd: Odd, tmp_path: Path) -> None:
    path = tmp_path / odd.name
    odd.write(path)
    check(odd, find_pages([str(tmp_path)]), path)


def test_all_in_one_folder(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for odd in ODD:
        odd.write(tmp_path / odd.name)
    found = find_pages([str(tmp_path)])
    read, errors = outcome(found)
    assert read == sum(odd.pages for odd in ODD)
    assert len(errors) == sum(odd.error is not None for odd in ODD)
    assert len({page.id.casefold() for page in found.pages}) == len(found.pages)
    for page in found.pages:
        assert len(page.id.encode()) <= 200
        (tmp_path / page.id).mkdir()
        assert page.name.encode()
        assert "\n" not in page.name
    assert capfd.readouterr() == ("", "")


def test_memory_is_bounded() -> None:
    """Whatever was read above: nothing took more than what PDFium may have."""
    largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    assert largest * 1024 < process.MEMORY


def test_what_would_take_for_ever_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "SECONDS", 2)
    path = tmp_path / "laughs.pdf"
    path.write_bytes(laughs(9))
    start = worked()
    read, errors = outcome(find_pages([str(path)]))
    assert (read, len(errors)) == (0, 1)
    assert "took more than 2 s" in str(errors[0])
    assert worked() - start < SECONDS


@contextmanager
def as_nobody() -> Iterator[Path]:
    """A folder, and a user who is not root: root may read everything."""
    with tempfile.TemporaryDirectory() as name:
        folder, user = Path(name), os.geteuid()
        if user == 0:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(user)


def test_what_may_not_be_read() -> None:
    with as_nobody() as folder:
        (folder / "locked.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        (folder / "locked.png").chmod(0)
        (folder / "locked").mkdir()
        (folder / "locked").chmod(0)
        found = find_pages([str(folder)])
        assert [each.path.name for each in found.rejected] == ["locked", "locked.png"]
        for each in found.rejected:
            assert isinstance(each.error, MissingInputError)
            assert "permissions" in str(each.error)
        (folder / "link").symlink_to("locked/a")
        names = ["locked.png", "locked/a.png", "locked", "link", "locked/*.png"]
        named = find_pages([str(folder / name) for name in names])
        assert [type(each.error) for each in named.rejected] == [MissingInputError] * 4
        assert named.pages == ()
        (folder / "locked").chmod(stat.S_IRWXU)
