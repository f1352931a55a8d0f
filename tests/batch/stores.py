"""An S3 server on loopback, and what tests put there."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

SECRET = "never-shown-7f3a"  # noqa: S105 # opens nothing


@contextmanager
def served() -> Iterator[Any]:
    """Run a server with a bucket `archive`, which the environment names; yield what speaks to it beside hwalja."""
    import s3fs
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # which tells of each request
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    environment = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "somebody",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    try:
        with patch.dict(os.environ, environment):
            s3fs.S3FileSystem.clear_instance_cache()
            system = s3fs.S3FileSystem(use_listings_cache=False)
            system.mkdir("archive")
            yield system
            s3fs.S3FileSystem.clear_instance_cache()
    finally:
        server.stop()


def upload(system: Any, folder: Path, to: str) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            system.pipe_file(f"{to}/{path.relative_to(folder).as_posix()}", path.read_bytes())


def stored(system: Any, folder: str) -> dict[str, bytes]:
    """Return the objects below a folder, by their names from it on."""
    return {name.removeprefix(f"{folder}/"): system.cat_file(name) for name in system.find(folder)}
