"""Who reads the ledger, and what is needed for it: two auditors at one desk?

The ledger's key is made anew whenever its readers change (a generation); what was written before stays
readable for those who could read it then, and for the new ones once the old ones hand it over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nacl.public import PrivateKey

from waystation.domain.access import LedgerEntry, Member, Trace
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault import ledger
from waystation.vault.box import Keys, keys_of
from waystation.vault.faults import Damaged, NotAllowed
from waystation.vault.keys import new_key
from waystation.vault.manifests import load
from waystation.vault.quorum import MOST, lock, peel, secret_in
from waystation.vault.session import Session
from waystation.vault.store import Tx, put
from waystation.vault.work import Look, Work

NEEDED = 2
_NAME = 16  # bytes of the public key that name a generation's lock


def readers(members: Sequence[Member]) -> list[Member]:
    """Return who reads the ledger: the auditors; until there are two of them, the coordinators too."""
    auditors = [each for each in members if each.role == "auditor"]
    if len(auditors) < NEEDED:
        auditors += [each for each in members if each.role == "coordinator"]
    return sorted(auditors, key=lambda each: (each.role != "auditor", each.since, each.id))[:MOST]


def renew(work: Work, before: Sequence[Member]) -> None:
    """Make a new generation of the ledger's key where its readers are no longer those before."""
    after = readers(list(work.session.directory.members.values()))
    if [each.id for each in readers(before)] != [each.id for each in after]:
        write_generation(work.tx, after)


def write_generation(tx: Tx, members: Sequence[Member]) -> None:
    """Make a ledger key that any two of these members (the one, where there is one) open together."""
    seed = new_key()
    public = bytes(PrivateKey(seed).public_key)
    put(tx, "meta", ("ledger box", public))
    _lock(tx, public, seed, members)


def hand_over(work: Work, first: Session, second: Session | None = None) -> int:
    """Lock every generation that these two open for the readers of today; return how many."""
    today = readers(list(work.session.directory.members.values()))
    keys = ledger_keys(work.tx, first, second)
    for key in keys.values():
        _lock(work.tx, bytes(key.public_key), bytes(key), today)
    return len(keys)


def ledger_keys(tx: Tx, first: Session, second: Session | None = None) -> Keys:
    """Return the keys of the ledger that one or two members open. Raises NotAllowed where it is none."""
    seeds = []
    for (blob,) in tx.rows("SELECT blob FROM locks"):
        seed = _unlocked(bytes(blob), first, second)
        if seed is not None:
            seeds.append(seed.hex())
    if not seeds:
        raise NotAllowed(
            [Fault(_("ledger"), _("somebody who does not read it"), _("two auditors at one desk"))]
        )
    return keys_of(seeds)


def entries(look: Look, second: Session | None = None) -> Iterator[tuple[int, LedgerEntry | None]]:
    """Yield number and entry of each row, None for rows that were written for other readers."""
    keys = ledger_keys(look.tx, look.session, second)
    yield from ledger.read_entries(look.tx, keys, look.session)


def traces(look: Look, after: int = 0) -> Iterator[tuple[int, Trace]]:
    """Yield row number and trace of all rows after a number. Raises NotHeld without the watchtower."""
    session = look.session
    watchtower = load(look.tx, session.vault.id, session.keys, session.directory.watchtower)
    yield from ledger.read_traces(look.tx, keys_of(watchtower.manifest.seeds), after)


def _lock(tx: Tx, public: bytes, seed: bytes, members: Sequence[Member]) -> None:
    keys = [bytes.fromhex(each.application.box_key) for each in members]
    put(tx, "locks", (public[:_NAME], lock(seed, keys, min(NEEDED, len(keys)))))


def _unlocked(blob: bytes, first: Session, second: Session | None) -> bytes | None:
    sessions = [first] if second is None else [first, second]
    try:
        for session in sessions:
            if secret_in(blob) is None:
                blob = peel(blob, session.root.box)
    except Damaged:
        return None
    return secret_in(blob)
