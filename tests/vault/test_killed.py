"""Killed at any moment: what was acknowledged is there, nothing half done, each opening in the ledger."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.vault.conftest import Where
from tests.vault.office import Office, credentials, keep, look_at, note
from tests.vault.sound import check

from waystation.vault.attached import open_attached
from waystation.vault.auditing import entries
from waystation.vault.finding import attached
from waystation.vault.login import unlock
from waystation.vault.opening import closing, open_vault
from waystation.vault.session import Session
from waystation.vault.work import Task, reading

LONGEST = 0.4  # seconds of work before the kill


def start(checkout: Path, where: str | Path, task: str, here: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.vault.worker", str(where), task, here]
    return subprocess.Popen(command, cwd=checkout, stdout=subprocess.PIPE, text=True)


def killed(process: subprocess.Popen[str], after: float) -> list[str]:
    """Kill a worker with signal 9 some time after it was ready; what it had acknowledged by then."""
    with process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.kill()
        return process.stdout.read().splitlines()


def saved(anna: Session, acknowledged: list[str]) -> None:
    verbs = rows(anna, "save record")
    assert set(acknowledged) <= set(verbs)
    assert len(verbs) - len(acknowledged) <= 1


def kept(anna: Session, acknowledged: list[str]) -> None:
    files = [each.id for each in attached(anna)]
    assert set(acknowledged) <= set(files)
    assert len(files) - len(acknowledged) <= 1
    for file in files:
        with reading(Task(anna, "open attachment"), [file]) as look:
            assert b"".join(open_attached(look, file)[1]) == bytes(300_000)
    with anna.vault.store.read() as tx:
        assert tx.rows("SELECT count(DISTINCT id) FROM attachments") == [(len(files),)]


def opened(anna: Session, acknowledged: list[str]) -> None:
    times = len(rows(anna, "open record")) // 3  # each opens three
    assert len(acknowledged) <= times <= len(acknowledged) + 1


def rotated(anna: Session, acknowledged: list[str]) -> None:
    ben = unlock(anna.vault, credentials("Ben"))
    epochs = {each: grant.epoch for each, grant in anna.keys.items()}
    assert {each: grant.epoch for each, grant in ben.keys.items()}.items() <= epochs.items()
    assert max(epochs.values()) >= int((acknowledged or ["1"])[-1])


def joined(anna: Session, acknowledged: list[str]) -> None:
    names = {each.name for each in anna.directory.members.values()}
    assert set(acknowledged) <= names
    assert len(names) - len(acknowledged) <= 3  # Anna, Ben, and the one who was about to be told
    for name in names:
        assert unlock(anna.vault, credentials(name)).me.name == name


def rows(anna: Session, verb: str) -> list[str]:
    """The records that the ledger names with a verb, in order."""
    with reading(Task(anna, "show ledger")) as look:
        found = [entry for _seq, entry in entries(look) if entry is not None and entry.verb == verb]
    return [each for entry in found for each in entry.records]


CHECKS: dict[str, Callable[[Session, list[str]], None]] = {
    "save": saved,
    "attach": kept,
    "open": opened,
    "rotate": rotated,
    "join": joined,
}


def kill_and_look(checkout: Path, where: str | Path, task: str, seed: int) -> None:
    office = Office.founded(where)
    office.join("Ben")
    office.allow(1_000_000)
    here = office.compartment("Ben")
    if task == "rotate":
        keep(office.anna, here, *(note(f"n{i}") for i in range(100)))
    office.vault.close()
    after = random.Random(f"{task} {seed}").uniform(0, LONGEST)
    acknowledged = killed(start(checkout, where, task, here), after)
    with closing(open_vault(where)) as vault:
        anna = unlock(vault, credentials("Anna"))
        CHECKS[task](anna, acknowledged)
        check(anna)


@pytest.mark.parametrize("seed", range(1))
@pytest.mark.parametrize("task", CHECKS)
def test_killed_at_a_random_moment(checkout: Path, somewhere: Where, task: str, seed: int) -> None:
    kill_and_look(checkout, somewhere(), task, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 41))
@pytest.mark.parametrize("task", CHECKS)
def test_killed_at_forty_more_moments(checkout: Path, somewhere: Where, task: str, seed: int) -> None:
    kill_and_look(checkout, somewhere(), task, seed)


def test_two_programs_that_change_one_record_lose_nothing(checkout: Path, somewhere: Where) -> None:
    where = somewhere()
    office = Office.founded(where)
    here = office.compartment()
    keep(office.anna, here, note("n1", "0"))
    workers = [start(checkout, where, "count", here) for _desk in range(2)]
    assert [worker.communicate(timeout=60)[0].count("one more") for worker in workers] == [15, 15]
    assert [worker.returncode for worker in workers] == [0, 0]
    (last,) = look_at(office.anna, list(dict.fromkeys(rows(office.anna, "save record"))))
    assert last.value == note("n1", "30")
    check(office.anna)
    office.vault.close()
