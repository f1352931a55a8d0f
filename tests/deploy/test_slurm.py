"""The scripts for Slurm, with an `sbatch` that does at once what it is given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch import work
from tests.batch.jobs import ROOT, do, fill, job, numbered, results

SCRIPTS = ROOT / "deploy" / "slurm"

SBATCH = r"""#!/bin/sh
printf '%s\n' "$*" >>"$CALLS"
first=0 last=0
while :; do
    case $1 in
        --array=*) first=${1#*=} first=${first%-*} last=${1##*-} ;;
        --output=*) output=${1#*=} ;;
        --*) ;;
        *) break ;;
    esac
    shift
done
for index in $(seq "$first" "$last"); do
    SLURM_ARRAY_TASK_ID=$index SLURM_CPUS_PER_TASK=1 SLURM_MEM_PER_NODE=3072 "$@" >"$output" 2>&1 || exit
done
echo "4711;cluster"
"""


def submit(tmp_path: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    sbatch = tmp_path / "bin" / "sbatch"
    sbatch.parent.mkdir()
    sbatch.write_text(SBATCH)
    sbatch.chmod(0o755)
    return subprocess.run(
        [SCRIPTS / "submit", *map(str, arguments)],
        env={
            **os.environ,
            "PATH": f"{sbatch.parent}:{os.environ['PATH']}",
            "CALLS": str(tmp_path / "calls"),
            "HWALJA": f"{sys.executable} -m tests.batch.program {work.QUICK}",
            "PYTHONPATH": os.pathsep.join([str(ROOT), *map(os.path.abspath, sys.path)]),
        },
        capture_output=True,
        text=True,
    )


def test_an_array_does_every_page_and_a_report_follows(tmp_path: Path) -> None:
    scans, out = fill(tmp_path / "my scans", numbered(6)), tmp_path / "my results"
    done = submit(tmp_path, 2, scans, out, "-f", "text,json", "--flat")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "4711;cluster\n"
    array, report = (tmp_path / "calls").read_text().splitlines()
    assert array.startswith(f"--parsable --array=1-2 --output={out}/logs/shard-%a.log ")
    assert report.startswith("--parsable --dependency=afterany:4711 ")
    do(job(scans, tmp_path / "whole"))
    whole = {Path(name).name: content for name, content in results(tmp_path / "whole").items()}
    assert results(out) == whole
    assert json.loads((out / "summary.json").read_text("utf-8"))["done"] == 6


def test_too_few_arguments_are_told(tmp_path: Path) -> None:
    done = submit(tmp_path, 2, "scans")
    assert done.returncode == 1
    assert done.stderr.startswith("usage: deploy/slurm/submit SHARDS SCANS OUT")
    assert not (tmp_path / "calls").exists()


@pytest.mark.parametrize("name", ["shard.sh", "report.sh"])
def test_what_slurm_is_told_stands_before_the_first_command(name: str) -> None:
    lines = (SCRIPTS / name).read_text("utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line and not line.startswith("#"))
    told = [number for number, line in enumerate(lines) if line.startswith("#SBATCH ")]
    assert told
    assert max(told) < first
