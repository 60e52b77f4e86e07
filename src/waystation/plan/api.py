"""What can be asked of the engine: a plan, a decision, a simulation, for one network and one case?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from waystation.domain.case import Case
from waystation.domain.decision import Decision
from waystation.domain.network import Network
from waystation.domain.route import OBJECTIVES, Objective, Plan, Policy
from waystation.domain.simulation import Simulation
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.plan.checks.sound import require_sound
from waystation.plan.decide import decide as _decide
from waystation.plan.hazard import Timetable, timetable
from waystation.plan.policy import best_start, prepare
from waystation.plan.routes import Budget, front
from waystation.plan.simulate import simulate as _simulate
from waystation.plan.table import answer, at_safety
from waystation.plan.unfolded import graph

Progress = Callable[[float, str], None]

SECONDS = 60.0  # for the routes, and again for the policy, where nothing else is asked for


def _objectives(asked: Sequence[str]) -> tuple[Objective, ...]:
    allowed = ", ".join(OBJECTIVES)
    known = tuple(objective for objective in asked if objective in OBJECTIVES)
    if not known or len(known) < len(asked) or len(set(known)) < len(known):
        raise BadInput.at(
            "objectives",
            ", ".join(asked) or _("nothing"),
            _("each of these at most once: {allowed}").format(allowed=allowed),
        )
    return known


def _policy(table: Timetable, seconds: float, progress: Progress | None) -> Policy:
    if table.safe[table.origin]:
        return at_safety(table)
    search = prepare(table)
    return answer(table, search, best_start(search, 0, table.last + 1, seconds, progress))


def plan(
    network: Network,
    case: Case,
    objectives: Sequence[str] = ("risk", "hours", "cost"),
    *,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Return the Pareto front of routes over the objectives, and the best policy with recourse.

    `time_limit` is in seconds, for the routes and again for the policy; where it ends first the answer says
    how far it may be from the exact one (`front.slack`, `policy.upper`). Raises BadInput for ids that do not
    fit together.
    """
    require_sound(network, case)
    asked, seconds = _objectives(objectives), SECONDS if time_limit is None else time_limit
    table = timetable(network, case)
    routes = front(table, asked, Budget(seconds), progress)
    policy = _policy(table, seconds, progress)
    return Plan(case.id, network.start.isoformat(), network.currency, routes, policy)


def decide(
    network: Network,
    case: Case,
    *,
    reasons: bool = True,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Decision:
    """Return go, wait, not like this or not yet for the case, beside the alternatives (model, section 5).

    Without `reasons` the contributions and levers, which need many more plans, are left out. `time_limit` as
    in `plan`. Raises BadInput for ids that do not fit together.
    """
    require_sound(network, case)
    table = timetable(network, case)
    if table.safe[table.origin]:
        raise BadInput.at("from", case.from_, _("a place that is not yet safe: there is nothing to decide"))
    return _decide(table, reasons, SECONDS if time_limit is None else time_limit, progress)


def simulate(
    network: Network, case: Case, *, journeys: int = 100_000, seed: int = 0, progress: Progress | None = None
) -> Simulation:
    """Return what becomes of so many journeys under the best policy, with the posterior drawn anew.

    The same seed gives the same answer. Raises BadInput for ids that do not fit together, fewer than 1
    journey, a negative seed.
    """
    require_sound(network, case)
    table = timetable(network, case)
    search = prepare(table)
    followed, _ = graph(search, best_start(search, 0, table.last + 1, SECONDS))
    return _simulate(table, followed, journeys, seed, progress=progress)
