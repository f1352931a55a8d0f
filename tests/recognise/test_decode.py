"""Scores of frames to letters."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from hwalja.recognise.decode import LEAST, Scores, decode
from hwalja.recognise.window import STEP

LETTERS = ("", " ", "가", "나", "다")
EM = 24.0


def shares(*best: str, sure: float = 0.9) -> NDArray[np.float32]:
    """Return probabilities in which the letters given are the best of each frame; `-` is the blank."""
    rest = (1 - sure) / (len(LETTERS) - 1)
    found = np.full((len(best), len(LETTERS)), rest, np.float32)
    for row, letter in enumerate(best):
        found[row, LETTERS.index("" if letter == "-" else letter)] = sure
    return found


def scored(probabilities: NDArray[np.float32]) -> Scores:
    return Scores(np.arange(len(probabilities)), np.log(probabilities))


def frames(*best: str) -> Scores:
    return scored(shares(*best))


def text(*best: str) -> str:
    return "".join(letter.text for letter in decode(frames(*best), LETTERS, EM))


@pytest.mark.parametrize(
    ("best", "read"),
    [
        ("", ""),
        ("---", ""),
        ("가", "가"),
        ("-가가-나-", "가나"),
        ("가가나", "가나"),
        ("가-가", "가가"),
        ("가가가", "가"),
        ("가- -나", "가 나"),
    ],
)
def test_runs_are_letters(best: str, read: str) -> None:
    assert text(*best) == read


SIGNS = ("", " ", "가", "나", ".", "(")


@pytest.mark.parametrize(
    ("best", "frame", "sign", "share", "found"),
    [
        ("가--나", 1, ".", 0.1, {"가.": 0.1}),
        ("가-- 나", 2, ".", 0.1, {"가.": 0.1}),
        ("가 -나", 2, "(", 0.1, {"(나": 0.1}),  # behind a space it belongs to what follows
        ("가---나", 2, ".", 0.01, {}),  # hardly seen
        ("가---나", 1, "가", 0.2, {}),  # no sign
        ("가-.-나", 3, ".", 0.2, {}),  # the one that was read
        ("--- ---", 1, ".", 0.2, {}),  # nothing beside it
    ],
)
def test_signs_that_a_blank_frame_may_hold(
    best: str, frame: int, sign: str, share: float, found: dict[str, float]
) -> None:
    probabilities = np.full((len(best), len(SIGNS)), 1e-6, np.float32)
    for row, letter in enumerate(best):
        probabilities[row, SIGNS.index("" if letter == "-" else letter)] = 1.0
    probabilities[frame, [0, SIGNS.index(sign)]] = 1 - share, share
    others = [other for letter in decode(scored(probabilities), SIGNS, EM) for other in letter.others]
    assert dict(others) == pytest.approx(found, abs=1e-4)


def test_letters_stand_where_their_frames_are() -> None:
    first, second = decode(frames(*"--가-----나--"), LETTERS, EM)
    assert first.left < 2.5 * STEP < first.right
    assert second.left < 8.5 * STEP < second.right
    assert first.right <= second.left
    assert first.right - first.left <= EM


def test_frames_that_are_left_out_are_blank() -> None:
    whole = frames(*"-가가--나-나-")
    kept = np.array([1, 2, 5, 7])
    assert decode(Scores(kept, whole.classes[kept]), LETTERS, EM) == decode(whole, LETTERS, EM)


def test_neighbours_share_the_way_between_them() -> None:
    first, second = decode(frames(*"가-나"), LETTERS, EM)
    assert first.right == second.left == 1.5 * STEP


def test_confidence_is_of_the_surest_frame() -> None:
    found = np.concatenate([shares("가", sure=0.6), shares("가", sure=0.96), shares("-")])
    (letter,) = decode(scored(found), LETTERS, EM)
    assert letter.confidence == pytest.approx(0.96, abs=0.01)


def test_runners_up_are_neither_the_letter_nor_the_blank() -> None:
    (letter,) = decode(scored(np.array([[0.1, 0.001, 0.6, 0.2, 0.099]], np.float32)), LETTERS, EM)
    assert [other for other, _ in letter.others] == ["나", "다"]
    assert [share for _, share in letter.others] == pytest.approx([0.2, 0.099], abs=0.01)
    assert all(share >= LEAST for _, share in letter.others)
