"""Which policies do the tests follow? Chains, one made by hand, and any rule of the slow model."""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.plan.slow.policy import Rule, State, after_block, after_pass, p_blocked
from tests.plan.slow.tables import Leg, Tables

from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.plan.chain import chain
from waystation.plan.graph import OVER, STAY, PolicyGraph
from waystation.plan.hazard import Timetable, timetable

Doc = dict[str, Any]
Row = tuple[int, int, int, int, int, bool, int, int, tuple[int, ...]]
Decision = tuple[State, Leg | None]
__all__ = ["branching", "chain", "from_rule", "graph", "table", "two_rivers"]


def table(network: Doc, case: Doc) -> Timetable:
    """Return what the engine makes of a network and a case, as they stand in their files."""
    return timetable(Network.model_validate(network), Case.model_validate(case))


def two_rivers() -> Timetable:
    """Return a small network with what a policy can meet: blocks, a leg that may be gone, shared helpers.

    Legs: 0 `bridge` A-H with two hazards and helper bo, may be gone; 1 `ford` A-H, free of both; 2 `road` H-S
    with helpers bo and eve; 3 `back` H-A.
    """
    river = {"kind": "water", "p": {"harmed": 2, "attempts": 30}, "then": "killed", "odds": {"infant": 1.6}}
    patrol = {
        "kind": "patrol",
        "p": 0.08,
        "then": "imprisoned",
        "odds_by_time": [{"window": "06:00-18:00", "times": 3}],
    }
    places = [
        {"id": "A", "kind": "origin", "found_per_day": 0.3},
        {"id": "H", "kind": "safe_house", "found_per_day": 0.1, "crowding": 1.5, "hosts": ["lin"]},
        {"id": "S", "kind": "safety"},
    ]
    helpers = [
        {"id": "lin", "integrity": {"kept": 9, "broken": 0}},
        {"id": "bo", "integrity": 0.9, "effort_cost": 80, "future_value": 3000},
        {"id": "eve", "integrity": 0.8},
    ]
    bridge = {"id": "bridge", "from": "A", "to": "H", "hours": 3, "cost": 100, "helpers": ["bo"], "gone": 0.2}
    legs = [
        bridge | {"block": {"blocked": 3, "attempts": 8}, "retry_hours": 6, "hazards": [river, patrol]},
        {"id": "ford", "from": "A", "to": "H", "hours": 8, "cost_per_person": 10, "hazards": [river]},
        {"id": "road", "from": "H", "to": "S", "hours": 5, "cost": 300, "helpers": ["bo", "eve"],
         "block": 0.3, "retry_hours": 12, "hazards": [patrol]},
        {"id": "back", "from": "H", "to": "A", "hours": 2},
    ]  # fmt: skip
    network = {
        "waystation": 1,
        "start": "2026-03-02T18:00+09:00",
        "places": places,
        "helpers": helpers,
        "legs": legs,
    }
    case = {"waystation": 1, "id": "c", "from": "A", "deadline": 48, "harmed_per_day": 0.5}
    return table(network, case | {"group": {"persons": 2, "traits": ["infant"]}})


def graph(*rows: Row) -> PolicyGraph:
    """Return a policy from rows of place, at, leg, depart, tries, known, passed, blocked, new helpers."""
    table = np.array([row[:8] for row in rows], dtype=np.int32).reshape(len(rows), 8)
    place, at, leg, depart, tries, known, passed, blocked = (
        np.ascontiguousarray(column) for column in table.T
    )
    new = [row[8] for row in rows]
    start = np.cumsum([0, *(len(names) for names in new)], dtype=np.int32)
    names = np.array([k for names in new for k in names], dtype=np.int32)
    return PolicyGraph(place, at, leg, depart, tries, known.astype(np.bool_), passed, blocked, start, names)


def branching() -> PolicyGraph:
    """Return a policy on two_rivers: the bridge twice, then the ford; once back from the house."""
    none: tuple[int, ...] = ()
    return graph(
        (0, 0, 0, 1, 0, False, 1, 2, (1, 0)),     # 0 the bridge at 1
        (1, 4, 2, 4, 0, False, OVER, 3, (2,)),    # 1 over the bridge at 4, the road at once
        (0, 7, 0, 7, 1, False, 4, 5, (1, 0)),     # 2 blocked: the bridge once more
        (1, 16, 3, 17, 0, False, 6, OVER, none),  # 3 the road is blocked: back over, for no good reason
        (1, 10, 2, 12, 0, False, OVER, 7, (2,)),  # 4
        (0, 13, 1, 20, 0, False, 8, OVER, (0,)),  # 5 twice in vain: the ford
        (0, 19, 0, 19, 0, True, 9, 10, none),     # 6 the bridge, known not to be gone, with helpers known
        (1, 24, STAY, 48, 0, False, OVER, OVER, none),
        (1, 28, 2, 28, 0, False, OVER, 11, (1, 2)),
        (1, 22, 2, 28, 0, False, OVER, 11, (2,)),
        (0, 25, STAY, 48, 0, False, OVER, OVER, none),
        (1, 40, STAY, 48, 0, False, OVER, OVER, none),
    )  # fmt: skip


def from_rule(engine: Timetable, tables: Tables, rule: Rule) -> PolicyGraph:
    """Return the policy that a rule of the slow model makes, from hour 0 on."""
    start = State(tables.start, 0)
    found: dict[State, Decision] = {}
    todo = [start]
    while todo:
        state = todo.pop()
        if state not in found and state.place not in tables.safety:
            found[state] = _decision(tables, rule, state)
            todo += _followers(tables, *found[state])
    order = {state: v for v, state in enumerate(sorted(found, key=lambda state: state.step))}
    return graph(*(_row(engine, tables, order, state, found[state]) for state in order))


def _decision(tables: Tables, rule: Rule, state: State) -> Decision:
    """Return the state in which the next attempt is made, and the leg; None where it is never made."""
    for step in range(state.step, tables.last + 1):
        now = state._replace(step=step)
        if (name := rule(now)) is not None:
            return now, tables.legs[name]
    return state._replace(step=tables.last), None


def _followers(tables: Tables, now: State, leg: Leg | None) -> list[State]:
    """Return the state after passing and, if there can be a block, that after it."""
    if leg is None:
        return []
    stuck = after_block(leg, now)._replace(step=min(now.step + leg.retry, tables.last))
    return [after_pass(leg, now), *([stuck] if p_blocked(leg, now) > 0 else [])]


def _row(engine: Timetable, tables: Tables, order: dict[State, int], state: State, decision: Decision) -> Row:
    place, (now, leg) = [p.id for p in engine.places].index(state.place), decision
    if leg is None:
        return place, state.step, STAY, now.step, 0, False, OVER, OVER, ()
    passed, blocked = ([order.get(then, OVER) for then in _followers(tables, now, leg)] + [OVER])[:2]
    helpers = [h.id for h in engine.network.helpers]
    number = [e.id for e in engine.legs].index(leg.id)
    new = tuple(helpers.index(name) for name in sorted(leg.met - state.used))
    tries, known = dict(state.tries).get(leg.id, 0), leg.id in state.passed
    return place, state.step, number, now.step, tries, known, passed, blocked, new
