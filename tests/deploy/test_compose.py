"""The compose file: what its services run, and how the watch is found alive."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from hwalja.cli.main import cli
from hwalja.watch import HEARTBEAT

COMPOSE = Path(__file__).parents[2] / "compose.yaml"


@pytest.fixture
def services() -> dict[str, Any]:
    return dict(yaml.safe_load(COMPOSE.read_text("utf-8"))["services"])


def test_services_run_commands_on_what_is_mounted(services: dict[str, Any]) -> None:
    assert services.keys() == {"hwalja", "watch"}
    parent = click.Context(cli, **cli.context_settings)
    for service in services.values():
        name, *arguments = shlex.split(service["command"])
        cli.commands[name].make_context(name, list(arguments), parent)
        mounted = {volume.split(":")[1] for volume in service["volumes"]}
        assert {argument for argument in arguments if argument.startswith("/")} == mounted
        assert service["read_only"]
        assert service["network_mode"] == "none"


def test_a_watch_is_healthy_while_its_heart_beats(services: dict[str, Any], tmp_path: Path) -> None:
    shell, check = services["watch"]["healthcheck"]["test"]
    assert shell == "CMD-SHELL"
    heartbeat = tmp_path / HEARTBEAT
    command = ["sh", "-c", check.replace("$$", "$").replace(f"/out/{HEARTBEAT}", shlex.quote(str(heartbeat)))]
    assert str(heartbeat) in command[2]
    assert subprocess.run(command, capture_output=True).returncode == 1
    heartbeat.touch()
    assert subprocess.run(command, capture_output=True).returncode == 0
    old = time.time() - 90
    os.utime(heartbeat, (old, old))
    assert subprocess.run(command, capture_output=True).returncode == 1
