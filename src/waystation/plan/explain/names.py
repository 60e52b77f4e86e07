"""What is a place, a helper or a leg called, and what does the clock there show?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from waystation.domain.case import Case
from waystation.domain.helper import Helper
from waystation.domain.leg import Leg
from waystation.domain.network import Network, Place
from waystation.kit.language import N_, _
from waystation.kit.shown import printable
from waystation.plan.explain.figures import number
from waystation.plan.hours import local_time, zone

_DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)
FIRST_STRONG, END_ISOLATE = "\u2068", "\u2069"
ROLES = {
    "broker": N_("broker"),
    "guide": N_("guide"),
    "driver": N_("driver"),
    "host": N_("host"),
    "officer": N_("officer"),
    "courier": N_("courier"),
}
HARMS = {
    "returned": N_("returned"),
    "imprisoned": N_("imprisoned"),
    "sold": N_("sold"),
    "injured": N_("injured"),
    "killed": N_("killed"),
    "unknown": N_("fate unknown"),
    "found": N_("found while waiting"),
    "betrayed": N_("betrayed"),
}


def date_text(moment: datetime) -> str:
    """Return the weekday and date of a local time, such as Mon 2 Mar."""
    day, month = _(_DAYS[moment.weekday()]), _(_MONTHS[moment.month - 1])
    return _("{weekday} {day} {month}").format(weekday=day, day=moment.day, month=month)


def zone_text(moment: datetime) -> str:
    """Return how far a local time is from UTC, such as UTC+9 or UTC+5:30."""
    minutes = round((moment.utcoffset() or timedelta()).total_seconds() / 60)
    hour, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hour}" + (f":{rest:02}" if rest else "")


def time_text(moment: datetime) -> str:
    """Return date, time and zone of a local time."""
    return f"{date_text(moment)} {moment:%H:%M} ({zone_text(moment)})"


def harm_text(harm: str) -> str:
    """Return the word for a kind of loss; a kind that nobody foresaw stands as it is."""
    return _(HARMS[harm]) if harm in HARMS else printable(harm)


@dataclass(frozen=True)
class Names:
    """What the things of one network are called, for one case; nothing in a name can steer a terminal."""

    network: Network
    case: Case
    isolating: bool = False
    """Whether each name is set between U+2068 and U+2069, for pages where scripts of both directions meet."""

    def word(self, text: str) -> str:
        """Return a word from a file so that it steers nothing: neither a terminal nor the text around it."""
        text = printable(text)
        return f"{FIRST_STRONG}{text}{END_ISOLATE}" if self.isolating else text

    @cached_property
    def places(self) -> dict[str, Place]:
        """Return the places by id."""
        return {place.id: place for place in self.network.places}

    @cached_property
    def legs(self) -> dict[str, Leg]:
        """Return the legs by id."""
        return {leg.id: leg for leg in self.network.legs}

    @cached_property
    def helpers(self) -> dict[str, Helper]:
        """Return the helpers by id."""
        return {helper.id: helper for helper in self.network.helpers}

    def place(self, place: str) -> str:
        """Return the name of a place, with its country where others have the same; its id without one."""
        known = self.places.get(place)
        if known is None or known.name is None:
            return self.word(place)
        shared = sum(other.name == known.name for other in self.network.places) > 1
        return self.word(f"{known.name} ({known.country or known.id})" if shared else known.name)

    def helper(self, helper: str) -> str:
        """Return a helper with the role, such as bo (broker)."""
        known = self.helpers.get(helper)
        return self.word(helper) + (f" ({_(ROLES[known.role])})" if known and known.role else "")

    def helped_by(self, helpers: Iterable[str]) -> str:
        """Return several helpers with their roles in one line, a dash where there is none."""
        return ", ".join(map(self.helper, helpers)) or "-"

    def leg(self, leg: str) -> str:
        """Return a leg with its way of travel, such as crossing (foot)."""
        known = self.legs.get(leg)
        return self.word(f"{leg} ({known.mode})" if known and known.mode else leg)

    def condition(self, condition: str, value: float) -> str:
        """Return a value of a condition with its unit."""
        unit = next((c.unit for c in self.network.conditions if c.id == condition), None)
        return f"{number(value)} {self.word(unit)}" if unit else number(value)

    def at(self, hour: float, place: str | None = None) -> datetime:
        """Return the local time at a place (where none is named, at the origin), in hours after the start."""
        spot = self.places[place or self.case.from_]
        return local_time(self.network.start, hour, zone(spot, self.network.start))

    def when(self, hour: float, place: str | None = None) -> str:
        """Return the local time at a place in words, with its zone."""
        return time_text(self.at(hour, place))
