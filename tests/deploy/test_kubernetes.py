"""The manifests are what Kubernetes takes, and agree with what hwalja does."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from hwalja.batch.shard import Shard
from hwalja.errors import ExitCode

MANIFESTS = Path(__file__).parents[2] / "deploy" / "kubernetes"

VERSIONS = ("1.33", kubernetes_validate.latest_version())
"""The oldest that has all that the job asks for, and the newest whose schema is known."""

RETRIED = {ExitCode.OUTPUT, ExitCode.ENGINE, ExitCode.BUSY, ExitCode.OTHER}


def documents(name: str) -> list[Any]:
    return list(yaml.safe_load_all((MANIFESTS / name).read_text("utf-8")))


@pytest.fixture
def job() -> Any:
    (found,) = documents("batch.yaml")
    return found["spec"]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", sorted(path.name for path in MANIFESTS.glob("*.yaml")))
def test_a_manifest_fits_the_schema_of_kubernetes(name: str, version: str) -> None:
    for document in documents(name):
        kubernetes_validate.validate(document, version, strict=True)


def test_what_is_no_field_is_found() -> None:
    (document,) = documents("batch.yaml")
    document["spec"]["backoffLimitPerIndexes"] = 3
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(document, VERSIONS[0], strict=True)


def test_every_index_does_a_shard_of_its_own(job: Any, tmp_path: Path) -> None:
    (container,) = job["template"]["spec"]["containers"]
    told = tmp_path / "hwalja"
    told.write_text('#!/bin/sh\nprintf "%s\\n" "$*"\n')
    told.chmod(0o755)
    shards = set()
    for index in range(job["completions"]):
        variables = {each["name"]: each["value"] for each in container["env"]}
        found = subprocess.run(
            [*container["command"], *container["args"]],
            env={**variables, "JOB_COMPLETION_INDEX": str(index), "PATH": f"{tmp_path}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        assert found[:-1] == ["batch", "/scans", "-o", "/out", "--shard"]
        shards.add(Shard.parse(found[-1]))
    count = job["completions"]
    assert shards == {Shard(number, count) for number in range(1, count + 1)}


def test_every_exit_code_is_thought_of(job: Any) -> None:
    rules = [rule["onExitCodes"] for rule in job["podFailurePolicy"]["rules"] if "onExitCodes" in rule]
    named = [code for rule in rules for code in rule["values"]]
    assert len(named) == len(set(named))
    assert {ExitCode(code) for code in named} == set(ExitCode) - RETRIED - {ExitCode.OK}
    (container,) = job["template"]["spec"]["containers"]
    assert {rule["containerName"] for rule in rules} == {container["name"]}


@pytest.mark.parametrize("name", ["batch.yaml", "report.yaml"])
def test_pods_have_no_more_rights_than_they_need(name: str) -> None:
    (document,) = documents(name)
    pod = document["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert not pod["automountServiceAccountToken"]
    assert not pod["enableServiceLinks"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert container["resources"]["limits"]["memory"] == container["resources"]["requests"]["memory"]
    mounted = {mount["name"] for mount in container["volumeMounts"]}
    assert mounted == {volume["name"] for volume in pod["volumes"]}
    claims = {each["metadata"]["name"] for each in documents("volumes.yaml") if each["kind"] == "PersistentVolumeClaim"}
    used = {each["persistentVolumeClaim"]["claimName"] for each in pod["volumes"] if "persistentVolumeClaim" in each}
    assert used <= claims
