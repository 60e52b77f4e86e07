"""Which limits keep a group off a leg, and where in the network's file does each stand?"""

from __future__ import annotations

from collections.abc import Iterator

from waystation.domain.case import Group
from waystation.domain.chance import Harmed, Kept
from waystation.domain.network import Helper, Leg, Network, Place
from waystation.plan.files.source import FieldPath, Wrong


class Limits:
    """The legs of a network as one group meets them, whatever the hour."""

    def __init__(self, network: Network, group: Group) -> None:
        self.network, self.persons, self.traits = network, group.persons, set(group.traits)
        self._places = {place.id: i for i, place in enumerate(network.places)}
        self._helpers = {helper.id: k for k, helper in enumerate(network.helpers)}
        self.numbers = tuple(i for i in range(len(network.legs)) if next(self.of(i), None) is None)
        self.usable = tuple(network.legs[i] for i in self.numbers)

    def place(self, name: str) -> Place:
        """Return a place by its id."""
        return self.network.places[self._places[name]]

    def of(self, number: int) -> Iterator[Wrong]:
        """Yield what keeps the group off a leg: where it stands, what was found, what would let them pass."""
        leg, here = self.network.legs[number], ("legs", number)
        end = ("places", self._places[leg.to])
        if self.place(leg.from_).kind == "safety":
            yield (*here, "from"), f"a leg out of {leg.from_!r}, which is safe", "legs towards safety"
        yield from self._room(leg.capacity, here, f"leg {leg.id!r}")
        yield from self._room(
            self.place(leg.to).capacity, end, f"place {leg.to!r}, where leg {leg.id!r} ends"
        )
        for i, trait in enumerate(leg.forbids):
            if trait in self.traits:
                yield (
                    (*here, "forbids", i),
                    f"leg {leg.id!r} forbidden to {trait!r}",
                    "another leg, which takes all of the group",
                )
        yield from self._certain_harm(leg, here)
        for name in dict.fromkeys((*leg.helpers, *self.place(leg.to).hosts)):
            yield from self._helper(self.network.helpers[self._helpers[name]], leg)

    def _room(self, room: int | None, path: FieldPath, what: str) -> Iterator[Wrong]:
        if room is not None and room < self.persons:
            allowed = f"{self.persons} or more, the persons of the group"
            yield (*path, "capacity"), f"room for {room}: {what}", allowed

    def _helper(self, helper: Helper, leg: Leg) -> Iterator[Wrong]:
        here = ("helpers", self._helpers[helper.id])
        for i, trait in enumerate(helper.not_for):
            if trait in self.traits:
                found = f"helper {helper.id!r} of leg {leg.id!r} never with {trait!r}"
                yield (*here, "not_for", i), found, "another helper, who takes all of the group"
        if not isinstance(helper.integrity, Kept) and helper.integrity <= 0:
            found = f"helper {helper.id!r} of leg {leg.id!r}, who is sure to betray"
            yield (*here, "integrity"), found, "a number above 0"

    def _certain_harm(self, leg: Leg, here: FieldPath) -> Iterator[Wrong]:
        for i, hazard in enumerate(leg.hazards):
            if not isinstance(hazard.p, Harmed) and hazard.p >= 1:
                yield (*here, "hazards", i, "p"), f"certain harm on leg {leg.id!r}", "a number below 1"
