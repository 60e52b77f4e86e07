"""Where on a flat drawing does a point of the globe lie, and which land is seen there?"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path

Point = tuple[float, float]  # (longitude, latitude) in degrees, or (x, y) on the drawing
KM_PER_DEGREE = 111.32  # of latitude

_LAND = Path(__file__).parents[1] / "data" / "land.json.gz"


def coarse(latitude: float, longitude: float, precision_km: float) -> Point:
    """Return (longitude, latitude) on a grid as wide as the precision: nothing nearer is drawn.

    A circle of that radius around it holds the place itself.
    """
    if precision_km <= 0:
        return longitude, latitude
    step = precision_km / KM_PER_DEGREE
    latitude = round(latitude / step) * step
    wide = step / max(0.05, cos(radians(latitude)))
    return round(longitude / wide) * wide, latitude


@dataclass(frozen=True, slots=True)
class View:
    """A window on the globe: its western and northern edge and its extent in degrees, its width in pixels."""

    west: float
    north: float
    wide: float
    high: float
    width: float

    @property
    def scale(self) -> float:
        """Return the pixels to a degree of longitude."""
        return self.width / self.wide

    @property
    def stretch(self) -> float:
        """Return how much longer a degree of latitude is than one of longitude, in the middle of the view."""
        return 1 / max(0.2, cos(radians(self.north - self.high / 2)))

    @property
    def height(self) -> float:
        """Return the height in pixels."""
        return self.high * self.scale * self.stretch

    def on(self, point: Point) -> Point:
        """Return where a point of the globe is drawn."""
        east = (point[0] - self.west + 180) % 360 - 180 if self.wide < 180 else point[0] - self.west  # noqa: PLR2004
        return east * self.scale, (self.north - point[1]) * self.scale * self.stretch

    def kilometres(self, distance: float) -> float:
        """Return a distance in pixels."""
        return distance / KM_PER_DEGREE * self.scale * self.stretch


def around(points: Sequence[Point], width: float, margin: float = 0.18, least: float = 6.0) -> View:
    """Return the view that holds all points with a margin, at least `least` degrees wide."""
    first = points[0][0]
    easts = [
        (x - first + 180) % 360 - 180 for x, _ in points
    ]  # so that a network may lie on both sides of 180°
    west, east = first + min(easts), first + max(easts)
    south, north = min(y for _, y in points), max(y for _, y in points)
    wide, high = max(least, east - west), max(least * 0.6, north - south)
    wide, high = wide * (1 + 2 * margin), high * (1 + 2 * margin)
    high = max(high, wide * 0.45)
    middle = ((west + east) / 2, (south + north) / 2)
    return View(middle[0] - wide / 2, middle[1] + high / 2, wide, high, width)


def packed_land() -> tuple[Sequence[Sequence[int]], int]:
    """Return the outlines of all land, each a first point and steps from it; how many units are a degree."""
    data = json.loads(gzip.decompress(_LAND.read_bytes()))
    return data["rings"], data["scale"]


@cache
def land() -> tuple[tuple[Point, ...], ...]:
    """Return the outlines of all land, in degrees."""
    rings, scale = packed_land()
    return tuple(_unpacked(ring, scale) for ring in rings)


def _unpacked(ring: Sequence[int], scale: float) -> tuple[Point, ...]:
    x = y = 0
    points = []
    for dx, dy in zip(ring[::2], ring[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / scale, y / scale))
    return tuple(points)


def _cut(points: Sequence[Point], axis: int, sign: float, edge: float) -> list[Point]:
    """Return what of a polygon lies on one side of an edge (Sutherland & Hodgman 1974)."""
    kept: list[Point] = []
    for a, b in zip((points[-1], *points[:-1]), points, strict=True):
        inside_a, inside_b = sign * (a[axis] - edge) >= 0, sign * (b[axis] - edge) >= 0
        if inside_a != inside_b:
            t = (edge - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        if inside_b:
            kept.append(b)
    return kept


def _clipped(points: Iterable[Point], width: float, height: float) -> list[Point]:
    kept = list(points)
    for axis, sign, edge in ((0, 1.0, 0.0), (0, -1.0, width), (1, 1.0, 0.0), (1, -1.0, height)):
        if not kept:
            break
        kept = _cut(kept, axis, sign, edge)
    return kept


def land_path(view: View) -> str:
    """Return the land in the view as the path of an SVG drawing; nothing beyond its edges."""
    parts = []
    for ring in land():
        for turn in (-360.0, 0.0, 360.0):
            west = view.west - turn
            points = [
                (view.scale * (x - west), view.scale * view.stretch * (view.north - y)) for x, y in ring
            ]
            if drawn := _clipped(points, view.width, view.height):
                parts.append("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in drawn) + "Z")
    return "".join(parts)
