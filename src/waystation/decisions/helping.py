"""Is everybody who would help vetted on the day, and is every house that may be met open, with free beds?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from waystation.decisions.around import Around
from waystation.decisions.way import Stay, Way, houses_of
from waystation.domain.decision_record import Precondition
from waystation.domain.helper_record import HelperRecord
from waystation.domain.house import House, free_beds
from waystation.domain.network import Network
from waystation.domain.vetting import missing_steps, rules_on, vetting

_NEVER = frozenset({"marked", "denied", "failed", "closed"})  # not even in present danger


def of_helpers(around: Around, way: Way) -> Iterator[Precondition]:
    """Yield for each helper whom the plan may meet whether he is vetted, today and on the day of leaving."""
    seen = {"helper", "vetting_rules"} <= set(around.sees)
    days = {around.at.date(), (way.depart or around.at).date()}
    for key in sorted(way.helpers):
        if key in around.same:
            yield around.same[key]
            continue
        record = around.helpers.get(key)
        found = "not seen" if not seen else _worst(around, record, days)
        yield Precondition(
            code="helper",
            about=key,
            detail=found,
            met=found == "vetted",
            may_follow=found.partition(":")[0] not in _NEVER,
            seen=seen,
        )


def _worst(around: Around, record: HelperRecord | None, days: set[date]) -> str:
    if record is None:
        return "no record"
    found = [_on(around, record, day) for day in sorted(days)]
    return next((each for each in found if each != "vetted"), "vetted")


def _on(around: Around, record: HelperRecord, day: date) -> str:
    rules = rules_on(day, around.vetting)
    if rules is None:
        return "no rules"
    status = vetting(record, rules, day)
    if status == "incomplete":
        return "incomplete: " + ", ".join(missing_steps(record, rules, day))
    if status == "vetted" and any(
        not each.can and each.begin <= day <= each.end for each in record.available
    ):
        return "away"
    return status


def of_houses(around: Around, network: Network, way: Way) -> Iterator[Precondition]:
    """Yield for each safe house whether it is open, unmarked and has beds for the nights of the plan."""
    records = {house.place or house.id: house for house in around.houses}
    seen = "house" in around.sees
    for place in houses_of(network, way):
        stays = [each for each in way.stays if each.place == place.id]
        found = "not seen" if not seen else _house(records.get(place.id), stays, way)
        yield Precondition(
            code="house",
            about=place.id,
            detail=found,
            met=found == "open",
            may_follow=found not in _NEVER,
            seen=seen,
        )
    yield from _corridors(around, way)


def _house(house: House | None, stays: list[Stay], way: Way) -> str:
    if house is None:
        return "no record"
    if any(mark.taken_back_at is None for mark in house.marks):
        return "marked"
    last = max((each.last for each in stays), default=None if way.depart is None else way.depart.date())
    if house.closed_from is not None and (last is None or house.closed_from <= last):
        return "closed"
    full = any(free_beds(house, night) < way.persons for each in stays for night in _nights(each))
    return "full" if full else "open"


def _nights(stay: Stay) -> Iterator[date]:
    for each in range((stay.last - stay.first).days + 1):
        yield stay.first + timedelta(days=each)


def _corridors(around: Around, way: Way) -> Iterator[Precondition]:
    for corridor in around.corridors:
        day = (way.depart or around.at).date()
        if corridor.closed_from is not None and corridor.closed_from <= day and way.legs & set(corridor.legs):
            yield Precondition(code="corridor", about=corridor.id, detail="closed")
