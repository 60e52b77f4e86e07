"""What would flip the verdict: the nearest single change of a condition, a helper or an hour?

Each lever is moved as far as it goes; if the verdict flips, the nearest place where it does is found by
bisection. No fee is among them: fees change what betrayal is worth (payments), not P(reached safety).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import monotonic

from waystation.domain.case import Case
from waystation.domain.decision import Contribution, Lever, Verdict
from waystation.domain.network import Condition, Network
from waystation.plan.alternatives import Option, changes
from waystation.plan.belief import Belief
from waystation.plan.hazard import Timetable, timetable
from waystation.plan.policy import best_start, prepare
from waystation.plan.unfolded import graph
from waystation.plan.verdict import by_figures, p_low

BISECTIONS = 7  # so that a lever is known to 1 % of its range
HELPERS = 4  # of those who contribute most
LONGER = 2.0  # how many times the deadline a longer one is looked for

Judge = Callable[[float], Verdict]


def judged(table: Timetable, seconds: float = 2.0) -> Verdict:
    """Return what the figures say of a changed timetable."""
    search = prepare(table)
    start = best_start(search, 0, table.last + 1, seconds)
    if start.leg is None:
        return "not like this"
    plan, _ = graph(search, start)
    begin = max(m for m in changes(table)[:-1] if m <= start.step)
    return by_figures(table.case, start.low, p_low(table, plan), begin * table.step)


def _flips(now: Verdict, then: Verdict) -> bool:
    return (now == "not like this") != (then == "not like this")


def _nearest(
    now: float, far: float, verdict: Verdict, judge: Judge, end: float
) -> tuple[float, Verdict] | None:
    """Return the value nearest to `now`, towards `far`, at which the verdict flips, and the verdict there."""
    flipped = judge(far)
    if not _flips(verdict, flipped):
        return None
    near = now
    for _ in range(BISECTIONS):
        if monotonic() > end:
            break
        middle = (near + far) / 2.0
        then = judge(middle)
        if _flips(verdict, then):
            far, flipped = middle, then
        else:
            near = middle
    return far, flipped


def _with_condition(network: Network, condition: Condition, shift: float) -> Network:
    moved = condition.model_copy(
        update={"series": tuple((hour, value + shift) for hour, value in condition.series)}
    )
    others = tuple(moved if c.id == condition.id else c for c in network.conditions)
    return network.model_copy(update={"conditions": others})


def _thresholds(table: Timetable, condition: str) -> list[float]:
    closures = [c.above for leg in table.legs for c in leg.closed_if if c.condition == condition]
    odds = [
        o.above for row in table.hazards for o in row.hazard.odds_by_condition if o.condition == condition
    ]
    return closures + odds


def _conditions(table: Timetable, verdict: Verdict, end: float) -> Iterator[Lever]:
    for condition in table.network.conditions:
        marks, levels = _thresholds(table, condition.id), [value for _, value in condition.series]
        if not marks or monotonic() > end:
            continue
        spread = max(*levels, *marks) - min(*levels, *marks)
        easing = verdict == "not like this"
        far = min(marks) - max(levels) if easing else max(0.0, max(marks) - min(levels)) + (spread or 1.0)

        def judge(shift: float, condition: Condition = condition) -> Verdict:
            return judged(timetable(_with_condition(table.network, condition, shift), table.case))

        if found := _nearest(0.0, far, verdict, judge, end):
            shift, then = found
            yield Lever("condition", condition.id, max(levels), max(levels) + shift, then)


def _helpers(table: Timetable, verdict: Verdict, top: Sequence[Contribution], end: float) -> Iterator[Lever]:
    number = {helper.id: k for k, helper in enumerate(table.network.helpers)}
    for name in [c.id for c in top if c.subject == "helper" and not c.at_most][:HELPERS]:
        if monotonic() > end:
            return
        k = number[name]

        def judge(integrity: float, k: int = k) -> Verdict:
            values, beliefs = table.integrity.copy(), list(table.helper_beliefs)
            values[k], beliefs[k] = integrity, Belief(integrity)
            return judged(replace(table, integrity=values, helper_beliefs=tuple(beliefs)))

        now = float(table.integrity[k])
        if found := _nearest(now, 1.0 if verdict == "not like this" else 0.0, verdict, judge, end):
            yield Lever("helper", name, now, *found)


def _hours(
    table: Timetable, verdict: Verdict, choices: Sequence[Option], chosen: Option | None
) -> Iterator[Lever]:
    """Yield the hour of leaving from which on it is no longer good enough."""
    if verdict != "not like this" and chosen is not None:
        later = (option for option in choices if option.leave.begin > chosen.leave.begin)
        for option in later:
            low = p_low(table, option.plan)
            if (
                by_figures(table.case, option.leave.outcome.p_safe, low, option.leave.begin)
                == "not like this"
            ):
                yield Lever("hour", "depart", chosen.leave.first.depart, option.leave.begin, "not like this")
                return


def _deadline(table: Timetable, verdict: Verdict, end: float) -> Iterator[Lever]:
    if verdict != "not like this" or monotonic() > end:
        return

    def judge(deadline: float) -> Verdict:
        later: Case = table.case.model_copy(update={"deadline": deadline})
        return judged(timetable(table.network, later))

    if found := _nearest(table.case.deadline, LONGER * table.case.deadline, verdict, judge, end):
        yield Lever("hour", "deadline", table.case.deadline, *found)


def levers(  # noqa: PLR0913, PLR0917 - the five results that it explains, and a limit
    table: Timetable,
    verdict: Verdict,
    choices: Sequence[Option],
    chosen: Option | None,
    top: Sequence[Contribution],
    seconds: float = 3.0,
) -> tuple[Lever, ...]:
    """Return the single changes that flip the verdict, the nearest first (relative to what is now)."""
    end = monotonic() + seconds
    found = [
        *_hours(table, verdict, choices, chosen),
        *_helpers(table, verdict, top, end),
        *_conditions(table, verdict, end),
        *_deadline(table, verdict, end),
    ]
    return tuple(sorted(found, key=lambda lever: abs(lever.needed - lever.now) / max(abs(lever.now), 1e-9)))
