"""A desk with a watch, in the tests: whom it tells, one journey, and a clock that the test turns.

Nobody here is real.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.domain.records import DATA
from tests.vault.office import Office

from waystation.actions.acting import Desk
from waystation.actions.arm_check_ins import arm_check_ins
from waystation.actions.create_compartment import create_compartment
from waystation.actions.open_record import open_record
from waystation.actions.save_record import save_record
from waystation.actions.set_recipients import set_recipients
from waystation.actions.set_up_watch import set_up_watch
from waystation.domain.journey import CheckIn, Journey, JourneyWatch
from waystation.domain.kinds import record_of
from waystation.domain.watch import Alert, Ladder, LadderStep, Reach, Watcher
from waystation.journey.arming import Armed
from waystation.journey.books import Books
from waystation.journey.clocks import Clock, read_beat, write_beat
from waystation.journey.outbox import lease, sent
from waystation.journey.service import ServiceKey
from waystation.journey.tick import Ticked, tick
from waystation.kit import clock
from waystation.vault.finding import find
from waystation.vault.records import Draft

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
PLAIN: dict[str, Any] = {str(each["kind"]): each for each in DATA}


def mail(name: str) -> Watcher:
    return Watcher(name=name, reaches=(Reach(address=f"{name.lower()}@desk.example"),))


LADDER = Ladder(
    name="desk",
    steps=(
        LadderStep(watchers=(mail("Anna"),), wait_minutes=10),
        LadderStep(watchers=(mail("Mina"),), wait_minutes=10),
        LadderStep(watchers=(mail("Ben"), mail("Partner")), wait_minutes=20),
    ),
    repeat_minutes=15,
)


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def expected(*minutes: float, grace: float = 30) -> tuple[CheckIn, ...]:
    """Check-ins so many minutes from now."""
    return tuple(
        CheckIn(number=number, stage=1, due=at(each), grace_minutes=grace)
        for number, each in enumerate(minutes, 1)
    )


class Hands:
    """Both clocks of a machine, turned by the test."""

    def __init__(self, wall: datetime) -> None:
        self.now, self.up = wall.timestamp(), 1000.0
        self.clock = Clock(lambda: self.now, lambda: self.up)

    def pass_(self, minutes: float) -> None:
        self.now += minutes * 60
        self.up += minutes * 60

    def restart(self) -> None:
        self.clock = Clock(lambda: self.now, lambda: self.up)


@dataclass
class Post:
    """A desk at which Anna sits, with its watch."""

    office: Office
    hands: Hands
    service: ServiceKey = field(default_factory=lambda: ServiceKey(secrets.token_bytes(32)))
    journeys: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk = Desk(self.office.anna)
        self.books = Books(self.service)
        set_up_watch(self.desk, self.service.public)
        set_recipients(self.desk, LADDER)

    def journey(
        self, key: str, check_ins: Sequence[CheckIn], *, arm: bool = True, **more: Any
    ) -> Armed | None:
        """A journey in a compartment of its own."""
        plain = {**PLAIN["journey"], "schema": 1, "id": key, "check_ins": [], **more}
        value = record_of(plain).model_copy(update={"check_ins": tuple(check_ins)})
        made = create_compartment(self.desk, "journey", key).id
        self.journeys[key] = made
        save_record(self.desk, made, [Draft(value)])
        return arm_check_ins(self.desk, key, JourneyWatch(ladder="desk")) if arm else None

    def record(self, key: str) -> Journey:
        (opened,) = open_record(self.desk, [find(self.desk.session, key, "journey").id])
        assert isinstance(opened.value, Journey)
        return opened.value

    def tick(self, minutes: float = 0) -> Ticked:
        """Let time pass, and the watch look."""
        self.hands.pass_(minutes)
        return tick(self.office.vault.store, self.books, self.hands.clock)

    def told(self, minutes: float = 0) -> list[tuple[str, str]]:
        """Let time pass, with the watch awake; who is told what then, with the mails taken away."""
        self.awake(minutes)
        return self.told_after()

    def told_after(self, minutes: float = 0) -> list[tuple[str, str]]:
        """The same, where nobody watched meanwhile."""
        now = self.tick(minutes).now
        return [(alert.kind, alert.reach.address.partition("@")[0]) for alert in self.taken(now)]

    def awake(self, minutes: float) -> None:
        """Let time pass as if the watch had looked all the while and had had nothing to tell."""
        self.hands.pass_(minutes)
        with self.office.vault.store.write() as tx:
            beat = self.hands.clock.look(read_beat(tx)).beat
            if read_beat(tx) is not None:
                write_beat(tx, beat)
        self.hands.clock.settle()

    def taken(self, now: int) -> list[Alert]:
        with self.office.vault.store.write() as tx:
            waiting = lease(tx, self.service, now)
            sent(tx, [each.id for each in waiting])
        return [each.alert for each in waiting]

    def rows(self, table: str = "watch", columns: str = "state") -> list[Any]:
        with self.office.vault.store.read() as tx:
            found = tx.rows(f"SELECT {columns} FROM {table}")  # noqa: S608
        return sorted(row[0] if len(row) == 1 else tuple(row) for row in found)


def watchpost(where: str | Path, monkeypatch: pytest.MonkeyPatch) -> Post:
    """A new desk with a watch, at eight in the evening."""
    hands = Hands(NOW)
    monkeypatch.setattr(clock, "now", lambda: datetime.fromtimestamp(hands.now, UTC))
    return Post(Office.founded(where), hands)
