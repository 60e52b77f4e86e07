"""What may become of a group that follows a policy? Every history, one by one, with its probability.

The twin of the kernels walk, blame and chance: the same arguments, no shared code, exponential in the length
of the policy.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

FOUND_WAITING = 0  # the kind of loss that is no cause of a leg
SAFE, DANGER, STEPS, STAYED, MONEY, FOUND = range(6)


class History(NamedTuple):
    """One way in which the journey can go: its probability, its end, and what it took until then.

    `end` is "safe", "danger" or a kind of loss; `steps` in danger, `stayed` of them before anybody left.
    """

    p: float
    end: Any
    steps: float
    stayed: float
    money: float


def histories(nodes: Any, figures: Any, kind: Any, v: int = 0) -> Iterator[History]:
    """Yield every history from a node on that is not impossible."""
    yield from waited(nodes, v, nodes.depart[v] - nodes.at[v], attempts(nodes, figures, kind, v))


def waited(nodes: Any, v: int, steps: int, then: Iterator[History]) -> Iterator[History]:
    """Yield being found while waiting at a node's place, and what comes after it."""
    rate = float(nodes.rate[v])
    found = 0.0 if steps == 0 else 1 - math.exp(-rate * steps)
    if found > 0:
        until = 0.0 if rate == math.inf else 1 / rate - steps * (1 - found) / found
        yield History(found, FOUND_WAITING, until, until, 0.0)
    for h in then if found < 1 else ():
        yield h._replace(p=(1 - found) * h.p, steps=steps + h.steps, stayed=steps + h.stayed)


def attempts(nodes: Any, figures: Any, kind: Any, v: int) -> Iterator[History]:
    """Yield what may come of the attempt at a node, once its hour has come."""
    e = nodes.leg[v]
    if e < 0:
        yield History(1.0, "danger", 0.0, 0.0, 0.0)
        return
    blocked = p_blocked(figures.block[e], nodes.gone[v], nodes.tries[v], nodes.known[v])
    if blocked > 0:
        held = nodes.blocked[v]
        onwards = histories(nodes, figures, kind, held)
        for h in waited(nodes, v, nodes.at[held] - nodes.depart[v], onwards):
            yield h._replace(p=blocked * h.p)
    steps, money = nodes.arrive[v] - nodes.depart[v], nodes.cost[v]
    for history in started(nodes, figures, kind, v):
        p = (1 - blocked) * history.p
        if p > 0:
            yield History(p, history.end, steps + history.steps, 0.0, money + history.money)


def started(nodes: Any, figures: Any, kind: Any, v: int) -> Iterator[History]:
    """Yield what may come of an attempt that starts."""
    keeps = [keep for _, keep in causes(nodes, figures, kind, v)]
    for harm, p in lost(causes(nodes, figures, kind, v)).items():
        yield History(p, harm, 0.0, 0.0, 0.0)
    onwards = [History(1.0, "safe", 0.0, 0.0, 0.0)]
    for history in onwards if nodes.passed[v] < 0 else histories(nodes, figures, kind, nodes.passed[v]):
        yield history._replace(p=math.prod(keeps) * history.p)


def causes(nodes: Any, figures: Any, kind: Any, v: int) -> list[tuple[int, float]]:
    """Return the kind of each cause of a loss at a node, with the probability that it does not strike."""
    here = range(nodes.first[v], nodes.first[v + 1])
    return [
        (int(kind[nodes.cause[i]]), 1 - odds(figures.loss[nodes.cause[i]], nodes.factor[i])) for i in here
    ]


def odds(p: float, factor: float) -> float:
    """Return p with its odds multiplied."""
    return 1.0 if p >= 1 else (p / (1 - p) * factor) / (1 + p / (1 - p) * factor)


def p_blocked(block: float, gone: float, tries: int, known: bool) -> float:  # noqa: FBT001 - as the kernel
    """Return the probability of a block: by Bayes, from all that may have happened."""
    if known:
        return block
    vain = [gone, (1 - gone) * block**tries]
    return (vain[0] + vain[1] * block) / sum(vain)


def lost(causes: list[tuple[int, float]]) -> dict[int, float]:
    """Return the probability of losing the journey to each kind: the first to strike, at constant rates."""
    if any(keep == 0 for _, keep in causes):
        causes = [
            (kind, 1 / math.e) for kind, keep in causes if keep == 0
        ]  # all at once: any equal rates will do
        total = 1.0
    else:
        total = 1 - math.prod(keep for _, keep in causes)
    rates = [(kind, -math.log(keep)) for kind, keep in causes]
    shares = {kind: 0.0 for kind, _ in causes}
    for kind, rate in rates:
        shares[kind] += total * rate / math.fsum(r for _, r in rates) if rate else 0.0
    return shares


def spread(nodes: Any, figures: Any, kind: Any, tally: Any) -> None:
    """Add up all histories in a tally, as the kernel does."""
    for history in histories(nodes, figures, kind):
        end = {"safe": SAFE, "danger": DANGER}.get(history.end)
        tally[end if end is not None else FOUND + history.end] += history.p
        tally[STEPS] += history.p * history.steps
        tally[STAYED] += history.p * history.stayed
        tally[MONEY] += history.p * history.money


def gather(nodes: Any, loss: Any, block: Any) -> list[list[float]]:
    """Return P(safe), E[arrival; safe], E[money] for each draw, as the kernel does."""
    return [_gathered(nodes, draw, blocks) for draw, blocks in zip(loss, block, strict=True)]


class _Figures(NamedTuple):
    loss: Any
    block: Any


def _gathered(nodes: Any, loss: Any, block: Any) -> list[float]:
    kind = [1] * len(loss)
    all_of_them = list(histories(nodes, _Figures(loss, block), kind))
    safe = [h for h in all_of_them if h.end == "safe"]
    money = math.fsum(h.p * h.money for h in all_of_them)
    return [math.fsum(h.p for h in safe), math.fsum(h.p * (nodes.at[0] + h.steps) for h in safe), money]
