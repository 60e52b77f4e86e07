"""Which fields do the forms of a network have, and how does what is typed there become data?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, get_args

from waystation.domain.helper import Role
from waystation.domain.leg import Harm
from waystation.domain.network import Network, PlaceKind
from waystation.kit.language import N_, _
from waystation.plan.explain.names import HARMS, ROLES
from waystation.web.pages.asked import Ask, Choices, Kind
from waystation.web.pages.network.notation import Notation, read, written

PLACE_KINDS = {
    "origin": N_("origin"),
    "safe_house": N_("safe house"),
    "stop": N_("stop"),
    "crossing": N_("crossing"),
    "safety": N_("safety"),
}
_COUNTS = N_("A probability such as 0.04, or counts: harmed / attempts, such as 1 / 80.")
_FACTORS = N_("One in a line: trait: factor, such as infant: 1.6")


class Entry(NamedTuple):
    """A field of a thing: how it is asked for, and how it is typed."""

    name: str
    label: str
    notation: Notation = "text"
    help: str = ""
    required: bool = False
    pick: str = ""
    """What it is chosen from: kinds, harms, roles, places, helpers."""


FIELDS: Mapping[str, tuple[Entry, ...]] = {
    "places": (
        Entry("id", N_("Id"), required=True, help=N_("A short name, unique among the places. It stays.")),
        Entry("name", N_("Name")),
        Entry("kind", N_("Kind"), pick="kinds"),
        Entry("country", N_("Country"), help=N_("Two letters, such as VN.")),
        Entry("tz", N_("Time zone"), help=N_("Such as Asia/Seoul. Empty: the offset of the start.")),
        Entry(
            "at",
            N_("Latitude and longitude"),
            "point",
            N_("In degrees, such as 41.4, 128.2; coarse on purpose."),
        ),
        Entry(
            "precision_km", N_("Precision in km"), "number", N_("How far the true place may be from that.")
        ),
        Entry("capacity", N_("Capacity"), "number", N_("The largest group that can arrive. Empty: any.")),
        Entry(
            "found_per_day", N_("Found per day"), "number", N_("The probability for one person who waits.")
        ),
        Entry("crowding", N_("Crowding"), "number", N_("The factor on those odds for each further person.")),
        Entry("stay_max_hours", N_("Longest stay in hours"), "number"),
        Entry("worth", N_("Worth"), "number", N_("What the network would lose with it.")),
        Entry("hosts", N_("Hosts"), "words", N_("Ids of helpers whom every group meets."), pick="helpers"),
    ),
    "legs": (
        Entry("id", N_("Id"), required=True, help=N_("A short name, unique among the legs. It stays.")),
        Entry("from", N_("From"), required=True, pick="places"),
        Entry("to", N_("To"), required=True, pick="places"),
        Entry("mode", N_("How one travels"), help=N_("Foot, car, boat, train.")),
        Entry("hours", N_("Hours"), "number", required=True),
        Entry("cost", N_("Cost of a journey"), "number"),
        Entry("cost_per_person", N_("Cost for each person"), "number"),
        Entry("helpers", N_("Helpers"), "words", N_("Without whom it cannot be done."), pick="helpers"),
        Entry(
            "fees",
            N_("Fees"),
            "factors",
            N_("One in a line: helper: amount. Empty: the cost, in equal parts."),
        ),
        Entry("capacity", N_("Capacity"), "number", N_("The largest group that can go. Empty: any.")),
        Entry(
            "windows",
            N_("Windows"),
            "lines",
            N_("Local times at which it may start, one in a line: 22:00-04:00"),
        ),
        Entry(
            "block", N_("Block"), "chance", N_("A probability such as 0.15, or counts: blocked / attempts.")
        ),
        Entry("retry_hours", N_("Hours until the next attempt"), "number"),
        Entry("gone", N_("Gone"), "number", N_("The probability that it will never start for this group.")),
        Entry("closed_if", N_("Closed if"), "closed", N_("One in a line: condition > value")),
        Entry("forbids", N_("Never with"), "words", N_("Traits, with commas between them.")),
        Entry("slower", N_("Slower"), "factors", _FACTORS),
    ),
    "hazards": (
        Entry("kind", N_("Kind"), help=N_("In one word: patrol, water, identity_check.")),
        Entry("p", N_("Probability of harm"), "chance", _COUNTS, required=True),
        Entry("then", N_("What harm means"), pick="harms"),
        Entry("odds", N_("Odds by trait"), "factors", _FACTORS),
        Entry(
            "odds_by_condition",
            N_("Odds by condition"),
            "per_unit",
            N_("One in a line: condition > value x factor for each unit"),
        ),
        Entry("odds_by_time", N_("Odds by time of day"), "times", N_("One in a line: 04:00-22:00 x 3")),
    ),
    "conditions": (
        Entry("id", N_("Id"), required=True, help=N_("A short name, unique among the conditions. It stays.")),
        Entry("unit", N_("Unit")),
        Entry(
            "series",
            N_("Values"),
            "series",
            N_("One in a line: hour: value. Hours count from the start of the network."),
            required=True,
        ),
    ),
    "helpers": (
        Entry("id", N_("Id"), required=True, help=N_("The key of his record, where he has one. It stays.")),
        Entry("role", N_("Role"), pick="roles"),
        Entry(
            "integrity",
            N_("Keeps faith"),
            "kept",
            N_("A probability such as 0.97, or counts: kept + broken, such as 14 + 1."),
            required=True,
        ),
        Entry("worth", N_("Worth"), "number", N_("What the network would lose with him.")),
        Entry("not_for", N_("Never with"), "words", N_("Traits, with commas between them.")),
        Entry("effort_cost", N_("What a leg costs him"), "number"),
        Entry("future_value", N_("What future work is worth to him"), "number"),
    ),
    "network": (
        Entry("name", N_("Name")),
        Entry(
            "start",
            N_("Start"),
            help=N_("Hour 0 of every plan, with its offset: 2026-03-02T18:00+09:00"),
            required=True,
        ),
        Entry("currency", N_("Currency"), help=N_("Such as USD.")),
    ),
}
COUNTS = {"p": ("harmed", "attempts"), "block": ("blocked", "attempts"), "integrity": ("kept", "broken")}
_LONG = {"lines", "factors", "closed", "per_unit", "times", "series"}


def asks(part: str, network: Network) -> tuple[Ask, ...]:
    """Return what the form of one kind of thing asks for."""
    return tuple(_ask(entry, network) for entry in FIELDS[part])


def _ask(entry: Entry, network: Network) -> Ask:
    if entry.pick == "helpers":
        there = [(each.id, each.id) for each in network.helpers]
        return Ask(entry.name, entry.label, "many", entry.help, choices=there)
    if entry.pick:
        choices = _choices(entry.pick, network)
        blank = [] if entry.required else [("", "-")]
        return Ask(entry.name, entry.label, "choice", entry.help, entry.required, [*blank, *choices])
    kind: Kind = "long" if entry.notation in _LONG else "text"
    return Ask(entry.name, entry.label, kind, entry.help, entry.required)


def _choices(pick: str, network: Network) -> Choices:
    match pick:
        case "kinds":
            return [(each, _(PLACE_KINDS[each])) for each in get_args(PlaceKind)]
        case "harms":
            return [(each, _(HARMS[each])) for each in get_args(Harm)]
        case "roles":
            return [(each, _(ROLES[each])) for each in get_args(Role)]
    return [(each.id, each.name or each.id) for each in network.places]


def initial(part: str, plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the fields of a thing's form."""
    return {
        entry.name: list(plain.get(entry.name, ()))
        if entry.pick == "helpers"
        else written(plain.get(entry.name), entry.notation)
        for entry in FIELDS[part]
    }


def plain(part: str, typed: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the thing's plain data: what was typed, and of what is asked for nowhere what it was before."""
    asked = {entry.name for entry in FIELDS[part]}
    data = {name: value for name, value in before.items() if name not in asked}
    for entry in FIELDS[part]:
        value = typed.get(entry.name)
        if not isinstance(value, list):
            value = read(str(value or ""), entry.notation, COUNTS.get(entry.name, ("harmed", "attempts")))
        if value not in (None, []):
            data[entry.name] = value
    return data


def field_of(where: str, prefix: str, part: str) -> str | None:
    """Return the field that a fault is about: `network legs[3].hours` is hours, with the prefix `legs[3]`."""
    found = re.fullmatch(rf"network {re.escape(prefix)}[.]?(?P<name>\w+)?.*", where)
    names: Sequence[str] = [entry.name for entry in FIELDS[part]]
    return found["name"] if found and found["name"] in names else None
