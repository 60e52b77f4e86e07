"""Which figure of a network is meant by what an observation is about, and what puts counts in its place?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from waystation.domain.chance import Counts
from waystation.domain.network import Network
from waystation.domain.network_edit import Part, plain_network
from waystation.plan.edited import Edit, fingerprint, with_hazard


class Target(NamedTuple):
    """A figure of a network, and where it stands."""

    network: Network
    part: Part
    thing: Mapping[str, Any]
    field: str
    value: float | Counts
    hazard: int | None = None

    def edit(self, counts: Mapping[str, Any]) -> Edit:
        """Return the change that puts counts in its place."""
        seen = fingerprint(self.network, self.part, self.thing["id"])
        if self.hazard is None:
            made = Edit(self.part, self.thing["id"], {**self.thing, self.field: counts})
        else:
            old = self.thing["hazards"][self.hazard]
            made = with_hazard(self.thing, self.hazard, {**old, self.field: counts})
        return Edit(made.part, made.id, made.value, seen)


def target_of(network: Network, about: str, which: str) -> Target | None:
    """Return the figure that is meant, None where the network has none."""
    return next((each for each in _of_kind(network, about) if _name(each) == which), None)


def _name(target: Target) -> str:
    if target.hazard is None:
        return str(target.thing["id"])
    return f"{target.thing['id']}/{target.thing['hazards'][target.hazard].get('kind', 'harm')}"


def _of_kind(network: Network, about: str) -> Iterator[Target]:
    plain = plain_network(network)
    if about == "helper":
        for helper, thing in zip(network.helpers, plain.get("helpers", ()), strict=True):
            yield Target(network, "helpers", thing, "integrity", helper.integrity)
    for leg, thing in zip(network.legs, plain.get("legs", ()), strict=True):
        if about == "leg":
            yield Target(network, "legs", thing, "block", leg.block)
        if about == "hazard":
            for number, hazard in enumerate(leg.hazards):
                yield Target(network, "legs", thing, "p", hazard.p, number)
