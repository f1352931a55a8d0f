"""The small parts of a job: shards, limits, what the machine gives, what goes over a socket."""

from __future__ import annotations

import os
import pickle
import signal
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.batch import machine
from hwalja.batch.job import MaxFailures
from hwalja.batch.messages import Content, Fault, Inbox
from hwalja.batch.processes import Process, members, resident
from hwalja.batch.shard import Shard
from hwalja.batch.stop import on_signals
from hwalja.errors import DependencyError, DiskFullError, ExitCode, HwaljaError, OutputError, UsageError


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), unique=True), st.integers(1, 9))
def test_every_page_is_in_exactly_one_shard(pages: list[str], count: int) -> None:
    shards = [Shard(number + 1, count) for number in range(count)]
    assert all(sum(page in shard for shard in shards) == 1 for page in pages)


def test_a_page_stays_in_its_shard() -> None:
    assert ["p001" in Shard(number, 4) for number in (1, 2, 3, 4)] == [True, False, False, False]


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "1/0", "-1/2", "1/2/3", ""])
def test_what_is_no_shard_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="shard"):
        Shard.parse(text)


@pytest.mark.parametrize(
    ("text", "total", "allowed"), [("0", 100, 0), ("3", 100, 3), ("5%", 100, 5), ("5%", 19, 0), ("100%", 7, 7)]
)
def test_failures_are_allowed_by_number_or_share(text: str, total: int, allowed: int) -> None:
    limit = MaxFailures.parse(text)
    assert not limit.exceeded(allowed, total)
    assert limit.exceeded(allowed + 1, total)


def test_without_a_limit_any_number_may_fail() -> None:
    assert not MaxFailures().exceeded(10**6, 10**6)


def test_a_container_has_what_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "cpu.max").write_text("150000 100000\n")
    (tmp_path / "memory.max").write_text("1048576\n")
    assert machine.cores(tmp_path) == 1
    assert machine.memory(tmp_path) == 1 << 20
    assert machine.workers(tmp_path) == 1
    (tmp_path / "memory.max").write_text("5000000000\n")
    (tmp_path / "cpu.max").write_text("1600000 100000\n")
    assert machine.workers(tmp_path) == min(4, machine.cores(tmp_path))
    assert machine.page_memory(tmp_path) == 4_000_000_000
    (tmp_path / "cpu.max").write_text("max 100000\n")
    (tmp_path / "memory.max").write_text("max\n")
    assert machine.cores(tmp_path) == machine.cores(tmp_path / "none")
    assert machine.memory(tmp_path) == machine.memory(tmp_path / "none") > 1 << 20


@given(st.lists(st.binary(max_size=50)), st.integers(1, 30))
def test_messages_arrive_whole_whatever_the_pieces(messages: list[bytes], size: int) -> None:
    stream = b"".join(struct.pack("!Q", len(data)) + data for data in map(pickle.dumps, messages))
    inbox = Inbox()
    came = [message for k in range(0, len(stream), size) for message in inbox.take(stream[k : k + size])]
    assert came == messages


@pytest.mark.parametrize("data", [b"garbage garbage", struct.pack("!Q", 3) + b"abc"])
def test_what_is_no_message_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="message"):
        list(Inbox().take(data))


@pytest.mark.parametrize(
    "error",
    [DependencyError("none", advice="install"), DiskFullError("full"), OutputError("no"), HwaljaError("what")],
)
def test_a_fault_becomes_the_error_that_it_was(error: HwaljaError) -> None:
    again = Fault.of(error).error()
    assert (type(again), again.message, again.advice) == (type(error), error.message, error.advice)


def test_an_unexpected_error_is_told_in_a_line() -> None:
    fault = Fault.of(ValueError("two\nlines"))
    assert (fault.message, fault.code) == ("ValueError: two lines", ExitCode.OTHER)


def test_memory_is_summed_over_the_tree_but_not_borrowed_memory() -> None:
    running = {1: Process(0, 7), 2: Process(1, 100), 3: Process(2, 30), 4: Process(3, 5), 5: Process(2, 100)}
    assert members([2], running) == {2, 3, 4, 5}
    assert resident(2, running) == 135
    assert resident(9, running) == 0


def test_content_is_told_by_size_time_and_hash(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"abc")
    content = Content.of(file)
    assert content.size == 3
    assert content.mtime_ns == file.stat().st_mtime_ns
    assert content.sha256.startswith("ba7816bf")


def test_a_signal_interrupts_what_does_not_look_at_it() -> None:
    with on_signals() as stop:
        with stop.heed():
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGHUP)
        assert stop.asked == 2
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
