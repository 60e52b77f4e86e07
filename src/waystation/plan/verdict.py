"""Go, wait, or not like this: what do the figures alone say?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from waystation.domain.case import Case
from waystation.domain.decision import Verdict
from waystation.plan.alternatives import Option
from waystation.plan.graph import PolicyGraph
from waystation.plan.hazard import Timetable
from waystation.plan.posterior import p_safe_draws

LOW = 10.0  # the percentile of what is believed that floor_low is held against
DRAWS = 1000
SAME = 1e-9  # two values closer than this are equal: then the earlier departure is proposed


def proposed(choices: Sequence[Option]) -> Option | None:
    """Return the option with the largest P(reached safety), the earliest among equals."""
    best: Option | None = None
    for option in choices:
        if best is None or option.leave.outcome.p_safe > best.leave.outcome.p_safe + SAME:
            best = option
    return best


def p_low(table: Timetable, plan: PolicyGraph) -> float:
    """Return the 10th percentile of P(safe) of a policy held fixed, figures drawn from what is believed."""
    return float(np.percentile(p_safe_draws(table, plan, DRAWS), LOW))


def by_figures(case: Case, p_safe: float, low: float, begin: float) -> Verdict:
    """Return the verdict of the floors for the best alternative, which leaves at `begin` hours or later."""
    below = case.floor is not None and p_safe < case.floor
    low_below = case.floor_low is not None and low < case.floor_low
    if p_safe <= 0.0 or below or low_below:
        return "not like this"
    return "wait" if begin > 0.0 else "go"
