"""How does one journey go, told as a story? With the dice of the kernel, so that it must go the same way.

The twin of the kernels play and dice: the same arguments, whole numbers without end,
dictionaries.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.plan.slow.walk import odds

SAFE, DANGER, FOUND = 0, 1, 5
BITS = 2**64


def mix(z: int) -> int:
    """Return the finisher of SplitMix64."""
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % BITS
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % BITS
    return z ^ (z >> 31)


@dataclass
class Dice:
    """What chance gives to one journey."""

    state: int

    def roll(self) -> float:
        """Return a number from [0, 1)."""
        self.state = (self.state + 0x9E3779B97F4A7C15) % BITS
        return (mix(self.state) >> 11) / 2**53

    def happens(self, p: float) -> bool:
        """Tell whether something happens; nothing is rolled for what is certain."""
        return p >= 1 if p <= 0 or p >= 1 else self.roll() < p


@dataclass
class Journey:
    """One journey of a policy with its hidden draws: which legs are gone, who keeps faith."""

    policy: Any
    loss: Any
    block: Any
    dice: Dice
    gone: dict[int, bool] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)
    money: float = 0.0
    stages: int = 0

    def go(self, v: int = 0) -> tuple[int, float]:
        """Return the end of the journey, and its step."""
        nodes = self.policy.nodes
        if (step := self.found(v, nodes.at[v], nodes.depart[v])) is not None:
            return FOUND, step
        if nodes.leg[v] < 0:
            return DANGER, nodes.depart[v]
        self.stages += 1
        if self.is_blocked(v):
            step = self.found(v, nodes.depart[v], nodes.at[nodes.blocked[v]])
            return (FOUND, step) if step is not None else self.go(nodes.blocked[v])
        self.money += nodes.cost[v]
        if not self.passes(v):
            return FOUND + int(self.policy.kind[self.culprit(v)]), nodes.arrive[v]
        return (SAFE, nodes.arrive[v]) if nodes.passed[v] < 0 else self.go(nodes.passed[v])

    def found(self, v: int, begin: int, end: int) -> float | None:
        """Return the step at which the group is found while it waits, None if it is not."""
        rate = self.policy.nodes.rate[v]
        if end == begin or rate == 0:
            return None
        u = 1 - self.dice.roll()
        return None if u <= math.exp(-rate * (end - begin)) else begin - math.log(u) / rate

    def is_blocked(self, v: int) -> bool:
        """Tell whether the attempt is blocked."""
        e = int(self.policy.nodes.leg[v])
        if e not in self.gone:
            self.gone[e] = self.dice.happens(self.policy.nodes.gone[v])
        return self.gone[e] or self.dice.happens(self.block[e])

    def passes(self, v: int) -> bool:
        """Tell whether no hazard harms and all helpers keep faith; everybody's answer is drawn."""
        nodes, e = self.policy.nodes, self.policy.nodes.leg[v]
        hazards = [
            i for i in range(nodes.first[v], nodes.first[v + 1]) if nodes.cause[i] < self.policy.hazards
        ]
        harmless = math.prod(1 - odds(self.loss[nodes.cause[i]], nodes.factor[i]) for i in hazards)
        answers = [self.dice.happens(harmless)]
        for k in self.policy.helper[self.policy.first[e] : self.policy.first[e + 1]].tolist():
            if k not in self.met:
                self.met.add(k)
                answers.append(not self.dice.happens(self.loss[k]))
        return all(answers)

    def culprit(self, v: int) -> int:
        """Return the cause that struck first: by nats of risk, equally among certain ones."""
        nodes = self.policy.nodes
        here = range(nodes.first[v], nodes.first[v + 1])
        keeps = [(int(nodes.cause[i]), 1 - odds(self.loss[nodes.cause[i]], nodes.factor[i])) for i in here]
        certain = [(cause, 1.0) for cause, keep in keeps if keep == 0]
        shares = certain or [(cause, -math.log(keep)) for cause, keep in keeps if keep < 1]
        mark = self.dice.roll() * sum(share for _, share in shares)
        for cause, share in shares:
            mark -= share
            if mark < 0:
                return cause
        return shares[-1][0]


def play(*arguments: Any) -> Iterator[tuple[int, float, float, int]]:
    """Yield end, step, money and stages of each journey, as the kernel returns them in columns."""
    policy, loss, block, until, begun, seed = arguments
    journey = begun
    for w, end in enumerate(until):
        for number in range(journey, end):
            one = Journey(policy, loss[w], block[w], Dice(mix(mix(int(seed)) ^ number)))
            went = one.go()
            yield went[0], float(went[1]), one.money, one.stages
        journey = end
