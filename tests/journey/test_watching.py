"""The watch in the background of another process: does it look, send and stop, and go on after a fault?"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journey.watchpost import Post, expected

from waystation.actions.set_recipients import set_recipients
from waystation.domain.watch import Ladder, LadderStep, Reach, Watcher
from waystation.journey import watching
from waystation.journey.outside import alive
from waystation.journey.tick import tick
from waystation.journey.watching import start_watch
from waystation.kit.errors import BadInput
from waystation.vault.faults import Busy, Full

DRILL = Ladder(
    name="desk",
    steps=(LadderStep(watchers=(Watcher(name="Anna", reaches=(Reach(how="drill", address="x"),)),)),),
)


def until(done: Callable[[], bool]) -> None:
    for _again in range(300):
        if done():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen within 15 seconds")


def ready(post: Post) -> None:
    """A check-in that was due long ago by the real clock, and somebody who is told."""
    set_recipients(post.desk, DRILL)
    post.journey("j1", expected(0))


def told(post: Post) -> bool:
    return post.rows() == ["lost"] and post.rows("outbox", "id") == []


def test_beside_a_console_it_looks_sends_and_stops(in_file: Post, tmp_path: Path) -> None:
    ready(in_file)
    watch = start_watch(in_file.office.where, in_file.service, every=0.05, beat_file=tmp_path / "beat")
    until(lambda: told(in_file))
    assert alive(str(tmp_path / "beat"), 10**9, time.time())
    watch.stop()
    in_file.journey("j2", expected(0))
    time.sleep(0.3)
    assert sorted(in_file.rows()) == ["lost", "waiting"]


@pytest.mark.parametrize("fault", [Busy, Full, ZeroDivisionError])
def test_after_a_fault_it_goes_on_and_says_nothing_of_what_it_was_about(
    in_file: Post,
    fault: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ready(in_file)
    real, faults = tick, [fault("secret words") if fault is ZeroDivisionError else fault()] * 3

    def breaks(*given: object) -> object:
        if faults:
            raise faults.pop()
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(watching, "tick", breaks)
    watch = start_watch(in_file.office.where, in_file.service, every=0.05)
    until(lambda: told(in_file))
    watch.stop()
    assert not faults
    assert "secret words" not in capsys.readouterr().err


def test_without_a_vault_it_does_not_pretend_to_run(in_file: Post, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        start_watch(tmp_path / "nothing", in_file.service)
