"""Where is land on the maps? Makes src/waystation/data/land.json.gz from Natural Earth.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/land.py package/land-50m.json src/waystation/data/land.json.gz

The outlines are simplified by the area that a point adds (Visvalingam & Whyatt 1993) and rounded to a
twentieth of a degree; islands too small to be seen and the far south are left out. The result is a list of
closed rings of whole numbers: the first longitude and latitude, then the steps from point to point.
"""

# ruff: noqa: INP001  (a script, no package)
from __future__ import annotations

import gzip
import heapq
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

Point = tuple[float, float]
SCALE = 20  # whole numbers to a degree
LEAST_AREA = 0.012  # square degrees that a point must add to stay
LEAST_RING = 0.12  # square degrees of the smallest island that is drawn
CORNERS = 3  # a ring keeps at least so many points
SOUTH = -60  # degrees; the ice below is not drawn
LIMIT = 20_000  # bytes, compressed


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs of a TopoJSON file in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        decoded.append(points)
    return decoded


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield the outlines of all land, holes such as the Caspian Sea among them."""
    lines = arcs(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points: list[Point] = []
                for number in ring:
                    line = lines[number] if number >= 0 else lines[~number][::-1]
                    points += line[1:] if points else line
                yield points


def triangle(a: Point, b: Point, c: Point) -> float:
    """Return the area of a triangle as it is on the globe, where degrees of longitude shrink to the poles."""
    flat = abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
    return flat * cos(radians(b[1]))


def area(ring: list[Point]) -> float:
    """Return the area inside a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def simplified(ring: list[Point], least: float) -> list[Point]:
    """Return the ring without the points that add less than `least` square degrees, the slightest first."""
    ring = ring[:-1] if ring[0] == ring[-1] else ring
    count = len(ring)
    before, after = [(i - 1) % count for i in range(count)], [(i + 1) % count for i in range(count)]
    worth = [triangle(ring[i - 1], ring[i], ring[(i + 1) % count]) for i in range(count)]
    heap, gone = [(w, i) for i, w in enumerate(worth)], set[int]()
    heapq.heapify(heap)
    while heap and heap[0][0] < least and count - len(gone) > CORNERS:
        w, i = heapq.heappop(heap)
        if i in gone or w != worth[i]:
            continue
        gone.add(i)
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            worth[j] = max(w, triangle(ring[before[j]], ring[j], ring[after[j]]))
            heapq.heappush(heap, (worth[j], j))
    return [point for i, point in enumerate(ring) if i not in gone]


def packed(ring: list[Point]) -> list[int]:
    """Return the ring as whole numbers: the first point, then steps."""
    whole = [(round(x * SCALE), round(y * SCALE)) for x, y in ring]
    steps = [whole[0]]
    steps += [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole) if a != b]
    return [number for step in steps for number in step]


def main(source: str, target: str) -> None:
    """Write the land and say how large it is."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    seen = [ring for ring in rings(topology) if area(ring) >= LEAST_RING and max(y for _, y in ring) > SOUTH]
    kept = [packed(simplified(ring, LEAST_AREA)) for ring in seen]
    text = json.dumps({"scale": SCALE, "rings": kept}, separators=(",", ":"))
    data = gzip.compress(text.encode(), 9, mtime=0)
    if len(data) > LIMIT:
        sys.exit(f"{len(data)} bytes; allowed: {LIMIT}")
    Path(target).write_bytes(data)
    sys.stdout.write(
        f"{target}: {len(kept)} outlines, {sum(map(len, kept)) // 2} points, {len(data)} bytes\n"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
