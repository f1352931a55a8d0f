import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.correct.log import apply, undo
from hwalja.model import Correction


def correction(start: int, original: str, replacement: str, *, applied: bool = True) -> Correction:
    return Correction("join", "b", start, original, replacement, None, {}, 0.9, applied)


@st.composite
def corrected_texts(draw: st.DrawFn) -> tuple[str, list[Correction]]:
    """A text and corrections that do not overlap, in any order, some of them only suggested."""
    pieces = draw(st.lists(st.tuples(st.text(max_size=4), st.text(max_size=3), st.text(max_size=3), st.booleans())))
    raw, corrections = "", []
    for kept, original, replacement, applied in pieces:
        raw += kept
        if not (original or kept):
            continue  # two insertions at one place have no order
        corrections.append(correction(len(raw), original, replacement, applied=applied))
        raw += original
    return raw, draw(st.permutations(corrections))


@given(corrected_texts())
def test_undo_is_the_inverse_of_apply(case: tuple[str, list[Correction]]) -> None:
    raw, corrections = case
    assert undo(apply(raw, corrections), corrections) == raw


def test_apply_replaces_in_order_of_place() -> None:
    log = [correction(5, "\n", " "), correction(2, "\n", "")]
    assert apply("가나\n다라\n마", log) == "가나다라 마"


def test_suggestions_change_nothing() -> None:
    log = [correction(0, "가", "나", applied=False)]
    assert apply("가", log) == "가"
    assert undo("가", log) == "가"


def test_insertion_stands_before_what_begins_there() -> None:
    log = [correction(1, "b", "B"), correction(1, "", "+")]
    assert apply("abc", log) == "a+Bc"
    assert undo("a+Bc", log) == "abc"


@pytest.mark.parametrize(
    ("text", "log"),
    [
        ("abc", [correction(0, "ab", "x"), correction(1, "bc", "y")]),
        ("abc", [correction(1, "x", "y")]),
        ("abc", [correction(4, "", "y")]),
        ("abc", [correction(2, "cd", "y")]),
    ],
    ids=["overlap", "something else stands there", "beyond the end", "reaches beyond the end"],
)
def test_apply_refuses_what_does_not_fit(text: str, log: list[Correction]) -> None:
    with pytest.raises(ValueError, match=r"overlap|does not stand"):
        apply(text, log)


def test_undo_refuses_another_text() -> None:
    with pytest.raises(ValueError, match="does not stand"):
        undo("가나", [correction(1, "\n", " ")])
