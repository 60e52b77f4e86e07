"""Which door do these tests knock at?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.door.visitor import Visitor

from waystation.kit import clock
from waystation.letters import codes

NOW = datetime(2026, 3, 4, 20, 17, 33, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def go(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the door."""
    made = Clock()
    monkeypatch.setattr(
        codes, "_MEMORY", 8192
    )  # so that a code costs next to nothing: only tests may do that
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made


@pytest.fixture
def visitor(tmp_path: Path, watch: Clock) -> Visitor:
    """Somebody at the door."""
    assert watch.now == NOW
    return Visitor(tmp_path / "spool")
