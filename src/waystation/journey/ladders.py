"""How is a ladder written in a form: a line for each person, an empty line before the next step?

Ha-neul; haneul@desk.example; ko; 22:00-10:00 Asia/Seoul
Jiho; ntfys://ntfy.desk.example/night; en; sat sun 00:00-24:00 Europe/Berlin, mon 08:00-12:00 Europe/Berlin
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from waystation.domain.watch import Duty, Ladder, LadderStep, Reach, Watcher
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import N_, _

_DAYS = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
_ALLOWED = N_("NAME; addresses; language (en or ko); duty such as mon tue 22:00-06:00 Asia/Seoul")
_PARTS = 4
DRILL = "drill"


def ladder_of(name: str, text: str, wait_minutes: float, repeat_minutes: float) -> Ladder:
    """Return the ladder that a text describes. Raises BadInput with all lines that are wrong."""
    steps: list[list[Watcher]] = [[]]
    faults: list[Fault] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            steps.append([])
            continue
        try:
            steps[-1].append(_watcher(line))
        except (ValidationError, ValueError):
            where = _("line {number}").format(number=number)
            faults.append(Fault(where, _("something else"), _(_ALLOWED)))
    found = [tuple(each) for each in steps if each]
    if faults or not found:
        raise BadInput(faults or [Fault(_("recipients"), _("nobody"), _(_ALLOWED))])
    made = tuple(LadderStep(watchers=each, wait_minutes=wait_minutes) for each in found)
    return Ladder(name=name, steps=made, repeat_minutes=repeat_minutes)


def _watcher(line: str) -> Watcher:
    parts = [part.strip() for part in line.split(";")]
    if not 2 <= len(parts) <= _PARTS:  # noqa: PLR2004 - a name and an address at least
        raise ValueError
    fields: dict[str, Any] = {"name": parts[0], "reaches": tuple(map(_reach, parts[1].split()))}
    if len(parts) > 2 and parts[2]:  # noqa: PLR2004 - see above
        fields["language"] = parts[2]
    if len(parts) == _PARTS and parts[3]:
        fields["duty"] = tuple(map(_duty, parts[3].split(",")))
    return Watcher.model_validate(fields)


def _reach(address: str) -> Reach:
    if address == DRILL:
        return Reach(how="drill", address=DRILL)
    if "://" in address:
        return Reach(how="apprise", address=address)
    if "@" not in address:
        raise ValueError
    return Reach(address=address)


def _duty(text: str) -> Duty:
    words = text.split()
    days = [word.lower() for word in words if word.lower() in _DAYS]
    rest = [word for word in words if word.lower() not in _DAYS]
    window, zone = rest if len(rest) == 2 else (rest[0] if rest else "", "UTC")  # noqa: PLR2004 - window and zone
    return Duty.model_validate({"days": tuple(days), "window": window or "00:00-24:00", "zone": zone})
