"""How does a member come to the desk?"""

from __future__ import annotations

from waystation.kit import clock
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault import ledger
from waystation.vault.accounts import open_account
from waystation.vault.decoy import shown, sound
from waystation.vault.faults import Damaged
from waystation.vault.keys import Credentials, Root
from waystation.vault.opening import Vault
from waystation.vault.removal import finish_rotations
from waystation.vault.session import Session, keep_all, start
from waystation.vault.store import Tx, one
from waystation.vault.work import Task, Work


def unlock(vault: Vault, login: Credentials) -> Session:
    """Return the session of a member who has the passphrase and the burn secret; the ledger says so.

    Takes in keys that were granted, and seals anew what somebody who was removed could still open.
    Raises WrongPassphrase; NotAllowed for who is not yet or no longer a member; Damaged where the end of
    the ledger that was seen at the last login is not in it any more.
    """
    with vault.store.read() as tx:
        member, root = open_account(tx, vault.id, login)
    seen = shown(vault, member, root)
    session = enter(seen.vault, seen.member, root, "unlock")
    if seen.alarm is not None:
        sound(session, seen.alarm)
    return session


def enter(vault: Vault, member: str, root: Root, verb: str) -> Session:
    """Return the session of a member whose root is known, after writing into the ledger how it came to be."""
    with vault.store.write() as tx:
        session = start(vault, tx, member, root)
        _check_seen(session, tx)
        work = Work(Task(session, verb), tx, clock.now())
        finish_rotations(work)
        work.send_letters()
        entry = work.task.entry(work.at, compartments=work.compartments)
        keep_all(session, tx, ledger.append(session, tx, entry, work.traces))
    return session


def _check_seen(session: Session, tx: Tx) -> None:
    """Refuse a ledger that lacks the end it had at the member's last login."""
    seen = session.keyring.seen
    if seen is None:
        return
    row = one(tx, "SELECT hash FROM ledger WHERE seq = ?", (seen.seq,))
    if row is None or bytes(row[0]).hex() != seen.hash:
        found = _("rows missing or changed since your last login")
        raise Damaged(
            [Fault(_("ledger"), found, _("the ledger that you saw; do not work on before it is explained"))]
        )
