"""What goes wrong when a file is opened or read, told as one of our errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hwalja.errors import MissingInputError


@contextmanager
def reading(path: str, what: str) -> Iterator[None]:
    """Tell what keeps a file from being read.

    Args:
        path: Of the file.
        what: It should be, such as `an image`.

    Raises:
        MissingInputError: It is not there, or may not be read.
    """
    try:
        yield
    except FileNotFoundError:
        why = "the link leads nowhere" if Path(path).is_symlink() else "there is no such file"
        raise MissingInputError(why, source=path, advice="check the name") from None
    except IsADirectoryError:
        raise MissingInputError(f"this is a folder, not {what}", source=path, advice="name a file in it") from None
    except PermissionError:
        raise MissingInputError("the file may not be read", source=path, advice="check its permissions") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise MissingInputError(
            f"the file cannot be read: {why}", source=path, advice="check the name and the disk"
        ) from error
