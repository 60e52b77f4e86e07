"""What does a plan come to, in a few figures and without front, reasons or table?"""

from __future__ import annotations

from dataclasses import dataclass

from waystation.domain.case import Case
from waystation.domain.decision import Verdict
from waystation.domain.network import Network
from waystation.plan.alternatives import options
from waystation.plan.checks.sound import require_sound
from waystation.plan.decide import unblocked
from waystation.plan.hazard import timetable
from waystation.plan.policy import prepare
from waystation.plan.verdict import SAME, by_figures, p_low, proposed


@dataclass(frozen=True, slots=True)
class Glance:
    """The proposal for a case in figures. `hours` and `cost` are those of the way on which nothing blocks.

    `verdict` is what the figures say, whatever safeguards are missing. Where no way leads out, `leg`,
    `depart` and `hours` are None. `exact`: no other policy can be better.
    """

    verdict: Verdict
    p_safe: float
    p_low: float
    leg: str | None
    depart: float | None
    hours: float | None
    cost: float
    exact: bool = True

    def does_as(self, other: Glance) -> bool:
        """Tell whether the same would be decided: the same verdict, and the same first leg where they go."""
        return self.verdict == other.verdict and (self.verdict == "not like this" or self.leg == other.leg)


def glance(network: Network, case: Case, seconds: float) -> Glance:
    """Return the figures of the decision for a case, the search ended after about so many seconds.

    Raises BadInput for ids that do not fit together.
    """
    require_sound(network, case)
    table = timetable(network, case)
    if table.safe[table.origin]:
        return Glance("go", 1.0, 1.0, None, None, 0.0, 0.0)
    choices = tuple(options(table, prepare(table), seconds))
    chosen = proposed(choices)
    if chosen is None:
        return Glance("not like this", 0.0, 0.0, None, None, None, 0.0)
    p_safe, low, first = chosen.leave.outcome.p_safe, p_low(table, chosen.plan), chosen.leave.first
    route = unblocked(table, chosen.plan)
    return Glance(
        verdict=by_figures(case, p_safe, low, chosen.leave.begin),
        p_safe=p_safe,
        p_low=low,
        leg=first.leg,
        depart=first.depart,
        hours=route.hours,
        cost=route.cost,
        exact=all(each.leave.upper <= p_safe + SAME for each in choices),
    )
