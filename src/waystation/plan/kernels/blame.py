"""To what is a journey lost, where several causes could have ended it? See docs/decisions/lost-by-kind.md."""

from __future__ import annotations

from math import log

from waystation.plan.kernels.chance import FOUND, Floats, Ints, Nodes, times_odds
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.dice import Dice, roll


@kernel
def passing(nodes: Nodes, loss: Floats, v: int) -> tuple[float, float]:
    """Return the probability that no cause ends the journey at a node, and the least for a single cause."""
    keep = least = 1.0
    for i in range(nodes.first[v], nodes.first[v + 1]):
        one = 1.0 - times_odds(loss[nodes.cause[i]], nodes.factor[i])
        keep, least = keep * one, min(least, one)
    return keep, least


@kernel
def weight(nodes: Nodes, loss: Floats, i: int, certain: bool) -> float:  # noqa: FBT001
    """Return the share of cause i in a loss: its nats of risk, or 1 if it is certain and 0 beside one."""
    one = 1.0 - times_odds(loss[nodes.cause[i]], nodes.factor[i])
    if certain:
        return 1.0 if one <= 0.0 else 0.0
    return -log(one)


@kernel
def blame(nodes: Nodes, loss: Floats, kind: Ints, v: int, mass: float, tally: Floats) -> float:
    """Add what is lost of a mass that attempts node v to the kinds of loss; return what passes."""
    keep, least = passing(nodes, loss, v)
    total = 0.0
    for i in range(nodes.first[v], nodes.first[v + 1]):
        total += weight(nodes, loss, i, least <= 0.0)
    for i in range(nodes.first[v], nodes.first[v + 1]):
        if total > 0.0:
            share = weight(nodes, loss, i, least <= 0.0) / total
            tally[FOUND + kind[nodes.cause[i]]] += mass * (1.0 - keep) * share
    return mass * keep


@kernel
def culprit(nodes: Nodes, loss: Floats, v: int, dice: Dice) -> int:
    """Return the cause of a loss at a node, as probable as its share (docs/decisions/lost-by-kind.md)."""
    certain = passing(nodes, loss, v)[1] <= 0.0
    total = 0.0
    for i in range(nodes.first[v], nodes.first[v + 1]):
        total += weight(nodes, loss, i, certain)
    left, cause = roll(dice) * total, -1
    for i in range(nodes.first[v], nodes.first[v + 1]):
        share = weight(nodes, loss, i, certain)
        if share > 0.0 and (left >= 0.0 or cause < 0):
            cause = nodes.cause[i]
            left -= share
    return cause
