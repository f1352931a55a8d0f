"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from hwalja.errors import DiskFullError, OutputError

FULL = (errno.ENOSPC, errno.EDQUOT)
"""How the system says that there is no room left."""

_ADVICE = {
    errno.ENOSPC: "make room on the disk, or choose another folder",
    errno.EDQUOT: "make room within your quota, or choose another folder",
    errno.EACCES: "check the permissions of the folder, or choose another",
    errno.EPERM: "check the permissions of the folder, or choose another",
    errno.EROFS: "choose a folder on a disk that can be written",
    errno.ENOENT: "create the folder first",
    errno.ENOTDIR: "a file stands where a folder is named: choose another name",
    errno.EISDIR: "a folder of that name exists: choose another name",
    errno.EEXIST: "a file of that name exists: choose another name",
    errno.ENAMETOOLONG: "choose a shorter name",
}


def write_whole(path: Path, content: str | bytes, *, scratch: Path | None = None) -> None:
    """Write `content` (text as UTF-8) in place of what `path` held.

    The file appears complete or stays as it was: what is written stands in a temporary file until it is safe on the
    disk. A link is followed; a device or a pipe is written to. A new file gets the mode that the umask leaves, an old
    one keeps its own.

    Args:
        path: Of the file.
        content: Of the file.
        scratch: Folder of the temporary file, on the same disk; by default the file's own.

    Raises:
        OutputError: It cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        target = path.resolve()
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            target.write_bytes(data)
        else:
            _replace(target, data, mode, scratch or target.parent)
    except (OSError, RuntimeError) as error:
        raise output_error(path, error) from error


def make_folder(path: Path) -> None:
    """Create the folder where it is missing and see that files can be put into it.

    Raises:
        OutputError: It cannot be created or written to.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(path, error) from error
    check_folder(path)


def check_folder(path: Path) -> None:
    """See that `path` is a folder that files can be put into.

    Raises:
        OutputError: It is not.
    """
    for wrong, code in (
        (not path.exists(), errno.ENOENT),
        (not path.is_dir(), errno.ENOTDIR),
        (not os.access(path, os.W_OK | os.X_OK), errno.EACCES),
    ):
        if wrong:
            raise output_error(path, OSError(code, os.strerror(code)))


def output_error(path: Path | str, error: Exception) -> OutputError:
    """Return what to raise for a failure of the system to write to `path`."""
    code = error.errno if isinstance(error, OSError) else None
    what = os.strerror(code) if code else str(error)
    kind = DiskFullError if code in FULL else OutputError
    return kind(f"cannot be written: {what}", source=str(path), advice=_ADVICE.get(code or 0))


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _replace(target: Path, content: bytes, mode: int | None, scratch: Path) -> None:
    temporary = scratch / f".hwalja-{secrets.token_hex(8)}.part"
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(descriptor, "wb") as file:
            if mode is not None:
                os.fchmod(descriptor, stat.S_IMODE(mode))
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
