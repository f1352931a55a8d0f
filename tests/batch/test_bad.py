"""A folder of good and bad files: every bad one is told of, and none has an effect on the good ones."""

from __future__ import annotations

import csv
from pathlib import Path

from hwalja.errors import InputError
from hwalja.inputs import find_pages
from tests.batch import work
from tests.batch.jobs import do, job, program, results
from tests.inputs.bad import odd_files
from tests.read.pictures import encoded, noise

GOOD = 60


def _inherits(kind: str, base: type[InputError]) -> bool:
    return any(each.__name__ == kind or _inherits(kind, each) for each in base.__subclasses__())


def test_bad_files_are_told_of_and_harm_no_others(tmp_path: Path) -> None:
    scans, good = tmp_path / "scans", tmp_path / "good"
    for folder in (scans, good):
        folder.mkdir()
        for number in range(GOOD):
            (folder / f"good {number}.png").write_bytes(encoded(noise(20, 20 + number), "PNG"))
    odd = odd_files()
    for each in odd:
        each.write(scans / each.name)
    assert len(odd) + GOOD >= 200

    out = tmp_path / "out"
    running = program(work.READING, scans, "-o", out, "--workers", 2)
    said = running.communicate()[1].decode()
    assert running.returncode == 8, said
    assert "Traceback" not in said
    assert "unexpected" not in said

    rows = list(csv.DictReader((out / "report.csv").read_text("utf-8-sig").splitlines()))
    bad = [row for row in rows if row["state"] != "done"]
    assert len(bad) == sum(each.error is not None for each in odd)
    for row in bad:
        assert row["reason"]
        assert row["advice"], row
        assert _inherits(row["error"], InputError), row
        assert row["reason"] in said
    assert len(rows) - len(bad) == GOOD + sum(each.pages for each in odd)

    do(job(good, tmp_path / "alone", work=work.READING))
    alone = results(tmp_path / "alone")
    assert len(alone) == 2 * GOOD
    assert {name: content for name, content in results(out).items() if name in alone} == alone
    assert {page.id for page in find_pages([str(scans)]).pages} >= {path.partition("/")[0] for path in results(out)}
