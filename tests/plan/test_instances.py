"""On published instances the engine finds the optima: safest ways (SNIP), cheapest ways within a limit."""

from __future__ import annotations

import json
import math
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.plan.slow.instances import (
    Arcs,
    Doc,
    all_watched,
    longest_useful,
    most_reliable,
    network,
    read_rcsp,
    rows,
    scenarios,
    snip_arcs,
)

import waystation

if TYPE_CHECKING:
    from waystation.domain.network import Network

SNIP = range(5)  # Pan and Morton 2008, with the data of Bodur, Dash, Günlük and Luedtke 2017
RCSP = (1, 2, 3, 4, 9, 10, 11, 12, 17, 18, 19, 20)  # Beasley and Christofides 1989, those with one resource
SCALE = 1e-3  # nats of risk for a unit of the resource


def routes(parsed: Network, begin: str, hops: int, objectives: tuple[str, ...]) -> Any:
    """Return the front of routes with at most so many hops."""
    doc = {
        "waystation": 1,
        "fictional": True,
        "id": "x",
        "from": begin,
        "deadline": hops,
        "group": {"persons": 1},
    }
    return waystation.plan(parsed, waystation.parse_case(doc), objectives=objectives).routes


def same_as_dijkstra(arcs: Arcs, pairs: Collection[tuple[str, str]]) -> None:
    """Compare the safest route with Dijkstra's for some (origin, destination)."""
    legs = [{"from": i, "to": j, "hazards": [{"p": 1 - r}]} for (i, j), r in arcs.items()]
    parsed = {end: waystation.parse_network(network(legs, end)) for end in {end for _, end in pairs}}
    best = {origin: most_reliable(arcs, origin) for origin in {origin for origin, _ in pairs}}
    for origin, end in pairs:
        risk, hops = best[origin][end]
        # Dijkstra's own path fits into this deadline, and no path that does not fit is better than his.
        [route] = routes(parsed[end], origin, hops, ("risk",))
        assert route.risk == pytest.approx(risk, rel=1e-9), (origin, end)
        assert route.p_safe == pytest.approx(math.exp(-risk), rel=1e-9)


def expected_reliability(arcs: Arcs, p: dict[tuple[str, str], float]) -> float:
    """Return the sum of p times the reliability of Dijkstra's path over all scenarios."""
    best = {origin: most_reliable(arcs, origin) for origin in {origin for origin, _ in p}}
    return math.fsum(p[origin, end] * math.exp(-best[origin][end][0]) for origin, end in p)


@pytest.fixture
def snip(shared: Path) -> Path:
    return shared / "data" / "instances" / "snip"


@pytest.mark.parametrize("instance", SNIP)
def test_the_safest_way_is_dijkstras_on_a_sample(snip: Path, instance: int) -> None:
    pairs = sorted(scenarios(snip))
    assert len(pairs) == 456
    arcs = snip_arcs(snip, instance)
    same_as_dijkstra(arcs, pairs[instance * 7 :: 114])
    same_as_dijkstra(arcs | all_watched(snip, instance), pairs[instance * 11 :: 114])


@pytest.mark.parametrize("instance", SNIP)
def test_our_dijkstra_reproduces_the_known_values(snip: Path, instance: int) -> None:
    arcs, p, known = snip_arcs(snip, instance), scenarios(snip), known_optimum(snip, instance)
    assert expected_reliability(arcs, p) == pytest.approx(known["no_interdiction"], rel=1e-9)
    watched = best_watched(arcs, known)
    assert expected_reliability(arcs | watched, p) == pytest.approx(known["obj"], rel=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("instance", SNIP)
def test_the_safest_way_is_dijkstras_everywhere(snip: Path, instance: int) -> None:
    arcs, pairs = snip_arcs(snip, instance), sorted(scenarios(snip))
    same_as_dijkstra(arcs, pairs)
    same_as_dijkstra(arcs | best_watched(arcs, known_optimum(snip, instance)), pairs[instance::5])


def known_optimum(folder: Path, instance: int) -> Doc:
    """Return the optimum with 30 sensors that each leave a tenth of the probability of passing."""
    best = json.loads((folder / "optima_computed_here.json").read_text())
    wanted = (instance, 3, 30)
    found: Doc = next(each for each in best if (each["inst"], each["snipno"], each["budget"]) == wanted)
    return found


def best_watched(arcs: Arcs, known: Doc) -> Arcs:
    """Return the probability of passing the arcs that have a sensor in the optimum."""
    return {(str(i), str(j)): 0.1 * arcs[str(i), str(j)] for i, j in known["arcs"]}


@pytest.mark.parametrize("number", RCSP)
def test_the_cheapest_way_within_the_limit_is_the_published_optimum(shared: Path, number: int) -> None:
    folder = shared / "data" / "instances" / "rcsp_beasley"
    published = dict(rows(folder / "results.txt"))
    n, limit, arcs = read_rcsp(folder / f"rcsp{number}.txt")
    hops = longest_useful(n, limit, float(published[str(number)]), arcs)
    # The resource becomes risk, which adds up along a route as it does: p = 1 - exp(-scale * resource).
    legs = [
        {"from": str(i), "to": str(j), "cost": cost, "hazards": [{"p": -math.expm1(-SCALE * used)}]}
        for (i, j), (cost, used) in arcs.items()
    ]
    front = routes(waystation.parse_network(network(legs, str(n))), "1", hops, ("risk", "cost"))
    whole = limit + 0.5  # resources are whole numbers
    within = [route.cost for route in front if route.risk / SCALE <= whole]
    assert min(within) == float(published[str(number)])
