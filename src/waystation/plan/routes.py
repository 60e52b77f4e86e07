"""Which routes are worth comparing? The complete Pareto front, exact unless time or memory end first.

Label setting on the clock with helpers as common causes (planning model, section 3; the method is that of
Martins 1984 with colour-aware dominance). Where a budget ends first the search starts again with a slack: a
label may then be dropped for one that is worse by at most its share of the slack, a share that grows with the
hours passed, so that no point of the complete front is farther from the answer than the whole slack.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from time import monotonic

import numpy as np

from waystation.domain.route import Front, Objective, Slack
from waystation.kit.errors import BadInput
from waystation.plan.evaluate import Legs, evaluate, undominated
from waystation.plan.hazard import Timetable
from waystation.plan.kernels.arrays import Floats
from waystation.plan.kernels.front import advance
from waystation.plan.kernels.labels import Prices
from waystation.plan.kernels.net import Net
from waystation.plan.kernels.store import FRONT, PENDING, POOL, Store
from waystation.plan.net import net, prices, store
from waystation.plan.seeds import planted, seeds

Progress = Callable[[float, str], None]

SLACKS = (
    1.0,
    0.5,
    0.3,
    0.2,
    0.1,
    0.05,
    0.02,
    0.01,
    3e-3,
    1e-3,
)  # nats, and so much of the least money, exposure
COARSE_LABELS = 10  # times the labels, for the coarsest attempt, which has to end
EXACT_SHARE = 0.5  # of the time, before a slack is allowed


@dataclass(frozen=True, slots=True)
class Budget:
    """What a search may use: seconds of the clock, and labels kept (about 100 bytes each)."""

    seconds: float = 60.0
    labels: int = 10_000_000


def _search(
    net: Net, prices: Prices, store: Store, budget: Budget, progress: Progress | None
) -> Store | None:
    """Return the final state, or None where the budget ends first."""
    end = monotonic() + budget.seconds
    for step in range(net.last + 1):
        store = advance(net, store, prices, step)
        if progress is not None:
            progress((step + 1) / (net.last + 1), "routes")
        if store.counts[POOL] + store.counts[PENDING] > budget.labels or monotonic() > end:
            return None
    return store


def _slack(net: Net, origin: int, share: float) -> Slack:
    """Return the whole slack: `share` nats of risk, and that share of the least money and exposure."""

    def scale(rest: Floats, price: Floats) -> float:
        return float(rest[0, origin]) or float(price.max(initial=0.0))

    if share == 0.0:
        return Slack()
    money, worth = scale(net.rest_cost, net.cost), scale(net.rest_exposure, net.exposure)
    return Slack(share, share * money, share * worth)


def _legs(store: Store, name: int) -> Legs:
    legs: Legs = []
    while store.leg[name] >= 0:
        legs.append((int(store.leg[name]), int(store.depart[name])))
        name = int(store.parent[name])
    return legs[::-1]


def _coarse_to_fine(search: Callable[[float, float], Store | None], end: float) -> tuple[float, Store]:
    """Return the finest share for which the search ends in time, and its state; the first has all time."""
    share, store = SLACKS[0], search(SLACKS[0], inf)
    if store is None:
        raise BadInput.at(
            "network and case",
            "more routes worth comparing than there is memory for",
            "fewer legs, an earlier deadline, a longer step or fewer objectives",
        )
    for finer in SLACKS[1:]:
        found = search(finer, end)
        if found is None:
            break
        share, store = finer, found
    return share, store


def front(
    table: Timetable,
    objectives: Sequence[Objective] = ("risk", "hours", "cost"),
    budget: Budget | None = None,
    progress: Progress | None = None,
) -> Front:
    """Return the complete Pareto front over the objectives; where the budget ends first, one with its slack.

    Each objective subset is answered exactly as in section 3 of the planning model; routes that cannot be
    safe (P(safe) = 0) are left out. With a slack every point of the complete front has a route here that is
    worse by at most `slack`. Only the coarsest attempt is finished whatever time it takes; where even that
    needs more labels than COARSE_LABELS times the budget, BadInput says so.
    """
    budget = budget or Budget()
    if table.safe[table.origin]:
        return Front(tuple(objectives), (evaluate(table, []),))
    view, paid = net(table, objectives), prices(table, objectives)
    if view.soonest[0, table.origin] > view.last:
        return Front(tuple(objectives), ())
    advance(view, store(view, table.origin), paid, view.last)  # compiled, if need be, before the clock starts
    known, begun = seeds(view, paid, table.origin), monotonic()

    def search(share: float, until: float) -> Store | None:
        begin = planted(view, paid, store(view, table.origin), known)
        whole = _slack(view, table.origin, share)
        slack = np.array([whole.risk, 0.0, whole.cost, whole.exposure]) / max(1, view.last)
        labels = budget.labels * (COARSE_LABELS if share == SLACKS[0] else 1)
        limits = Budget(until - monotonic(), labels)
        return _search(view._replace(slack=slack), paid, begin, limits, progress)

    share, found = 0.0, search(0.0, begun + EXACT_SHARE * budget.seconds)
    if found is None:
        share, found = _coarse_to_fine(search, begun + budget.seconds)
    names = found.names[: found.counts[FRONT]]
    legs = (_legs(found, int(name)) if name >= 0 else known[-1 - int(name)] for name in names)
    routes = [evaluate(table, way) for way in legs]
    slack = _slack(view, table.origin, share)
    return Front(tuple(objectives), tuple(undominated(routes, objectives)), slack)
