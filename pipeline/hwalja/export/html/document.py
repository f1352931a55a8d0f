"""The document around: a template, styles and a script that stand beside this module.

A policy in its head names both by their hashes: nothing else may run or load.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from string import Template

from hwalja import __version__
from hwalja.draw.palette import ARTICLE_COLOURS, BETWEEN, PICTURE, ROLE_COLOURS, UNREAD, Colour
from hwalja.export.html.data import to_data
from hwalja.export.html.markup import safe, safe_json, texts
from hwalja.export.html.picture import Picture
from hwalja.export.html.places import ROLES
from hwalja.export.markdown import title
from hwalja.model import Page

_SCRIPTS = ("data", "interface", "scan", "text", "tips", "link", "layers", "search", "about", "keys", "start")
"""In this order, within one function: no name of theirs is seen from outside."""

_STYLES = ("view", "scan", "text", "print")


def document(page: Page, image: Picture) -> bytes:
    """Return the whole file: the same page and image give the same bytes."""
    style, script = _style(), _script()
    policy = (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    known = {
        "policy": policy,
        "version": __version__,
        "title": safe(title(page)),
        "style": style,
        "width": str(int(page.width)),
        "height": str(int(page.height)),
        "texts": texts(page),
        "data": safe_json(to_data(page)),
        "script": script,
    }
    # The image is by far the most of it: it is put in as bytes, not copied as text again and again.
    head, tail = (Template(part).substitute(known).encode("utf-8", "replace") for part in _template())
    return b"".join((head, f"data:{image.type};base64,".encode(), base64.b64encode(image.data), tail))


@cache
def _template() -> tuple[str, str]:
    """Return what stands before the image and behind it."""
    head, _, tail = _file("page.html").partition("$image")
    return head, tail


@cache
def _style() -> str:
    colours = {f"role-{role.value}": colour for role, colour in ROLE_COLOURS.items()}
    colours |= {f"article-{number}": colour for number, colour in enumerate(ARTICLE_COLOURS)}
    colours |= {"picture": PICTURE, "unread": UNREAD, "between": BETWEEN}
    named = "".join(f"--{name}:{_css(colour)};" for name, colour in colours.items())
    return f":root{{{named}}}\n" + "".join(_trimmed(f"{name}.css", "/*") for name in _STYLES)


@cache
def _script() -> str:
    words = json.dumps(json.loads(_file("words.json")), ensure_ascii=False, separators=(",", ":"))
    known = f"const WORDS={words},ROLES={json.dumps(ROLES)},ARTICLE_COLOURS={len(ARTICLE_COLOURS)};\n"
    parts = "".join(_trimmed(f"{name}.js", "//") for name in _SCRIPTS)
    return f"(()=>{{'use strict';\n{known}{parts}}})();"


def _file(name: str) -> str:
    return (files("hwalja.export.html") / name).read_text("utf-8")


def _trimmed(name: str, comment: str) -> str:
    """Return a file without indents, empty lines and the lines that are comments."""
    lines = (line.strip() for line in _file(name).splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith(comment))


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"


def _css(colour: Colour) -> str:
    blue, green, red = colour
    return f"#{red:02x}{green:02x}{blue:02x}"
