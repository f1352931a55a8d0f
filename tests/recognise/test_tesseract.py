from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hwalja.errors import DependencyError, EngineError, EngineTimeoutError
from hwalja.geometry import Box
from hwalja.recognise.engine import LineImage, Words
from hwalja.recognise.tesseract import SETTINGS, TesseractEngine
from tests.recognise.fakes import FakeTesseract, is_dead, lines


def texts(readings: list[Words]) -> list[str]:
    return [" ".join(word.text for word in reading.words) for reading in readings]


def test_lines_keep_their_order(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("write([f'가 {number}' for number, path in enumerate(paths)])")
    assert texts(TesseractEngine().read(lines(3), timeout=20)) == ["가 0", "가 1", "가 2"]


def test_boxes_and_confidences(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("write(['가나 다'])")
    (reading,) = TesseractEngine().read(lines(1), timeout=20)
    assert [word.box for word in reading.words] == [Box(0, 2, 18, 8), Box(20, 2, 8, 8)]
    assert all(0.9 < word.confidence <= 1 for word in reading.words)


def test_no_lines_need_no_program(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("sys.exit(1)")
    assert TesseractEngine().read([], timeout=20) == []


def test_an_empty_page_is_an_empty_reading(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("write(['', '가', ''])")
    assert texts(TesseractEngine().read(lines(3), timeout=20)) == ["", "가", ""]


def test_all_pages_empty(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("write([''])")
    assert texts(TesseractEngine().read(lines(1), timeout=20)) == [""]


def test_form_feeds_after_each_page_as_tesseract_4_writes_them(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("write(['가', '']); open(out + '.txt', 'a').write('\\f')")
    assert texts(TesseractEngine().read(lines(2), timeout=20)) == ["가", ""]


def test_blank_crops_are_not_read(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("write(['가'] * len(paths))")
    blank = LineImage("blank", np.full((30, 100), 255, np.uint8), 24.0)
    (line,) = lines(1)
    assert texts(TesseractEngine().read([blank, line, blank], timeout=20)) == ["", "가", ""]
    assert texts(TesseractEngine().read([blank], timeout=20)) == [""]


def test_the_middle_dot_is_the_one_of_newspapers(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("write(['가ㆍ나'])")
    (reading,) = TesseractEngine().read(lines(1), timeout=20)
    assert texts([reading]) == ["가·나"]
    assert reading.words[0].glyphs[1].confidence > 0.9


def test_what_the_program_is_told(fake_tesseract: FakeTesseract, tmp_path: Path) -> None:
    fake_tesseract(
        f"open({str(tmp_path / 'told')!r}, 'w').write(' '.join(sys.argv) + os.environ['OMP_THREAD_LIMIT']); write('가')"
    )
    TesseractEngine(["kor", "Hangul"]).read(lines(1), timeout=20)
    told = (tmp_path / "told").read_text()
    assert "-l kor+script/Hangul" in told
    assert told.endswith("txt hocr1")


def test_doubtful_lines_are_read_again_and_the_surer_reading_is_kept(fake_tesseract: FakeTesseract) -> None:
    for first, second, kept in ((90, 99, "나"), (90, 80, "가"), (99, 99, "가")):
        fake_tesseract(
            f"""
again = sys.argv[sys.argv.index("--psm") + 1] == "13"
write(["나" if again else "가"] * len(paths), {second} if again else {first})
"""
        )
        assert texts(TesseractEngine().read(lines(2), timeout=20)) == [kept] * 2


def test_what_may_be_latin_is_read_by_eng_too(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("""
latin = sys.argv[sys.argv.index("-l") + 1] == "eng"
write(["1kg" if latin else "무게 16에"] * len(paths))
""")
    (reading,) = TesseractEngine().read(lines(1), timeout=20)
    assert texts([reading]) == ["무게 16에"]
    assert [[text for text, _ in word.others] for word in reading.words] == [[], ["1kg에"]]


def test_without_eng_nothing_is_read_by_it(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("write(['16' if 'eng' not in sys.argv else '1kg'] * len(paths))")
    (reading,) = TesseractEngine(settings=replace(SETTINGS, latin=False)).read(lines(1), timeout=20)
    assert reading.words[0].others == ()


def test_what_was_read_as_nothing_is_not_read_again(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("assert sys.argv[sys.argv.index('--psm') + 1] == '7'; write(['', ''])")
    assert texts(TesseractEngine().read(lines(2), timeout=20)) == ["", ""]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("os.write(2, b'\\xe9 no\\n'); sys.exit(1)", "ended with status 1; it said: \N{REPLACEMENT CHARACTER} no"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "was killed by SIGSEGV"),
        ("os.abort()", "was killed by SIGABRT"),
        ("", "wrote no out.txt"),
        ("write(['가'] * len(paths)); os.remove(out + '.hocr')", "wrote no out.hocr"),
        ("write(['가'] * len(paths)); open(out + '.txt', 'ab').write(b'\\xff')", "wrote bad UTF-8 to out.txt"),
        ("write(['가'])", "read 1 of 3 lines"),
        ("write(['가'] * 4)", "read 4 of 3 lines"),
    ],
)  # fmt: skip
def test_failures(fake_tesseract: FakeTesseract, body: str, message: str) -> None:
    fake_tesseract(body)
    engine = TesseractEngine()
    with pytest.raises(EngineError) as caught:
        engine.read(lines(3), timeout=20)
    assert message in caught.value.message
    assert caught.value.advice


def test_chatter_does_not_block(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("print('Estimating resolution ' * 200_000); print('y' * 200_000, file=sys.stderr); write(['가'])")
    assert texts(TesseractEngine().read(lines(1), timeout=20)) == ["가"]


def test_a_hang_ends_with_everything_it_started(fake_tesseract: FakeTesseract, tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    fake_tesseract(
        f"child = subprocess.Popen(['sleep', '60']); open({str(note)!r}, 'w').write(str(child.pid)); time.sleep(60)"
    )
    engine = TesseractEngine()
    with pytest.raises(EngineTimeoutError):
        engine.read(lines(1), timeout=2)
    assert is_dead(int(note.read_text()))


def test_a_program_that_has_gone(fake_tesseract: FakeTesseract) -> None:
    program = fake_tesseract("")
    engine = TesseractEngine()
    program.unlink()
    with pytest.raises(DependencyError, match="cannot be started"):
        engine.read(lines(1), timeout=20)


def test_nothing_is_left_in_the_temporary_folder(
    fake_tesseract: FakeTesseract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_tesseract("sys.exit(1)")
    engine = TesseractEngine()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with pytest.raises(EngineError):
        engine.read(lines(2), timeout=20)
    assert list(temporary.iterdir()) == []


def test_a_folder_that_cannot_be_written(fake_tesseract: FakeTesseract, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_tesseract("")
    engine = TesseractEngine()
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    with pytest.raises(EngineError, match="temporary files"):
        engine.read(lines(1), timeout=20)
