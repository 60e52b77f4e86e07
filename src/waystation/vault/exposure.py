"""What would be known if somebody or something were taken, in tags alone?

Exposure of X = could open (every key ever granted) + did open + was told + met in person. A withdrawal
takes nothing away: what was known once is known. So more grants, openings, words or meetings never give less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from waystation.domain.access import Trace

Way = Literal["met", "told", "opened", "could open"]
WAYS: tuple[Way, ...] = ("met", "told", "opened", "could open")
"""How something came to be known, from what stays in one's head to what was only within reach."""

Seen = tuple[int, Trace]
"""The number of a row of the ledger, and one of its traces."""
Subject = Literal["member", "helper", "person", "house", "device"]


class Known(NamedTuple):
    """One thing that would be known: how, from which row of the ledger on, and who is there now."""

    tag: str
    ways: tuple[Way, ...]
    first: int
    last: int
    there: frozenset[str] = frozenset()


class Exposure(NamedTuple):
    """What would be known if the `taken` were made to talk; the most pressing first."""

    taken: frozenset[str]
    known: tuple[Known, ...]
    held: tuple[str, ...]
    """Compartments of which one of them holds a key this very moment."""

    @property
    def tags(self) -> frozenset[str]:
        """All that would be known."""
        return frozenset(each.tag for each in self.known)


def exposure(rows: Sequence[Seen], tag: str, subject: Subject) -> Exposure:
    """Return the exposure of somebody or something by tag, ranked by who is there now.

    Whoever takes a house takes those who are in it; whoever takes a device has what all its users had.
    """
    taken = frozenset({tag}) | _taken_with(rows, tag, subject)
    there = people_at(rows)
    known = [each._replace(there=there.get(each.tag, frozenset())) for each in known_by(rows, taken)]
    return Exposure(taken, tuple(sorted(known, key=pressing)), _held_now(rows, taken))


def known_by(rows: Iterable[Seen], taken: AbstractSet[str]) -> list[Known]:
    """Return all that any of these knows, in no order; they themselves are left out."""
    ways: dict[str, set[Way]] = defaultdict(set)
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, trace in rows:
        way, tags = _learnt(trace, taken)
        for tag in tags - taken:
            ways[tag].add(way)
            numbers[tag].append(number)
    return [
        Known(tag, tuple(way for way in WAYS if way in ways[tag]), min(seen), max(seen))
        for tag, seen in numbers.items()
    ]


def _learnt(trace: Trace, taken: AbstractSet[str]) -> tuple[Way, frozenset[str]]:
    """Return what one trace tells these, and how."""
    to, what, nothing = frozenset(trace.to), frozenset(trace.what), frozenset[str]()
    match trace.verb:
        case "granted":
            return "could open", what if to & taken else nothing
        case "opened":
            return "opened", what if trace.actor in taken else nothing
        case "told":
            return "told", what if to & taken else nothing
        case "met":
            everybody = to | what | {trace.actor}
            return "met", everybody if everybody & taken else nothing
    return "met", nothing


def _taken_with(rows: Iterable[Seen], tag: str, subject: Subject) -> frozenset[str]:
    if subject == "house":
        return people_at(rows).get(tag, frozenset())
    if subject != "device":
        return frozenset()
    # Whoever tells a device nothing in particular uses it.
    users = (each.actor for _number, each in rows if each.verb == "told" and tag in each.to and not each.what)
    return frozenset(users)


def people_at(rows: Iterable[Seen]) -> dict[str, frozenset[str]]:
    """Return who is at each house, on each journey: where somebody was met last."""
    last: dict[str, tuple[int, tuple[str, ...]]] = {}
    for number, trace in rows:
        if trace.verb == "met" and trace.what:
            for who in (trace.actor, *trace.to):
                if who not in last or last[who][0] <= number:
                    last[who] = number, trace.what
    there: dict[str, set[str]] = defaultdict(set)
    for who, (_number, what) in last.items():
        for place in what:
            there[place].add(who)
    return {place: frozenset(people) for place, people in there.items()}


def _held_now(rows: Iterable[Seen], taken: AbstractSet[str]) -> tuple[str, ...]:
    """Return the compartments that were granted to one of these and not withdrawn since, oldest first."""
    held: dict[tuple[str, str], int] = {}
    for number, trace in rows:
        for who in taken & set(trace.to):
            for compartment in trace.what:
                if trace.verb == "granted":
                    held.setdefault((who, compartment), number)
                elif trace.verb == "withdrawn":
                    held.pop((who, compartment), None)
    return tuple(dict.fromkeys(compartment for _who, compartment in held))


def pressing(known: Known) -> tuple[int, int, int, str]:
    """Sort: where most people are now, then what is surest known, then what was learnt last."""
    return -len(known.there), WAYS.index(known.ways[0]), -known.last, known.tag


class Marked(NamedTuple):
    """A mark on a tag: the row that says who set it and why, and the row that took it back."""

    tag: str
    number: int
    by: str
    why: str
    taken_back: Seen | None = None


def marks(rows: Iterable[Seen]) -> list[Marked]:
    """Return every mark, oldest first, with what took it back; nothing is dropped."""
    found: list[Marked] = []
    for row in rows:
        number, trace = row
        if trace.verb == "marked":
            found += [Marked(tag, number, trace.actor, trace.why or "") for tag in trace.what]
        elif trace.verb == "unmarked":
            found = [_back(mark, row) for mark in found]
    return found


def _back(mark: Marked, row: Seen) -> Marked:
    return mark._replace(taken_back=row) if mark.taken_back is None and mark.tag in row[1].what else mark


def standing(rows: Iterable[Seen]) -> Mapping[str, Marked]:
    """Return the marks that nobody has taken back, the newest for each tag."""
    return {mark.tag: mark for mark in marks(rows) if mark.taken_back is None}
