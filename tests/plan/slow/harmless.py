"""How much would the best policy gain were one thing harmless? Taken out of the file, and solved again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from tests.plan.slow import model
from tests.plan.slow.policy import Recourse
from tests.plan.slow.tables import Tables, tabulate

Doc = dict[str, Any]


class Danger(NamedTuple):
    """A hazard of a leg (by its place in the list), a helper, or waiting at a place."""

    subject: str
    id: str
    number: int = 0


def dangers(network: Doc, case: Doc) -> Iterator[Danger]:
    """Yield everything that could harm this group."""
    usable = [leg for leg in network["legs"] if model.is_usable(network, case, leg)]
    for leg in usable:
        yield from (Danger("hazard", leg["id"], i) for i in range(len(leg.get("hazards", []))))
    met = frozenset[str]().union(*(model.met_on(network, leg) for leg in usable))
    yield from (Danger("helper", name) for name in sorted(met))
    yield from (Danger("wait", place["id"]) for place in network["places"] if place["kind"] != "safety")


def without(network: Doc, case: Doc, danger: Danger) -> Tables:
    """Return the tables of the network and the case with one danger made harmless."""
    network, case = deepcopy(network), deepcopy(case)
    if danger.subject == "hazard":
        del model.find(network, "legs", danger.id)["hazards"][danger.number]
    elif danger.subject == "helper":
        model.find(network, "helpers", danger.id)["integrity"] = 1
    else:
        model.find(network, "places", danger.id)["found_per_day"] = 0
        if danger.id == case["from"]:
            case["found_per_day"] = 0
    return tabulate(network, case)


def best(tables: Tables, limit: float = math.inf) -> float:
    """Return the value of the best policy; raises TooManyStatesError beyond the limit."""
    recourse = Recourse(tables, forgetful=True, limit=limit)
    return recourse.value(recourse.start)


def gains(network: Doc, case: Doc, limit: float) -> dict[Danger, float]:
    """Return what the best policy gains from the harmlessness of each danger."""
    now = best(tabulate(network, case), limit)
    return {d: best(without(network, case, d), limit) - now for d in dangers(network, case)}
