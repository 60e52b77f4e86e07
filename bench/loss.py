"""How long do an exposure, a backup and a restore take, beside the bare primitives on the same bytes?

    python -m bench.loss

A ledger of 10,000 rows with 30,000 traces of 500 people, and a vault of 10,000 records. The primitive of the
exposure is libsodium opening as many sealed boxes; of the backup, age sealing as many bytes; of the restore,
age opening them. Everything is made up.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
from bench.table import Row, report, timed
from bench.vault import LOGIN, filled
from nacl.public import PrivateKey, SealedBox

from waystation.domain.access import Trace
from waystation.vault.agekeys import identity
from waystation.vault.backup import back_up
from waystation.vault.exposure import exposure
from waystation.vault.founding import found
from waystation.vault.opening import open_store
from waystation.vault.restore import restore
from waystation.vault.seeing import seen
from waystation.vault.session import Session
from waystation.vault.tags import tag
from waystation.vault.work import Task, writing

ROWS, EACH, PEOPLE = 10_000, 3, 500
AT = datetime(2026, 3, 2, tzinfo=UTC)


def seconds(act: Callable[[], object], times: int = 3) -> float:
    """Return the least of some measurements on the wall."""
    return min(timed(act)[1].wall for _again in range(times))


def met(session: Session) -> str:
    """Fill the ledger with meetings, and return the tag of somebody."""
    chance = random.Random(1)  # noqa: S311 - a made-up network needs a seed, not secrecy
    people = [tag(session, "record", f"person {number}") for number in range(PEOPLE)]
    for _row in range(ROWS):
        with writing(Task(session, "note meeting")) as work:
            for _trace in range(EACH):
                actor, other, place = chance.sample(people, 3)
                work.traces.append(Trace(verb="met", actor=actor, to=(other,), what=(place,)))
    return people[0]


def exposures(folder: Path) -> list[Row]:
    """Return what it takes to read all traces, and to work out who knows what."""
    session = found(open_store(folder / "ledger", new=True), "Bench", ("Bench", "coordinator"), LOGIN)
    somebody = met(session)
    with session.vault.store.read() as tx:
        spent = seconds(lambda: seen(session, tx), 1)
        rows = seen(session, tx)
        sizes = [len(bytes(row[0])) - 16 for row in tx.rows("SELECT traces FROM ledger")]
    key = PrivateKey.generate()
    boxes = [SealedBox(key.public_key).encrypt(bytes(size - 48)) for size in sizes]
    opener = SealedBox(key)
    bare = seconds(lambda: [opener.decrypt(each) for each in boxes], 1)
    session.vault.close()
    worked = seconds(lambda: exposure(rows, somebody, "person"))
    return [
        line("read the traces of 10,000 rows", spent, bare),
        line("exposure over 30,000 traces", worked, None),
    ]


def backups(folder: Path) -> list[Row]:
    """Return what the links of a chain take, and the way back."""
    session = found(open_store(folder / "vault", new=True), "Bench", ("Bench", "coordinator"), LOGIN)
    filled(session)
    first = back_up(session, folder / "stick", [], AT)
    size = first.link.stat().st_size
    whole = seconds(lambda: back_up(session, folder / "stick", [], AT, full=True), 2)
    nothing_new = seconds(lambda: back_up(session, folder / "stick", [], AT), 2)
    key = identity(session.root)
    sealed = pyrage.encrypt(bytes(size), [key.to_public()])
    sealing = seconds(lambda: pyrage.encrypt(bytes(size), [key.to_public()]))
    opening = seconds(lambda: pyrage.decrypt(sealed, [key]))

    def come_back() -> None:
        restore(folder / "stick", [key], folder / "again").vault.close()

    back = seconds(come_back, 1)
    session.vault.close()
    return [
        line(f"first link, {size / 1e6:.0f} MB", whole, sealing),
        line("a further link, nothing new", nothing_new, None),
        line("restore and check", back, opening),
    ]


def line(what: str, spent: float, bare: float | None) -> Row:
    """Return one line of the table."""
    return {
        "what": what,
        "seconds": spent,
        "primitive": bare,
        "times": None if bare is None else spent / bare,
    }


def main() -> None:
    """Measure on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        report("loss", [*exposures(Path(folder)), *backups(Path(folder))])


if __name__ == "__main__":
    main()
