"""Which ids does a network file use twice, or without saying what they are?

It works on plain data as it was read, so that these faults are told together with all others, however broken
the rest of the file is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from waystation.kit.language import N_, _
from waystation.kit.shown import closest, quoted, shown
from waystation.plan.files.source import FieldPath, Wrong

KINDS = {"places": N_("place"), "helpers": N_("helper"), "conditions": N_("condition"), "legs": N_("leg")}
_FEW = 8  # ids that a sentence still lists


def wrong_references(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """Yield each id that stands twice in its list and each one that nothing in the file has."""
    known = {kind: _ids(data, kind) for kind in KINDS}
    for kind in KINDS:
        yield from _twice(data, kind)
    for path, used, kind in _uses(data):
        if isinstance(used, str) and used not in known[kind]:
            yield path, shown(used), expected(used, known[kind], KINDS[kind])
    yield from _strangers_paid(data)


def expected(used: str, known: Iterable[str], noun: str) -> str:
    """Return which ids of things called `noun` would have been allowed."""
    noun = _(noun)
    known = list(known)
    near = closest(used, known)
    if near:
        return _("the id of a {noun} (was {near!r} meant?)").format(noun=noun, near=near)
    if not known:
        return _("the id of a {noun}; the network has none").format(noun=noun)
    return _("the id of a {noun}").format(noun=noun) + (f": {', '.join(known)}" if len(known) <= _FEW else "")


def _entries(data: Any, kind: str, here: FieldPath = ()) -> Iterator[tuple[FieldPath, Mapping[str, Any]]]:
    """Yield the well-formed entries of a list of mappings, each with its path."""
    items = data.get(kind)
    for i, item in enumerate(items if isinstance(items, (list, tuple)) else ()):
        if isinstance(item, Mapping):
            yield (*here, kind, i), item


def _ids(data: Mapping[str, Any], kind: str) -> dict[str, FieldPath]:
    """Return the first path of each id."""
    found: dict[str, FieldPath] = {}
    for path, item in _entries(data, kind):
        if isinstance(item.get("id"), str):
            found.setdefault(item["id"], path)
    return found


def _twice(data: Mapping[str, Any], kind: str) -> Iterator[Wrong]:
    first = _ids(data, kind)
    for path, item in _entries(data, kind):
        name = item.get("id")
        if isinstance(name, str) and first[name] != path:
            there = f"{kind}[{first[name][1]}]"
            yield (
                (*path, "id"),
                _("{value} again").format(value=shown(name)),
                _("an id that no other {kind} has ({there} has it)").format(kind=_(KINDS[kind]), there=there),
            )


def _names(item: Mapping[str, Any], field: str, here: FieldPath) -> Iterator[tuple[FieldPath, Any]]:
    names = item.get(field)
    for i, name in enumerate(names if isinstance(names, (list, tuple)) else ()):
        yield (*here, field, i), name


def _uses(data: Mapping[str, Any]) -> Iterator[tuple[FieldPath, Any, str]]:
    """Yield every use of an id: its path, the id, the list it should stand in."""
    for here, place in _entries(data, "places"):
        for path, name in _names(place, "hosts", here):
            yield path, name, "helpers"
    for here, leg in _entries(data, "legs"):
        for end in ("from", "to"):
            yield (*here, end), leg.get(end), "places"
        for path, name in _names(leg, "helpers", here):
            yield path, name, "helpers"
        for path, closure in _entries(leg, "closed_if", here):
            yield (*path, "condition"), closure.get("condition"), "conditions"
        for below, hazard in _entries(leg, "hazards", here):
            for path, odds in _entries(hazard, "odds_by_condition", below):
                yield (*path, "condition"), odds.get("condition"), "conditions"


def _strangers_paid(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """Yield the fees of those who are no helpers of their leg."""
    for here, leg in _entries(data, "legs"):
        helpers = [name for _, name in _names(leg, "helpers", here) if isinstance(name, str)]
        fees = leg.get("fees")
        for name in fees if isinstance(fees, Mapping) else ():
            if isinstance(name, str) and name not in helpers:
                allowed = (
                    _("a helper of this leg: {helpers}").format(helpers=", ".join(helpers))
                    if helpers
                    else _("no fees without helpers")
                )
                yield (*here, "fees", name), _("a fee for {name}").format(name=quoted(name)), allowed
