"""Somebody else saved first. What do both sides say, and how does a member go on?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse

from waystation.actions.save_record import BothSides
from waystation.domain.kinds import data_of
from waystation.kit.shown import path_text
from waystation.web.paging import show

_NOT_TYPED = {"csrfmiddlewaretoken", "counter", "second_handle", "second_passphrase", "second_code"}
_NOTHING = "-"


class Difference(NamedTuple):
    """A field that the two sides say differently."""

    field: str
    mine: str
    theirs: str


def both_sides(request: HttpRequest, both: BothSides, back: str) -> HttpResponse:
    """Show what stands in the vault now beside what was to be saved. Nothing of the latter was saved.

    What was typed stands in a form of its own: sent again, it is done on top of what the other has saved.
    """
    theirs = {each.id: each for each in both.theirs}
    sides = [
        (theirs[draft.id], list(differences(data_of(draft.value), data_of(theirs[draft.id].value))))
        for draft in both.mine
        if draft.id in theirs
    ]
    first = next((each for each in both.theirs), None)
    typed = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    values = {
        "sides": sides,
        "typed": [(name, value) for name, value in typed if name not in _NOT_TYPED],
        "counter": first.counter if first is not None else "",
        "address": request.path,
        "back": back,
    }
    return show(request, "intake/conflict.html", values, 409)


def differences(mine: Any, theirs: Any, path: tuple[str | int, ...] = ()) -> Iterator[Difference]:
    """Yield where two sides differ, down to single fields."""
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        for key in dict.fromkeys([*mine, *theirs]):
            yield from differences(mine.get(key), theirs.get(key), (*path, str(key)))
    elif isinstance(mine, list) and isinstance(theirs, list):
        for number in range(max(len(mine), len(theirs))):
            left = mine[number] if number < len(mine) else None
            right = theirs[number] if number < len(theirs) else None
            yield from differences(left, right, (*path, number))
    elif mine != theirs:
        yield Difference(path_text(path), _text(mine), _text(theirs))


def _text(value: Any) -> str:
    match value:
        case None:
            return _NOTHING
        case Mapping():
            return "; ".join(f"{key}: {_text(each)}" for key, each in value.items())
        case list():
            return ", ".join(_text(each) for each in value)
    return str(value)
