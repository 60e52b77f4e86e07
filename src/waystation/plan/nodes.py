"""What can happen at each node of a policy, and with which figures? A policy as the kernels walk it.

Hazards, and helpers who break faith, are causes of loss, numbered as they are met; only what the policy can
meet is carried along, so that the size is that of the policy and not of the network.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from waystation.domain.network import Harm
from waystation.plan.belief import Belief
from waystation.plan.graph import STAY, PolicyGraph
from waystation.plan.hazard import HazardRow, Timetable
from waystation.plan.kernels.chance import Figures, Floats, Ints, Nodes

Causes = tuple[Ints, Ints, Floats]

LOSSES: tuple[str, ...] = ("found", "betrayed", *get_args(Harm))  # in the order of a tally, from FOUND on


@dataclass(frozen=True, slots=True)
class Walk:
    """A policy and its figures: `nodes` and `figures` for the kernels, and where the figures come from.

    `kind` (causes,) is a cause's place in LOSSES. `losses` and `blocks` are the beliefs behind `figures`; the
    first `hazards` causes are hazards, the others helpers who break faith, whose belief is that in keeping
    it. `legs` are the timetable's numbers of the legs, `helpers` those of the helpers.
    """

    nodes: Nodes
    figures: Figures
    kind: Ints
    hazards: int
    losses: tuple[Belief, ...]
    blocks: tuple[Belief, ...]
    legs: Ints
    helpers: Ints


def hazards_of(table: Timetable, leg: int) -> tuple[HazardRow, ...]:
    """Return the hazards of a leg; those of the timetable are in the order of its legs."""
    begin = bisect_left(table.hazards, leg, key=lambda row: row.leg)
    end = bisect_left(table.hazards, leg + 1, lo=begin, key=lambda row: row.leg)
    return table.hazards[begin:end]


def walk(table: Timetable, graph: PolicyGraph, *, blocks: bool = True) -> Walk:
    """Return a policy as the kernels walk it; without `blocks` nothing is blocked and no leg is gone."""
    legs, leg = _numbered(graph.leg)
    helpers, helper = _numbered(graph.new_helpers)
    rows = [row for e in legs for row in hazards_of(table, int(e))]
    losses = (*(row.belief for row in rows), *(table.helper_beliefs[k] for k in helpers))
    loss = np.append([row.belief.mean for row in rows], 1.0 - table.integrity[helpers])
    kind = [LOSSES.index(row.hazard.then) for row in rows] + [LOSSES.index("betrayed")] * helpers.size
    nodes = _nodes(table, graph, leg, blocks=blocks, causes=_causes(graph, rows, helper + len(rows)))
    block = tuple(table.block_beliefs[e] if blocks else Belief(0.0) for e in legs)
    figures = Figures(loss, table.block[legs] * blocks)
    return Walk(nodes, figures, _ints(kind), len(rows), losses, block, legs, helpers)


def _nodes(table: Timetable, graph: PolicyGraph, leg: Ints, *, blocks: bool, causes: Causes) -> Nodes:
    attempts = graph.leg != STAY

    def of_leg(values: NDArray[np.generic]) -> Floats:
        found = np.zeros(len(graph))
        found[attempts] = values[graph.leg[attempts]]
        return found

    return Nodes(
        at=_ints(graph.at),
        depart=_ints(graph.depart),
        arrive=_ints(graph.depart + of_leg(table.duration)),
        leg=leg,
        tries=_ints(graph.tries),
        known=np.ascontiguousarray(graph.known, dtype=np.bool_),
        passed=_ints(graph.passed),
        blocked=_ints(graph.blocked),
        rate=table.wait[graph.place],
        cost=of_leg(table.cost),
        gone=of_leg(table.gone) * blocks,
        first=causes[0],
        cause=causes[1],
        factor=causes[2],
    )


def _causes(graph: PolicyGraph, rows: list[HazardRow], helper: Ints) -> Causes:
    """Return (first, cause, factor) of all nodes; `helper` are the causes of graph.new_helpers."""
    met = [np.flatnonzero(graph.leg == row.leg) for row in rows]
    node = np.concatenate([*met, np.repeat(np.arange(len(graph)), np.diff(graph.new_start))]).astype(np.intp)
    harms = np.repeat(np.arange(len(rows)), np.array([v.size for v in met], dtype=np.intp))
    cause = np.concatenate([harms, helper])
    factor = [row.factor[graph.depart[v]] for row, v in zip(rows, met, strict=True)]
    order = np.argsort(node, kind="stable")
    first = np.searchsorted(node[order], np.arange(len(graph) + 1))
    return _ints(first), _ints(cause[order]), np.concatenate([*factor, np.ones(helper.size)])[order]


def _numbered(names: Ints) -> tuple[Ints, Ints]:
    """Return the different names from 0 on, sorted, and for each name its place among them, or -1."""
    some = np.unique(names[names >= 0])
    return some, _ints(np.where(names >= 0, np.searchsorted(some, names), -1))


def _ints(values: ArrayLike) -> Ints:
    return np.ascontiguousarray(values, dtype=np.int32)
