"""What does the watch do each time it looks: which states have changed, and whom does it tell?

All of it is one transaction: states, alerts, heartbeat and what is noted of outages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from waystation.domain.watch import Alert, WatchState
from waystation.journey import rows as table
from waystation.journey.alarms import answered, note_outage, tell_everybody
from waystation.journey.alerts import addressed
from waystation.journey.books import Books
from waystation.journey.clocks import Clock, Noticed, read_beat, write_beat
from waystation.journey.outbox import put_alerts, set_clock_back
from waystation.journey.rows import Watched, instant, instant_or_none
from waystation.journey.states import people, reached, round_now, state_of
from waystation.vault.store import Store, Tx

_KEPT = 90 * 24 * 3600  # seconds that outages, and the numbers of messages that came, are kept
Change = tuple[WatchState, int, bytes]


class Ticked(NamedTuple):
    """What a look brought."""

    now: int
    """What time it was for the watch."""
    changed: int
    alerts: int
    noticed: Noticed


def tick(store: Store, books: Books, clock: Clock) -> Ticked:
    """Look once. Raises Busy or Full where it cannot be written; then nothing has changed."""
    with store.write(urgent=True) as tx:
        books.look(tx)
        noticed = clock.look(read_beat(tx))
        now = noticed.beat.now
        _note(tx, books, noticed)
        changes, alerts = _looked(tx, books, now)
        table.advance(tx, changes)
        count = put_alerts(tx, books.service, alerts, now)
        write_beat(tx, noticed.beat)
        _forget(tx, now)
    clock.settle()
    return Ticked(now, len(changes), count, noticed)


def _note(tx: Tx, books: Books, noticed: Noticed) -> None:
    """Say that nobody watched, or that the clock jumped."""
    now = noticed.beat.now
    if noticed.jump:
        set_clock_back(tx, now)
        note_outage(tx, "clock", now, now)
        tell_everybody(tx, books, "clock", (now, now), noticed.jump / 60)
    if noticed.down is not None:
        note_outage(tx, "down", *noticed.down)
        tell_everybody(tx, books, "down", noticed.down)


def _looked(tx: Tx, books: Books, now: int) -> tuple[list[Change], list[tuple[bytes, Alert]]]:
    changes: list[Change] = []
    alerts: list[tuple[bytes, Alert]] = []
    rows = table.open_rows(tx, until=now)
    table.drop_rows(tx, over := answered(rows, books))
    for row in rows:
        if row.id in over:
            continue
        change, told = _look(row, books, now)
        changes += [change] if change[:2] != (row.state, row.told) else []
        alerts += [(row.id, alert) for alert in told]
    for row in table.came_after_alarm(tx):
        changes.append(("came", 0, row.id))
        alerts += [(row.id, alert) for alert in _all_clear(row, books)]
    return changes, alerts


def _look(row: Watched, books: Books, now: int) -> tuple[Change, list[Alert]]:
    """Return the state of a row with the time of its last alert, and what is to be told now."""
    expected, ladder, at = books.expected(row), books.ladder(row.handle), instant(now)
    if ladder is None:  # nobody is there to be told; the heartbeat's health says so
        state: WatchState = "waiting" if at < expected.due else "overdue"
        return (state, row.told, row.id), []
    told, heard = instant_or_none(row.told), instant_or_none(row.acknowledged)
    found = round_now(expected, ladder, told, heard, at)
    change = state_of(expected, ladder, at), row.told if found is None else now, row.id
    return change, [] if found is None else list(addressed(found.kind, expected, found.watchers))


def _all_clear(row: Watched, books: Books) -> Iterator[Alert]:
    """Yield the message that it came after all, for those who had been told that it did not."""
    ladder, expected = books.ladder(row.handle), books.expected(row)
    if ladder is not None:
        at = instant(row.told)
        steps = reached(expected, ladder, at) or ladder.steps[:1]
        yield from addressed("came", expected, people(steps, at))


def _forget(tx: Tx, now: int) -> None:
    tx.run("DELETE FROM watch WHERE state = 'came' AND told = 0 AND length(said) = 0")
    tx.run("DELETE FROM outages WHERE ended < ?", (now - _KEPT,))
    tx.run("DELETE FROM arrivals WHERE at < ?", (now - _KEPT,))
