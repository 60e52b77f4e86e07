"""How long does the watch look, with thousands of journeys under way?"""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.table import Row, timed

from waystation.domain.watch import Expected, Ladder, LadderStep, Reach, Watcher
from waystation.journey.books import Books
from waystation.journey.clocks import Clock
from waystation.journey.rows import Watched, put_rows, rounded
from waystation.journey.service import ServiceKey, seal_to
from waystation.journey.tick import tick
from waystation.journey.words import GroupWords, proofs
from waystation.vault.opening import open_store

HANDLE = bytes(16)
PEOPLE = ("anna", "mina")
LADDER = Ladder(
    name="desk",
    steps=(
        LadderStep(
            watchers=tuple(Watcher(name=p, reaches=(Reach(address=f"{p}@x.example"),)) for p in PEOPLE)
        ),
    ),
)


def rows(public: bytes, journeys: int, each: int, now: datetime, late: int) -> Iterator[Watched]:
    """Yield the check-ins of journeys under way, four hours apart; `late` of them became overdue just now."""
    known = proofs(secrets.token_hex(32), GroupWords("silk", "lamp"))
    for journey in range(journeys):
        group = secrets.token_hex(16)
        for number in range(each):
            due = now + timedelta(hours=4 * (number + 1), minutes=journey % 240)
            if number == 0 and journey < late:
                due = now - timedelta(minutes=31)
            expected = Expected(
                code="7F3A", due=due, grace_minutes=30, group=group, alarm=group, proofs=known
            )
            blob = seal_to(public, expected)
            yield Watched(secrets.token_bytes(16), rounded(due), "waiting", HANDLE, blob=blob)


def look(journeys: int, each: int, late: int, place: str | None) -> Row:
    """Measure the look at which so many become overdue, and the next one."""
    service, now = ServiceKey(secrets.token_bytes(32)), datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(place or Path(folder) / "vault", new=True)
        with store.write() as tx:
            tx.run("INSERT INTO recipients VALUES (?, ?)", (HANDLE, seal_to(service.public, LADDER)))
            put_rows(tx, rows(service.public, journeys, each, now, late))
        books, clock = Books(service), Clock(time.time, time.monotonic)
        first, spent = timed(lambda: tick(store, books, clock))
        _again, next_one = timed(lambda: tick(store, books, clock))
        store.close()
    if first.alerts != late * len(PEOPLE):
        raise AssertionError("not everybody was told")
    return {
        "journeys": journeys, "check-ins": journeys * each, "overdue at once": late, "alerts": first.alerts,
        "look s": spent.wall, "processor s": spent.cpu, "next look s": next_one.wall,
    }  # fmt: skip
