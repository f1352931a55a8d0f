import pytest

from hwalja.correct.marks import edits
from tests.correct.reads import read

SPEAKERS = [read(f"○{name} 위원", name=name) for name in ("마루한", "도래솔", "서라온")]


@pytest.mark.parametrize(
    ("text", "other", "speakers", "found"),
    [
        ("O우금내 위원", "○", 3, [(0, "○")]),
        ("O우금내 위원", "○", 2, []),  # too few begin so
        ("O우금내 위원", "◎", 3, []),  # none does
        ("이우금내 위원", "○", 3, []),  # a syllable is no mark
    ],
)
def test_what_begins_other_paragraphs_begins_this_one(
    text: str, other: str, speakers: int, found: list[tuple[int, str]]
) -> None:
    changed = edits([read(text, {0: ((other, 0.36),)}), *SPEAKERS[:speakers]])
    assert [(edit.start, edit.text) for edit in changed[0] if edit.odds > 1] == found
    assert not any(changed[1:])
