"""In which words is somebody told? Generic ones: whoever reads the telephone learns a code and to log in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from waystation.domain.watch import Alert, AlertKind, Expected, Watcher
from waystation.kit.language import N_, _, speaking

# The text under duress must not look like one: whoever holds a helper's telephone reads it too.
TEXTS: dict[AlertKind, str] = {
    "late": N_("{code} is late."),
    "overdue": N_("{code} is overdue, log in."),
    "lost": N_("{code} is still missing, log in."),
    "forced": N_("{code} needs you now: log in, and call nobody before that."),
    "strange": N_("{code} has to be looked at, log in."),
    "down": N_("The watch was down from {since} to {until} UTC. Log in and look at what is due."),
    "clock": N_("The clock of the watch jumped by {minutes} minutes. Log in and set it right."),
    "came": N_("{code} is there."),
    "test": N_("This is a test of the watch. Nothing has happened."),
}


def text(alert: Alert) -> str:
    """Return the text of an alert, in the language of whom it is for."""
    until = alert.until or alert.since
    with speaking(alert.language):
        return _(TEXTS[alert.kind]).format(
            code=alert.code,
            since=_clock(alert.since),
            until=_clock(until),
            minutes=f"{alert.beyond_minutes:+.0f}",
        )


def _clock(at: datetime) -> str:
    return f"{at:%m-%d %H:%M}"


def addressed(kind: AlertKind, expected: Expected, watchers: Iterable[Watcher]) -> Iterator[Alert]:
    """Yield an alert for each way in which these people are reached; the same way is used once."""
    said = set()
    for each in watchers:
        for reach in each.reaches:
            if reach not in said:
                said.add(reach)
                yield Alert(
                    kind=kind,
                    code=expected.code,
                    reach=reach,
                    language=each.language,
                    since=expected.since or expected.due,
                    until=expected.due,
                    beyond_minutes=expected.beyond_minutes,
                )
