"""What does the map of a plan show: land, the way, other ways, places no nearer than may be drawn?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from waystation.domain.leg import Leg
from waystation.domain.network import Network, Place
from waystation.domain.route import Policy
from waystation.plan.explain.names import Names
from waystation.plan.explain.timetable import Line
from waystation.report.globe import Point, View, around, coarse, land_path

Called = Callable[[Place], tuple[str, str]]  # its name, and its country where the name does not tell it
WIDTH = 760.0
_MARK = 5.0  # pixels, the smallest circle of a place
_FAR = 16.0  # pixels, the farthest that a number stands from the edge of its mark
_BESIDE, _ABOVE = 20, 14  # pixels that two numbers keep apart
_BEND = 0.07  # of its length, how far the middle of a way is bent aside


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map: its number in the list, its circle, and where its number is written."""

    number: int
    name: str
    country: str
    safe: bool
    x: float
    y: float
    radius: float
    label: Point


@dataclass(frozen=True, slots=True)
class Chart:
    """A map: paths of the land and the ways; places on it, and (number, name, country) beside it."""

    width: float
    height: float
    land: str
    way: tuple[str, ...]
    other: tuple[str, ...]
    spots: tuple[Spot, ...]
    unplaced: tuple[tuple[int, str, str], ...]


def _places(names: Names, lines: Sequence[Line], policy: Policy) -> list[str]:
    """Return the places in the order in which they are met; only those that this plan can touch."""
    found = [names.case.from_]
    for line in lines:
        found += [line.origin, line.to]
    for row in policy.table:
        found.append(row.place)
        if row.action.leg is not None:
            found.append(names.legs[row.action.leg].to)
    return list(dict.fromkeys(found))


def _called(names: Names, place: str) -> tuple[str, str]:
    """Return the name of a place, and its country where the name does not tell it already."""
    name, country = names.place(place), names.places[place].country or ""
    return name, "" if f"({country})" in name else country


def _point(place: Place) -> Point | None:
    return None if place.at is None else coarse(*place.at, place.precision_km or 0.0)


def _label(x: float, y: float, radius: float, taken: Iterable[Point]) -> Point:
    """Return the first of eight positions around a circle at which nothing else stands."""
    far = radius + 11
    near = far * 0.75
    steps = (
        (far, 0),
        (near, -near),
        (0, -far),
        (-near, -near),
        (-far, 0),
        (-near, near),
        (0, far),
        (near, near),
    )
    free, taken = [(x + dx, y + dy) for dx, dy in steps], list(taken)
    clear = (p for p in free if all(abs(p[0] - q[0]) > _BESIDE or abs(p[1] - q[1]) > _ABOVE for q in taken))
    return next(clear, free[0])


def _spots(drawn: Sequence[tuple[int, Place]], called: Called, view: View) -> Iterator[Spot]:
    centres = {n: view.on(point) for n, place in drawn if (point := _point(place)) is not None}
    taken = list(centres.values())
    for n, place in drawn:
        if n not in centres:
            continue
        x, y = centres[n]
        radius = max(_MARK, view.kilometres(place.precision_km or 0.0))
        label = _label(x, y, min(radius, _FAR), taken)
        taken.append(label)
        safe = place.kind == "safety"
        yield Spot(n, *called(place), safe, x, y, radius, label)


def _arc(a: Point, b: Point) -> str:
    """Return a slightly bent line, so that a way back does not lie on the way there."""
    bent = ((a[0] + b[0]) / 2 + _BEND * (b[1] - a[1]), (a[1] + b[1]) / 2 - _BEND * (b[0] - a[0]))
    return f"M{a[0]:.1f},{a[1]:.1f}Q{bent[0]:.1f},{bent[1]:.1f} {b[0]:.1f},{b[1]:.1f}"


def _ways(legs: Iterable[Leg], places: Mapping[str, Place], view: View) -> tuple[str, ...]:
    points = ((_point(places[leg.from_]), _point(places[leg.to])) for leg in legs)
    return tuple(_arc(view.on(a), view.on(b)) for a, b in points if a is not None and b is not None)


def chart(names: Names, lines: Sequence[Line], policy: Policy) -> Chart | None:
    """Return the map of a plan, or None where no place says where it is."""
    ids = _places(names, lines, policy)
    points = [point for name in ids if (point := _point(names.places[name])) is not None]
    if not points:
        return None
    view, drawn = around(points, WIDTH), [(n, names.places[name]) for n, name in enumerate(ids, 1)]
    way = [line.leg for line in lines]
    other = [
        row.action.leg for row in policy.table if row.action.leg is not None and row.action.leg not in way
    ]
    unplaced = [(n, name) for n, name in enumerate(ids, 1) if names.places[name].at is None]
    return Chart(
        width=view.width,
        height=view.height,
        land=land_path(view),
        way=_ways((names.legs[leg] for leg in dict.fromkeys(way)), names.places, view),
        other=_ways((names.legs[leg] for leg in dict.fromkeys(other)), names.places, view),
        spots=tuple(_spots(drawn, lambda place: _called(names, place.id), view)),
        unplaced=tuple((n, *_called(names, name)) for n, name in unplaced),
    )


def network_chart(network: Network) -> Chart | None:
    """Return the map of a whole network, all its legs as `other`; None where no place says where it is."""
    places = {place.id: place for place in network.places}
    points = [point for place in network.places if (point := _point(place)) is not None]
    if not points:
        return None
    view, drawn = around(points, WIDTH), list(enumerate(network.places, 1))
    spots = tuple(_spots(drawn, _plainly_called, view))
    unplaced = tuple((n, *_plainly_called(place)) for n, place in drawn if place.at is None)
    legs = _ways(network.legs, places, view)
    return Chart(view.width, view.height, land_path(view), (), legs, spots, unplaced)


def _plainly_called(place: Place) -> tuple[str, str]:
    return place.name or place.id, place.country or ""
