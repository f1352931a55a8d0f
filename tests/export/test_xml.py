from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from hwalja.export.xml import Tree, legal


@given(st.text())
def test_what_is_legal_is_written_and_read_back(text: str) -> None:
    tree = Tree("urn:x", "a")
    tree.add(tree.root, "b", {"c": text.replace("\t", "").replace("\n", "").replace("\r", "")}, text)
    (found,) = etree.fromstring(tree.write().encode())
    assert (found.text or "") == legal(text)


@pytest.mark.parametrize(
    ("text", "written"), [("가\x00나", "가\ufffd나"), ("\ud800", "\ufffd"), ("\uffff𝄞\t", "\ufffd𝄞\t")]
)
def test_what_is_illegal_becomes_a_mark(text: str, written: str) -> None:
    assert legal(text) == written
    assert legal(written) == written


def test_ids_are_told_apart() -> None:
    tree = Tree("urn:x", "a")
    asked = ["r1", "r1", "r1_2", "rule_", "rule_", "s01#a01", "7", "활자", ""]
    assert [tree.id(name) for name in asked] == [
        "r1",
        "r1_2",
        "r1_2_2",
        "rule_1",
        "rule_2",
        "s01_a01",
        "_7",
        "_1",
        "_2",
    ]


@given(st.lists(st.text("a_1#", max_size=3)))
def test_no_id_is_given_twice(names: list[str]) -> None:
    tree = Tree("urn:x", "a")
    found = [tree.id(name) for name in names]
    assert len(set(found)) == len(found)
    assert all(etree.QName(name).localname == name for name in found)


def test_attributes_that_say_nothing_are_left_out() -> None:
    tree = Tree("urn:x", "a")
    tree.add(tree.root, "b", {"c": None, "d": 0})
    assert '<b d="0"/>' in tree.write()
