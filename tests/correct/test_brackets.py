import pytest

from hwalja.correct.brackets import misread_brackets
from hwalja.correct.passage import Passage
from hwalja.geometry import Box
from hwalja.model import Glyph


def passage(text: str, others: dict[str, tuple[tuple[str, float], ...]]) -> Passage:
    """A text in which each bracket may be something else too."""
    glyphs = tuple(
        None if c == " " else Glyph(c, Box(10 * k, 0, 10, 20), 0.9, others.get(c, ())) for k, c in enumerate(text)
    )
    return Passage("b", text, tuple(range(len(text))), glyphs)


@pytest.mark.parametrize(
    ("text", "others", "found"),
    [
        ("박하린(의안번호 21〉 발의", {"〉": ((")", 0.1),)}, [(11, ")")]),
        ("박하린〈의안번호 21) 발의", {"〈": (("(", 0.1),)}, [(3, "(")]),
        ("〈새벽)", {"〈": (("(", 0.1),), ")": (("〉", 0.2),)}, [(3, "〉")]),  # the likelier of the two
        ("박하린(의안번호 21〉 발의", {}, []),  # the engine saw no round one
        ("〈새벽(2월)〉", {")": (("〉", 0.1),)}, []),  # they fit
        ("(가〈나) 다", {"〈": (("(", 0.1),)}, []),  # one in between was lost
        ("첫째) 둘째〉", {"〉": ((")", 0.1),)}, []),  # none was opened
        ("(" + "가" * 80 + "〉", {"〉": ((")", 0.1),)}, []),  # too far apart
    ],
)
def test_brackets_that_do_not_fit(
    text: str, others: dict[str, tuple[tuple[str, float], ...]], found: list[tuple[int, str]]
) -> None:
    assert [(misfit.position, misfit.text) for misfit in misread_brackets(passage(text, others))] == found
