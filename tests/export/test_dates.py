from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hwalja.errors import UsageError
from hwalja.export.dates import made


def test_no_time_is_told_unless_the_caller_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert made() is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert made() is None


def test_the_caller_tells_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert made() == datetime(1970, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize("value", ["now", "1.5", "9" * 30])
def test_what_is_no_time_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is no time") as caught:
        made()
    assert caught.value.advice
