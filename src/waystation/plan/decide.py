"""Should they go, wait, or not like this? The decision of the planning model, section 5."""

from __future__ import annotations

from collections.abc import Callable

from waystation.domain.decision import Decision, Outcome, Verdict
from waystation.domain.route import Plan, Route
from waystation.plan.alternatives import options, staying
from waystation.plan.colleague import cautions
from waystation.plan.evaluate import evaluate
from waystation.plan.graph import OVER, STAY, PolicyGraph
from waystation.plan.harmless import contributions
from waystation.plan.hazard import Timetable
from waystation.plan.levers import levers
from waystation.plan.payments import pay
from waystation.plan.policy import Start, prepare
from waystation.plan.routes import Budget, front
from waystation.plan.safeguards import missing
from waystation.plan.table import answer
from waystation.plan.verdict import by_figures, p_low, proposed

Progress = Callable[[float, str], None]

REMAINS = ("stay_safer", "money_or_goods", "other_helpers", "other_organisation", "ask_again")


def unblocked(table: Timetable, plan: PolicyGraph) -> Route:
    """Return the route that the policy takes if nothing is blocked."""
    legs, v = [], 0
    while v != OVER and plan.leg[v] != STAY:
        legs.append((int(plan.leg[v]), int(plan.depart[v])))
        v = int(plan.passed[v])
    return evaluate(table, legs)


def _lost(outcome: Outcome) -> float:
    return sum(outcome.lost.values())


def _signatures(verdict: Verdict, *, staying_worse: bool) -> int:
    """Return how many must sign: two, and one more where the floor is not met though staying loses more."""
    return 3 if verdict == "not like this" and staying_worse else 2


def decide(table: Timetable, reasons: bool, seconds: float, progress: Progress | None = None) -> Decision:  # noqa: FBT001
    """Return the decision for a group that is not yet in safety; see `waystation.plan.api.decide`."""
    case, stays = table.case, staying(table)
    routes = front(table, budget=Budget(seconds), progress=progress)
    search = prepare(table)
    choices = tuple(options(table, search, seconds, progress))
    chosen = proposed(choices)
    policy = answer(table, search, chosen.start if chosen else Start(None, table.last, 0.0, 0.0))
    p_safe = chosen.leave.outcome.p_safe if chosen else 0.0
    low = p_low(table, chosen.plan) if chosen else 0.0
    verdict = by_figures(case, p_safe, low, chosen.leave.begin if chosen else 0.0)
    route = unblocked(table, chosen.plan) if chosen else None
    payments = pay(table, route) if route else ()
    top = (
        contributions(table, search, chosen.plan, chosen.start, progress=progress)
        if reasons and chosen
        else ()
    )
    lacking = missing(case)
    worse = chosen is not None and _lost(stays[0]) > _lost(chosen.leave.outcome)
    return Decision(
        case=case.id,
        verdict="not yet" if lacking else verdict,
        by_figures=verdict,
        depart=chosen.leave.first.depart if chosen else None,
        p_safe=p_safe,
        p_low=low,
        floor=case.floor,
        floor_low=case.floor_low,
        signatures=_signatures(verdict, staying_worse=worse),
        staying_loses_more=worse,
        missing=lacking,
        remains=REMAINS if verdict == "not like this" else (),
        leave=tuple(option.leave for option in choices),
        stay=stays,
        contributions=top,
        levers=levers(table, verdict, choices, chosen, top) if reasons else (),
        cautions=cautions(table, route, payments),
        payments=payments,
        plan=Plan(case.id, table.network.start.isoformat(), table.network.currency, routes, policy),
    )
