"""Is what the guide shows of the vault what the program prints?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.desk.terminal import Terminal, terminal
from tests.examples.walk import Walk, steps

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "vault.md"


@pytest.fixture
def at_home() -> Iterator[Terminal]:
    with terminal() as made:
        yield made


def test_the_walk_through_can_be_walked_and_prints_what_is_shown(at_home: Terminal) -> None:
    walk = Walk(at_home)
    walked = list(steps(GUIDE.read_text(encoding="utf-8")))
    assert len(walked) > 15
    for step in walked:
        walk.compare(step, walk.go(step))
