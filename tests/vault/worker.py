"""Does one thing in a vault over and over, and says each time when it is done: a process that can be killed.

python -m tests.vault.worker WHERE TASK COMPARTMENT
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count

from tests.vault.office import cheap, credentials, keep, look_at, note

from waystation.domain.group_record import Note
from waystation.vault.attached import attach
from waystation.vault.faults import Conflict
from waystation.vault.login import unlock
from waystation.vault.manifests import load
from waystation.vault.members import apply, sponsor
from waystation.vault.opening import open_vault
from waystation.vault.records import Draft, save
from waystation.vault.rotation import rotate
from waystation.vault.session import Session
from waystation.vault.work import Task, writing


def saving(anna: Session, here: str) -> Iterator[str]:
    for number in count():
        (saved,) = keep(anna, here, note(f"n{number}"))
        yield saved.id


def attaching(anna: Session, here: str) -> Iterator[str]:
    (saved,) = keep(anna, here, note("n1"))
    while True:
        with writing(Task(anna, "attach file")) as work:
            file = attach(work, here, saved.id, "photo", [bytes(100_000)] * 3)
        yield file


def opening(anna: Session, here: str) -> Iterator[str]:
    ids = [each.id for each in keep(anna, here, note("a"), note("b"), note("c"))]
    while True:
        yield str(len(look_at(anna, ids)))


def rotating(anna: Session, here: str) -> Iterator[str]:
    while True:
        with writing(Task(anna, "rotate compartment")) as work:
            rotate(work, [here])
        yield str(anna.keys[here].epoch)


def joining(anna: Session, _here: str) -> Iterator[str]:
    ben = unlock(anna.vault, credentials("Ben"))
    for number in count():
        name = f"M{number}"
        application = apply(anna.vault, name, "case worker", credentials(name))
        for session in (anna, ben):
            with writing(Task(session, "sponsor member")) as work:
                sponsor(work, application)
        unlock(anna.vault, credentials(name))
        yield name


def counting(anna: Session, here: str) -> Iterator[str]:
    """Adds one to the number in the only record, fifteen times, however often somebody else is faster."""
    with anna.vault.store.read() as tx:
        (identity,) = load(tx, anna.vault.id, anna.keys, here).manifest.records
    for _again in range(15):
        while True:
            try:
                (opened,) = look_at(anna, [identity])
                assert isinstance(opened.value, Note)
                more = note("n1", str(int(opened.value.entries[0].text) + 1))
                with writing(Task(anna, "save record")) as work:
                    save(work, here, [Draft(more, "", identity, opened.counter)])
            except Conflict:
                continue
            break
        yield "one more"


TASKS = {
    "save": saving,
    "attach": attaching,
    "open": opening,
    "rotate": rotating,
    "join": joining,
    "count": counting,
}

if __name__ == "__main__":
    cheap()
    where, task, here = sys.argv[1:]
    anna = unlock(open_vault(where), credentials("Anna"))
    print("ready", flush=True)  # noqa: T201
    for done in TASKS[task](anna, here):
        print(done, flush=True)  # noqa: T201
