"""The watch and the mail server are killed at random, again and again. Is every alarm delivered?"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nacl.utils import random as draw
from tests.journey.servers import free_port, kill, started
from tests.vault.conftest import Where
from tests.vault.office import Office

from waystation.actions.acting import Desk
from waystation.actions.set_recipients import set_recipients, set_servers
from waystation.actions.set_up_watch import set_up_watch
from waystation.domain.watch import Expected, Ladder, LadderStep, Reach, Smtp, Watcher, WatchSettings
from waystation.journey.post import find_post
from waystation.journey.rows import Watched, put_rows, rounded
from waystation.journey.service import read_service_key, seal_to, write_service_key
from waystation.vault.opening import Vault, closing, open_vault

PEOPLE = ("anna@desk.example", "mina@desk.example")
LADDER = Ladder(  # nothing repeats: whatever comes twice came twice because of a kill
    name="desk",
    steps=(
        LadderStep(
            watchers=tuple(Watcher(name=p, reaches=(Reach(address=p),)) for p in PEOPLE), wait_minutes=9e5
        ),
    ),
    repeat_minutes=9e5,
)


def prepared(where: str | Path, key: Path, port: int, due: int, seconds: float) -> None:
    """A vault with so many check-ins that become due, and overdue, within so many seconds."""
    office = Office.founded(where)
    desk, service = Desk(office.anna), write_service_key(key)
    set_up_watch(desk, service.public)
    set_recipients(desk, LADDER)
    server = Smtp(host="127.0.0.1", port=port, security="none", sender="watch@desk.example")
    set_servers(desk, WatchSettings(smtp=server))
    dice, now = random.Random(due), datetime.now(UTC)
    with office.vault.store.write() as tx:
        post = find_post(office.anna, tx)
        assert post is not None
        handle = bytes.fromhex(post.ladders["desk"])
        moments = (now + timedelta(seconds=dice.uniform(-60, seconds)) for _each in range(due))
        put_rows(tx, [_row(service.public, f"C{n:04}", at, handle) for n, at in enumerate(moments)])
    office.vault.close()


def _row(public: bytes, code: str, at: datetime, handle: bytes) -> Watched:
    identity = draw(16)
    expected = Expected(code=code, due=at, group=identity.hex(), alarm=identity.hex())
    return Watched(identity, rounded(at), "waiting", handle, blob=seal_to(public, expected))


def left(vault: Vault) -> int:
    with vault.store.read() as tx:
        waiting = tx.rows("SELECT count(*) FROM watch WHERE state NOT IN ('overdue')")[0][0]
        return int(waiting) + int(tx.rows("SELECT count(*) FROM outbox")[0][0])


def killing(where: str | Path, places: Mapping[str, Sequence[str]], seconds: float) -> int:
    """Run both for a while, and kill one of them again and again; return how often."""
    dice = random.Random(seconds)
    running = {name: started(name, *words) for name, words in places.items()}
    end, kills = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        time.sleep(dice.uniform(0, 0.5))
        name = dice.choice(sorted(running))
        kill(running[name])
        time.sleep(dice.uniform(0, 0.2))
        running[name] = started(name, *places[name])
        kills += 1
    with closing(open_vault(where)) as vault:
        until = time.monotonic() + 90
        while left(vault) and time.monotonic() < until:
            time.sleep(0.2)
    for process in running.values():
        kill(process)
    return kills


def all_told(where: str | Path, folder: Path, due: int, seconds: float) -> tuple[int, int]:
    """Kill for so long; check that every check-in was told to everybody; return kills and duplicates."""
    key, mails, port = folder / "service-key", folder / "mails", free_port()
    prepared(where, key, port, due, seconds)
    places = {
        "tests.journey.watcher": (str(where), str(key)),
        "tests.journey.mailserver": (str(port), str(mails)),
    }
    kills = killing(where, places, seconds)
    lines = [json.loads(line) for line in mails.read_text().splitlines()]
    told = Counter((subject.split()[0], who) for _number, who, subject in lines if subject.startswith("C"))
    assert set(told) == {(f"C{n:04}", who) for n in range(due) for who in PEOPLE}
    numbers = Counter(number for number, _who, subject in lines if subject.startswith("C"))
    assert len(numbers) == due * len(PEOPLE)  # each alarm was written once; what is sent again has its number
    assert all(
        subject.endswith("is overdue, log in.") for _n, _w, subject in lines if subject.startswith("C")
    )
    assert read_service_key(key).public
    return kills, numbers.total() - len(numbers)


def test_whoever_is_killed_no_alarm_is_lost(somewhere: Where, tmp_path: Path) -> None:
    kills, again = all_told(somewhere(), tmp_path, 200, 3)
    assert kills >= 3
    assert again <= kills * 5


@pytest.mark.slow
def test_no_alarm_is_lost_in_minutes_of_kills(
    somewhere: Where, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kills, again = all_told(somewhere(), tmp_path, 600, 120)
    with capsys.disabled():
        print(f"\n{kills} kills, {600 * len(PEOPLE)} alarms, none lost, {again} sent again")  # noqa: T201
    assert kills >= 100
