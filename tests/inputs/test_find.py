from __future__ import annotations

import os
import random
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from hwalja.errors import MissingInputError
from hwalja.inputs import Found, find_pages
from hwalja.model import Frame
from tests.read.pdfs import grey_image, scanned
from tests.read.pictures import encoded, picture

PNG = encoded(picture(), "PNG")
PAGES = encoded(picture(), "TIFF", save_all=True, append_images=[Image.fromarray(picture())] * 2)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*names: str, data: bytes = PNG) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)


def paths(found: Found) -> list[str]:
    return [str(page.path) for page in found.pages]


def ids(found: Found) -> list[str]:
    return [page.id for page in found.pages]


def test_a_folder_and_all_below_it_by_name(here: Path) -> None:
    names = ["s/1997/p1.tif", "s/1997/p2.png", "s/1998/03/01.jpg", "s/1998/a.png", "s/1998.png", "s/가.png", "s/나.png"]
    random.Random(3).shuffle(shuffled := list(names))
    put(*shuffled)
    found = find_pages(["s"])
    assert paths(found) == names
    assert ids(found) == ["1997-p1", "1997-p2", "1998-03-01", "1998-a", "1998", "가", "나"]
    assert (found.rejected, found.ignored) == ((), 0)
    assert find_pages([str(here / "s")]).pages[0].id == "1997-p1"


def test_names_in_nfd_stand_where_those_in_nfc_do(here: Path) -> None:
    put(unicodedata.normalize("NFD", "s/가.png"), "s/각.png", unicodedata.normalize("NFD", "s/나.png"))
    assert ids(find_pages(["s"])) == ["가", "각", "나"]


def test_sources_in_the_order_they_are_named(here: Path) -> None:
    put("b.png", "a/1.png", "c.png")
    found = find_pages(["c.png", "a", "b.png"])
    assert paths(found) == ["c.png", "a/1.png", "b.png"]


def test_the_same_file_named_twice_is_one_page(here: Path) -> None:
    put("s/a.png", "s/b.png")
    Path("link").symlink_to("s")
    Path("s/c.png").symlink_to("a.png")
    found = find_pages(["s/b.png", "s", str(here / "s" / "a.png"), "link", "./s/../s/a.png", "s/*.png"])
    assert paths(found) == ["s/b.png", "s/a.png"]


def test_what_is_hidden_or_the_systems_is_left_out(here: Path) -> None:
    put("s/.a.png", "s/.git/a.png", "s/@eaDir/a.png", "s/__MACOSX/._a.png", "s/b.png")
    assert paths(find_pages(["s"])) == ["s/b.png"]
    assert paths(find_pages(["s/.a.png"])) == ["s/.a.png"]


def test_endings(here: Path) -> None:
    """In a folder known endings count, and content where the name ends in none or in a number."""
    put("s/a.PNG", "s/b", "s/c.001", "s/d.bak", "s/e.png~")
    put("s/notes.txt", "s/README", "s/Thumbs.db", data=b"text")
    found = find_pages(["s"])
    assert paths(found) == ["s/a.PNG", "s/b", "s/c.001"]
    assert found.ignored == 5
    assert paths(find_pages(["s/d.bak", "s/e*"])) == ["s/d.bak", "s/e.png~"]
    assert [each.path.name for each in find_pages(["s/notes.txt"]).rejected] == ["notes.txt"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("s/*.png", ["s/[1].png", "s/a.png"]),
        ("s/**/*.png", ["s/1998/03/p.png", "s/1998/a.png", "s/[1].png", "s/a.png"]),
        ("s/19*", ["s/1998/03/p.png", "s/1998/a.png"]),
        ("s/*/a.png", ["s/1998/a.png"]),
        ("s/**/03", ["s/1998/03/p.png"]),
        ("s/?.png", ["s/a.png"]),
        ("s/[ab].png", ["s/a.png"]),
        ("s/[1].png", ["s/[1].png"]),
        ("**/p.*", ["s/1998/03/p.png"]),
    ],
)
def test_patterns(here: Path, pattern: str, expected: list[str]) -> None:
    put("s/a.png", "s/[1].png", "s/1998/a.png", "s/1998/03/p.png", "s/.x/a.png")
    assert paths(find_pages([pattern])) == expected
    assert paths(find_pages([str(here / pattern)])) == [str(here / each) for each in expected]


@pytest.mark.parametrize("source", ["none.png", "none/*.png", "s/*.tif", "", "a\0b", "x" * 5000])
def test_what_is_not_there(here: Path, source: str) -> None:
    put("s/a.png")
    found = find_pages([source, "s"])
    assert paths(found) == ["s/a.png"]
    assert [type(each.error) for each in found.rejected] == [MissingInputError]


def test_an_empty_folder(here: Path) -> None:
    (here / "s").mkdir()
    assert find_pages(["s"]) == Found()
    assert find_pages([]) == Found()


def test_links(here: Path) -> None:
    """Links to folders are entered once, and after the folders themselves; those that lead round or up are not."""
    put("s/b/1.png", "other/2.png", "beside.png")
    for link, target in (("s/a", "b"), ("s/b/up", ".."), ("s/top", "../.."), ("s/c", "../other"), ("s/d", "../other")):
        Path(link).symlink_to(target)
    Path("other/back").symlink_to("../s")
    Path("s/self").symlink_to("self")
    found = find_pages(["s"])
    assert paths(found) == ["s/b/1.png", "s/c/2.png"]
    assert found.rejected == ()


def test_results_are_no_pages(here: Path) -> None:
    put("s/a.png", "s/out/thumbnails/a.png")
    assert paths(find_pages(["s"], without=Path("s/out"))) == ["s/a.png"]
    assert paths(find_pages(["s/**/*.png"], without=here / "s" / "out")) == ["s/a.png"]
    assert paths(find_pages(["s/out"], without=Path("s/out"))) == ["s/out/thumbnails/a.png"]


def test_pages_of_files_that_hold_several(here: Path) -> None:
    put("s/issue.tif", data=PAGES)
    put("s/issue.pdf", data=scanned(grey_image(picture()), grey_image(picture())))
    put("s/one.pdf", data=scanned(grey_image(picture())))
    found = find_pages(["s"])
    assert [(page.name, page.frame) for page in found.pages] == [
        ("s/issue.pdf, page 1", 0),
        ("s/issue.pdf, page 2", 1),
        ("s/issue.tif, page 1", 0),
        ("s/issue.tif, page 2", 1),
        ("s/issue.tif, page 3", 2),
        ("s/one.pdf", None),
    ]
    assert ids(found)[4:] == ["issue-p0003", "one"]
    assert found.pages[1].source == Frame(Path("s/issue.pdf"), 1)
    assert found.pages[5].source == Path("s/one.pdf")


def test_hard_links_are_files_of_their_own(here: Path) -> None:
    put("s/a.png")
    os.link("s/a.png", "s/b.png")
    assert paths(find_pages(["s"])) == ["s/a.png", "s/b.png"]
