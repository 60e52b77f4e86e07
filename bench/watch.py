"""How long does the watch look, and what is lost when it is killed, beside the order of Healthchecks?

    python -m bench.watch [SECONDS] [POSTGRES-URL]

Looks: 2,000 journeys with ten check-ins each. Kills: 600 check-ins become overdue within so many seconds
(60), two people are told of each by mail; watch and mail server are killed with signal 9 at the same random
moments, for both orders; then the watch alone. *Lost*: somebody was never told of a check-in. *Again*: a
mail more than needed.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from bench.table import Row, report
from bench.watch_peer import PEOPLE, TABLES
from bench.watch_tick import look
from tests.journey.servers import free_port, kill, started
from tests.journey.test_killed import left, prepared
from tests.vault.office import cheap

from waystation.vault.opening import open_vault

DUE = 600
Counting = Callable[[], int]


def _killed(places: Mapping[str, Sequence[str]], doomed: int, seconds: float, waiting: Counting) -> int:
    """Kill one of the first `doomed` again and again; then let all finish. Return how often."""
    dice = random.Random(7)  # noqa: S311 - the same moments for both
    running = {name: started(name, *words) for name, words in places.items()}
    end, kills = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        time.sleep(dice.uniform(0, 0.6))
        name = list(places)[dice.randrange(doomed)]
        kill(running[name])
        time.sleep(dice.uniform(0, 0.2))
        running[name] = started(name, *places[name])
        kills += 1
    until = time.monotonic() + 120
    while waiting() and time.monotonic() < until:
        time.sleep(0.5)
    time.sleep(2)  # what is under way
    for process in running.values():
        kill(process)
    return kills


def _counted(name: str, doomed: int, mails: Path, kills: int) -> Row:
    lines = [json.loads(line) for line in mails.read_text().splitlines()]
    told = Counter((subject.split()[0], who) for _number, who, subject in lines if subject.startswith("C"))
    killed = ("watch", "watch and mail server")[doomed - 1]
    return {
        "order": name, "killed": killed, "kills": kills, "alarms": DUE * len(PEOPLE),
        "lost": DUE * len(PEOPLE) - len(told),
        "again": told.total() - len(told),
    }  # fmt: skip


def ours(folder: Path, doomed: int, seconds: float) -> Row:
    """Kill our watch."""
    where, key, mails, port = folder / "vault", folder / "key", folder / "mails", free_port()
    prepared(where, key, port, DUE, seconds)
    places = {
        "tests.journey.watcher": (str(where), str(key)),
        "tests.journey.mailserver": (str(port), str(mails)),
    }
    with closing(open_vault(where)) as vault:
        kills = _killed(places, doomed, seconds, lambda: left(vault))
    return _counted("written together, leased, sent, deleted", doomed, mails, kills)


def theirs(folder: Path, doomed: int, seconds: float) -> Row:
    """Kill the other order."""
    file, mails, port = folder / "checks", folder / "mails", free_port()
    dice, now = random.Random(DUE), time.time()  # noqa: S311 - the schedule of ours
    with closing(sqlite3.connect(file)) as database:
        database.executescript(TABLES)
        due = [(f"C{n:04}", now + dice.uniform(-60, seconds), "up") for n in range(DUE)]
        database.executemany("INSERT INTO checks VALUES (?, ?, ?)", due)
        database.commit()
    places = {"bench.watch_peer": (str(file), str(port)), "tests.journey.mailserver": (str(port), str(mails))}

    def waiting() -> int:
        with closing(sqlite3.connect(file, timeout=20)) as database:
            up = database.execute("SELECT count(*) FROM checks WHERE status = 'up'").fetchone()[0]
            return int(
                up + database.execute("SELECT count(*) FROM flips WHERE processed IS NULL").fetchone()[0]
            )

    kills = _killed(places, doomed, seconds, waiting)
    return _counted("state, event, marked as sent, sent", doomed, mails, kills)


if __name__ == "__main__":
    cheap()
    how_long = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    server = sys.argv[2] if len(sys.argv) > 2 else None
    report("watch looks", [look(2000, 10, late, server) for late in (0, 20, 200, 2000)])
    found = []
    for victims in (1, 2):
        for order in (ours, theirs):
            with tempfile.TemporaryDirectory() as place:
                found.append(order(Path(place), victims, how_long))
    report("watch killed", found, seconds=how_long)
