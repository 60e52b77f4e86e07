"""How does one value stand in a cell, harmless to a spreadsheet, and what does a cell say?

A text that begins like a formula would be computed by whoever opens the table, and could send what stands
beside it to a stranger. Such a text gets an apostrophe in front when it is written, which is taken away when
it is read (https://owasp.org/www-community/attacks/CSV_Injection). A text that begins with an apostrophe gets
one more, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Literal

Cell = str | float | int | bool | None
Sort = Literal["text", "number", "flag", "day", "list"]

GUARD = "'"
_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠", GUARD)  # noqa: RUF001
_FIRSTS = frozenset(_BEGINS)
_SPLITS = frozenset(";,\t\r\n|")
_SPACES = " \u00a0\u3000"
_SEPARATORS = ";,；，、"  # noqa: RUF001  (what a keyboard in Seoul or Kunming has for them)
_ITEM = re.compile(rf'\s*("(?:[^"]|"")*"\s*|[^"{_SEPARATORS}][^{_SEPARATORS}]*|)(?:[{_SEPARATORS}]|$)')
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_FLAGS = {"true": True, "false": False}
_LONGEST_NUMBER = 40  # characters; longer figures were not written by a person


def _risky(text: str) -> bool:
    """Tell whether a text would be computed, or, being all blanks, taken for nothing."""
    return not text.strip() or text.lstrip(_SPACES).startswith(_BEGINS)


def guarded(text: str) -> str:
    """Return the text as it can stand in any spreadsheet without being computed."""
    return GUARD + text if _risky(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if text.startswith(GUARD) and _risky(text[1:]) else text


def guarded_inside(text: str) -> str:
    """Return the text as it can stand in CSV that somebody takes apart at other marks than ours.

    Excel splits at the mark of its country, whatever the file means: after each one that it may split at, a
    piece must not begin like a formula either.
    """
    out, fresh = [], False
    for letter in text:
        out += [GUARD, letter] if fresh and letter in _FIRSTS else [letter]
        fresh = letter in _SPLITS or (fresh and letter in _SPACES)
    return "".join(out)


def unguarded_inside(text: str) -> str:
    """Return the text that `guarded_inside` was given."""
    out, fresh, skipped = [], False, False
    for letter, after in pairwise((*text, "")):
        skipped = fresh and not skipped and letter == GUARD and after in _FIRSTS
        if not skipped:
            out.append(letter)
            fresh = letter in _SPLITS or (fresh and letter in _SPACES)
    return "".join(out)


def joined(items: Iterable[str]) -> str:
    """Return a list of texts as one text, semicolons between, those that could be misread in quotes."""
    return "; ".join('"' + item.replace('"', '""') + '"' if _ambiguous(item) else item for item in items)


def _ambiguous(item: str) -> bool:
    return item != item.strip() or '"' in item or any(mark in item for mark in _SEPARATORS)


def split(text: str) -> list[str] | None:
    """Return the texts that were joined; None where the text is no list."""
    items, position = [], 0
    while position < len(text):
        found = _ITEM.match(text, position)
        if found is None:
            return None
        item = found[1].strip()
        items.append(item[1:-1].replace('""', '"') if item.startswith('"') else item)
        position = found.end()
    return [item for item in items if item]


def written(value: Any, sort: Sort) -> Cell:
    """Return the cell for a value of a domain object that was dumped as plain data."""
    if value is None or (sort == "list" and not value):
        return None
    if sort == "list":
        return guarded(joined(value))
    return guarded(value) if isinstance(value, str) else value


def told(cell: Any, sort: Sort) -> Any:
    """Return what a cell says, as plain data for the domain; what cannot be read comes back as it is."""
    if isinstance(cell, str):
        cell = unguarded(cell)
    match sort:
        case "number":
            return _number(cell)
        case "flag":
            return _FLAGS.get(cell.strip().lower(), cell) if isinstance(cell, str) else cell
        case "day":
            return _day(cell)
        case "list":
            text = as_text(cell)
            items = split(text) if isinstance(text, str) else None
            return cell if items is None else items
    return as_text(cell)


def _number(cell: Any) -> Any:
    text = cell.strip() if isinstance(cell, str) else ""
    if not _NUMBER.fullmatch(text) or len(text) > _LONGEST_NUMBER:
        return cell
    try:
        return int(text)
    except ValueError:
        return float(text)


def _day(cell: Any) -> Any:
    """Take the date that a spreadsheet makes of what looks like one."""
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) and not isinstance(cell, datetime) else as_text(cell)


def as_text(cell: Any) -> Any:
    """Return a number or a truth value as the text that somebody typed; anything else as it is."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004  (digits a double has)
        return str(int(cell))
    return str(cell) if isinstance(cell, (int, float)) else cell
