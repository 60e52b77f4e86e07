"""In which words does a timetable, or a table of answers, say when, what to do, and how it goes on?"""

from __future__ import annotations

from waystation.domain.route import Row
from waystation.kit.language import _
from waystation.plan.explain.names import Names, date_text, zone_text


def clock(names: Names, hour: float, place: str) -> str:
    """Return a local time with its date and zone."""
    moment = names.at(hour, place)
    return f"{date_text(moment)} {moment:%H:%M} {zone_text(moment)}"


def to_do(names: Names, row: Row) -> str:
    """Return what to do in a state: start a leg, now or at its hour, or stay."""
    if row.action.leg is None:
        return _("stay")
    if row.action.depart <= row.hour:
        return names.leg(row.action.leg)
    moment = names.at(row.action.depart, row.place)
    time = f"{date_text(moment)} {moment:%H:%M}"
    return "\n".join((names.leg(row.action.leg), _("at {time}").format(time=time)))


def after(number: int | None, end: str) -> str:
    """Return the number of the row that follows, counted from 1, or what it is where none does."""
    return end if number is None else str(number + 1)


def follow(names: Names, row: Row) -> tuple[str, str]:
    """Return where the table goes on after passing and after a block."""
    if row.action.leg is None:
        return "-", "-"
    end = names.places[names.legs[row.action.leg].to]
    return after(row.passed, _("safe") if end.kind == "safety" else _("stay")), after(row.blocked, _("stay"))
