"""What becomes of the group by the deadline: safe, lost to what, still in danger, for how much?

Reached safety, lost and still in danger are kept apart; docs/decisions/lost-by-kind.md says how a loss that
several hazards or helpers could have caused is divided among them, and when it counts as having happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log, prod

import numpy as np

from waystation.domain.decision import Outcome
from waystation.plan.chain import Legs
from waystation.plan.graph import PolicyGraph
from waystation.plan.hazard import Timetable
from waystation.plan.kernels.chance import (
    DANGER,
    FOUND,
    MONEY,
    SAFE,
    STAYED,
    STEPS,
    Floats,
    steps_there,
    times_odds,
    unfound,
)
from waystation.plan.kernels.walk import spread
from waystation.plan.nodes import LOSSES, hazards_of, walk

HOURS_A_DAY = 24.0


def outcome(table: Timetable, graph: PolicyGraph, *, blocks: bool = True) -> Outcome:
    """Return what becomes of a group that follows a policy, at the last step. Exact.

    Without `blocks` nothing is blocked and no leg is gone, as for a fixed route.
    """
    if table.safe[table.origin]:
        return _ended(table, table.last * table.step)
    steps, tally = walk(table, graph, blocks=blocks), np.zeros(FOUND + len(LOSSES))
    spread(steps.nodes, steps.figures, steps.kind, tally)
    return _outcome(table, table.last * table.step, tally)


def stay(table: Timetable, hours: float) -> Outcome:
    """Return what becomes of a group that does not move for so many hours: found with time, never safe."""
    if table.safe[table.origin]:
        return _ended(table, hours)
    rate, steps = float(table.wait[table.origin]), hours / table.step
    tally = np.zeros(FOUND + len(LOSSES))
    tally[DANGER] = unfound(rate, steps)
    tally[FOUND] = 1.0 - tally[DANGER]
    tally[STEPS] = tally[STAYED] = steps_there(rate, steps)
    return _outcome(table, hours, tally)


def _ended(table: Timetable, hours: float) -> Outcome:
    """Return the outcome for those who are in safety from the beginning."""
    tally = np.zeros(FOUND + len(LOSSES))
    tally[SAFE] = 1.0
    return _outcome(table, hours, tally)


def _outcome(table: Timetable, hour: float, tally: Floats) -> Outcome:
    harmed = table.case.harmed_per_day
    return Outcome(
        hour=hour,
        p_safe=float(tally[SAFE]),
        lost=dict(zip(LOSSES, tally[FOUND:].tolist(), strict=True)),
        in_danger=float(tally[DANGER]),
        hours_in_danger=float(tally[STEPS]) * table.step,
        harm_days=harmed * float(tally[STAYED]) * table.step / HOURS_A_DAY,
        money=float(tally[MONEY]),
    )


def route_lost(table: Timetable, legs: Legs) -> tuple[float, Mapping[str, float], float]:
    """Return P(safe) of a fixed route, what the rest is lost to, and P(nothing blocks it)."""
    lost, used = dict.fromkeys(LOSSES, 0.0), set[int]()
    alive, place, now = 1.0, table.origin, 0
    for e, depart in legs:
        stays = unfound(float(table.wait[place]), depart - now)
        lost["found"] += alive * (1.0 - stays)
        alive *= stays
        causes = _causes(table, e, depart, used)
        keep = prod(one for _, one in causes)
        for kind, share in _shares(causes):
            lost[kind] += alive * (1.0 - keep) * share
        alive, place, now = alive * keep, table.target[e], depart + int(table.duration[e])
    unblocked = prod(1.0 - float(table.block[e]) for e, _ in legs)
    return alive, lost, unblocked * prod(1.0 - float(table.gone[e]) for e in {e for e, _ in legs})


def _causes(table: Timetable, leg: int, step: int, used: set[int]) -> list[tuple[str, float]]:
    """Return what can end the journey on a leg, each with the probability that it does not."""
    new = [int(k) for k in np.flatnonzero(table.uses[leg]) if int(k) not in used]
    used.update(new)
    harms = [
        (row.hazard.then, 1.0 - times_odds(row.belief.mean, float(row.factor[step])))
        for row in hazards_of(table, leg)
    ]
    return [*harms, *(("betrayed", float(table.integrity[k])) for k in new)]


def _shares(causes: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the share of each cause in a loss: by nats of risk, equal among those that are certain."""
    certain = any(one <= 0.0 for _, one in causes)
    weights = [float(one <= 0.0) if certain else -log(one) for _, one in causes]
    total = sum(weights)
    return [(kind, w / total) for (kind, _), w in zip(causes, weights, strict=True) if total > 0.0]
