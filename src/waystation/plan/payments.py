"""What is each helper of a route paid, what must be held back, and can he still afford to take part?

Planning model, section 6. The hold-back stands beside the fees and is paid last: docs/decisions/hold-back.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import isfinite
from typing import TYPE_CHECKING

from waystation.domain.network import Betrayal, Leg
from waystation.domain.payment import HelperPay, HoldBack, Stage
from waystation.plan.honesty import TOLERANCE, holdback, stances

if TYPE_CHECKING:
    from waystation.domain.route import Route, Step
    from waystation.plan.hazard import Timetable

__all__ = ["holdback", "pay"]


def pay(table: Timetable, route: Route) -> tuple[HelperPay, ...]:
    """Return the stages and hold-back of each helper named by a leg of the route, in order of meeting."""
    legs = {leg.id: leg for leg in table.legs}
    named: dict[str, list[Step]] = {}
    for step in route.steps:
        for name in dict.fromkeys(legs[step.leg].helpers):
            named.setdefault(name, []).append(step)
    return tuple(_pay(table, name, steps) for name, steps in named.items())


def _pay(table: Timetable, name: str, steps: Sequence[Step]) -> HelperPay:
    future = next(helper.future_value for helper in table.network.helpers if helper.id == name)
    rules = table.network.betrayal or Betrayal()
    stages = _stages(table, name, steps)
    held = holdback(stages, future, rules.noticed, rules.blamed_wrongly, rules.discount)
    kept_by_betraying = (1.0 - rules.noticed) * future
    return HelperPay(
        helper=name,
        legs=tuple(step.leg for step in steps),
        stages=stages,
        holdback=held,
        reward=stages[0].reward,
        at_stake=min(stance.honest for stance in stances(stages, rules, future)) - kept_by_betraying,
        affordable=_affordable(stages, held, future),
    )


def _stages(table: Timetable, name: str, steps: Sequence[Step]) -> tuple[Stage, ...]:
    rules, persons = table.network.betrayal or Betrayal(), table.case.group.persons
    effort = next(helper.effort_cost for helper in table.network.helpers if helper.id == name)
    reward = rules.reward + rules.reward_per_person * persons
    number = {leg.id: e for e, leg in enumerate(table.legs)}

    def stage(step: Step) -> Stage:
        e, depart = number[step.leg], round(step.depart / table.step)
        success = float(table.survive[e, depart]) * _others_keep_faith(table, step, name)
        return Stage(_fee(table.legs[e], name, persons), effort, success, reward)

    return tuple(stage(step) for step in steps)


def _others_keep_faith(table: Timetable, step: Step, name: str) -> float:
    """Return the probability that all others who are first used on this leg keep faith."""
    keep = 1.0
    for helper, integrity in zip(table.network.helpers, table.integrity, strict=True):
        if helper.id in step.met and helper.id != name:
            keep *= float(integrity)
    return keep


def _fee(leg: Leg, name: str, persons: int) -> float:
    """Return what a helper gets once the leg is passed: his fee, else an equal share of what is left."""
    if name in leg.fees:
        return leg.fees[name]
    left = leg.cost + leg.cost_per_person * persons - sum(leg.fees.values())
    return max(0.0, left) / len({other for other in leg.helpers if other not in leg.fees})


def _affordable(stages: Sequence[Stage], held: HoldBack, future: float) -> bool:
    """Tell whether honest work is worth no less than staying away, and fees cover efforts all along."""
    cash = accumulate(stage.fee - stage.effort_cost for stage in stages)
    solvent = all(money >= -TOLERANCE for money in cash)
    return solvent and isfinite(held.amount) and held.honest >= future - TOLERANCE
