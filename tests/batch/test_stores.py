"""Jobs whose scans and results are objects: the same results as on a disk, whole ones only, and nothing secret."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from hwalja.batch.folder import folder_at
from hwalja.batch.journal import Journal
from hwalja.batch.outputs import Outputs
from hwalja.batch.plan import Policy, Reason
from hwalja.batch.shard import WHOLE
from hwalja.cli.main import main
from hwalja.errors import ExitCode, ManifestError, OutputError, UnreadableImageError, UsageError
from hwalja.inputs import Found, find_pages
from hwalja.inputs.objects import check_kind
from hwalja.storage import Url, objects, place_of
from tests.batch.jobs import content, do, fill, job, results

pytest.importorskip("s3fs", reason="needs hwalja[s3]")
pytest.importorskip("moto.server", reason="needs moto[server]")

from tests.batch.stores import SECRET, served, stored, upload

OUT = "s3://archive/out"


@pytest.fixture(scope="module")
def store() -> Iterator[Any]:
    with served() as system:
        yield system


@pytest.fixture
def scans(store: Any, tmp_path: Path) -> Path:
    """Return a folder that is in the store too, as `archive/scans`, where nothing else is."""
    for left in store.find("archive"):
        store.rm_file(left)
    folder = fill(tmp_path / "scans", ["a", "b", "c"])
    (folder / "d.png").write_bytes(content("bad"))
    upload(store, folder, "archive/scans")
    return folder


def remote(tmp_path: Path, **changes: object) -> Any:
    found = find_pages(["s3://archive/scans"], without=place_of(OUT))
    outputs = Outputs(place_of(OUT), WHOLE, ("text", "json"))
    return job(tmp_path, tmp_path, found=found, outputs=outputs, journal=tmp_path / "journal.sqlite", **changes)


def reasons(tmp_path: Path, **changes: object) -> dict[str, Reason]:
    told = remote(tmp_path, **changes)
    with Journal(told.journal_path) as journal:
        return {task.page.id: task.reason for task in told.plan(journal).tasks}


def same(found: Found) -> list[tuple[str, str, int | None]]:
    return [(page.id, page.path.name, page.frame) for page in found.pages]


def test_objects_are_found_as_files_are(store: Any, scans: Path, tmp_path: Path) -> None:
    picture = Image.fromarray(np.full((8, 8), 255, np.uint8))
    (scans / "1998" / ".hidden").mkdir(parents=True)
    picture.save(scans / "1998" / "two.tif", save_all=True, append_images=[picture])
    picture.save(scans / "1998" / "three.pdf", save_all=True, append_images=[picture, picture])
    picture.save(scans / "1998" / "0001", "PNG")
    picture.save(scans / "1998" / ".hidden" / "x.png")
    (scans / "1998" / "notes").write_text("no image")
    (scans / "1998" / "notes.txt").write_text("no image")
    (scans / "1998" / "broken.pdf").write_bytes(b"no PDF")
    upload(store, scans, "archive/scans")
    for pattern in ("", "/1998", "/**/*.tif", "/19*", "/a.png", "/[ab].png", "/1998/0001"):
        here, there = find_pages([f"{scans}{pattern}"]), find_pages([f"s3://archive/scans{pattern}"])
        assert same(there) == same(here), pattern
        assert len(there.pages) > 0
        assert there.ignored == here.ignored
        assert [each.error.message for each in there.rejected] == [each.error.message for each in here.rejected]
    manifest = tmp_path / "list.csv"
    manifest.write_text("path,newspaper,frame\ns3://archive/scans/1998/two.tif,활자일보,2\ns3://archive/none.png,,\n")
    found = find_pages([], manifest)
    assert [(page.id, page.frame, page.newspaper) for page in found.pages] == [("two-p0002", 1, "활자일보")]
    assert [str(each.error) for each in found.rejected] == [
        "s3://archive/none.png: there is no such object (check the name)"
    ]
    nowhere = find_pages(["s3://archive/nowhere", "s3://no-such-bucket/x"])
    assert nowhere.rejected[0].error.message == "nothing is called so"
    assert len(nowhere.rejected) == 2


def test_a_job_on_objects_gives_what_one_on_files_does(store: Any, scans: Path, tmp_path: Path) -> None:
    do(job(scans, tmp_path / "here"))
    tally = do(remote(tmp_path, workers=2))
    assert (tally.done, tally.failed) == (3, 1)
    assert stored(store, "archive/out/pages") == results(tmp_path / "here")
    assert {"report.html", "report.csv", "summary.json"} <= set(stored(store, "archive/out"))
    assert b"s3://archive/scans/d.png" in store.cat_file("archive/out/report.csv")
    assert reasons(tmp_path) == {}


@pytest.mark.usefixtures("in_process")
def test_a_rerun_does_what_has_changed_and_nothing_else(store: Any, scans: Path, tmp_path: Path) -> None:
    do(remote(tmp_path))
    before = stored(store, "archive/out/pages")
    assert reasons(tmp_path, policy=Policy(verify=True)) == {}
    store.pipe_file("archive/scans/a.png", content("page A"))
    store.rm_file("archive/out/pages/b/b.json")
    store.copy("archive/scans/c.png", "archive/scans/moved/c.png")
    store.rm_file("archive/scans/c.png")
    changed = {"a": Reason.CHANGED, "b": Reason.OUTPUT, "moved-c": Reason.NEW}
    assert reasons(tmp_path) == changed
    do(remote(tmp_path))
    after = stored(store, "archive/out/pages")
    assert {name for name in before if after.get(name) != before[name]} == {"a/a.json", "a/a.txt"}
    store.pipe_file("archive/scans/a.png", content("bad now"))
    do(remote(tmp_path))
    assert not store.find("archive/out/pages/a")


@pytest.mark.usefixtures("in_process")
def test_what_is_half_uploaded_is_no_result(
    store: Any, scans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = objects.put

    def breaks_off(url: Url, data: bytes) -> None:
        if str(url).endswith("b.json"):
            raise OutputError("the store is gone", source=str(url))
        put(url, data)

    monkeypatch.setattr(objects, "put", breaks_off)
    with pytest.raises(OutputError, match="the store is gone"):
        do(remote(tmp_path))
    monkeypatch.undo()
    assert store.find("archive/out/pages/b") == ["archive/out/pages/b/b.txt"]
    begun = store.call_s3("create_multipart_upload", Bucket="archive", Key="out/pages/b/b.json")
    part = {"Bucket": "archive", "Key": "out/pages/b/b.json", "UploadId": begun["UploadId"], "PartNumber": 1}
    store.call_s3("upload_part", **part, Body=b"half")
    assert reasons(tmp_path)["b"] == Reason.BROKEN_OFF
    do(remote(tmp_path))
    do(job(scans, tmp_path / "here"))
    assert stored(store, "archive/out/pages") == results(tmp_path / "here")


def test_objects_appear_at_once_or_not_at_all(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    system, _ = objects._system(Url("s3://archive"))
    call = system._call_s3

    async def noted(method: str, *arguments: object, **named: object) -> object:
        asked.append(method)
        return await call(method, *arguments, **named)

    monkeypatch.setattr(system, "_call_s3", noted)
    objects.put(Url("s3://archive/large"), bytes(120 << 20))
    assert asked == ["put_object"]
    objects.delete(Url("s3://archive/large"))
    for url in ("ftp://host/out", "https://host/out"):
        with pytest.raises(UsageError, match="may show half-written files"):
            folder_at(Url(url), "")


def test_nothing_secret_is_told(
    store: Any, scans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = tmp_path / "journal.sqlite"
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", SECRET)
    (scans / "gone.png").write_bytes(content("x"))
    upload(store, scans, "archive/scans")
    found = find_pages(["s3://archive/scans"])
    store.rm_file("archive/scans/gone.png")
    told = job(scans, tmp_path, found=found, outputs=Outputs(place_of(OUT), WHOLE, ("json",)), journal=journal)
    assert do(told).failed == 2
    assert main(["batch", "s3://archive/scans", "-o", OUT, "-vv", "--journal", str(journal), "-f", "json"]) == 8
    everything = [*stored(store, "archive/out").values(), journal.read_bytes(), *map(str.encode, capsys.readouterr())]
    assert not any(SECRET.encode() in each for each in everything)
    assert b"there is no such object" in store.cat_file("archive/out/report.csv")

    for url in (f"s3://me:{SECRET}@archive/scans", f"https://host/a.png?X-Amz-Signature={SECRET}"):
        for arguments in ([url, "-o", OUT], [str(scans), "-o", url]):
            assert main(["batch", *arguments, "--journal", str(journal)]) == ExitCode.BAD_ARGUMENTS
        manifest = tmp_path / "list.csv"
        manifest.write_text(f"path\n{url}\n")
        with pytest.raises(ManifestError, match="credentials come from the environment"):
            find_pages([], manifest)
        said = "".join(capsys.readouterr())
        assert "credentials come from the environment" in said
        assert SECRET not in said


def test_the_journal_needs_a_disk(scans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", str(scans), "-o", OUT]) == ExitCode.BAD_ARGUMENTS
    assert "name a file on a local disk with --journal" in capsys.readouterr().err


def test_an_object_of_another_kind_than_it_says_loses_no_pages(tmp_path: Path) -> None:
    picture = Image.fromarray(np.full((8, 8), 255, np.uint8))
    picture.save(tmp_path / "two.tif", save_all=True, append_images=[picture])
    check_kind(Url("s3://archive/two.tif"), tmp_path / "two.tif")
    with pytest.raises(UnreadableImageError, match=r"this is a TIFF called \.png: it may have more pages"):
        check_kind(Url("s3://archive/two.png"), tmp_path / "two.tif")
