"""What becomes of a group that follows a policy? Exact, in one pass over the nodes.

Forwards the probability of being at each node is spread over what may happen there (`spread`); backwards the
probability of safety from each node on is gathered, once for each draw of the figures (`gather`). Legs and
causes of loss are numbered from 0 among those that the policy can meet (plan/nodes.py).
"""

from __future__ import annotations

import numpy as np

from waystation.plan.kernels.blame import blame
from waystation.plan.kernels.chance import (
    DANGER,
    FOUND,
    MONEY,
    SAFE,
    STAYED,
    STEPS,
    Figures,
    Floats,
    Ints,
    Nodes,
    blocked_chance,
    steps_there,
    times_odds,
    unfound,
)
from waystation.plan.kernels.compiled import kernel


@kernel
def linger(rate: float, steps: float, mass: float, fresh: float, tally: Floats) -> float:
    """Let a mass wait, of which `fresh` have not left yet; return the probability of not being found."""
    there, stays = steps_there(rate, steps), unfound(rate, steps)
    tally[STEPS] += mass * there
    tally[STAYED] += fresh * there
    tally[FOUND] += mass * (1.0 - stays)
    return stays


@kernel
def spread(nodes: Nodes, figures: Figures, kind: Ints, tally: Floats) -> None:
    """Add to the tally the probability of each end, the expected steps in danger and before leaving, money.

    `kind` (causes,) is the place of a cause's kind of loss after FOUND; a loss on a leg counts when the leg
    ends.
    """
    mass, fresh = np.zeros(nodes.at.size), np.zeros(nodes.at.size)
    mass[0] = fresh[0] = 1.0
    for v in range(nodes.at.size):
        e, rate = nodes.leg[v], nodes.rate[v]
        stays = linger(rate, nodes.depart[v] - nodes.at[v], mass[v], fresh[v], tally)
        here, unmoved = mass[v] * stays, fresh[v] * stays
        if e < 0:
            tally[DANGER] += here
            continue
        block = blocked_chance(figures.block[e], nodes.gone[v], nodes.tries[v], nodes.known[v])
        if block > 0.0:
            held = nodes.blocked[v]
            stays = block * linger(
                rate, nodes.at[held] - nodes.depart[v], here * block, unmoved * block, tally
            )
            mass[held] += here * stays
            fresh[held] += unmoved * stays
        here *= 1.0 - block
        tally[MONEY] += here * nodes.cost[v]
        tally[STEPS] += here * (nodes.arrive[v] - nodes.depart[v])
        safe = blame(nodes, figures.loss, kind, v, here, tally)
        if nodes.passed[v] < 0:
            tally[SAFE] += safe
        else:
            mass[nodes.passed[v]] += safe


@kernel
def all_spare(first: Ints, cause: Ints, factor: Floats, loss: Floats, d: int, v: int) -> float:
    """Return the probability that no cause ends the journey at node v in draw d."""
    keep = 1.0
    for i in range(first[v], first[v + 1]):
        keep *= 1.0 - times_odds(loss[d, cause[i]], factor[i])
    return keep


@kernel
def gather(nodes: Nodes, loss: Floats, block: Floats) -> Floats:
    """Return P(safe), E[arrival; safe], E[money] for each row of loss (d, causes) and block (d, legs).

    Shape (d, 3); the arrival counts in steps, and is 0 where safety is not reached.
    """
    n, values = nodes.at.size, np.zeros((loss.shape[0], 3))
    before, after = np.ones(n), np.ones(n)
    for v in range(n):
        before[v] = unfound(nodes.rate[v], nodes.depart[v] - nodes.at[v])
        if nodes.blocked[v] >= 0:
            after[v] = unfound(nodes.rate[v], nodes.at[nodes.blocked[v]] - nodes.depart[v])
    leg, passed, blocked, arrive, cost = nodes.leg, nodes.passed, nodes.blocked, nodes.arrive, nodes.cost
    gone, tries, known = nodes.gone, nodes.tries, nodes.known
    first, cause, factor = nodes.first, nodes.cause, nodes.factor
    safe, hours, money = np.zeros(n), np.zeros(n), np.zeros(n)
    for d in range(loss.shape[0]):
        for v in range(n - 1, -1, -1):
            if leg[v] < 0:
                continue
            b, then = blocked_chance(block[d, leg[v]], gone[v], tries[v], known[v]), passed[v]
            keep = (1.0 - b) * all_spare(first, cause, factor, loss, d, v)
            s, h, m = keep, keep * arrive[v], (1.0 - b) * cost[v]
            if then >= 0:
                s, h, m = keep * safe[then], keep * hours[then], m + keep * money[then]
            if b > 0.0:
                then, b = blocked[v], b * after[v]
                s, h, m = s + b * safe[then], h + b * hours[then], m + b * money[then]
            safe[v], hours[v], money[v] = before[v] * s, before[v] * h, before[v] * m
        values[d, 0], values[d, 1], values[d, 2] = safe[0], hours[0], money[0]
    return values
