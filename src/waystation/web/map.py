"""What does a map of networks show? Places no nearer than may be drawn, ways between them, and the land.

The land is one file for everybody (`land.svg`), which says nothing of who looks at what; only what lies over
it belongs to a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from waystation.domain.network import Network
from waystation.report.globe import Point, View, around, coarse, packed_land

WIDTH = 760.0  # pixels
_MARK = 4.0  # pixels, the smallest circle


class Spot(NamedTuple):
    """A place as it is drawn: of which of the networks, where, how coarse, and whether it is safe."""

    number: int
    """Of the network, from 0: two of them may have a place of the same name."""
    place: str
    x: float
    y: float
    radius: float
    safe: bool


class Way(NamedTuple):
    """A leg as it is drawn, and as a row of the table."""

    network: str
    origin: str
    to: str
    path: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map: its size, where the land lies in it, places and ways."""

    width: float
    height: float
    land: tuple[tuple[float, float, float, float], ...]
    """x, y, width and height of each picture of the land: two where the map lies on both sides of 180°."""
    spots: tuple[Spot, ...]
    ways: tuple[Way, ...]


@cache
def land_svg() -> bytes:
    """Return the picture of all land (Natural Earth, public domain): degrees, north up."""
    rings, units = packed_land()
    path = "".join(_ring(ring) for ring in rings)
    scale = 1 / units
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180" preserveAspectRatio="none">'
        f'<path fill="#4a4a4a" transform="scale({scale} -{scale})" d="{path}"/></svg>'
    ).encode()


def _ring(ring: Sequence[int]) -> str:
    return f"M{ring[0]} {ring[1]}l{' '.join(map(str, ring[2:]))}z"


def drawn(networks: Sequence[tuple[str, Network]]) -> Map | None:
    """Return the map of networks with what each is called; None where no place of theirs says where it is."""
    points = [point for _, network in networks for point in _points(network).values()]
    if not points:
        return None
    view = around(points, WIDTH)
    return Map(
        width=view.width,
        height=view.height,
        land=tuple(_land(view)),
        spots=tuple(
            spot for number, (_, network) in enumerate(networks) for spot in _spots(number, network, view)
        ),
        ways=tuple(way for name, network in networks for way in _ways(name, network, view)),
    )


def _points(network: Network) -> dict[str, Point]:
    """Return by id where a place is drawn."""
    return {
        place.id: coarse(*place.at, place.precision_km or 0.0)
        for place in network.places
        if place.at is not None
    }


def _land(view: View) -> Iterable[tuple[float, float, float, float]]:
    wide, high = 360 * view.scale, 180 * view.scale * view.stretch
    for turn in (-360.0, 0.0, 360.0):
        x = (turn - 180 - view.west) * view.scale
        if x < view.width and x + wide > 0:
            yield x, (view.north - 90) * view.scale * view.stretch, wide, high


def _spots(number: int, network: Network, view: View) -> Iterable[Spot]:
    points = _points(network)
    for place in network.places:
        if place.id in points:
            x, y = view.on(points[place.id])
            radius = max(_MARK, view.kilometres(place.precision_km or 0.0))
            yield Spot(number, place.id, x, y, radius, place.kind == "safety")


def _ways(name: str, network: Network, view: View) -> Iterable[Way]:
    points = _points(network)
    called = {place.id: place.name or place.id for place in network.places}
    for leg in network.legs:
        path = ""
        if leg.from_ in points and leg.to in points:
            (ax, ay), (bx, by) = view.on(points[leg.from_]), view.on(points[leg.to])
            path = f"M{ax:.1f},{ay:.1f}L{bx:.1f},{by:.1f}"
        yield Way(name, called[leg.from_], called[leg.to], path)
