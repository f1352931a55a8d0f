"""Commas of figures that look like stops."""

from __future__ import annotations

import pytest

from hwalja.recognise.decode import Letter
from hwalja.recognise.thousands import with_commas


def line(text: str, share: float = 0.01) -> list[Letter]:
    """Return letters, each stop among them a comma with a probability of `share`."""
    return [Letter(each, 0.0, 9.0, 0.98, ((",", share),) if share and each == "." else ()) for each in text]


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("1.234.567원", "1,234,567원"),
        ("약 88.465,509.120", "약 88,465,509,120"),
        ("1,234,567", "1,234,567"),
        ("1.234", "1.234"),
        ("약 1.234명", "약 1,234명"),
        ("2.300만원", "2,300만원"),
        ("1.234배", "1.234배"),
        ("0.234건", "0.234건"),
        ("1.23명", "1.23명"),
        ("12.3.456", "12.3.456"),
        ("1234.567.890", "1234.567.890"),
        ("1.234.5678", "1.234.5678"),
        ("1.234.567.89", "1.234.567.89"),
        ("2000.12.100", "2000.12.100"),
        ("1.234. 567", "1.234. 567"),
        ("다. 1.234.567.", "다. 1,234,567."),
        ("", ""),
    ],
)
def test_stops_between_thousands(seen: str, read: str) -> None:
    assert "".join(letter.text for letter in with_commas(line(seen))) == read


def test_where_the_net_saw_no_comma_there_is_none() -> None:
    assert with_commas(line("192.168.100.200", share=0)) == tuple(line("192.168.100.200", share=0))
    mixed = [*line("1.234"), *line(".567", share=0)]
    assert with_commas(mixed) == tuple(mixed)


def test_the_stop_is_what_it_may_be_otherwise() -> None:
    comma = with_commas(line("1.234.567"))[1]
    assert (comma.text, comma.confidence, comma.others) == (",", 0.98, ((".", 0.01),))
