"""How does it read whether the watch is alive?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from waystation.journey.health import Health, Outage
from waystation.kit.language import _, many

_SHOWN = 10  # outages


def sentences(health: Health) -> Iterator[str]:
    """Yield what is wrong, or that nothing is; then the outages, the newest first."""
    found = list(wrong(health))
    yield from found or [_("The watch is alive: {at}").format(at=_at(health.beat))]
    yield many("{count} check-in is watched.", "{count} check-ins are watched.", health.watched).format(
        count=health.watched
    )
    if health.missing:
        yield many("{count} has not come in time.", "{count} have not come in time.", health.missing).format(
            count=health.missing
        )
    for each in health.outages[:_SHOWN]:
        yield outage(each)


def wrong(health: Health) -> Iterator[str]:
    """Yield what somebody has to look after now: what the red bar says."""
    if health.beat is None:
        yield _("THE WATCH HAS NEVER RUN. Start it: waystation watch run")
    elif health.silent:
        yield _("THE WATCH IS SILENT since {at}.").format(at=_at(health.beat))
    if health.stuck:
        yield many(
            "{count} ALERT CANNOT BE SENT for five minutes.",
            "{count} ALERTS CANNOT BE SENT for five minutes.",
            health.stuck,
        ).format(count=health.stuck)
    if health.unheard:
        yield _("NOBODY WOULD BE TOLD: set recipients.")
    if health.unread:
        yield _("THE MAILBOX for check-ins cannot be read.")
    if health.clock_doubted:
        yield _("THE CLOCK was set back. Look at it, then: waystation watch acknowledge clock")


def outage(each: Outage) -> str:
    """Return a sentence about one outage."""
    said = {
        "down": _("The watch was down from {began} to {ended}."),
        "mailbox": _("The mailbox could not be read from {began} to {ended}."),
        "clock": _("The clock jumped at {began}."),
    }
    return said[each.kind].format(began=_at(each.began), ended=_at(each.ended))


def _at(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"
