"""The month: who is on duty when, in which zone, and what fell through?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.list_check_ins import CheckIns, list_check_ins
from waystation.actions.open_record import open_record
from waystation.domain.journey import CheckIn, Journey
from waystation.domain.watch import SILENT
from waystation.journey.duty import Shift, rota
from waystation.journey.saying import outage
from waystation.kit import clock
from waystation.vault.finding import of_kind
from waystation.web.paging import show

_ZONE = "Asia/Seoul"
_FIRST, _LAST = 2000, 2199  # years
_MOST = 100  # journeys that are looked through at once


class Missed(NamedTuple):
    """A check-in that did not come in time."""

    journey: str
    title: str
    check_in: CheckIn

    @property
    def minutes(self) -> int | None:
        """How late it came; None where it has not come."""
        came = self.check_in.came_at
        return None if came is None else round((came - self.check_in.due) / timedelta(minutes=1))


def month(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show a month; with `look` the journeys are looked through, which the ledger says."""
    zone = request.GET.get("zone", _ZONE)
    zone = zone if zone in available_timezones() else _ZONE
    begin = _begin(request.GET.get("month", ""), zone)
    end = (begin + timedelta(days=32)).replace(day=1)
    found = list_check_ins(desk)
    looked = "look" in request.GET
    values = {
        "begin": begin,
        "before": (begin - timedelta(days=1)).replace(day=1),
        "after": end,
        "zone": zone,
        "zones": sorted({_ZONE, "UTC", zone, *_zones(found)}),
        "ladders": [(each, _steps(each_rota, zone)) for each, each_rota in _rotas(found, begin, end, zone)],
        "outages": [outage(each) for each in found.health.outages if begin <= _day(each.began, zone) < end],
        "sounding": [each for each in (*found.due, *found.others) if each.state in SILENT],
        "looked": looked,
        "missed": sorted(_missed(desk, begin, end, zone), key=lambda each: each.check_in.due)
        if looked
        else [],
    }
    return show(request, "watch/month.html", values)


def _begin(text: str, zone: str) -> date:
    try:
        found = datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError:
        found = None
    if found is None or not _FIRST <= found.year <= _LAST:
        return clock.now().astimezone(ZoneInfo(zone)).date().replace(day=1)
    return found


def _rotas(found: CheckIns, begin: date, end: date, zone: str) -> Iterator[tuple[str, list[list[Shift]]]]:
    for ladder in found.rota:
        yield ladder.name, rota(ladder, begin, (end - begin).days, zone)


class Day(NamedTuple):
    """Who is on duty at one step on one day, from when to when."""

    day: date
    shifts: tuple[tuple[str, str, tuple[str, ...]], ...]


def _steps(steps: list[list[Shift]], zone: str) -> list[list[Day]]:
    """Return the shifts of each step by day, as the clock of the zone shows them."""
    return [list(_days(shifts, ZoneInfo(zone))) for shifts in steps]


def _days(shifts: list[Shift], zone: ZoneInfo) -> Iterator[Day]:
    day = shifts[0].begins.astimezone(zone).date()
    end = shifts[-1].ends
    while (start := datetime.combine(day, datetime.min.time(), zone)) < end:
        stop = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
        parts = [
            (f"{max(each.begins, start):%H:%M}", _until(min(each.ends, stop), stop), each.names)
            for each in shifts
            if each.begins < stop and each.ends > start
        ]
        yield Day(day, tuple(parts))
        day += timedelta(days=1)


def _until(moment: datetime, midnight: datetime) -> str:
    return "24:00" if moment == midnight else f"{moment:%H:%M}"


def _zones(found: CheckIns) -> Iterator[str]:
    for ladder in found.rota:
        for step in ladder.steps:
            yield from (duty.zone for each in step.watchers for duty in each.duty)


def _day(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


def _missed(desk: Desk, begin: date, end: date, zone: str) -> Iterator[Missed]:
    """Yield what did not come within its grace, of the journeys that the member holds."""
    ids = [each.id for each in of_kind(desk.session, "journey")][:_MOST]
    now = clock.now()
    for record in open_record(desk, ids, "to see what fell through"):
        if isinstance(record.value, Journey):
            for each in record.value.check_ins:
                late = (each.came_at or now) > each.due + timedelta(minutes=each.grace_minutes)
                if late and begin <= _day(each.due, zone) < end:
                    yield Missed(record.id, record.title or record.key, each)
