"""Which random networks can be as large as one likes? Places in a square, ten legs out of each."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from math import ceil, sqrt

from bench.dice import Dice, Doc

NEIGHBOURS = 10  # legs out of each place
HELPED = 0.05  # share of the legs with a helper
PLACES_PER_HELPER = 50
HOURS = 1.0  # for one unit of length
COMFORT = 1.5  # the deadline, in times of the soonest arrival
Point = tuple[float, float]


def geometric(n_places: int, seed: int) -> tuple[Doc, Doc]:
    """Return a network of so many places in a square, and a case from one corner of it to the opposite one.

    A unit of length is the side of a square that holds one place on average. Legs lead to the ten nearest
    places; a leg of length d takes d hours, rounded up to the step of one hour. One in twenty has a helper
    from a pool of n / 50 (so helpers are shared), half have a window of eight or twelve hours, three in ten a
    block. Safety is the place nearest to the far corner. The deadline is one and a half times the soonest
    possible arrival, rounded up to 12 hours: comfortable, for slow places on the way can be gone round.
    """
    dice = Dice(seed)
    side = sqrt(n_places)
    points = [(dice.decimal(0, side, 3), dice.decimal(0, side, 3)) for _ in range(n_places)]
    begin, end = _nearest_to(points, (0.0, 0.0)), _nearest_to(points, (side, side))
    helpers = [f"h{k}" for k in range(max(2, n_places // PLACES_PER_HELPER))]
    legs = list(_legs(dice, points, helpers))
    network: Doc = {
        "waystation": 1,
        "fictional": True,
        "name": f"geometric {n_places} {seed}",
        "start": "2026-03-02T18:00+00:00",
        "currency": "USD",
        "places": [_place(dice, i, i == end) for i in range(n_places)],
        "helpers": [
            {"id": k, "integrity": dice.decimal(0.9, 0.999, 3), "worth": dice.whole(0, 3)} for k in helpers
        ],
        "legs": legs,
    }
    deadline = 12 * ceil(COMFORT * soonest(legs, f"p{begin}", f"p{end}") / 12)
    case: Doc = {
        "waystation": 1,
        "fictional": True,
        "id": f"geometric-{n_places}-{seed}",
        "from": f"p{begin}",
    }
    return network, case | {"group": {"persons": 2}, "deadline": deadline, "step": 1}


def _place(dice: Dice, number: int, safe: bool) -> Doc:  # noqa: FBT001  (there are only the two kinds)
    place: Doc = {"id": f"p{number}", "kind": "safety" if safe else "stop", "worth": dice.below(3)}
    return place | {"found_per_day": dice.decimal(0.0005, 0.01, 4)}


def _legs(dice: Dice, points: list[Point], helpers: list[str]) -> Iterator[Doc]:
    for i, near in enumerate(neighbours(points, NEIGHBOURS)):
        for j in near:
            distance = sqrt(_square(points[i], points[j]))
            leg: Doc = {"id": f"l{i}-{j}", "from": f"p{i}", "to": f"p{j}"}
            leg["hours"] = max(0.1, round(HOURS * distance, 1))
            yield leg | _terms(dice, distance, helpers)


def _terms(dice: Dice, distance: float, helpers: list[str]) -> Doc:
    terms: Doc = {"cost": round(distance * dice.decimal(2, 10, 1)) * 10}
    if dice.maybe(HELPED):
        terms["helpers"] = [dice.pick(helpers)]
    if dice.maybe(0.5):
        begin, length = dice.below(24), dice.pick((8, 12))
        terms["windows"] = [f"{begin:02d}:00-{(begin + length) % 24:02d}:00"]
    if dice.maybe(0.3):
        terms |= {"block": dice.decimal(0.02, 0.2, 2), "retry_hours": dice.pick((2, 6, 12))}
    return terms | {"hazards": [{"p": round(distance * dice.decimal(0.0005, 0.008, 4), 5)}]}


def _square(a: Point, b: Point) -> float:
    return (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])


def _nearest_to(points: list[Point], corner: Point) -> int:
    return min(range(len(points)), key=lambda i: (_square(points[i], corner), i))


def neighbours(points: list[Point], k: int) -> Iterator[list[int]]:
    """Yield for each point the k nearest others, nearest first; unit cells are searched ring by ring."""
    cells: dict[tuple[int, int], list[int]] = {}
    for i, (x, y) in enumerate(points):
        cells.setdefault((int(x), int(y)), []).append(i)
    for i, (x, y) in enumerate(points):
        ring = 1
        found: list[int] = []
        while len(found) < min(k, len(points) - 1):
            ring += 1
            around = range(-ring, ring + 1)
            near = (
                j for a in around for b in around for j in cells.get((int(x) + a, int(y) + b), ()) if j != i
            )
            sure = sorted((_square(points[i], points[j]), j) for j in near)
            found = [j for square, j in sure if square <= ring * ring or ring > len(points)][:k]
        yield found


def soonest(legs: list[Doc], begin: str, end: str) -> int:
    """Return the soonest arrival in whole hours, legs begun only in their windows (start 18:00, UTC)."""
    leaving: dict[str, list[Doc]] = {}
    for leg in legs:
        leaving.setdefault(leg["from"], []).append(leg)
    arrived: dict[str, int] = {}
    queue = [(0, begin)]
    while queue:
        now, place = heapq.heappop(queue)
        if place in arrived:
            continue
        arrived[place] = now
        for leg in leaving.get(place, []):
            heapq.heappush(queue, (_departure(leg, now) + ceil(leg["hours"] - 1e-9), leg["to"]))
    return arrived[end]


def _departure(leg: Doc, now: int) -> int:
    if "windows" not in leg:
        return now
    begin, close = (int(text[:2]) for text in leg["windows"][0].split("-"))
    open_at = ((18 + now + wait, wait) for wait in range(24))
    return now + next(wait for hour, wait in open_at if (hour - begin) % 24 < (close - begin) % 24)
