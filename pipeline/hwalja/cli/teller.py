"""What people are told of a job, and the exit code that it ends with."""

from __future__ import annotations

import logging
from collections.abc import Callable

from hwalja.batch.job import Tally
from hwalja.batch.workers import Done, Event, Failed, Told
from hwalja.cli import log
from hwalja.cli.progress import facts
from hwalja.errors import ExitCode

_log = logging.getLogger(__name__)


class Teller:
    """Tells people how a job goes.

    Args:
        show: Shows how far it has come.
    """

    def __init__(self, show: Callable[[Tally], None]) -> None:
        self._show = show
        self._stopping = False

    def __call__(self, tally: Tally, event: Event | None) -> None:
        if tally.interrupted and not self._stopping:
            self._stopping = True
            log.say_progress("hwalja: stopping: the running pages may end; a second signal ends them", facts(tally))
        match event:
            case Done(page, _, result, seconds):
                with log.about(page.id):
                    for warning in result.warnings:
                        _log.info("%s", warning)
                    _log.info("done in %.1f s", seconds)
            case Failed(page, _, fault):
                with log.about(page.id):
                    log.say_error(f"{page.name}: {fault}")
                    _log.debug("%s", fault.details)
            case Told(page, said):
                with log.about(page.id if page else log.NO_PAGE):
                    logging.getLogger(said.logger).log(said.level, "%s", said.message)
        self._show(tally)


def tell_end(tally: Tally) -> None:
    """Say how a job has ended."""
    log.clear_progress()
    plan = tally.plan
    parts = [f"{tally.done} pages done"]
    if tally.unsure:
        parts.append(f"{tally.unsure} of them unsure")
    if plan.done:
        parts.append(f"{plan.done} done before")
    if tally.failed:
        parts.append(f"{tally.failed} failed")
    if plan.failed:
        parts.append(f"{plan.failed} failed before (--retry-failed tries them again)")
    if tally.rejected:
        parts.append(f"{tally.rejected} files not usable")
    if tally.interrupted:
        what = "interrupted"
    elif tally.aborted:
        what = "given up: too many failed"
    else:
        what = "finished" if tally.total or plan.failed else "nothing to do"
    more = "; the same command goes on" if tally.interrupted or tally.aborted else ""
    log.say_progress(f"hwalja: {what}: {', '.join(parts)}{more}", facts(tally))


def code(tally: Tally) -> ExitCode:
    """Return the exit code of a job."""
    if tally.interrupted:
        return ExitCode.INTERRUPTED
    if tally.aborted:
        return ExitCode.ABORTED
    if tally.failed or tally.plan.failed or tally.rejected:
        return ExitCode.SOME_PAGES_FAILED
    return ExitCode.OK
