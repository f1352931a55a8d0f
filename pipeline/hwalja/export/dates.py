"""The one time that files may tell: the caller's, never the clock's, so that the same page gives the same bytes."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from hwalja.errors import UsageError

VARIABLE = "SOURCE_DATE_EPOCH"
"""Environment variable of the time: seconds since 1970 (reproducible-builds.org)."""


def made() -> datetime | None:
    """Return when files are said to be made, if the caller says so.

    Raises:
        UsageError: The environment names no time.
    """
    value = os.environ.get(VARIABLE, "")
    if not value:
        return None
    try:
        return datetime.fromtimestamp(int(value), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"{VARIABLE} is no time: {value!r}", advice="give seconds since 1970, or leave it out"
        ) from error


def made_iso() -> str | None:
    """Return the same in UTC as XML writes it.

    Raises:
        UsageError: The environment names no time.
    """
    time = made()
    return None if time is None else time.isoformat().replace("+00:00", "Z")
