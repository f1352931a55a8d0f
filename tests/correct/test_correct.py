import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import hwalja.correct
from hwalja.correct import correct
from hwalja.correct.log import undo
from hwalja.geometry import Box
from hwalja.model import Block, Line, Region, Role, Word
from hwalja.options import Profile


def block(*lines: str, role: Role = Role.BODY, name: str = "b") -> Block:
    """A block of lines 10 px apart; each word is as wide as it has characters."""
    made = tuple(
        Line(f"{name}{n}", Box(0, 10 * n, 100, 10), 10.0, words=_words(text, 10 * n)) for n, text in enumerate(lines)
    )
    region = Region(name, role, Box(0, 0, 100, 10 * len(lines)), made)
    return Block(name, role, "\n".join(lines), (region,))


def _words(text: str, y: int) -> tuple[Word, ...]:
    return tuple(Word(word, Box(10 * n, y, len(word), 10), 0.9) for n, word in enumerate(text.split()))


def test_public_names() -> None:
    assert hwalja.correct.__all__ == ["Corrected", "correct"]


def test_profile_none_changes_nothing() -> None:
    blocks = (block("월요일부", "터 열린다."),)
    corrected = correct(blocks, Profile.NONE)
    assert corrected.blocks == blocks
    assert corrected.corrections == ()


def test_profile_none_does_not_import_kiwi() -> None:
    code = (
        "import sys; from hwalja.correct import correct; from hwalja.options import Profile;"
        "correct([], Profile.NONE); sys.exit('kiwipiepy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("lines", [(), ("한 줄",)])
def test_no_line_end_no_correction(lines: tuple[str, ...]) -> None:
    corrected = correct([block(*lines)], Profile.STANDARD)
    assert corrected.blocks == (block(*lines),)
    assert corrected.corrections == ()


def test_lines_without_words_leave_nothing() -> None:
    corrected = correct([block("", "가"), block("가", "")], Profile.STANDARD)
    assert [each.text for each in corrected.blocks] == ["가", "가"]


@pytest.mark.kiwi
def test_lines_are_joined_across_an_empty_one() -> None:
    corrected = correct([block("시장은 날이 갰다고 했다.", "", "이어 밖으로 나갔다.")], Profile.STANDARD)
    assert corrected.blocks[0].text == "시장은 날이 갰다고 했다. 이어 밖으로 나갔다."


@pytest.mark.kiwi
def test_cells_of_a_table_never_become_one_word() -> None:
    texts = ("가람말", "120", "8배", "노루목", "85", "일자", "리")
    places = ((0, 0), (0, 100), (0, 200), (20, 0), (20, 100), (20, 200), (40, 200))  # the last two are one cell
    lines = tuple(
        Line(f"l{n}", Box(x, y, 60, 15), 15.0, words=(Word(text, Box(x, y, 60, 15), 0.9),))
        for n, (text, (y, x)) in enumerate(zip(texts, places, strict=True))
    )
    table = Block("t", Role.TABLE, "\n".join(texts), (Region("t", Role.TABLE, Box(0, 0, 260, 60), lines),))
    corrected = correct([table], Profile.STANDARD)
    assert corrected.blocks[0].text == "가람말 120 8배 노루목 85 일자리"
    assert undo(corrected.blocks[0].text, corrected.corrections) == table.raw


@pytest.mark.kiwi
def test_corrections_tell_place_and_undo_exactly() -> None:
    given = [
        block("버스 요금은 다음 주 월요일부", "터 오른다고 시가 밝혔다.", "두 기관은 현장의", "기대와 우려를 들었다."),
        block("청년들이 일자", "리를 찾는다", name="c"),
    ]
    corrected = correct(given, Profile.STANDARD)
    assert [each.text for each in corrected.blocks] == [
        "버스 요금은 다음 주 월요일부터 오른다고 시가 밝혔다. 두 기관은 현장의 기대와 우려를 들었다.",
        "청년들이 일자리를 찾는다",
    ]
    assert [(c.kind, c.block, c.start, c.original, c.replacement, c.applied) for c in corrected.corrections] == [
        ("join", "b", 16, "\n", "", True),
        ("join", "b", 31, "\n", " ", True),
        ("join", "b", 41, "\n", " ", True),
        ("join", "c", 7, "\n", "", True),
    ]
    assert corrected.corrections[0].box == Box(40, 0, 4, 10)
    for before, after in zip(given, corrected.blocks, strict=True):
        log = [c for c in corrected.corrections if c.block == after.id]
        assert undo(after.text, log) == before.raw
        assert after.raw == before.raw


@pytest.mark.kiwi
def test_result_pickles_and_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    corrected = correct([block("월요일부", "터 열린다.")], Profile.STANDARD)
    assert pickle.loads(pickle.dumps(corrected)) == corrected  # noqa: S301 - our own
    assert capfd.readouterr() == ("", "")


@pytest.mark.kiwi
def test_threads_share_one_model() -> None:
    given = [block("청년들이 일자", "리를 찾는다")]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: correct(given, Profile.STANDARD), range(8)))
    assert all(each == found[0] for each in found)
