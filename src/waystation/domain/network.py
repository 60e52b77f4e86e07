"""What does the network consist of: places, helpers, conditions, legs?

The words of all four can be imported from here.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from waystation.domain.base import (
    Amount,
    Count,
    Flag,
    Frozen,
    Instant,
    Number,
    Probability,
    Text,
    Version,
    Zone,
    refuse,
)
from waystation.domain.chance import (
    Beta,
    BlockChance,
    Blocked,
    Chance,
    Counts,
    Harmed,
    Integrity,
    Kept,
    Priors,
)
from waystation.domain.helper import Betrayal, Helper, Role
from waystation.domain.leg import Closure, ConditionOdds, Harm, Hazard, Leg, TimeOdds
from waystation.kit.language import _

__all__ = [
    "Beta",
    "Betrayal",
    "BlockChance",
    "Blocked",
    "Chance",
    "Closure",
    "Condition",
    "ConditionOdds",
    "Counts",
    "Harm",
    "Harmed",
    "Hazard",
    "Helper",
    "Integrity",
    "Kept",
    "Leg",
    "Network",
    "Place",
    "PlaceKind",
    "Priors",
    "Role",
    "TimeOdds",
]

PlaceKind = Literal["origin", "safe_house", "stop", "crossing", "safety"]
Latitude = Annotated[float, Field(strict=True, ge=-90, le=90)]
Longitude = Annotated[float, Field(strict=True, ge=-180, le=180)]


class Place(Frozen):
    """A point of the network, at a stated coarseness."""

    id: Text
    """Its name in this file, unique among the places."""
    kind: PlaceKind = "stop"
    """Where journeys begin, where a group can stay, pass or cross, and where it is safe."""
    name: Text | None = None
    """What people call it; shown instead of the id."""
    country: Text | None = None
    """Its country, best as two letters: KP, CN."""
    tz: Zone | None = None
    """Its time zone (IANA). Absent: the offset of `start`."""
    at: tuple[Latitude, Longitude] | None = None
    """[latitude, longitude] in degrees, for maps; as coarse as `precision_km` says."""
    capacity: Count | None = None
    """The largest group that can arrive. Absent: any."""
    found_per_day: Probability = 0.0
    """The probability that one person who waits here for a day is found."""
    crowding: Amount = 1.0
    """The factor on those odds for each person beyond the first."""
    stay_max_hours: Amount | None = None
    """How long a stay is wise; longer ones are warned of."""
    precision_km: Amount | None = None
    """How far the true place may be from `at`."""
    worth: Amount = 0.0
    """What the network would lose with it, in the unit of the helpers' worth."""
    hosts: tuple[Text, ...] = ()
    """The ids of the helpers whom every group that arrives meets."""


def _rising(series: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    for before, hour in pairwise(hour for hour, _value in series):
        if hour <= before:
            refuse(
                _("hours that rise from each point to the next"),
                _("hour {hour:g} after hour {before:g}").format(hour=hour, before=before),
            )
    return series


class Condition(Frozen):
    """A dated state of the world, such as the level of a river."""

    id: Text
    """Its name, unique among the conditions."""
    unit: Text | None = None
    """What it is measured in."""
    series: Annotated[tuple[tuple[Number, Number], ...], Field(min_length=1), AfterValidator(_rising)]
    """[hour, value] pairs; each value holds from its hour on, the first also before."""


class Network(Frozen):
    """A network file: the places, those who help, what changes, and the ways between the places."""

    waystation: Version
    """The version of the format."""
    fictional: Flag = False
    """True where nobody in the file is real. Real people belong in a vault or an age file."""
    name: Text | None = None
    """What the network is called."""
    start: Instant
    """Hour 0 of every plan."""
    currency: Text | None = None
    """What all money is in, such as USD."""
    priors: Priors = Priors()
    """What is believed before any experience. Absent: Beta(1, 1)."""
    places: Annotated[tuple[Place, ...], Field(min_length=1)]
    """The points of the network; at least one of kind safety."""
    helpers: tuple[Helper, ...] = ()
    """Those who act."""
    conditions: tuple[Condition, ...] = ()
    """Dated states of the world."""
    betrayal: Betrayal | None = None
    """What the other side offers. Absent: nothing is known."""
    legs: tuple[Leg, ...] = ()
    """The ways between the places."""
