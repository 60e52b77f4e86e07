"""What can the watch read of its own tables, and what does it do with a row that it cannot read?

A row that does not open raises the alarm: silence is never taken for good news.
"""

from __future__ import annotations

from waystation.domain.watch import Expected, Ladder, LadderStep, Watcher, WatchSettings
from waystation.journey.rows import Watched, instant
from waystation.journey.service import ServiceKey
from waystation.vault.faults import Damaged
from waystation.vault.store import Tx

SETTINGS = b"settings of mail"
"""The handle under which the settings stand, where ladders have random ones."""


class Books:
    """What the service key opens. What was read once is kept in memory while it stays as it is."""

    def __init__(self, service: ServiceKey) -> None:
        self.service = service
        self.ladders: dict[bytes, Ladder] = {}
        self.settings = WatchSettings()
        self.unreadable = 0
        """How many rows of the last look did not open."""
        self._recipients: dict[bytes, bytes] = {}
        self._expected: dict[bytes, tuple[bytes, Expected]] = {}

    def look(self, tx: Tx) -> None:
        """Take in ladders and settings where they have changed."""
        rows = {bytes(handle): bytes(blob) for handle, blob in tx.rows("SELECT handle, blob FROM recipients")}
        self.unreadable = 0
        if rows == self._recipients:
            return
        self.ladders, self.settings, self._recipients = {}, WatchSettings(), {}
        for handle, blob in rows.items():
            try:
                self._take(handle, blob)
            except Damaged:
                self.unreadable += 1
        if not self.unreadable:
            self._recipients = rows

    def _take(self, handle: bytes, blob: bytes) -> None:
        if handle == SETTINGS:
            self.settings = self.service.read(WatchSettings, blob)
        else:
            self.ladders[handle] = self.service.read(Ladder, blob)

    def expected(self, row: Watched) -> Expected:
        """Return what a row expects; for one that does not open, an alarm."""
        held = self._expected.get(row.id)
        if held is not None and held[0] == row.blob:
            return held[1]
        try:
            found = self.service.read(Expected, row.blob)
        except Damaged:
            self.unreadable += 1
            return _unreadable(row)
        self._expected[row.id] = row.blob, found
        return found

    def forget(self, there: set[bytes]) -> None:
        """Forget the rows that are there no more."""
        self._expected = {each: held for each, held in self._expected.items() if each in there}

    def ladder(self, handle: bytes) -> Ladder | None:
        """Return a ladder; for a handle that is not known everybody at once, None where there is nobody."""
        if handle in self.ladders:
            return self.ladders[handle]
        everybody = tuple(self.everybody())
        return Ladder(name="everybody", steps=(LadderStep(watchers=everybody),)) if everybody else None

    def everybody(self) -> list[Watcher]:
        """Return all who stand on a ladder."""
        return [each for ladder in self.ladders.values() for step in ladder.steps for each in step.watchers]


def _unreadable(row: Watched) -> Expected:
    identity = row.id.hex()
    code = identity[:4].upper()
    return Expected(kind="strange", code=code, due=instant(row.due), group=identity, alarm=identity)
