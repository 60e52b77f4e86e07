"""Where can a group stay: beds, nights, hosts, and how long is wise?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import model_validator

from waystation.domain.base import Amount, Frozen, Persons, Probability, Text, refuse
from waystation.domain.helper_record import Mark
from waystation.domain.record import (
    Country,
    Day,
    Form,
    GroupId,
    HelperId,
    HouseId,
    LegId,
    NetworkId,
    PlaceId,
    Record,
)
from waystation.kit.language import _


class Nights(Frozen):
    """Nights for which beds are kept or were used."""

    first: Day
    """The evening of the first night."""
    last: Day
    """The evening of the last night."""
    beds: Persons
    """How many beds."""
    group: GroupId | None = None
    """For whom. Absent: kept free, or closed."""
    even_so: Text | None = None
    """Why more are given away than there are, or why anybody goes to a house that is closed or marked."""

    @model_validator(mode="after")
    def _in_order(self) -> Nights:
        return self if self.first <= self.last else refuse(_("a first night that is not after the last"))


class House(Record):
    """A safe house."""

    kind: Literal["house"] = "house"
    schema_: Form = 1
    name: Text | None = None
    """What the desk calls it."""
    network: NetworkId | None = None
    place: PlaceId | None = None
    """Which place of the network it is."""
    country: Country | None = None
    address: Text | None = None
    """How it is found. Who need not go there need not know it."""
    beds: Persons
    """How many can sleep there."""
    nights: tuple[Nights, ...] = ()
    """Which beds are taken when."""
    hosts: tuple[HelperId, ...] = ()
    """Whom every group that arrives meets."""
    stay_max_hours: Amount | None = None
    """How long a stay is wise."""
    found_per_day: Probability | None = None
    """The probability that one person who waits there for a day is found. Absent: that of the place."""
    worth: Amount = 0.0
    """What the network would lose with it."""
    second_house: HouseId | None = None
    """Where a group goes when this one must be left."""
    way_out: Text | None = None
    """How it is left in a hurry."""
    closed_from: Day | None = None
    """From when on nobody is sent there any more."""
    marks: tuple[Mark, ...] = ()


class Corridor(Record):
    """A stretch of ways that is kept by the same people, with what it costs."""

    kind: Literal["corridor"] = "corridor"
    schema_: Form = 1
    name: Text | None = None
    network: NetworkId | None = None
    countries: tuple[Country, ...] = ()
    """Through which countries, in order."""
    legs: tuple[LegId, ...] = ()
    helpers: tuple[HelperId, ...] = ()
    closed_from: Day | None = None


def free_beds(house: House, night: date) -> int:
    """Return how many beds are free in a night; below 0 where more are given away than there are."""
    return house.beds - taken(house.nights, night)


def taken(nights: Sequence[Nights], night: date) -> int:
    """Return how many beds are kept in a night."""
    return sum(each.beds for each in nights if each.first <= night <= each.last)
