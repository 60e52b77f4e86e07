"""Which routes form the front? Label setting on the clock, one step a call.

State lives in a Store of arrays that the caller keeps between steps; `advance` returns it, grown where
needed.
"""

from __future__ import annotations

import numpy as np

from waystation.plan.kernels.arrays import Floats, Ints, Sets
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.labels import (
    COST,
    EXPOSURE,
    RISK,
    TIE,
    TIE_RISK,
    Prices,
    dominated,
    insert,
    unpaid,
)
from waystation.plan.kernels.net import Net
from waystation.plan.kernels.points import add_point, covered
from waystation.plan.kernels.store import (
    FREE,
    FRONT,
    Store,
    name_label,
    put_pending,
    with_candidates,
    with_names,
    with_room,
)


@kernel
def hopeless(
    net: Net, store: Store, place: int, step: int, risk: float, cost: float, exposure: float, steps: int
) -> bool:
    """Tell whether no way on from here can add to the front; `steps` is the time whose slack may be used."""
    rest = net.rest_risk[step, place]
    if not np.isfinite(rest):
        return True
    total, money, worth = (
        risk + rest,
        cost + net.rest_cost[step, place],
        exposure + net.rest_exposure[step, place],
    )
    return covered(
        store.front,
        store.counts[FRONT],
        total + TIE_RISK + net.slack[0] * steps,
        net.soonest[step, place] * net.timed,
        money + TIE * money + net.slack[2] * steps,
        worth + TIE * worth + net.slack[3] * steps,
    )


@kernel
def known(net: Net, store: Store, place: int, value: Floats, used: Sets, leg: int, prices: Prices) -> bool:
    """Tell whether the labels at the place make a candidate that came by this leg pointless."""
    steps = net.duration[leg]
    cost, exposure = value[COST], value[EXPOSURE]
    return dominated(
        store.arena,
        store.lo[place],
        store.hi[place],
        value[RISK] + TIE_RISK + net.slack[0] * steps,
        cost + TIE * cost + net.slack[2] * steps,
        exposure + TIE * exposure + net.slack[3] * steps,
        used,
        prices,
    )


@kernel
def waiting_here(store: Store, step: int, place: int) -> Ints:
    """Return the candidates that arrive at the place at this step, safest first."""
    size, c = 0, store.head[step, place]
    while c >= 0:
        size, c = size + 1, store.after[c]
    order = np.empty(size, dtype=np.int32)
    risk = np.empty(size)
    c = store.head[step, place]
    for x in range(size):
        order[x], risk[x] = c, store.waiting.value[c, RISK]
        c = store.after[c]
    return order[np.argsort(risk)]


@kernel
def settle(net: Net, store: Store, prices: Prices, step: int, place: int, order: Ints) -> None:
    """Accept those of the arriving candidates that nothing dominates; there is room for all."""
    if net.bars[place]:
        store.hi[place] = store.lo[place]
    for c in order:
        value, used, leg = store.waiting.value[c], store.waiting.helpers[c], store.by[c]
        now = value[RISK] + net.wait[place] * step
        left = net.last - step + net.duration[leg]
        if not known(net, store, place, value, used, leg, prices) and not hopeless(
            net, store, place, step, now, value[COST], value[EXPOSURE], left
        ):
            name = name_label(store, store.waiting.name[c], leg, store.waiting.came[c])
            lo, hi = store.lo[place], store.hi[place]
            store.hi[place] = insert(store.arena, lo, hi, value, used, name, step, prices)
            store.newest[place] = step
        store.after[c] = store.counts[FREE]
        store.counts[FREE] = c
    store.head[step, place] = -1


@kernel
def arrive_safe(
    net: Net, store: Store, point: Floats, steps: int, parent: int, leg: int, depart: int
) -> None:
    """Add a route that has come to safety to the front, if nothing there covers it."""
    if not covered(
        store.front,
        store.counts[FRONT],
        point[0] + TIE_RISK + net.slack[0] * steps,
        point[1],
        point[2] + TIE * point[2] + net.slack[2] * steps,
        point[3] + TIE * point[3] + net.slack[3] * steps,
    ):
        name = name_label(store, parent, leg, depart)
        store.counts[FRONT] = add_point(store.front, store.names, store.counts[FRONT], point, name)


@kernel
def extend(net: Net, store: Store, prices: Prices, step: int, place: int, leg: int) -> None:
    """Take every label at the place that is worth taking by now along the leg; there is room for all."""
    target, before = net.target[leg], net.before[leg, step]
    arrival = step + net.duration[leg]
    arena = store.arena
    value, used = np.empty(3), np.empty(net.marks.shape[1], dtype=np.uint64)
    for a in range(store.lo[place], store.hi[place]):
        if arena.came[a] <= before:
            continue
        more, worth = unpaid(arena.helpers[a], net.marks[leg], prices)
        risk = arena.value[a, RISK] + net.wait[place] * step + net.risk[leg, step] + more
        cost = arena.value[a, COST] + net.cost[leg]
        exposure = arena.value[a, EXPOSURE] + net.exposure[leg] + worth
        if net.safe[target]:
            point = np.array([risk, arrival * net.timed, cost, exposure])
            arrive_safe(net, store, point, net.duration[leg], arena.name[a], leg, step)
            continue
        value[RISK], value[COST], value[EXPOSURE] = risk - net.wait[target] * arrival, cost, exposure
        for w in range(used.size):
            used[w] = (arena.helpers[a, w] | net.marks[leg, w]) & net.later[target, w]
        if not net.bars[target] and known(net, store, target, value, used, leg, prices):
            continue
        if not hopeless(net, store, target, arrival, risk, cost, exposure, net.last - step):
            put_pending(store, arrival, target, value, used, arena.name[a], leg, step)


@kernel
def advance(net: Net, store: Store, prices: Prices, step: int) -> Store:
    """Settle what arrives at this step, then take all labels along every leg that is worth leaving by now."""
    n = net.safe.size
    for place in range(n):
        if store.head[step, place] >= 0:
            order = waiting_here(store, step, place)
            store = with_room(with_names(store, order.size), place, order.size)
            settle(net, store, prices, step, place, order)
    for place in range(n):
        if store.hi[place] == store.lo[place]:
            continue
        for x in range(net.first[place], net.first[place + 1]):
            leg = net.leaving[x]
            late = step + net.duration[leg] > net.last
            if late or not net.opened[leg, step] or store.newest[place] <= net.before[leg, step]:
                continue
            most = store.hi[place] - store.lo[place]
            store = with_candidates(with_names(store, most), most)
            extend(net, store, prices, step, place, leg)
    return store
