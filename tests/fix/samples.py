"""Invented newspaper texts: `<name>.raw.txt` as some OCR might give it, `<name>.txt` as it has to become."""

from __future__ import annotations

from pathlib import Path

TEXTS = Path(__file__).parent / "texts"

CLEAN = sorted(path.stem for path in TEXTS.glob("*.txt") if not path.name.endswith(".raw.txt"))
RAW = sorted(path.name.removesuffix(".raw.txt") for path in TEXTS.glob("*.raw.txt"))


def clean(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_bytes().decode()


def raw(name: str) -> str:
    return (TEXTS / f"{name}.raw.txt").read_bytes().decode()
