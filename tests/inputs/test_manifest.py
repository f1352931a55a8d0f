from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from hwalja.errors import EmptyInputError, ManifestError, MissingInputError
from hwalja.inputs import Found, find_pages
from tests.read.pictures import encoded, picture

PNG = encoded(picture(), "PNG")
PAGES = encoded(picture(), "TIFF", save_all=True, append_images=[Image.fromarray(picture())] * 2)
HEAD = "path,page_id,newspaper,issue_date,page_number,section,frame\n"
LINE = "가.png,동아-1,동아일보,1998-03-01,1,경제,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "가.png").write_bytes(PNG)
    (tmp_path / "b.png").write_bytes(PNG)
    (tmp_path / "pages.tif").write_bytes(PAGES)
    return tmp_path


def found(folder: Path, text: str | bytes, *sources: str) -> Found:
    path = folder / "list"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return find_pages(sources, path)


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + LINE).encode(),
        codecs.BOM_UTF8 + (HEAD + LINE).encode(),
        (HEAD + LINE).encode("cp949"),
        (HEAD + LINE).encode("utf-16"),
        (HEAD + LINE).replace("\n", "\r\n").encode(),
        (HEAD + LINE).replace(",", "\t").encode(),
        (HEAD + LINE).replace(",", ";").encode(),
        (HEAD.replace("_", " ").title() + LINE).encode(),
        unicodedata.normalize("NFD", HEAD + LINE).encode(),
        ("\n" + HEAD + "\n" + LINE + ",,,,,,\n").encode(),
        '{"path": "가.png", "page_id": "동아-1", "newspaper": "동아일보", "issue_date": "1998-03-01", "page_number": 1,'
        ' "section": "경제", "frame": null}\n\n'.encode(),
    ],
)
def test_ways_to_write_the_same(folder: Path, data: bytes) -> None:
    (page,) = found(folder, data).pages
    assert (page.id, page.path, page.frame) == ("동아-1", folder / "가.png", None)
    facts = page.newspaper, page.issue_date, page.page_number, page.section
    assert facts == ("동아일보", "1998-03-01", "1", "경제")


def test_only_a_path_is_needed(folder: Path) -> None:
    (page,) = found(folder, "path\nb.png\n").pages
    assert (page.id, page.newspaper, page.issue_date) == ("b", None, None)


def test_names_on_a_disk_that_has_them_in_nfd(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "동아/1면.png")
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_bytes(PNG)
    assert [page.path for page in found(tmp_path, "path\n동아/1면.png\n").pages] == [tmp_path / name]


def test_pages_of_a_file(folder: Path) -> None:
    pages = found(folder, "path,page_id,page_number,frame\npages.tif,a,7,3\npages.tif,b,5,1\n").pages
    assert [(page.id, page.frame, page.page_number) for page in pages] == [("a", 2, "7"), ("b", 0, "5")]
    pages = found(folder, "path,page_id,newspaper\npages.tif,a,한겨레\n").pages
    assert [(page.id, page.frame, page.newspaper) for page in pages] == [
        (f"a-p000{number + 1}", number, "한겨레") for number in range(3)
    ]


def test_pages_of_the_manifest_come_first_and_once(folder: Path) -> None:
    pages = found(folder, "path,page_id,frame\npages.tif,second,2\nb.png,,\n", str(folder)).pages
    assert [(page.id, page.path.name, page.frame) for page in pages] == [
        ("second", "pages.tif", 1),
        ("b", "b.png", None),
        ("pages-p0001", "pages.tif", 0),
        ("pages-p0003", "pages.tif", 2),
        ("가", "가.png", None),
    ]


def test_files_that_cannot_be_read_are_rejected_and_the_rest_is_found(folder: Path) -> None:
    result = found(folder, "path,frame\nnone.png,\nb.png,\npages.tif,4\npages.tif,5\n")
    assert [page.path.name for page in result.pages] == ["b.png"]
    assert [str(each.error).removeprefix(f"{folder}/") for each in result.rejected] == [
        "none.png: there is no such file (check the name)",
        "pages.tif: there is no page 4: the file has 3 pages (name one that there is)",
        "pages.tif: there is no page 5: the file has 3 pages (name one that there is)",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("path,newspapers\nb.png,x\n", "line 1: no column is called 'newspapers'"),
        ("path,path\nb.png,x\n", "line 1: there are two columns called 'path'"),
        ("file\nb.png\n", "line 1: no column is called 'file'"),
        ("newspaper\nx\n", "line 1: there is no column called 'path'"),
        ("path,section\nb.png\n", "line 2: it has 1 cells, the first line 2"),
        ("path\n\n\nb.png,x\n", "line 4: it has 2 cells, the first line 1"),
        ('path\n"b.png\n', "line 2: unexpected end of data"),
        ('path\n"b.png"x\n', "line 2: ',' expected after '\"'"),
        ("path,section\n,x\n", "line 2: it names no path"),
        ("path,issue_date\nb.png,1998.3.1\n", "line 2: the issue_date '1998.3.1' is no day"),
        ("path,issue_date\nb.png,1998-02-30\n", "line 2: the issue_date '1998-02-30' is no day"),
        ("path,frame\npages.tif,0\n", "line 2: the frame '0' is no number of a page, from 1"),
        ("path,frame\npages.tif,99999999999\n", "no number of a page"),
        ("path,frame\npages.tif,first\n", "no number of a page"),
        ("path,page_id\nb.png,a/b\n", "line 2: the page_id 'a/b' cannot name files everywhere"),
        ("path,page_id\nb.png,..\n", "cannot name files everywhere"),
        ("path\nb.png\nb.png\n", "line 3: line 2 names the same page"),
        ("path\nb.png\n./b.png\n", "line 3: line 2 names the same page"),
        ("path\nb.png\ndoes/../b.png\n", "line 3: an earlier line names the same page"),
        ("path,frame\npages.tif,\npages.tif,2\n", "line 3: an earlier line names the same page"),
        ("path,page_id\nb.png,a\n가.png,A\n", "line 3: line 2 has the same page_id, 'A'"),
        ("path,page_number\npages.tif,1\n", "line 2: it gives one page_number for the 3 pages of a file"),
        ('{"path": "b.png"}\n{"path": 3.5}\n', "line 2: path must be a text, not 3.5"),
        ('{"path": "b.png", "path": "a"}', "line 1: it has a key twice"),
        ('{"path": "b.png", "page": 1}', "line 1: no key is called 'page'"),
        ('{"path": "b.png"}\n["b.png"]', "line 2: it is no object"),
        ('{"path": "b.png"', "line 1: it is no JSON"),
        ('{"path": ' + "[" * 5000, "line 1: it is no"),
        ('{"path": "b.png", "section": "\\ud800"}', "line 1: section holds a character that cannot be written"),
        ('{"path": "b.png", "section": true}', "line 1: section must be a text, not true"),
        ("path\n" + "b.png,x\n" * 9, "line 6: it has 2 cells, the first line 1; and 4 more"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(folder: Path, text: str, says: str) -> None:
    (folder / "does").mkdir()
    with pytest.raises(ManifestError) as caught:
        found(folder, text)
    assert says in str(caught.value)
    assert caught.value.source == str(folder / "list")
    assert caught.value.advice


def test_what_is_no_manifest(folder: Path) -> None:
    for data, error in ((b"", EmptyInputError), (b"\xff\xfe\xfd\xfc", ManifestError), (PNG, ManifestError)):
        with pytest.raises(error):
            found(folder, data)
    with pytest.raises(MissingInputError):
        find_pages([], folder / "none.csv")
    with pytest.raises(MissingInputError):
        find_pages([], folder)
