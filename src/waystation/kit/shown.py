"""How is a value that came from outside shown in a sentence: short, on one line, harmless to a terminal?"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from waystation.kit.language import _

WIDTH = 40  # characters; a sentence that quotes more is not read at 3 a.m.
MOST = 300  # words that are compared; each comparison takes some 10 microseconds
_WORD = re.compile(r"[^\W\d][\w-]*")


def cut(text: str, width: int = WIDTH) -> str:
    """Return the text, or its beginning where it is longer than `width`."""
    return text if len(text) <= width else text[: width - 3] + "..."


def printable(text: str, width: int = 400) -> str:
    """Return the text with everything that could steer a terminal spelled out."""
    text = cut(text, width)
    return text if text.isprintable() else repr(text)[1:-1]


def _number(value: float) -> str:
    if isinstance(value, int) and abs(value) >= 10**15:
        return _("a number of more than 15 digits")
    return repr(value)


def quoted(text: str) -> str:
    """Return the text in quotes, cut where it is long, harmless to a terminal."""
    return cut(repr(cut(text)), WIDTH - 5)


def _inner(value: Any, depth: int) -> str:
    """Return the value as it would stand in a file; only its beginning is looked at, however large it is."""
    match value:
        case str():
            return printable(value, WIDTH)
        case Mapping() if depth:
            pairs = [f"{_inner(key, 0)}: {_inner(value[key], depth - 1)}" for key in list(value)[:5]]
            return "{" + ", ".join(pairs) + "}"
        case list() | tuple() if depth:
            return "[" + ", ".join(_inner(item, depth - 1) for item in value[:5]) + "]"
        case Mapping():
            return "{...}"
        case list() | tuple():
            return "[...]"
    return shown(value)


def shown(value: Any) -> str:
    """Return what was found, in at most about 40 characters: `1.4`, `text 'abc'`, `nothing`."""
    match value:
        case None:
            return _("nothing")
        case bool():
            return str(value).lower()
        case int() | float():
            return _number(value)
        case str():
            return _("text {quoted}").format(quoted=quoted(value))
        case Mapping() | list() | tuple():
            return cut(_inner(value, 2))
    return _("a {kind}").format(kind=type(value).__name__)


def path_text(path: Sequence[str | int]) -> str:
    """Return a field path in the words of the file: `legs[3].hazards[0].p`."""
    parts = []
    for step in path:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif _WORD.fullmatch(step) and len(step) <= WIDTH:
            parts.append(f".{step}" if parts else step)
        else:
            parts.append(f"[{cut(repr(cut(step)))}]")
    return "".join(parts)


def either(words: Iterable[str]) -> str:
    """Return `a`, `a or b`, `a, b or c`."""
    *most, last = words
    return _("{most} or {last}").format(most=", ".join(most), last=last) if most else last


def closest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of `words` that was probably meant by `word`, None where nothing is near."""
    if len(word) > WIDTH:
        return None
    candidates = [w for w in words if len(w) <= WIDTH]
    if len(candidates) > MOST:
        candidates = [w for w in candidates if w[:2] == word[:2]][:MOST]
    near = difflib.get_close_matches(word, candidates, n=1, cutoff=0.6)
    return near[0] if near else None


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
