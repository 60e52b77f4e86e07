"""How much would P(reached safety) gain if one hazard, helper or wait were harmless, the policy made anew?

Three figures stand behind the answer: what the present policy gains (a lower bound), what the relaxation
gains (an upper bound, both in `gains`), and, for those at the top of the list, the exact gain of the policy
made anew.
"""

from __future__ import annotations

from time import monotonic

import numpy as np

from waystation.domain.decision import Contribution
from waystation.plan.gains import Gains
from waystation.plan.graph import PolicyGraph
from waystation.plan.hazard import HazardRow, Timetable
from waystation.plan.policy import Progress, Search, Start, best_start
from waystation.plan.suspects import Suspect, adapted, suspects, without

LISTED = 8  # contributions worked out exactly
LEAST = 1e-5  # a gain below this is not looked for


def _named(table: Timetable, suspect: Suspect, gain: float, *, at_most: bool) -> Contribution:
    if suspect.subject == "hazard":
        row: HazardRow = table.hazards[suspect.number]
        return Contribution("hazard", table.legs[row.leg].id, row.hazard.kind, gain, at_most)
    things = table.network.helpers if suspect.subject == "helper" else table.places
    return Contribution(suspect.subject, things[suspect.number].id, "", gain, at_most)


def contributions(  # noqa: PLR0913, PLR0917 - the four results that it explains, and two limits
    table: Timetable,
    search: Search,
    plan: PolicyGraph,
    start: Start,
    seconds: float = 4.0,
    progress: Progress | None = None,
) -> tuple[Contribution, ...]:
    """Return what contributes most to the risk, largest first, exactly where not marked `at_most`.

    Nothing that is left out gains more than the last exact one. Gains are in P(reached safety). What could
    not be worked out in the time is listed with its bound.
    """
    end = monotonic() + seconds
    gains, everyone = Gains(table, search, plan, start), list(suspects(table))
    least = gains.at_least(everyone)
    order = np.argsort(-least, kind="stable")
    exact: dict[int, float] = {}

    def work_out(s: int) -> None:
        changed = adapted(search, table, without(table, everyone[s]))
        exact[s] = max(0.0, best_start(changed, 0, table.last + 1, seconds).low - start.low)
        if progress is not None:
            progress(1.0 - (end - monotonic()) / seconds, "reasons")

    def bar() -> float:
        return sorted(exact.values(), reverse=True)[:LISTED][-1] if len(exact) >= LISTED else 0.0

    for s in order[:LISTED]:
        work_out(int(s))
    slack = float(search.cells.value[0]) - start.low
    most = {s: gains.at_most(everyone[s], bar() - slack) for s in map(int, order[LISTED:])}
    for s in sorted(most, key=lambda s: -most[s]):
        if most[s] > bar() and monotonic() < end:
            work_out(s)
    listed = sorted((s for s in exact if exact[s] > LEAST), key=lambda s: -exact[s])[:LISTED]
    rest = sorted((s for s in most if s not in exact and most[s] > bar()), key=lambda s: -most[s])
    return (
        *(_named(table, everyone[s], exact[s], at_most=False) for s in listed),
        *(_named(table, everyone[s], most[s], at_most=True) for s in rest),
    )
