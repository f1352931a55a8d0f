"""URLs of objects: told from paths, taken apart, and never with anything secret."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.errors import DependencyError, UsageError
from hwalja.storage import Look, Url, exists, look, objects, place_of
from hwalja.storage.url import redacted

NAMES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="/?"), min_size=1), min_size=1, max_size=4)


@given(NAMES)
def test_what_is_joined_is_below(names: list[str]) -> None:
    folder = Url("s3://archive/scans")
    below = folder.joined("/".join(names))
    assert below.relative(folder) == "/".join(names)
    assert folder.relative(below) is None
    assert below.name == names[-1]


@given(st.from_regex(r"[a-z]{2,5}", fullmatch=True), st.from_regex(r"[^/@?\s]{1,9}", fullmatch=True))
def test_what_is_secret_is_left_out(scheme: str, secret: str) -> None:
    text = f"could not reach {scheme}://{secret}:{secret}@host/a?key={secret}&x=1 at all"
    assert redacted(text) == f"could not reach {scheme}://host/a at all"


@pytest.mark.parametrize("text", ["scans/a.png", "/a/b", "C:\\scans", "a:b", "-", "p?1.png"])
def test_a_path_is_no_url(text: str) -> None:
    assert place_of(text) == Path(text)


def test_a_url_is_equal_however_it_was_listed() -> None:
    assert place_of("s3://archive/a/") == Url("s3://archive/a", size=3, etag="x")
    assert Url("s3://archive/a.PNG").suffix == ".PNG"
    assert look(Url("s3://archive/a", 3, 4, "x")) == Look(3, 4, "x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("file:///a.png", "name its path"),
        ("s3://me:pass@archive/a", "s3://archive/a was given with a user, a password or a query"),
        ("https://host/a.png?sig=pass", "https://host/a.png was given with"),
        ("s3://", "is no URL of an object"),
        ("zip://a.png::s3://archive/a.zip", "is no URL of an object"),
    ],
)
def test_what_cannot_be_used_is_told_without_secrets(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        place_of(text)
    assert message in caught.value.message
    assert "pass" not in caught.value.message.replace("password", "")


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(DependencyError, match="s3:// is not installed") as caught:
        exists(Url("s3://archive/a"))
    assert caught.value.advice == "pip install 'hwalja[s3]'"


def test_what_no_library_knows_is_told() -> None:
    pytest.importorskip("fsspec", reason="needs hwalja[s3]")
    with pytest.raises(UsageError, match="nowhere:// cannot be used"):
        objects.looked_up(Url("nowhere://archive/a"))


def test_without_urls_and_clusters_their_libraries_are_not_loaded() -> None:
    program = "import sys, hwalja.batch.job, hwalja.batch.worker, hwalja.batch.seat; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"fsspec", "s3fs", "dask", "distributed"} & set(loaded)
