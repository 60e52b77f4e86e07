"""What of a network and a group does the search for the front work on, unchanged from step to step?"""

from __future__ import annotations

from typing import NamedTuple

from waystation.plan.kernels.arrays import Flags, Floats, Ints, Sets


class Net(NamedTuple):
    """What does not change: n places, m legs, steps 0..last, sets of w words.

    `first` (n+1,), `leaving` (m,): legs by the place they leave; `place_of`, `target`, `duration` (m,);
    `opened` (m, last+1); `risk` (m, last+1) nats; `cost`, `exposure` (m,); `marks` (m, w) helpers; `wait`
    (n,) nats a step, 0 where infinite, with `bars` (n,) true there; `safe` (n,); `later` (n, w): helpers that
    can still be met; `before` (m, last+1): see better_departure; `rest_risk`, `rest_cost`, `rest_exposure`,
    `soonest` (last+1, n). `slack` (4,): what a candidate may be worse by, per step of its leg, in risk,
    hours, cost, exposure; `timed`: 1 if hours are an objective.
    """

    first: Ints
    leaving: Ints
    place_of: Ints
    target: Ints
    duration: Ints
    opened: Flags
    risk: Floats
    cost: Floats
    exposure: Floats
    marks: Sets
    wait: Floats
    bars: Flags
    safe: Flags
    later: Sets
    before: Ints
    rest_risk: Floats
    rest_cost: Floats
    rest_exposure: Floats
    soonest: Ints
    slack: Floats
    timed: float
    last: int
