"""How do single journeys go that follow a policy? Played, with everything hidden drawn as what it is.

Whether a leg is gone and whether a helper keeps faith is drawn once for each journey, when it first matters,
and remembered; nothing here reckons with it. So the play also checks the arithmetic of kernels/walk.py.

The inner loop takes plain arrays: the compiler counts references to every array that is taken out of a tuple.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.blame import culprit
from waystation.plan.kernels.chance import DANGER, FOUND, SAFE, Floats, Ints, Nodes, times_odds, unfound
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.dice import Dice, begin, happens, roll

Longs = NDArray[np.int64]

AT, DEPART, ARRIVE, LEG, PASSED, BLOCKED = range(6)  # the columns of a node's whole numbers
BEFORE, AFTER, RATE, GONE, BLOCK, HARMLESS, COST = range(7)  # and of its chances; see `chances`
LOST = -1  # an end whose kind is not yet known


class Policy(NamedTuple):
    """What is the same for all journeys: the nodes, the kind of each cause, and whom a leg uses every time.

    The first `hazards` causes are hazards; helpers of leg e are the causes helper[first[e]:first[e + 1]].
    """

    nodes: Nodes
    kind: Ints
    hazards: int
    first: Ints
    helper: Ints


class Ends(NamedTuple):
    """How each journey (j,) went: its end as a place of a tally, the step of its end, money, stages."""

    end: Ints
    step: Floats
    money: Floats
    stages: Ints


@kernel
def ways(nodes: Nodes) -> Ints:
    """Return the whole numbers of each node side by side, (n, 6)."""
    way = np.zeros((nodes.at.size, 6), dtype=np.int32)
    for v in range(nodes.at.size):
        way[v, AT], way[v, DEPART], way[v, ARRIVE] = nodes.at[v], nodes.depart[v], nodes.arrive[v]
        way[v, LEG], way[v, PASSED], way[v, BLOCKED] = nodes.leg[v], nodes.passed[v], nodes.blocked[v]
    return way


@kernel
def chances(policy: Policy, loss: Floats, block: Floats, chance: Floats) -> None:
    """Fill in the chances of each node side by side, (n, 7).

    P(not found before the attempt), P(not found after a block), nats of waiting a step, P(gone), P(blocked if
    not gone), P(no hazard harms), and the cost.
    """
    nodes = policy.nodes
    for v in range(nodes.at.size):
        chance[v, BEFORE] = unfound(nodes.rate[v], nodes.depart[v] - nodes.at[v])
        chance[v, AFTER] = chance[v, HARMLESS] = 1.0
        if nodes.blocked[v] >= 0:
            chance[v, AFTER] = unfound(nodes.rate[v], nodes.at[nodes.blocked[v]] - nodes.depart[v])
        chance[v, RATE], chance[v, GONE], chance[v, COST] = nodes.rate[v], nodes.gone[v], nodes.cost[v]
        chance[v, BLOCK] = block[nodes.leg[v]] if nodes.leg[v] >= 0 else 0.0
        for i in range(nodes.first[v], nodes.first[v + 1]):
            if nodes.cause[i] < policy.hazards:
                chance[v, HARMLESS] *= 1.0 - times_odds(loss[nodes.cause[i]], nodes.factor[i])


@kernel
def found_after(rate: float, stays: float, dice: Dice) -> float:
    """Return the steps after which the group is found, -1 if it is not found during this wait."""
    if stays >= 1.0:
        return -1.0
    u = 1.0 - roll(dice)
    return -1.0 if u <= stays else -log(u) / rate


@kernel
def is_gone(e: int, p: float, journey: int, tried: Longs, dice: Dice) -> bool:
    """Tell whether a leg is gone on this journey; tried[e] keeps the answer: twice the journey, plus 1."""
    if tried[e] >> 1 != journey:
        tried[e] = 2 * journey + happens(p, dice)
    return bool(tried[e] & 1)


@kernel
def follow(
    way: Ints,
    chance: Floats,
    first: Ints,
    helper: Ints,
    loss: Floats,
    tried: Longs,
    met: Longs,
    journey: int,
    dice: Dice,
) -> tuple[int, int, float, float, int]:
    """Play one journey; return its end, the node and the step at which it ended, its money and its stages."""
    v, money, stages = 0, 0.0, 0
    while True:
        waited = found_after(chance[v, RATE], chance[v, BEFORE], dice)
        if waited >= 0.0:
            return FOUND, v, way[v, AT] + waited, money, stages
        e = way[v, LEG]
        if e < 0:
            return DANGER, v, float(way[v, DEPART]), money, stages
        stages += 1
        if is_gone(e, chance[v, GONE], journey, tried, dice) or happens(chance[v, BLOCK], dice):
            waited = found_after(chance[v, RATE], chance[v, AFTER], dice)
            if waited >= 0.0:
                return FOUND, v, way[v, DEPART] + waited, money, stages
            v = way[v, BLOCKED]
            continue
        money += chance[v, COST]
        passes = happens(chance[v, HARMLESS], dice)
        for i in range(first[e], first[e + 1]):
            if met[helper[i]] != journey:
                met[helper[i]] = journey
                passes = not happens(loss[helper[i]], dice) and passes
        if not passes or way[v, PASSED] < 0:
            return SAFE if passes else LOST, v, float(way[v, ARRIVE]), money, stages
        v = way[v, PASSED]


@kernel
def play(policy: Policy, loss: Floats, block: Floats, until: Longs, begun: int, seed: np.uint64) -> Ends:
    """Play the journeys from `begun` on; those before until[w] with the figures loss[w], block[w].

    Shapes: loss (w, causes), block (w, legs), until (w,), not falling. The seed and a journey's number alone
    decide what chance gives it.
    """
    count, journey = until[-1] - begun, begun
    end, stages = np.zeros(count, dtype=np.int32), np.zeros(count, dtype=np.int32)
    step, money = np.zeros(count), np.zeros(count)
    tried, met = np.full(block.shape[1], -2), np.full(loss.shape[1], -1)
    way, chance, dice = ways(policy.nodes), np.zeros((policy.nodes.at.size, 7)), np.zeros(1, dtype=np.uint64)
    first, helper = policy.first, policy.helper
    for w in range(until.size):
        figures = loss[w]
        chances(policy, figures, block[w], chance)
        for j in range(journey - begun, until[w] - begun):
            begin(dice, seed, begun + j)
            end[j], v, step[j], money[j], stages[j] = follow(
                way, chance, first, helper, figures, tried, met, begun + j, dice
            )
            if end[j] == LOST:
                end[j] = FOUND + policy.kind[culprit(policy.nodes, figures, v, dice)]
        journey = until[w]
    return Ends(end, step, money, stages)
