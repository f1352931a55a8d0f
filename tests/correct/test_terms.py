import unicodedata
from pathlib import Path

import pytest

from hwalja.correct.terms import Source, Term, read_terms, shipped
from hwalja.errors import DictionaryError
from hwalja.resources import dictionaries

FILES = sorted((dictionaries() / "terms").glob("*.tsv"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_form_of_the_shipped_lists(file: Path) -> None:
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    terms = [line.split("\t")[0] for line in lines]
    assert head.startswith("# ")
    assert "written for the project" in head
    assert terms == sorted(set(terms))
    assert all(line == unicodedata.normalize("NFC", line) and line == line.strip() for line in lines)
    assert all(len(line.split("\t")) in (2, 3) and line.split("\t")[1] for line in lines)


def test_no_term_stands_in_two_lists() -> None:
    terms = [term.text for term in shipped()]
    assert len(terms) == len(set(terms)) > 3000


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "terms.tsv"
    file.write_bytes(text.encode(encoding))
    return file


def test_a_list_of_the_user(tmp_path: Path) -> None:
    file = write(tmp_path, "# our names\n\n두영테크\tcompany\t2\n한가람\tperson # a reporter\n누비콜\nC#\n")
    assert read_terms(file) == (
        Term("두영테크", Source.USER, "company", 2.0),
        Term("한가람", Source.USER, "person"),
        Term("누비콜", Source.USER),
        Term("C#", Source.USER),
    )


def test_windows_line_ends_a_mark_and_decomposed_syllables_are_read(tmp_path: Path) -> None:
    file = write(tmp_path, "\ufeff" + unicodedata.normalize("NFD", "두영테크") + "\tcompany\r\n")
    assert read_terms(file) == (Term("두영테크", Source.USER, "company"),)


def test_the_last_of_two_lines_with_a_term_holds(tmp_path: Path) -> None:
    (term,) = read_terms(write(tmp_path, "누비콜\tproduct\n누비콜\tproduct\t0\n"))
    assert term.weight == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("두영 테크\tcompany", "has a space"),
        ("두영테크\tcompany\thigh", "'high' is not a number"),
        ("두영테크\tcompany\t-1", "-1 is not a number from zero up"),
        ("두영테크\tcompany\tnan", "nan is not a number from zero up"),
        ("두영테크\tcompany\t1\tmore", "4 columns"),
        ("\tcompany", "no term"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    file = write(tmp_path, f"# names\n누비콜\n{line}\n")
    with pytest.raises(DictionaryError, match=message) as caught:
        read_terms(file)
    assert caught.value.source == f"{file}:3"


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "terms.tsv"
    file.write_bytes("누비콜\n".encode() + "두영테크\n".encode("cp949"))
    with pytest.raises(DictionaryError, match="not UTF-8") as caught:
        read_terms(file)
    assert caught.value.source == f"{file}:2"


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match="cannot be read"):
        read_terms(tmp_path / "none.tsv")
