from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hwalja.cli.main import main
from hwalja.errors import ExitCode
from tests.export.schema import validate

pytestmark = pytest.mark.engine


def test_an_empty_page_is_a_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scan = tmp_path / "empty.png"
    Image.fromarray(np.full((1200, 900), 255, np.uint8)).save(scan)
    assert main(["page", str(scan), "-f", "json"]) == ExitCode.OK
    out, err = capsys.readouterr()
    document = json.loads(out)
    validate(document)
    assert document["articles"] == []
    assert err == "hwalja: warning: empty: no article was found on the page\n"


def test_a_missing_image_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["page", str(tmp_path / "none.png")]) == ExitCode.INPUT_FILE
    assert capsys.readouterr().err == f"hwalja: error: {tmp_path}/none.png: there is no such file (check the name)\n"
