"""Is every kernel compiled before it is needed? Each is run once on a network of three places.

What is compiled depends on the types of the arguments only, so a tiny network does; it has a hazard, a
helper, a block and a leg that may be gone, so that nothing is left out.
"""

from __future__ import annotations

from collections.abc import Callable

from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.domain.route import OBJECTIVES
from waystation.plan.chain import chain
from waystation.plan.gains import Gains
from waystation.plan.hazard import Timetable, timetable
from waystation.plan.outcome import outcome, route_lost, stay
from waystation.plan.policy import best_start, prepare
from waystation.plan.posterior import p_safe_draws
from waystation.plan.routes import front
from waystation.plan.simulate import simulate
from waystation.plan.suspects import adapted, suspects, without
from waystation.plan.table import answer
from waystation.plan.unfolded import graph

Progress = Callable[[float, str], None]

SECONDS = 1.0  # more than enough, once compiled
ROUTE = [(0, 0), (1, 2)]
NETWORK = {
    "waystation": 1,
    "fictional": True,
    "start": "2026-03-02T18:00+00:00",
    "places": [
        {"id": "A", "kind": "origin", "found_per_day": 0.1},
        {"id": "B", "kind": "stop"},
        {"id": "S", "kind": "safety"},
    ],
    "helpers": [{"id": "k", "integrity": {"kept": 9, "broken": 0}}],
    "legs": [
        {"id": "l", "from": "A", "to": "B", "hours": 2, "helpers": ["k"], "block": 0.1, "gone": 0.1,
         "hazards": [{"p": {"harmed": 1, "attempts": 9}}]},
        {"id": "m", "from": "B", "to": "S", "hours": 2, "block": 0.1},
    ],
}  # fmt: skip
CASE = {"waystation": 1, "fictional": True, "id": "c", "from": "A", "group": {"persons": 1}, "deadline": 12}


def tiny() -> Timetable:
    """Return a timetable on which every kernel has something to do."""
    return timetable(Network.model_validate(NETWORK), Case.model_validate(CASE))


def _outcomes(table: Timetable) -> None:
    outcome(table, chain(table, ROUTE), blocks=False)
    route_lost(table, ROUTE)
    stay(table, 1.0)


def _posterior(table: Timetable) -> None:
    p_safe_draws(table, chain(table, ROUTE[:1]), draws=1, blocks=False)


def _simulation(table: Timetable) -> None:
    simulate(table, chain(table, ROUTE), journeys=1, blocks=False)


def _routes(table: Timetable) -> None:
    front(table, OBJECTIVES)


def _policy(table: Timetable) -> None:
    search = prepare(table)
    answer(table, search, best_start(search, 0, table.last + 1, SECONDS))


def _reasons(table: Timetable) -> None:
    search = prepare(table)
    start = best_start(search, 0, table.last + 1, SECONDS)
    gains = Gains(table, search, graph(search, start)[0], start)
    everything = list(suspects(table))
    gains.at_least(everything)
    for suspect in everything:
        gains.at_most(suspect, 0.0)
        adapted(search, table, without(table, suspect))


PARTS: tuple[tuple[str, Callable[[Timetable], object]], ...] = (
    ("routes", _routes),
    ("policy", _policy),
    ("reasons", _reasons),
    ("outcome", _outcomes),
    ("posterior", _posterior),
    ("simulation", _simulation),
)


def compile_all(progress: Progress | None = None) -> None:
    """Run every kernel once; `progress` is told the share done and the part in hand."""
    table = tiny()
    for done, (name, part) in enumerate(PARTS):
        if progress is not None:
            progress(done / len(PARTS), name)
        part(table)
    if progress is not None:
        progress(1.0, "compiled")
