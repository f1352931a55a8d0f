from __future__ import annotations

from pathlib import Path

import pytest

from hwalja.errors import UsageError
from hwalja.export import FORMATS
from hwalja.export.naming import targets

TEXT, MARKDOWN, JSON = FORMATS["text"], FORMATS["markdown"], FORMATS["json"]


def test_every_format_has_a_suffix_of_its_own() -> None:
    assert {name: form.suffix for name, form in FORMATS.items()} == {
        "text": ".txt",
        "markdown": ".md",
        "json": ".json",
        "jsonl": ".jsonl",
        "csv": ".csv",
        "alto": ".alto.xml",
        "page": ".page.xml",
        "hocr": ".hocr",
        "html": ".html",
        "pdf": ".pdf",
        "pdfa": ".pdfa.pdf",
        "clips": ".clips.json",
        "tei": ".tei.xml",
        "iiif": ".iiif.json",
    }


def test_one_result_goes_to_the_file() -> None:
    assert targets(["scan.png"], [JSON], "no/result") == [(Path("no/result"),)]


@pytest.mark.parametrize("end", ["", "/"])
def test_a_folder_gets_files_named_after_the_images(end: str, tmp_path: Path) -> None:
    assert targets(["in/a.b.png", "c.tif"], [TEXT, JSON], f"{tmp_path}{end}") == [
        (tmp_path / "a.b.txt", tmp_path / "a.b.json"),
        (tmp_path / "c.txt", tmp_path / "c.json"),
    ]


def test_one_result_goes_to_a_folder_by_its_last_character(tmp_path: Path) -> None:
    assert targets(["a.png"], [MARKDOWN], f"{tmp_path}/new/") == [(tmp_path / "new/a.md",)]


@pytest.mark.parametrize(("images", "formats"), [(["a.png", "b.png"], [JSON]), (["a.png"], [TEXT, JSON])])
def test_several_results_need_a_folder(images: list[str], formats: list[object], tmp_path: Path) -> None:
    (tmp_path / "there").touch()
    for name in ("there", "new.json"):
        with pytest.raises(UsageError, match="name a folder"):
            targets(images, [FORMATS["json"]] * len(formats), str(tmp_path / name))


@pytest.mark.parametrize(
    ("first", "second"),
    [("x/a.png", "y/a.png"), ("a.png", "a.jpg"), ("a.png", "a.png"), ("A.png", "a.png"), ("가.png", "가.jpg")],
)
def test_two_images_never_share_a_result(first: str, second: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        targets([first, second], [TEXT], str(tmp_path))
    assert caught.value.message == f"{first} and {second} would be written to the same file"


def test_an_image_is_never_replaced(tmp_path: Path) -> None:
    image = tmp_path / "scan.txt"
    for output in (image, tmp_path):
        with pytest.raises(UsageError, match="which it is made from"):
            targets([str(image)], [TEXT], str(output))
