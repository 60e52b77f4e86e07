"""What do published instances say, as networks? SNIP: most reliable paths; RCSP: cheapest within a limit."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

Doc = dict[str, Any]
Arcs = dict[tuple[str, str], float]  # (from, to): probability of passing
Amounts = dict[tuple[int, int], tuple[float, float]]  # (from, to): cost, resource


def rows(path: Path) -> list[list[str]]:
    """Return the words of every line that has any."""
    return [words for line in path.read_text().splitlines() if (words := line.split())]


def network(arcs: list[Doc], safe: str) -> Doc:
    """Return a network with a leg of one hour for every arc; nobody is found while waiting."""
    names = {arc[end] for arc in arcs for end in ("from", "to")} | {safe}
    places = [{"id": name, "kind": "safety" if name == safe else "stop"} for name in sorted(names)]
    legs = [{"id": f"{i}", "hours": 1} | arc for i, arc in enumerate(arcs)]
    start = "2026-03-02T00:00Z"
    return {"waystation": 1, "fictional": True, "start": start, "places": places, "legs": legs}


def snip_arcs(folder: Path, instance: int) -> Arcs:
    """Return the probability of passing every arc while nobody watches."""
    plain = {(i, j): float(r) for i, j, r in rows(folder / f"arcgain{instance}.txt")}
    return plain | {(i, j): float(r) for i, j, r, _ in rows(folder / f"intd_arc{instance}.txt")}


def all_watched(folder: Path, instance: int) -> Arcs:
    """Return the probability of passing every arc that can have a sensor, with one on each."""
    return {(i, j): float(q) for i, j, _, q in rows(folder / f"intd_arc{instance}.txt")}


def scenarios(folder: Path) -> dict[tuple[str, str], float]:
    """Return the probability of every (origin, destination)."""
    return {(origin, end): float(p) for origin, end, p in rows(folder / "Scenarios.txt")}


def most_reliable(arcs: Arcs, origin: str) -> dict[str, tuple[float, int]]:
    """Return (-ln reliability, hops) of the most reliable path from an origin to every node, by Dijkstra."""
    leaving = defaultdict(list)
    for (i, j), r in arcs.items():
        if r > 0:
            leaving[i].append((j, -math.log(r)))
    best: dict[str, tuple[float, int]] = {}
    heap = [(0.0, 0, origin)]
    while heap:
        risk, hops, node = heapq.heappop(heap)
        if node not in best:
            best[node] = (risk, hops)
            for then, more in leaving[node]:
                heapq.heappush(heap, (risk + more, hops + 1, then))
    return best


def read_rcsp(path: Path) -> tuple[int, float, Amounts]:
    """Return how many vertices, the limit, and (cost, resource) of every arc with its end folded in."""
    numbers = [float(text) for text in path.read_text().split()]
    n, m, resources, low, high = int(numbers[0]), int(numbers[1]), int(numbers[2]), numbers[3], numbers[4]
    assert (resources, low) == (1, 0)
    at = numbers[5 : 5 + n]
    lines = [numbers[5 + n + 4 * k : 9 + n + 4 * k] for k in range(m)]
    arcs = {(int(i), int(j)): (cost, used + at[int(j) - 1]) for i, j, cost, used in lines}
    assert len(arcs) == m
    return n, high - at[0], arcs


def longest_useful(n: int, limit: float, cost: float, arcs: Amounts) -> int:
    """Return how many hops a path within the limit and not dearer than a cost can have at most.

    Bellman's recursion gives the least cost, and the least resource, of any walk with exactly k hops; where
    one of them is too much there is no such path. Nothing is negative, so n - 1 hops are enough in any case.
    """
    longest, least = 0, ({1: 0.0}, {1: 0.0})
    for hops in range(1, n):
        least = (_one_more(least[0], arcs, 0), _one_more(least[1], arcs, 1))
        if least[0].get(n, math.inf) <= cost and least[1].get(n, math.inf) <= limit:
            longest = hops
    return longest


def _one_more(least: dict[int, float], arcs: Amounts, which: int) -> dict[int, float]:
    more: dict[int, float] = {}
    for (i, j), amounts in arcs.items():
        if i in least:
            more[j] = min(more.get(j, math.inf), least[i] + amounts[which])
    return more
