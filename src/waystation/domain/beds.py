"""How many beds of a house are free, night by night, and what does it become when some are kept?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from waystation.domain.helper_record import standing_mark
from waystation.domain.house import House, Nights, free_beds, taken

LONGEST = 366
"""Nights that are looked at, at most."""


class Night(NamedTuple):
    """One night in a house; nobody is sent there where it is closed."""

    night: date
    beds: int
    taken: int
    free: int
    """Below 0 where more are given away than there are."""
    closed: bool


class Clash(NamedTuple):
    """A group that has beds in two houses in one night."""

    night: date
    group: str
    houses: tuple[str, ...]


def days(first: date, last: date) -> Iterator[date]:
    """Yield each evening from the first to the last, at most LONGEST of them."""
    for each in range(min((last - first).days + 1, LONGEST)):
        yield first + timedelta(days=each)


def nights_of(house: House, first: date, last: date) -> tuple[Night, ...]:
    """Return how a house stands in each night of a period."""
    return tuple(
        Night(day, house.beds, taken(house.nights, day), free_beds(house, day), is_closed(house, day))
        for day in days(first, last)
    )


def is_closed(house: House, night: date) -> bool:
    """Tell whether nobody is sent to a house in a night: closed by then, or marked."""
    closed = house.closed_from is not None and house.closed_from <= night
    return closed or standing_mark(house.marks)


def short_of(house: House, nights: Nights) -> tuple[date, int] | None:
    """Return the first night without as many beds, and how many are free in it; None where all fit."""
    for day in days(nights.first, nights.last):
        free = 0 if is_closed(house, day) else free_beds(house, day)
        if free < nights.beds:
            return day, max(free, 0)
    return None


def clashes(houses: Iterable[House], first: date, last: date) -> tuple[Clash, ...]:
    """Return the groups that have beds in more than one house in a night of a period."""
    where: dict[tuple[date, str], list[str]] = {}
    for house in houses:
        for nights in house.nights:
            if nights.group is not None:
                for day in days(max(first, nights.first), min(last, nights.last)):
                    where.setdefault((day, nights.group), []).append(house.id)
    found = ((day, group, tuple(dict.fromkeys(there))) for (day, group), there in where.items())
    return tuple(Clash(*each) for each in sorted(found) if len(each[2]) > 1)
