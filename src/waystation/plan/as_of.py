"""What is left of a network and a case, seen from a later moment than hour 0?

Hours count from the network's start. A plan that is made three days later must not leave three days ago.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from waystation.domain.case import Case
from waystation.domain.network import Condition, Network
from waystation.plan.hours import TOLERANCE, value

_HOUR = 3600.0


def as_of(network: Network, case: Case, at: datetime) -> tuple[Network, Case]:
    """Return both with hour 0 at the first whole step that is not before `at`.

    Nothing changes where `at` is before hour 0 or after the deadline: then there is nothing left to move.
    """
    hours = (at - network.start).total_seconds() / _HOUR
    passed = ceil(hours / case.step - TOLERANCE) * case.step
    if passed <= 0.0 or passed > case.deadline:
        return network, case
    conditions = tuple(_later(each, passed) for each in network.conditions)
    start = network.start + timedelta(hours=passed)
    too_late = None if case.too_late is None else max(0.0, case.too_late - passed)
    return (
        network.model_copy(update={"start": start, "conditions": conditions}),
        case.model_copy(update={"deadline": case.deadline - passed, "too_late": too_late}),
    )


def _later(condition: Condition, passed: float) -> Condition:
    ahead = tuple((hour - passed, level) for hour, level in condition.series if hour > passed)
    series = ((0.0, value(condition, passed)), *ahead)
    return condition.model_copy(update={"series": series})
