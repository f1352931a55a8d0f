from __future__ import annotations

import random
import unicodedata
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.inputs.ids import MOST_BYTES, Label, folded, page_ids, safe_id


def labels(*relative: str) -> list[Label]:
    return [Label(relative=PurePath(path), named=PurePath("s", path)) for path in relative]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("p1.tif", "p1"),
        ("1998/03 01/p1.TIF", "1998-03_01-p1"),
        ("동아일보.1면.png", "동아일보.1면"),
        (unicodedata.normalize("NFD", "동아.png"), "동아"),
        ("page.001", "page.001"),
        ("page.bak", "page.bak"),
        ("line\nfeed.png", "line_feed"),
        ("🙂.png", "🙂"),
        ('a<b>:"|?*\\.png', "a_b_______"),
        ("-o.png", "o"),
        ("--.png", "page"),
        ("con.png", "page-con"),
        ("LPT1.x.png", "page-LPT1.x"),
        ("dots...png", "dots"),
        ("\udcff.png", "_"),
        ("a#b.png", "a_b"),
    ],
)
def test_what_a_page_is_called(path: str, expected: str) -> None:
    assert page_ids(labels(path)) in ([expected], ["page"] if expected == "_" else [expected])


def test_a_mark_stands_at_the_end() -> None:
    label = Label(relative=PurePath("a.pdf"), named=PurePath("s/a.pdf"), mark="p0003")
    assert page_ids([label]) == ["a-p0003"]


def test_an_id_depends_on_others_only_where_they_would_be_called_alike() -> None:
    alone = page_ids(labels("p1.tif", "1998/p1.tif", "q.png"))
    assert alone == ["p1", "1998-p1", "q"]
    more = page_ids(labels("p1.tif", "1998/p1.tif", "q.png", "P1.jpg"))
    assert more[1:3] == alone[1:3]
    assert more[0].startswith("s-p1") or more[0].startswith("p1-")
    assert len(set(map(folded, more))) == 4


@pytest.mark.parametrize(
    "alike",
    [
        ("p1.tif", "p1.jpg"),
        ("a b.png", "a_b.png", "a?b.png"),
        ("A.png", "a.png"),
        (unicodedata.normalize("NFD", "가.png"), "가.png"),
        ("1998/p1.png", "1998-p1.png"),
        ("x" * 251 + ".png", "x" * 250 + "y.png", "x" * 252 + ".png"),
        ("ß.png", "ss.png"),
    ],
)
def test_what_is_called_alike_is_told_apart_in_whatever_order(alike: tuple[str, ...]) -> None:
    found = dict(zip(alike, page_ids(labels(*alike)), strict=True))
    assert len(set(map(folded, found.values()))) == len(alike)
    backwards = alike[::-1]
    assert dict(zip(backwards, page_ids(labels(*backwards)), strict=True)) == found


def test_folders_that_hold_the_same_names_are_told_apart_by_their_own() -> None:
    both = [Label(relative=PurePath("p1.png"), named=PurePath(year, "p1.png")) for year in ("1998", "1999")]
    assert page_ids(both) == ["1998-p1", "1999-p1"]


def test_an_id_that_is_given_is_kept() -> None:
    given_one = Label(given="p1", relative=PurePath("x.png"), named=PurePath("s/x.png"))
    first, second = page_ids([*labels("p1.png"), given_one])
    assert second == "p1"
    assert first != "p1"


_NAMES = st.lists(
    st.text(min_size=1, max_size=300).filter(lambda name: "/" not in name and "\0" not in name), max_size=6
)


@given(st.lists(_NAMES.filter(bool), max_size=8, unique_by=tuple))
def test_ids_are_safe_and_unique(files: list[list[str]]) -> None:
    paths = list(dict.fromkeys("/".join(parts) for parts in files))
    ids = page_ids(
        [Label(relative=PurePath(path), named=PurePath("s", path)) for path in paths if PurePath(path).parts]
    )
    for each in ids:
        assert 0 < len(each.encode()) <= MOST_BYTES
        assert unicodedata.is_normalized("NFC", each)
        assert not set(each) & set('/\\:*?"<>|#\n\0 ')
        assert each[0] not in ".-"
        assert each[-1] not in ". "
        assert safe_id(each) == each
    random.Random(1).shuffle(ids)
    distinct = {PurePath(path) for path in paths if PurePath(path).parts}
    assert len(set(map(folded, ids))) >= len(distinct) - (len(ids) - len(distinct))
