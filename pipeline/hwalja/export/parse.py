"""From the plain dictionaries of `hwalja.export.document` back to a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeVar, cast, get_args

from hwalja.errors import InputError
from hwalja.export.document import FORMAT, derived
from hwalja.geometry import Box
from hwalja.model import (
    Article,
    ArticleDoubt,
    Block,
    Correction,
    Defect,
    Doubt,
    Fact,
    Flaw,
    Glyph,
    Ink,
    Line,
    Model,
    Origin,
    Page,
    Quality,
    Reading,
    Region,
    Role,
    Step,
    Unread,
    UnreadReason,
    Word,
)

_T = TypeVar("_T")
_DpiOrigin = Literal["metadata", "caller", "estimate", "default"]


def from_dict(document: object) -> Page:
    """Return the page that `hwalja.export.json.to_dict` made `document` of.

    Keys that are not known are passed over: later releases may add some. Sequences in the settings of a step come
    back as tuples.

    Raises:
        InputError: It is not such a document, or what it says follows from other parts of it does not: plain texts
            from blocks and words, the grade from its score, the reading order from the blocks that there are.
    """
    try:
        return _page(_object(document))
    except KeyError as error:
        raise _unusable(f"the key {error} is missing") from error
    except (TypeError, ValueError) as error:
        raise _unusable(str(error)) from error


def _unusable(what: str) -> InputError:
    return InputError(f"this is no {FORMAT} document: {what}", advice="docs/page.schema.json tells what it must hold")


def _page(document: Mapping[str, object]) -> Page:
    if document["format"] != FORMAT:
        raise ValueError(f"it calls itself {document['format']!r}")
    about = _object(document["page"])
    page = Page(
        id=_string(about["id"]),
        source=_string(about["source"]),
        sha256=_string(about["sha256"]),
        width=_integer(about["width"]),
        height=_integer(about["height"]),
        dpi=_number(about["dpi"]),
        dpi_origin=cast("_DpiOrigin", _one_of(about["dpi_origin"], get_args(_DpiOrigin))),
        skew=_number(about["skew"]),
        languages=_tuple(about["languages"], _string),
        models=_tuple(about["models"], _model),
        steps=_tuple(about["steps"], _step),
        articles=_tuple(document["articles"], _article),
        furniture=_tuple(document["furniture"], _block),
        pictures=_tuple(document["pictures"], _box),
        rules=_tuple(document["rules"], _box),
        corrections=_tuple(document["corrections"], _correction),
        warnings=_tuple(document["warnings"], _string),
        newspaper=_fact(about["newspaper"]),
        issue_date=_fact(about["issue_date"]),
        page_number=_fact(about["page_number"]),
        section=_fact(about["section"]),
        order=_tuple(document["order"], _string),
        unread=_tuple(document["unread"], _unread),
        ink=_ink(document["ink"]),
        quality=_quality(about["quality"]),
        doubts=_tuple(about["doubts"], lambda doubt: Doubt(_string(doubt))),
    )
    if _boolean(about["unsure"]) != page.unsure:
        raise ValueError("unsure does not follow from doubts")
    blocks = [block for article in page.articles for block in article.blocks] + list(page.furniture)
    if sorted(page.order) != sorted(block.id for block in blocks):
        raise ValueError("order does not name every block once")
    return page


def _model(value: object) -> Model:
    model = _object(value)
    return Model(_string(model["name"]), _string(model["version"]), _string(model["sha256"]))


def _step(value: object) -> Step:
    step = _object(value)
    settings = {name: _frozen(setting) for name, setting in _object(step["settings"]).items()}
    return Step(_string(step["stage"]), _string(step["version"]), settings)


def _fact(value: object) -> Fact | None:
    if value is None:
        return None
    fact = _object(value)
    return Fact(_string(fact["value"]), cast("Origin", _one_of(fact["origin"], get_args(Origin))))


def _quality(value: object) -> Quality:
    given = _object(value)
    quality = Quality(_number(given["score"]), _tuple(given["flaws"], _flaw))
    if given["grade"] != quality.grade.value:
        raise ValueError("grade does not follow from score")
    return quality


def _flaw(value: object) -> Flaw:
    flaw = _object(value)
    return Flaw(Defect(_string(flaw["defect"])), _number(flaw["severity"]))


def _unread(value: object) -> Unread:
    unread = _object(value)
    return Unread(_box(unread["box"]), UnreadReason(_string(unread["reason"])), _number(unread["ink"]))


def _ink(value: object) -> Ink | None:
    if value is None:
        return None
    ink = _object(value)
    return Ink(
        text=_number(ink["text"]),
        pictures=_number(ink["pictures"]),
        rules=_number(ink["rules"]),
        advertisements=_number(ink["advertisements"]),
        unread=_number(ink["unread"]),
        specks=_number(ink["specks"]),
    )


def _article(value: object) -> Article:
    given = _object(value)
    article = Article(
        _string(given["id"]),
        _tuple(given["blocks"], _block),
        _number(given["confidence"]),
        _tuple(given["doubts"], lambda doubt: ArticleDoubt(_string(doubt))),
    )
    if _boolean(given["unsure"]) != article.unsure:
        raise ValueError(f"unsure of article {article.id} does not follow from its doubts")
    for name, follows in derived(article).items():
        if given[name] != follows:
            raise ValueError(f"{name} of article {article.id} does not follow from its blocks")
    return article


def _block(value: object) -> Block:
    block = _object(value)
    return Block(
        _string(block["id"]), Role(_string(block["role"])), _string(block["text"]), _tuple(block["regions"], _region)
    )


def _region(value: object) -> Region:
    region = _object(value)
    return Region(
        _string(region["id"]), Role(_string(region["role"])), _box(region["box"]), _tuple(region["lines"], _line)
    )


def _line(value: object) -> Line:
    given = _object(value)
    line = Line(
        _string(given["id"]),
        _box(given["box"]),
        _number(given["em"]),
        _boolean(given["reversed"]),
        _tuple(given["words"], _word),
        _tuple(given.get("readings", []), _reading),
    )
    if given["text"] != line.text:
        raise ValueError(f"text of line {line.id} does not follow from its words")
    return line


def _word(value: object) -> Word:
    word = _object(value)
    glyphs, others = _tuple(word["glyphs"], _glyph), _tuple(word.get("others", []), _other)
    space = _number(word.get("space", 1.0))
    return Word(_string(word["text"]), _box(word["box"]), _number(word["confidence"]), glyphs, others, space)


def _glyph(value: object) -> Glyph:
    glyph = _object(value)
    others = _tuple(glyph.get("others", []), _other)
    return Glyph(_string(glyph["text"]), _box(glyph["box"]), _number(glyph["confidence"]), others)


def _other(value: object) -> tuple[str, float]:
    other = _object(value)
    return _string(other["text"]), _number(other["confidence"])


def _reading(value: object) -> Reading:
    reading = _object(value)
    return Reading(_string(reading["engine"]), _string(reading["text"]), _number(reading["confidence"]))


def _correction(value: object) -> Correction:
    correction = _object(value)
    box = correction["box"]
    return Correction(
        kind=_string(correction["kind"]),
        block=_string(correction["block"]),
        start=_integer(correction["start"]),
        original=_string(correction["original"]),
        replacement=_string(correction["replacement"]),
        box=None if box is None else _box(box),
        evidence={
            name: source if isinstance(source, str) else _number(source)
            for name, source in _object(correction["evidence"]).items()
        },
        confidence=_number(correction["confidence"]),
        applied=_boolean(correction["applied"]),
    )


def _box(value: object) -> Box:
    sides = _tuple(value, _integer)
    if len(sides) != len(Box.__slots__):
        raise ValueError(f"a box is [x, y, width, height], not {value!r}")
    return Box(*sides)


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"an object was expected, not {value!r:.40}")
    return value


def _tuple(value: object, of: Callable[[object], _T]) -> tuple[_T, ...]:
    if not isinstance(value, list):
        raise TypeError(f"a list was expected, not {value!r:.40}")
    return tuple(of(item) for item in value)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a string was expected, not {value!r:.40}")
    return value


def _one_of(value: object, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(f"one of {', '.join(known)} was expected, not {value!r:.40}")
    return _string(value)


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"true or false was expected, not {value!r:.40}")
    return value


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"a whole number was expected, not {value!r:.40}")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError(f"a number was expected, not {value!r:.40}")
    return float(value)


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {name: _frozen(item) for name, item in value.items()}
    return value
