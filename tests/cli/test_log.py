from __future__ import annotations

import io
import logging
import sys

import pytest

from hwalja.cli import log
from hwalja.cli.main import main
from tests.cli.conftest import FakeDigitize


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _speak() -> None:
    logger = logging.getLogger("hwalja.layout.columns")
    with log.about("p1"):
        logger.debug("debug")
        logger.info("info")
        logger.warning("warning")
        logger.error("error")


@pytest.mark.parametrize(
    ("verbosity", "said"),
    [(-1, ["error"]), (0, ["warning", "error"]), (1, ["info", "warning", "error"])],
)
def test_a_record_names_its_page(verbosity: int, said: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(verbosity)
    _speak()
    assert capsys.readouterr().err.splitlines() == [f"hwalja: {level}: p1: {level}" for level in said]


def test_everything_names_its_module(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(2)
    _speak()
    assert capsys.readouterr().err.splitlines()[0] == "hwalja: debug: p1: hwalja.layout.columns: debug"


def test_progress_is_shown_to_a_terminal_and_wiped(digitize: FakeDigitize, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["page", "x/a.png", "b.png"]) == 0
    shown = terminal.getvalue()
    assert "[1/2] a.png: read done" in shown
    assert "[2/2] b.png: read done" in shown
    assert shown.endswith("\r\x1b[K")
    assert "\n" not in shown


def test_quiet_means_no_progress(digitize: FakeDigitize, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["page", "a.png", "-q"]) == 0
    assert terminal.getvalue().replace("\r\x1b[K", "") == ""
