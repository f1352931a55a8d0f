"""The model card of the shipped recogniser."""

from hashlib import sha256

import pytest

from hwalja.recognise.own import FOLDER
from hwalja.resources import dictionaries


@pytest.mark.parametrize("name", ["model-int8.onnx", "model.onnx", "classes.txt"])
def test_the_card_tells_the_hash_of_every_file(name: str) -> None:
    folder = dictionaries() / FOLDER
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert f"| `{name}` | `{sha256((folder / name).read_bytes()).hexdigest()}` |" in card
