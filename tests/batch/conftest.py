from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from hwalja.batch import job
from hwalja.batch.messages import Content, Fault, Start, Unusable
from hwalja.batch.worker import Work, load
from hwalja.batch.workers import Done, Event, Failed, Limits
from hwalja.inputs import PageInput
from hwalja.storage import Fetcher


class InProcess:
    """Stands for the worker processes: does their work here, a page at a time. What loads them is a second each."""

    size = 1

    def __init__(self, size: int, start: Start, limits: Limits) -> None:
        self._start = start
        self._work: Work | None = None
        self.pages: list[PageInput] = []
        self._fetcher = Fetcher()

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, *_: object) -> None:
        assert len(self.pages) <= 1
        self._fetcher.close()

    @property
    def idle(self) -> int:
        return int(self._work is not None and not self.pages)

    def fill(self, pages: int) -> None:
        """Load nothing before it is waited for."""

    def give(self, page: PageInput) -> None:
        assert self.idle
        self.pages.append(page)

    def wait(self, seconds: float) -> list[Event]:
        try:
            self._work = self._work or load(self._start.work, self._start.arguments)
        except Exception as error:
            return [Unusable(Fault.of(error))]
        return list(self._ended(self._work))

    def _ended(self, work: Work) -> Iterator[Event]:
        while self.pages:
            page = self.pages.pop()
            path = self._fetcher.local(page.path)
            content = Content.of(page.path, path)
            try:
                yield Done(page, content, work(replace(page, path=path)), 0.5, 1 << 20)
            except Exception as error:
                yield Failed(page, content, Fault.of(error), 0.5)


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "Workers", InProcess)
