"""What would be planned if something were otherwise? In under a second: figures and a way, without reasons.

What is left out of a decision is what takes long: the front of routes, contributions and levers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from waystation.domain.case import Case
from waystation.domain.decision import Verdict
from waystation.domain.network import Network
from waystation.domain.route import Action, Route
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.plan.alternatives import changes
from waystation.plan.checks.sound import require_sound
from waystation.plan.decide import unblocked
from waystation.plan.hazard import Timetable, timetable
from waystation.plan.hours import steps_up
from waystation.plan.outcome import outcome, stay
from waystation.plan.policy import Search, Start, best_start, prepare
from waystation.plan.suppose import Supposed, later, supposed
from waystation.plan.unfolded import graph
from waystation.plan.verdict import by_figures, p_low

SECONDS = 0.6  # for both searches together; the rest of the second is for everything around them


@dataclass(frozen=True, slots=True)
class Figures:
    """What the figures say: of leaving at once, and of leaving when it is best.

    `p_now` is P(reached safety) of those who leave before anything changes, `p_safe` of those who choose the
    best hour, `p_low` the 10th percentile of what is believed of it; `p_stay` that of still being unharmed at
    the deadline where they are. `upper` bounds `p_safe` where time ended first. `money` is expected.
    """

    verdict: Verdict
    p_now: float
    p_safe: float
    p_low: float
    p_stay: float
    upper: float
    first: Action
    money: float
    route: Route | None


def what_if(
    network: Network, case: Case, suppositions: Sequence[Supposed] = (), seconds: float = SECONDS
) -> Figures:
    """Return what would be planned. Safeguards are not among it: they hold whatever the figures.

    Raises BadInput for what the network has not, and for ids that do not fit together.
    """
    require_sound(network, case)
    table = timetable(supposed(network, suppositions), case)
    if table.safe[table.origin]:
        raise BadInput.at("from", case.from_, _("a place that is not yet safe: there is nothing to decide"))
    wait = later(suppositions)
    begin = steps_up(wait, table.step) if wait > 0.0 else 0
    search, still = prepare(table), stay(table, case.deadline).in_danger
    if begin > table.last:
        return Figures("not like this", 0.0, 0.0, 0.0, still, 0.0, Action(None, case.deadline), 0.0, None)
    end = next(mark for mark in changes(table) if mark > begin)
    now = best_start(search, begin, end, seconds / 2)
    best = best_start(search, begin, table.last + 1, seconds / 2)
    return _figures(table, search, (now, best), still)


def _figures(table: Timetable, search: Search, starts: tuple[Start, Start], still: float) -> Figures:
    now, best = starts
    if best.leg is None:
        none = Action(None, table.case.deadline)
        return Figures("not like this", 0.0, 0.0, 0.0, still, best.high, none, 0.0, None)
    plan, _stances = graph(search, best)
    found, low = outcome(table, plan), p_low(table, plan)
    begin = max(mark for mark in changes(table)[:-1] if mark <= best.step) * table.step
    return Figures(
        verdict=by_figures(table.case, found.p_safe, low, begin),
        p_now=now.low if now.leg is not None else 0.0,
        p_safe=found.p_safe,
        p_low=low,
        p_stay=still,
        upper=max(best.high, found.p_safe),
        first=Action(table.legs[int(plan.leg[0])].id, int(plan.depart[0]) * table.step),
        money=found.money,
        route=unblocked(table, plan),
    )
