"""How far a job has come: where a person watches, a line that changes, else one now and then."""

from __future__ import annotations

import time

from hwalja.batch.job import Tally
from hwalja.cli import log

EVERY = 30.0
"""Seconds between two lines."""

BAR = 24
"""Letters of the bar."""

_REDRAW = 0.1


class Progress:
    """Shows tallies as they come."""

    def __init__(self) -> None:
        self._said = time.monotonic()
        self._drawn = 0.0

    def show(self, tally: Tally) -> None:
        """Show a tally, unless one was shown just now."""
        now = time.monotonic()
        if log.watched():
            if now - self._drawn >= _REDRAW:
                self._drawn = now
                log.show_progress(f"{bar(tally)} {described(tally)}")
        elif now - self._said >= EVERY:
            self._said = now
            log.say_progress(f"hwalja: {described(tally)}", facts(tally))


class Standing:
    """Shows what a job without an end has done, when it has done more."""

    def __init__(self) -> None:
        self._said = time.monotonic()
        self._text = ""

    def show(self, tally: Tally) -> None:
        """Show a tally, unless it was shown or another one was shown just now."""
        text = f"{tally.done} pages done, {tally.failed} failed, {tally.total - tally.ended} at hand"
        if text == self._text:
            return
        if log.watched():
            log.show_progress(text)
        elif time.monotonic() - self._said >= EVERY:
            self._said = time.monotonic()
            log.say_progress(f"hwalja: {text}", facts(tally))
        else:
            return
        self._text = text


def bar(tally: Tally) -> str:
    filled = BAR * tally.ended // max(1, tally.total)
    return f"[{'#' * filled}{'.' * (BAR - filled)}]"


def described(tally: Tally) -> str:
    """Return such as `12/100 pages, 1 failed, 2.1 pages/s, 0:41 left`."""
    parts = [f"{tally.ended}/{tally.total} pages"]
    if tally.failed:
        parts.append(f"{tally.failed} failed")
    if tally.left is not None:
        parts += [f"{_rate(tally.rate)}", f"{duration(tally.left)} left"]
    return ", ".join(parts)


def facts(tally: Tally) -> dict[str, object]:
    """Return the same for programs; seconds."""
    return {
        "pages": tally.total,
        "done": tally.done,
        "failed": tally.failed,
        "unsure": tally.unsure,
        "seconds": round(tally.seconds, 1),
        "left": None if tally.left is None else round(tally.left),
    }


def duration(seconds: float) -> str:
    """Return hours, minutes and seconds, such as `1:02:03` or `0:41`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _rate(rate: float) -> str:
    return f"{rate:.1f} pages/s" if rate >= 1 else f"{60 * rate:.1f} pages/min"
