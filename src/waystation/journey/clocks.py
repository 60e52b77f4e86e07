"""What time is it for the watch, when the clock of the machine may be wrong?

Alarms never wait because a clock was set back: the watch counts on from where it was (`ahead`) until somebody
says that the clock is right. A clock that leaps forward makes alarms early, which is the safe side. Either
way people are told. A machine that slept was not watched: that is an outage, and no jump of the clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from waystation.vault.store import Tx, one

JUMP = 60  # seconds by which a clock may be slewed without anybody being told
SILENCE = 120  # seconds without a heartbeat after which the watch was down


def _since_boot() -> float:
    """Return seconds that also count while the machine sleeps, where the system can tell."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Beat(NamedTuple):
    """The last sign of life of the watch."""

    wall: int
    """The machine's clock then, in seconds since 1970."""
    ahead: int
    """How far the watch counted ahead of it."""

    @property
    def now(self) -> int:
        """What time it was for the watch."""
        return self.wall + self.ahead


class Noticed(NamedTuple):
    """What time it is for the watch, and what happened to time since it last looked."""

    beat: Beat
    down: tuple[int, int] | None = None
    """From when to when nobody watched."""
    jump: int = 0
    """By how many seconds the clock jumped; below nought: back."""


class _Look(NamedTuple):
    """What both clocks of the machine said, and what time it was for the watch."""

    wall: int
    steady: float
    now: int


@dataclass
class Clock:
    """The machine's two clocks, compared each time."""

    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = _since_boot
    _settled: _Look | None = field(default=None, init=False)
    _latest: _Look | None = field(default=None, init=False)

    def look(self, last: Beat | None) -> Noticed:
        """Return what time it is; `last` is the heartbeat on the disk, None where there never was one."""
        wall, steady = int(self.wall()), self.steady()
        noticed = self._compared(last, wall, steady)
        self._latest = _Look(wall, steady, noticed.beat.now)
        return noticed

    def settle(self) -> None:
        """Compare with the last look from now on: what it noticed is on the disk."""
        self._settled = self._latest

    def _compared(self, last: Beat | None, wall: int, steady: float) -> Noticed:
        if last is None:
            return Noticed(Beat(wall, 0))
        if self._settled is None:
            return _after_start(last, wall)
        passed = round(steady - self._settled.steady)
        jump = wall - self._settled.wall - passed
        if abs(jump) > JUMP:
            return Noticed(Beat(wall, max(0, self._settled.now + passed - wall)), None, jump)
        return _down(last, Beat(wall, last.ahead))


def _down(last: Beat, beat: Beat) -> Noticed:
    silent = beat.now - last.now > SILENCE
    return Noticed(beat, (last.now, beat.now) if silent else None)


def _after_start(last: Beat, wall: int) -> Noticed:
    """Return what a start notices: how long nobody watched, by all that is known; or a clock set back."""
    if wall < last.wall - JUMP:
        return Noticed(Beat(wall, last.now - wall), None, wall - last.wall)
    return _down(last, Beat(wall, last.ahead))


def read_beat(tx: Tx) -> Beat | None:
    """Return the last heartbeat, None where there never was one."""
    row = one(tx, "SELECT wall, ahead FROM heartbeat WHERE id = 1")
    return None if row is None else Beat(int(row[0]), int(row[1]))


def write_beat(tx: Tx, beat: Beat) -> None:
    """Write the heartbeat."""
    tx.run(
        "INSERT INTO heartbeat (id, wall, ahead) VALUES (1, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET wall = excluded.wall, ahead = excluded.ahead",
        beat,
    )


def set_right(tx: Tx) -> None:
    """Count by the machine's clock again: somebody has looked at it."""
    tx.run("UPDATE heartbeat SET ahead = 0")
