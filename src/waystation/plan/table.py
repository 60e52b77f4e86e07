"""What does the contingency table say: in which state, at which hour, do what, and if blocked, then what?"""

from __future__ import annotations

import numpy as np

from waystation.domain.route import Action, Policy, Row
from waystation.plan.arrays import as_flags
from waystation.plan.graph import OVER, STAY, PolicyGraph
from waystation.plan.hazard import Timetable
from waystation.plan.kernels.arrays import Floats, Longs
from waystation.plan.kernels.world import chance_blocked
from waystation.plan.policy import Search, Start
from waystation.plan.unfolded import graph


def _chances(table: Timetable, plan: PolicyGraph) -> tuple[Floats, Floats]:
    """Return for each node the probabilities of a block and of passing; the wait before counts in both."""
    blocked, passed = np.zeros(len(plan)), np.zeros(len(plan))
    for v in np.flatnonzero(plan.leg != STAY):
        leg, wait = plan.leg[v], plan.depart[v] - plan.at[v]
        gone = 0.0 if plan.known[v] else table.gone[leg]
        quiet = np.exp(-table.wait[plan.place[v]] * wait) if wait else 1.0
        held_up = chance_blocked(table.block[leg], gone, plan.tries[v])
        back = min(int(table.retry[leg]), table.last - int(plan.depart[v]))
        blocked[v] = quiet * held_up * (np.exp(-table.wait[plan.place[v]] * back) if back else 1.0)
        new = plan.new_helpers[plan.new_start[v] : plan.new_start[v + 1]]
        faith = np.prod(table.integrity[new])
        passed[v] = quiet * (1.0 - held_up) * table.survive[leg, plan.depart[v]] * faith
    return blocked, passed


def values(table: Timetable, plan: PolicyGraph) -> tuple[Floats, Floats]:
    """Return for each node the probability of coming there, and that of reaching safety from there."""
    blocked, passed = _chances(table, plan)
    met, safe = np.zeros(len(plan)), np.zeros(len(plan) + 1)
    met[0], safe[OVER] = 1.0, 1.0
    for v in range(len(plan)):
        for follow, chance in ((plan.passed[v], passed[v]), (plan.blocked[v], blocked[v])):
            if follow != OVER:
                met[follow] += met[v] * chance
    for v in range(len(plan) - 1, -1, -1):
        held_up = blocked[v] * safe[plan.blocked[v]] if plan.blocked[v] != OVER else 0.0
        safe[v] = passed[v] * safe[plan.passed[v]] + held_up
    return met, safe[:-1]


def _state(table: Timetable, search: Search, stance: int) -> tuple[tuple[str, ...], dict[str, int]]:
    """Return the helpers that have been used and can be met again, and the vain tries that still matter."""
    memory, world = search.memory, search.world
    held, tries = memory.stances.rows[stance].astype(np.int64)
    used = np.flatnonzero(as_flags(memory.held.rows[held : held + 1, :-1])[0, : search.helpers])
    counts = [int(entry) for entry in memory.tries.rows[tries] if entry]
    leg = {int(trial): e for e, trial in enumerate(world.trial) if trial >= 0} if counts else {}
    vain = {table.legs[leg[(entry >> 16) - 1]].id: entry & 0xFFFF for entry in counts}
    return tuple(table.network.helpers[k].id for k in used), vain


def rows(table: Timetable, search: Search, plan: PolicyGraph, stances: Longs) -> tuple[Row, ...]:
    """Return the contingency table of a policy, in the order in which its states would be met."""
    met, safe = values(table, plan)
    states = {int(stance): _state(table, search, int(stance)) for stance in np.unique(stances)}

    def row(v: int) -> Row:
        leg, (helpers, tries) = int(plan.leg[v]), states[int(stances[v])]
        action = Action(None if leg == STAY else table.legs[leg].id, int(plan.depart[v]) * table.step)
        return Row(
            place=table.places[plan.place[v]].id,
            hour=int(plan.at[v]) * table.step,
            helpers=helpers,
            tries=tries,
            action=action,
            p_safe=float(safe[v]),
            p_met=float(met[v]),
            passed=None if plan.passed[v] == OVER else int(plan.passed[v]),
            blocked=None if plan.blocked[v] == OVER else int(plan.blocked[v]),
        )

    return tuple(row(v) for v in range(len(plan)))


def answer(table: Timetable, search: Search, start: Start) -> Policy:
    """Return the policy that begins with this attempt, with its table."""
    plan, stances = graph(search, start)
    listed = rows(table, search, plan, stances)
    return Policy(listed[0].p_safe, max(start.high, listed[0].p_safe), listed[0].action, listed)


def at_safety(table: Timetable) -> Policy:
    """Return the policy of a group that is in safety from the beginning: stay."""
    stay = Action(None, table.last * table.step)
    place = table.places[table.origin].id
    return Policy(1.0, 1.0, stay, (Row(place, 0.0, (), {}, stay, 1.0, 1.0, None, None),))
