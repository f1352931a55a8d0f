"""A Dask cluster on loopback: a scheduler and workers, each a process, without nannies that would start them again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from tests.batch.jobs import ROOT

PATIENCE = 60.0
"""Seconds for a process to start, on a machine that is busy with other things."""

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(ROOT), *map(os.path.abspath, sys.path)]),
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
}
"""Dask's settings are those of docs/cluster.md."""


class DaskCluster:
    """Leave it as a context: then nothing of it runs any more.

    Args:
        folder: For what its processes write.
        workers: How many, of one thread each.
        security: Arguments for scheduler and workers, such as `--tls-ca-file`.
        protocol: `tcp` or `tls`.
    """

    def __init__(self, folder: Path, workers: int, security: Sequence[str] = (), protocol: str = "tcp") -> None:
        self._folder = folder
        self._known = folder / "scheduler.json"
        self._known.unlink(missing_ok=True)
        self._security = list(security)
        listen = ["--host", "127.0.0.1", "--port", "0", "--protocol", protocol]
        self.scheduler = self._start("scheduler", *listen, "--scheduler-file", str(self._known))
        self.workers = [self.add() for _ in range(workers)]

    @property
    def address(self) -> str:
        end = time.monotonic() + PATIENCE
        while not self._known.exists() and time.monotonic() < end:
            time.sleep(0.05)
        return str(json.loads(self._known.read_text())["address"])

    def add(self) -> subprocess.Popen[bytes]:
        place = ["--host", "127.0.0.1", "--local-directory", str(self._folder)]
        return self._start("worker", self.address, *place, "--nthreads", "1", "--no-nanny")

    def wait(self) -> None:
        """Wait until all workers are there."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, role: str, *arguments: str) -> subprocess.Popen[bytes]:
        said = (self._folder / f"{role}.log").open("ab")
        with said:
            return subprocess.Popen(
                [
                    *(sys.executable, "-m", f"distributed.cli.dask_{role}", *arguments, *self._security),
                    *("--no-dashboard", "--preload", "hwalja"),
                ],
                stdout=said,
                stderr=said,
                env=ENVIRONMENT,
            )
