"""Where sentences end, told from their characters alone, and quotation marks without their partner."""

from __future__ import annotations

import re

_CLOSING = r"”’\"'」』)\]】〉》"
_STOP = re.compile(rf"[.!?。…][{_CLOSING}]*(?:\s?\[[^\[\]]*\]|\s?\([^()]*\))*$")
"""A note in brackets may follow."""

_VERB = re.compile(
    rf"(?:[았었였겠했됐갔왔났섰졌렸쳤켰]다|습니다|입니다|이다|있다|없다|한다|된다|는다|않다)[{_CLOSING}]*$"
)
"""Endings that close a sentence even where the full stop was lost."""

_SENTENCE = re.compile(rf"[가-힣][{_CLOSING}]*(?:[.。](?=[\s{_CLOSING}]|$)|[!?](?=[{_CLOSING}]*\s))")
"""A question or an exclamation alone may be a headline."""

_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"))
"""Not the single marks: ’ is an apostrophe too; nor parentheses, which also close the numbers of lists."""


def stops(text: str) -> bool:
    """Tell whether a text ends with what ends a sentence, marks that close after it included."""
    return bool(_STOP.search(text))


def finished(text: str) -> bool:
    """Tell whether a text ends as a sentence does, with a full stop or without."""
    return stops(text) or bool(_VERB.search(text))


def holds_sentence(text: str) -> bool:
    """Tell whether a sentence ends anywhere in a text: a headline seldom holds one."""
    return bool(_SENTENCE.search(text))


def unclosed(text: str) -> bool:
    """Tell whether a quotation or a title begins in a text and does not end there."""
    return any(text.rfind(opening) > text.rfind(closing) for opening, closing in _PAIRS)


def unopened(text: str) -> bool:
    """Tell whether a quotation or a title ends in a text that did not begin there."""
    for opening, closing in _PAIRS:
        at = text.find(closing)
        if at >= 0 and opening not in text[:at]:
            return True
    return False
