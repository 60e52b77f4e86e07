"""How long does the vault take beside the bare primitive: libsodium on the same bytes, in the same run?

    python -m bench.vault [POSTGRES-URL]

A vault with 2,000 cases of five records, and a corridor with 10,000. *Primitive* is one call of
XChaCha20-Poly1305 for each envelope, with keys at hand: no database, no keys derived, no padding, no ledger.
*Times* compares processor seconds of this process. Argon2id is measured apart: it is slow on purpose.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from bench.table import Row, Spent, report, timed
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt

from waystation.domain.group_record import Note, NoteEntry
from waystation.domain.record import Record
from waystation.vault import shelf
from waystation.vault.compartments import create_compartment, manifests
from waystation.vault.founding import found
from waystation.vault.keys import Credentials, login_key
from waystation.vault.login import enter
from waystation.vault.manifests import load_some
from waystation.vault.members import write_organisation
from waystation.vault.opening import open_store
from waystation.vault.records import Draft, open_records, save
from waystation.vault.rotation import rotate
from waystation.vault.rows import SELECT, open_rows
from waystation.vault.session import Session
from waystation.vault.store import rows_of
from waystation.vault.work import Look, Task, reading, writing

CASES, EACH, MANY = 2000, 5, 10_000
LOGIN = Credentials("bench", "seven words that nobody has to guess", bytes(32))
TIMES = 5  # each is measured so often; the least counts
BLOBS = {"records": "SELECT id, blob FROM records", "compartments": "SELECT id, blob FROM compartments"}


def note(number: int) -> Note:
    """Return a record of 200 to 1,400 bytes."""
    text = "They were seen at the river twice. " * (number % 35 + 1)
    entry = NoteEntry(at=datetime(2026, 3, 2, tzinfo=UTC), by="bench", text=text)
    return Note(id=f"note-{number}", entries=(entry,))


def filled(session: Session) -> tuple[list[str], str, list[str]]:
    """Fill a vault; return the records of the cases, the corridor's id and its records."""
    with writing(Task(session, "fill")) as work:
        us = session.directory.organisation
        write_organisation(work, us.model_copy(update={"openings_per_hour": 10**9}))
        notes = [Draft(note(number), f"note {number}") for number in range(MANY)]
        scattered: list[str] = []
        for number in range(CASES):
            case = create_compartment(work, "case", f"Case {number}", "planned").id
            five = notes[number * EACH : number * EACH + EACH]
            scattered += [each.id for each in save(work, case, five)]
        corridor = create_compartment(work, "corridor", "River").id
        return scattered, corridor, [each.id for each in save(work, corridor, notes)]


def least(act: Callable[[], object]) -> Spent:
    """Return the least of some measurements: others use the cores, too. No rubbish is collected meanwhile."""
    gc.disable()
    try:
        spent = [timed(anew(act))[1] for _again in range(TIMES)]
    finally:
        gc.enable()
    return Spent(min(each.wall for each in spent), min(each.cpu for each in spent), 0.0)


def anew(act: Callable[[], object]) -> Callable[[], object]:
    """Return what is measured, as a process does it that has opened no table of contents before."""
    shelf.forget_all()
    return act


def primitive(blobs: Iterable[bytes]) -> tuple[float, float]:
    """Return processor seconds of libsodium to open, and to seal, as many bytes in as many pieces."""
    key, nonce, bound = bytes(32), bytes(24), bytes(74)
    plain = [bytes(len(blob) - 104) for blob in blobs]
    sealed = [encrypt(each, bound, nonce, key) for each in plain]
    opening = least(lambda: [decrypt(each, bound, nonce, key) for each in sealed])
    return opening.cpu, least(lambda: [encrypt(each, bound, nonce, key) for each in plain]).cpu


def blobs_of(session: Session, table: str, ids: list[str]) -> list[bytes]:
    """Return envelopes as they stand on the disk."""
    wanted = {bytes.fromhex(each) for each in ids}
    with session.vault.store.read() as tx:
        return [bytes(blob) for key, blob in tx.rows(BLOBS[table]) if bytes(key) in wanted]


def row(what: str, act: Callable[[], object], bare: float | None, wanted: str) -> Row:
    """Return a line of the table: seconds on the wall, of the processor, and these beside the primitive's."""
    spent = least(act)
    times = None if bare is None else spent.cpu / bare
    known = {"what": what, "seconds": spent.wall, "cpu": spent.cpu}
    return {**known, "primitive": bare, "times": times, "wanted": wanted}


def opened(session: Session, together: list[str], scattered: list[str], bare: float) -> list[Row]:
    """Return the lines for opening records that the ledger names already."""
    with reading(Task(session, "open record"), together) as look:
        (corridor,) = load_some(look.tx, session.vault.id, session.keys, look.compartments).values()
        rows = list(rows_of(look.tx, SELECT, map(bytes.fromhex, together)))
        lines = [
            row("open 10,000 envelopes", lambda: list(open_rows(corridor, rows)), bare, "3 times"),
            row(
                "open 10,000 records of one compartment",
                lambda: open_records(look, together),
                bare,
                "3 times",
            ),
        ]
    with reading(Task(session, "open record"), scattered) as look:
        lines.append(
            row("open 10,000 records of 2,000 cases", lambda: open_records(look, scattered), bare, "")
        )
        values = row("the same, as domain objects", lambda: domain_objects(look, scattered), bare, "")
    return [*lines, values]


def domain_objects(look: Look, ids: list[str]) -> list[Record]:
    """Return what stands in records."""
    return [each.value for each in open_records(look, ids)]


def announced(session: Session, ids: list[str]) -> None:
    """Write down that records will be opened, and open none."""
    with reading(Task(session, "open record"), ids):
        pass


def rotated(session: Session, compartment: str) -> None:
    """Give a compartment a new key."""
    with writing(Task(session, "rotate compartment")) as work:
        rotate(work, [compartment])


def measured(where: str | Path) -> list[Row]:
    """Return all lines for one database."""
    session = found(open_store(where, new=True), "Bench", ("Bench", "coordinator"), LOGIN)
    scattered, corridor, together = filled(session)
    member, root, vault = session.member_id, session.root, session.vault
    bare, sealing = primitive(blobs_of(session, "records", together))
    listing, _ = primitive(blobs_of(session, "compartments", list(session.keys)))
    rows = [
        row("unlock: Argon2id, 128 MiB", lambda: login_key("x", bytes(16), bytes(32)), None, "slow"),
        row("unlock: the rest", lambda: enter(vault, member, root, "unlock"), None, "1 s"),
    ]
    with reading(Task(session, "list compartments")) as look:
        rows.append(row("list 2,000 cases", lambda: manifests(look, {"case"}), listing, "0.3 s"))
    rows += opened(session, together, scattered, bare)
    rows += [
        row("ledger's row for 10,000 records", lambda: announced(session, together), None, ""),
        row("ledger's row for 1 record", lambda: announced(session, together[:1]), None, ""),
        row("rotate 10,000 records", lambda: rotated(session, corridor), bare + sealing, "2 s"),
    ]
    vault.close()
    return rows


def main(arguments: list[str]) -> None:
    """Measure on SQLite, and on PostgreSQL where a URL is given."""
    with tempfile.TemporaryDirectory() as folder:
        places: dict[str, str | Path] = {"SQLite": Path(folder) / "bench.vault"}
        if arguments:
            places["PostgreSQL"] = arguments[0]
        rows = [{"on": name, **each} for name, place in places.items() for each in measured(place)]
    report("vault", rows)


if __name__ == "__main__":
    main(sys.argv[1:])
