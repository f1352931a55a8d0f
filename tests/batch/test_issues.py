"""`hwalja batch --issue`: what it writes of all pages of a day, and that every link in it leads to a file."""

from __future__ import annotations

import hashlib
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote

import pytest

from hwalja.errors import ExitCode
from tests.batch import work
from tests.batch.jobs import fill
from tests.batch.test_command import batch
from tests.export.xsd import METS, validate

NS = {"": "http://www.loc.gov/METS/"}
HREF = "{http://www.w3.org/1999/xlink}href"

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    return fill(tmp_path / "스캔 1", map(str, range(1, 9)))


def run(monkeypatch: pytest.MonkeyPatch, scans: Path, *more: str) -> int:
    out = scans.parent / "out"
    return batch(monkeypatch, work.NEWSPAPER, scans, "-o", out, "-q", "-f", "text,json,alto", "--issue", *more)


def written(scans: Path) -> dict[str, bytes]:
    folder = scans.parent / "out" / "issues"
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("flat", [(), ("--flat",)], ids=["folders", "flat"])
def test_every_link_of_an_issue_leads_to_the_file_that_it_tells(
    monkeypatch: pytest.MonkeyPatch, scans: Path, flat: tuple[str, ...]
) -> None:
    assert run(monkeypatch, scans, "--newspaper", "활자일보", *flat) == ExitCode.OK
    assert list(written(scans)) == ["활자일보-1998-03-01/manifest.json", "활자일보-1998-03-01/mets.xml"]
    mets = scans.parent / "out" / "issues" / "활자일보-1998-03-01" / "mets.xml"
    validate(mets.read_text("utf-8"), METS)
    files = {file.attrib["ID"]: file for file in ET.parse(mets).getroot().iterfind(".//file", NS)}
    assert len(files) == 8 * 4
    for file in files.values():
        content = (mets.parent / unquote(file[0].attrib[HREF])).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.attrib["CHECKSUM"]
        assert len(content) == int(file.attrib["SIZE"])
        assert file.attrib["MIMETYPE"]
    for area in ET.parse(mets).getroot().iterfind(".//area", NS):
        alto = ET.parse(mets.parent / unquote(files[area.attrib["FILEID"]][0].attrib[HREF])).getroot()
        assert area.attrib["BEGIN"] in {block.get("ID") for block in alto.iterfind(".//{*}TextBlock")}
    parts = ET.parse(mets).getroot().findall(".//div[@TYPE='part']", NS)
    assert len(parts) == 4


def test_another_run_writes_the_same(monkeypatch: pytest.MonkeyPatch, scans: Path) -> None:
    run(monkeypatch, scans, "--newspaper", "활자일보")
    before = written(scans)
    assert run(monkeypatch, scans, "--newspaper", "활자일보", "--force") == ExitCode.OK
    assert written(scans) == before


def test_pages_of_which_nothing_is_known_are_in_no_issue(monkeypatch: pytest.MonkeyPatch, scans: Path) -> None:
    assert run(monkeypatch, scans) == ExitCode.OK
    assert written(scans) == {}


def test_a_page_that_fails_is_left_out(monkeypatch: pytest.MonkeyPatch, scans: Path) -> None:
    (scans / "none.png").write_bytes((scans / "1.png").read_bytes())
    assert run(monkeypatch, scans, "--newspaper", "활자일보") == ExitCode.SOME_PAGES_FAILED
    manifest = json.loads(written(scans)["활자일보-1998-03-01/manifest.json"])
    assert len(manifest["items"]) == 8


@pytest.mark.parametrize("formats", ["text,json", "alto", "text"])
def test_a_format_that_is_missing_is_told(
    monkeypatch: pytest.MonkeyPatch, scans: Path, capsys: pytest.CaptureFixture[str], formats: str
) -> None:
    code = batch(monkeypatch, work.NEWSPAPER, scans, "-o", scans.parent / "out", "-f", formats, "--issue")
    assert code == ExitCode.BAD_ARGUMENTS
    assert "--issue needs the format" in capsys.readouterr().err


def test_a_part_of_the_pages_makes_no_issue(
    monkeypatch: pytest.MonkeyPatch, scans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, scans, "--shard", "1/2") == ExitCode.BAD_ARGUMENTS
    assert "--shard does a part" in capsys.readouterr().err


def test_results_in_a_store_make_no_issue(
    monkeypatch: pytest.MonkeyPatch, scans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ("-f", "json,alto", "--issue", "--journal", scans.parent / "journal.sqlite")
    assert batch(monkeypatch, work.NEWSPAPER, scans, "-o", "s3://archive/1998", *more) == ExitCode.BAD_ARGUMENTS
    assert "they go to s3://archive/1998" in capsys.readouterr().err
