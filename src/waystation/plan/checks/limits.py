"""Which limits keep a group off a leg, and where in the network's file does each stand?"""

from __future__ import annotations

from collections.abc import Iterator

from waystation.domain.case import Group
from waystation.domain.chance import Harmed, Kept
from waystation.domain.network import Helper, Leg, Network, Place
from waystation.kit.language import _
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
            yield (
                (*here, "from"),
                _("a leg out of {place!r}, which is safe").format(place=leg.from_),
                _("legs towards safety"),
            )
        yield from self._room(leg.capacity, here, _("leg {id!r}").format(id=leg.id))
        yield from self._room(
            self.place(leg.to).capacity,
            end,
            _("place {place!r}, where leg {leg!r} ends").format(place=leg.to, leg=leg.id),
        )
        for i, trait in enumerate(leg.forbids):
            if trait in self.traits:
                yield (
                    (*here, "forbids", i),
                    _("leg {id!r} forbidden to {trait!r}").format(id=leg.id, trait=trait),
                    _("another leg, which takes all of the group"),
                )
        yield from self._certain_harm(leg, here)
        for name in dict.fromkeys((*leg.helpers, *self.place(leg.to).hosts)):
            yield from self._helper(self.network.helpers[self._helpers[name]], leg)

    def _room(self, room: int | None, path: FieldPath, what: str) -> Iterator[Wrong]:
        if room is not None and room < self.persons:
            allowed = _("{persons} or more, the persons of the group").format(persons=self.persons)
            yield (*path, "capacity"), _("room for {room}: {what}").format(room=room, what=what), allowed

    def _helper(self, helper: Helper, leg: Leg) -> Iterator[Wrong]:
        here = ("helpers", self._helpers[helper.id])
        for i, trait in enumerate(helper.not_for):
            if trait in self.traits:
                found = _("helper {helper!r} of leg {leg!r} never with {trait!r}").format(
                    helper=helper.id, leg=leg.id, trait=trait
                )
                yield (*here, "not_for", i), found, _("another helper, who takes all of the group")
        if not isinstance(helper.integrity, Kept) and helper.integrity <= 0:
            found = _("helper {helper!r} of leg {leg!r}, who is sure to betray").format(
                helper=helper.id, leg=leg.id
            )
            yield (*here, "integrity"), found, _("a number above 0")

    def _certain_harm(self, leg: Leg, here: FieldPath) -> Iterator[Wrong]:
        for i, hazard in enumerate(leg.hazards):
            if not isinstance(hazard.p, Harmed) and hazard.p >= 1:
                yield (
                    (*here, "hazards", i, "p"),
                    _("certain harm on leg {id!r}").format(id=leg.id),
                    _("a number below 1"),
                )
