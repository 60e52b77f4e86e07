"""How are lists, factors, counts and series of a network typed into one field, and read again?

What cannot be read stays the text that it is: the loader then says where it stands and what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

Notation = Literal[
    "text",
    "number",
    "words",
    "lines",
    "factors",
    "chance",
    "kept",
    "point",
    "closed",
    "per_unit",
    "times",
    "series",
]
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][+-]?[0-9]+)?")
_OF = re.compile(r"(?P<a>[^/+]+?)\s*/\s*(?P<b>[^/+]+)")
_AND = re.compile(r"(?P<a>[^/+]+?)\s*\+\s*(?P<b>[^/+]+)")
_ABOVE = re.compile(r"(?P<name>.+?)\s*>\s*(?P<above>\S+?)(?:\s*[x×*]\s*(?P<by>\S+))?")
_TIMES = re.compile(r"(?P<name>\S+)\s*[x×*]\s*(?P<by>\S+)")


def written(value: Any, notation: Notation) -> str:
    """Return what stands in the field for a value of a network's plain data; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    match notation:
        case "words":
            return ", ".join(value)
        case "lines":
            return "\n".join(value)
        case "factors":
            return "\n".join(f"{name}: {number_text(by)}" for name, by in value.items())
        case "point":
            return ", ".join(map(number_text, value))
        case "closed" | "per_unit" | "times":
            return "\n".join(map(_condition, value))
        case "series":
            return "\n".join(f"{number_text(hour)}: {number_text(level)}" for hour, level in value)
    if isinstance(value, Mapping):
        first, second = value.values()
        return f"{number_text(first)} {'+' if 'kept' in value else '/'} {number_text(second)}"
    return number_text(value)


def number_text(value: float) -> str:
    """Return a number so that it is read as the same one, 5 in the place of 5.0."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004


def _condition(entry: Mapping[str, Any]) -> str:
    if "window" in entry:
        return f"{entry['window']} x {number_text(entry['times'])}"
    by = f" x {number_text(entry['per_unit'])}" if "per_unit" in entry else ""
    return f"{entry['condition']} > {number_text(entry['above'])}{by}"


def read(text: str, notation: Notation, counts: tuple[str, str] = ("harmed", "attempts")) -> Any:
    """Return the value that a field stands for; None where it is empty. `counts` are the names of a pair."""
    text = text.strip()
    if not text:
        return None
    match notation:
        case "text":
            return text
        case "words":
            return _parts(text, ",")
        case "point":
            return [_number(part) for part in _parts(text, ",")]
        case "number":
            return _number(text)
        case "chance" | "kept":
            return _pair(text, counts)
    return _read_lines(text, notation)


def _read_lines(text: str, notation: Notation) -> Any:
    lines = _parts(text.replace("\r", ""), "\n")
    match notation:
        case "lines":
            return lines
        case "factors":
            pairs = [line.rpartition(":") for line in lines]
            if any(not colon for _name, colon, _by in pairs):
                return text
            return {name.strip(): _number(by) for name, _colon, by in pairs}
        case "series":
            points = [line.partition(":") for line in lines]
            return [[_number(a), _number(b)] if colon else a for a, colon, b in points]
    return [_entry(line, notation) for line in lines]


def _parts(text: str, between: str) -> list[str]:
    return [part for part in map(str.strip, text.split(between)) if part]


def _number(text: str) -> Any:
    text = text.strip()
    return float(text) if _NUMBER.fullmatch(text) else text


def _pair(text: str, counts: Sequence[str]) -> Any:
    found = (_AND if "kept" in counts else _OF).fullmatch(text)
    if found is None:
        return _number(text)
    return {counts[0]: _number(found["a"]), counts[1]: _number(found["b"])}


def _entry(line: str, notation: Notation) -> Any:
    if notation == "times":
        found = _TIMES.fullmatch(line)
        return {"window": found["name"], "times": _number(found["by"])} if found else line
    found = _ABOVE.fullmatch(line)
    if found is None or (found["by"] is None) != (notation == "closed"):
        return line
    entry = {"condition": found["name"], "above": _number(found["above"])}
    return entry if notation == "closed" else {**entry, "per_unit": _number(found["by"])}
