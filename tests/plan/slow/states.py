"""Which routes are on the front, without listing them all? States keep their fronts and never compete."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import NamedTuple

from tests.plan.slow.routes import OBJECTIVES, front
from tests.plan.slow.tables import Leg, Tables

ROUNDING = 1e-12  # labels of one state this close are one: sums in another order must not multiply


class State(NamedTuple):
    """Where the group is and whom it has met; the step is the key above it."""

    place: str
    used: frozenset[str]


Label = tuple[float, float, float]  # risk, cost, exposure
Layer = dict[State, list[Label]]


def front_by_states(tables: Tables, objectives: tuple[str, ...]) -> list[tuple[float, ...]]:
    """Return the front over the objectives by dynamic programming over (place, step, helpers used)."""
    layers: defaultdict[int, Layer] = defaultdict(lambda: defaultdict(list))
    layers[0][State(tables.start, frozenset())] = [(0.0, 0.0, 0.0)]
    found: list[tuple[float, ...]] = []
    for step in range(tables.last + 1):
        for state, labels in layers.pop(step, {}).items():
            best = _thin(labels, objectives)
            if state.place in tables.safety:
                found += [_point(label, step * tables.step, objectives) for label in best]
                continue
            _spread(tables, layers, step, state, best)
    return front(found)


def _spread(
    tables: Tables, layers: defaultdict[int, Layer], step: int, state: State, labels: list[Label]
) -> None:
    """Let every label of a state wait one step and try every leg."""
    waited = tables.wait(state.place, 1)
    if waited < math.inf:
        layers[step + 1][state] += [(risk + waited, cost, exposure) for risk, cost, exposure in labels]
    for leg in tables.attempts(state.place, step):
        more = _added(tables, leg, step, state.used)
        if more[0] < math.inf:
            then = State(leg.to, state.used | leg.met)
            layers[step + leg.steps][then] += [(a + more[0], b + more[1], c + more[2]) for a, b, c in labels]


def _added(tables: Tables, leg: Leg, step: int, used: frozenset[str]) -> Label:
    new = leg.met - used
    exposure = tables.place_worth[leg.to] + math.fsum(tables.helper_worth[name] for name in new)
    return leg.risk[step] + tables.first_use(leg.met, used), leg.cost, exposure


def _point(label: Label, hours: float, objectives: tuple[str, ...]) -> tuple[float, ...]:
    values = dict(zip(OBJECTIVES, (label[0], hours, label[1], label[2]), strict=True))
    return tuple(values[name] for name in objectives)


def _thin(labels: list[Label], objectives: tuple[str, ...]) -> list[Label]:
    """Keep the labels that no other in the same state is at least as good as, in the objectives asked for."""
    kept: list[tuple[tuple[float, ...], Label]] = []
    for point, label in sorted((_point(label, 0.0, objectives), label) for label in labels):
        if not any(
            all(a <= b + ROUNDING * max(1.0, b) for a, b in zip(p, point, strict=True)) for p, _ in kept
        ):
            kept.append((point, label))
    return [label for _, label in kept]
