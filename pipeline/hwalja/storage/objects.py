"""What is asked of a store: fsspec does it, which is imported with the first URL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from hwalja.errors import DependencyError, HwaljaError, MissingInputError, OutputError, UsageError
from hwalja.storage.url import Url, redacted

BLOCK = 1 << 16
"""Bytes that are fetched at once of an object of which only parts are read."""

WHOLE = 5 << 30
"""Bytes that S3 takes in one request (PutObject): such an object appears at once, and nothing is left of one that
failed, as there would be of an upload in parts."""

_S3 = ("s3", "s3a")

_PACKAGES = {"s3": "pip install 'hwalja[s3]'", "s3a": "pip install 'hwalja[s3]'"}

_CHECK = "check the name, the credentials in the environment, and the network"


def listed(folder: Url, prefix: str = "") -> Iterator[Url]:
    """Yield all objects below a folder, or the one that is called so, as the store lists them.

    Args:
        folder: Where to look.
        prefix: Only those whose names go on with it.
    """
    system, path = _system(folder)
    start = len(path)
    with reading(folder):
        found = system.find(path, detail=True, **({"prefix": prefix} if prefix else {}))
    for name, about in found.items():
        if not name.endswith("/") and about.get("type") == "file":
            yield _url(folder.text + name[start:], about)


def looked_up(url: Url) -> Url:
    """Return the URL of an object with what the store says of it.

    Raises:
        MissingInputError: There is none, or it cannot be reached.
    """
    system, path = _system(url)
    with reading(url):
        about = system.info(path)
        if about["type"] != "file":
            raise FileNotFoundError
    return _url(url.text, about)


def download(url: Url, target: Path) -> None:
    """Write an object to a file.

    Raises:
        MissingInputError: There is none, or it cannot be reached.
    """
    system, path = _system(url)
    with reading(url):
        system.get_file(path, str(target))


@contextmanager
def opened(url: Url) -> Iterator[BinaryIO]:
    """Open an object of which parts are to be read.

    Raises:
        MissingInputError: There is none, or it cannot be reached.
    """
    system, path = _system(url)
    with reading(url), system.open(path, "rb", block_size=BLOCK) as file:
        yield cast(BinaryIO, file)


def put(url: Url, content: bytes) -> None:
    """Write an object: it appears complete, or stays as it was.

    Raises:
        OutputError: It cannot be written.
    """
    system, path = _system(url)
    with _writing(url):
        system.pipe_file(path, content, **({"chunksize": WHOLE} if url.scheme in _S3 else {}))


def delete(url: Url) -> None:
    """Remove an object.

    Raises:
        OutputError: It cannot be removed.
    """
    system, path = _system(url)
    with _writing(url):
        system.rm_file(path)


@contextmanager
def reading(url: Url) -> Iterator[None]:
    """Tell what keeps an object from being read, and nothing that may be secret: no error of a library goes on.

    Raises:
        MissingInputError: It is not there, or cannot be reached.
    """
    try:
        yield
    except HwaljaError:
        raise
    except FileNotFoundError:
        raise MissingInputError("there is no such object", source=str(url), advice="check the name") from None
    except Exception as error:  # whatever a store's library raises
        raise MissingInputError(f"the object cannot be read: {_said(error)}", source=str(url), advice=_CHECK) from None


@contextmanager
def _writing(url: Url) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # whatever a store's library raises
        raise OutputError(f"cannot be written: {_said(error)}", source=str(url), advice=_CHECK) from None


def _system(url: Url) -> tuple[Any, str]:
    """Return the file system of a URL, which keeps its connections, and the URL's path in it.

    Raises:
        DependencyError: A package that knows such URLs is not installed.
        UsageError: Nothing knows such URLs.
    """
    try:
        import fsspec  # only where there are URLs

        system, path = fsspec.url_to_fs(url.text, use_listings_cache=False)
    except ImportError as error:
        advice = _PACKAGES.get(url.scheme, "install the package that fsspec names for it")
        raise DependencyError(f"what reads {url.scheme}:// is not installed: {error}", advice=advice) from None
    except ValueError as error:
        raise UsageError(f"{url.scheme}:// cannot be used: {_said(error)}", advice="s3:// can") from None
    return system, path


def _url(text: str, about: Mapping[str, Any]) -> Url:
    changed = next((about[name] for name in ("LastModified", "last_modified", "mtime") if about.get(name)), None)
    if isinstance(changed, datetime):
        changed = changed.timestamp()
    tag = about.get("ETag") or about.get("etag")
    return Url(
        text,
        about.get("size"),
        round(changed * 1_000_000_000) if isinstance(changed, int | float) else None,
        str(tag).strip('"') if tag else None,
    )


def _said(error: Exception) -> str:
    """Return what an error says, in one line."""
    text = " ".join(redacted(str(error)).split())
    return text or type(error).__name__
