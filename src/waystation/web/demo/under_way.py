"""Which invented journeys are under way, and who would be woken?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from waystation.actions.acting import Desk
from waystation.actions.arm_check_ins import arm_check_ins
from waystation.actions.save_record import save_record
from waystation.actions.set_recipients import set_recipients
from waystation.actions.set_up_watch import allow_channels, set_up_watch
from waystation.domain.journey import CheckIn, Journey, JourneyStage, JourneyWatch
from waystation.domain.watch import Duty, Ladder, LadderStep, Reach, Watcher
from waystation.journey.ladders import DRILL
from waystation.journey.service import write_service_key
from waystation.kit import clock
from waystation.vault.records import Draft

SERVICE_KEY = "service-key"


def _invented(name: str, *duty: Duty) -> Watcher:
    return Watcher(name=name, reaches=(Reach(how="drill", address=f"{DRILL} of {name}"),), duty=duty)


_LADDER = Ladder(
    name="desk",
    steps=(
        LadderStep(
            watchers=(
                _invented("Haneul", Duty(window="22:00-10:00", zone="Asia/Seoul")),
                _invented("Jiho", Duty(window="10:00-22:00", zone="Asia/Seoul")),
            )
        ),
        LadderStep(watchers=(_invented("Partner desk"),), wait_minutes=30),
    ),
)


def under_way(desk: Desk, folder: Path, shared: Callable[[str], str]) -> None:
    """Set up a watch whose key lies in `folder`, and two journeys; `shared` makes a compartment."""
    now = clock.now()
    set_up_watch(desk, write_service_key(folder / SERVICE_KEY).public)
    set_recipients(desk, _LADDER)
    allow_channels(desk, {"TH": ("link", "email"), "LA": ()})
    for key, title, journey in (
        ("way-1", "A mother and two daughters, second night", _moving("way-1", "family", now, 40, 280)),
        ("way-2", "Two who wait at the river", _moving("way-2", "fisherman", now, -50, 190)),
    ):
        save_record(desk, shared(title), [Draft(journey, title)])
        arm_check_ins(desk, key, JourneyWatch(ladder="desk"))


def _moving(key: str, case: str, now: datetime, *minutes: int) -> Journey:
    """Return a journey whose check-ins are due so many minutes from now."""
    stage = JourneyStage(
        number=1,
        leg="night-road",
        origin="house-one",
        to="house-two",
        persons=3,
        depart=now - timedelta(hours=3),
        arrive=now + timedelta(hours=6),
        departed_at=now - timedelta(hours=3),
    )
    due = tuple(
        CheckIn(number=number, stage=1, due=now + timedelta(minutes=each), grace_minutes=30)
        for number, each in enumerate(minutes, 1)
    )
    return Journey(id=key, case=case, state="moving", stages=(stage,), check_ins=due)
