"""Who is at the desk, with which keys; and how is anything read or written, with its row in the ledger?

There are two ways to the records, `work.writing` and `work.reading`; each writes the ledger. There is no
third.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from waystation.domain.access import Grant, Head, Member
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault.directory import Directory, read_directory
from waystation.vault.envelope import counter_of
from waystation.vault.faults import Damaged, NotAllowed
from waystation.vault.inbox import take_letters
from waystation.vault.keyring import Keyring, keyring_counter, read_keyring, write_keyring
from waystation.vault.keys import Root
from waystation.vault.opening import Vault, meta
from waystation.vault.store import Tx, one

# A compartment whose manifest is lost can be rebuilt from its records, by who still has the key
_THERE = "SELECT id FROM compartments UNION SELECT compartment FROM records"


@dataclass
class Session:
    """A member at the desk. What it knows of keys and members is brought up to date by each piece of work."""

    vault: Vault
    member_id: str
    root: Root = field(repr=False)
    keyring: Keyring = field(repr=False)
    keyring_counter: int
    directory: Directory = field(repr=False)
    keys: dict[str, Grant] = field(repr=False)
    """By compartment: the newest key. Changed only inside `work.writing`, which puts it on the disk."""

    @property
    def me(self) -> Member:
        """The member's card."""
        return self.directory.member(self.member_id)

    def holds(self, compartment: str) -> bool:
        """Tell whether the member has a key for a compartment."""
        return compartment in self.keys


@dataclass(frozen=True)
class State:
    """What of a session a piece of work may change, so that it can be put back when the work fails."""

    keyring: Keyring
    counter: int
    directory: Directory
    keys: dict[str, Grant]

    @classmethod
    def of(cls, session: Session) -> State:
        """Return a session's state."""
        return cls(session.keyring, session.keyring_counter, session.directory, dict(session.keys))

    def put_back(self, session: Session) -> None:
        """Give a session this state again."""
        session.keyring, session.keyring_counter = self.keyring, self.counter
        session.directory, session.keys = self.directory, dict(self.keys)


def newest(grants: tuple[Grant, ...]) -> dict[str, Grant]:
    """Return the newest key of each compartment."""
    return {each.compartment: each for each in sorted(grants, key=lambda each: each.epoch)}


def start(vault: Vault, tx: Tx, member_id: str, root: Root) -> Session:
    """Return the session of a member whose root is known; what waits in the inbox is taken in.

    Raises NotAllowed where the member was removed, or is not a member yet.
    """
    keyring, counter = read_keyring(tx, vault.id, root)
    letters = take_letters(tx, member_id, root)
    keys = newest((*keyring.grants, *(grant for letter in letters for grant in letter.grants)))
    if meta(tx, "directory").hex() not in keys:
        raise _not_yet()
    directory = read_directory(tx, vault.id, keys)
    for letter in letters:
        letter.check(vault.id, directory)
    session = Session(vault, member_id, root, keyring, counter, directory, keys)
    if member_id not in directory.members:
        raise _not_yet()
    _check_founder(session)
    return session


def refresh(session: Session, tx: Tx) -> None:
    """Bring a session up to date: keys that were granted meanwhile, members that came or went.

    Raises NotAllowed where the member has been removed.
    """
    vault, root = session.vault, session.root
    if keyring_counter(tx, root) != session.keyring_counter:
        session.keyring, session.keyring_counter = read_keyring(tx, vault.id, root)
        session.keys = newest((*session.keys.values(), *session.keyring.grants))
    letters = take_letters(tx, session.member_id, root)
    session.keys = newest((*session.keys.values(), *(each for letter in letters for each in letter.grants)))
    if _directory_changed(session, tx):
        session.directory = read_directory(tx, vault.id, session.keys)
    for letter in letters:
        letter.check(vault.id, session.directory)
    if session.member_id not in session.directory.members:
        raise NotAllowed.removed()


def keep(session: Session, tx: Tx, seen: Head) -> None:
    """Write the keyring where it has changed: without keys of compartments that are there no more."""
    if newest(session.keyring.grants) == session.keys:
        return
    keep_all(session, tx, seen)


def keep_all(session: Session, tx: Tx, seen: Head) -> None:
    """Write the keyring, with the end of the ledger as it is now."""
    there = {bytes(row[0]).hex() for row in tx.rows(_THERE)}
    session.keys = {each: grant for each, grant in session.keys.items() if each in there}
    founder = session.directory.known[session.directory.organisation.founder].application.sign_key
    session.keyring = Keyring(grants=tuple(session.keys.values()), founder=founder, seen=seen)
    session.keyring_counter += 1
    write_keyring(tx, session.vault.id, session.root, session.keyring, session.keyring_counter)


def _directory_changed(session: Session, tx: Tx) -> bool:
    before = session.directory.compartment
    row = one(
        tx,
        "SELECT epoch, substr(blob, 1, 100) FROM compartments WHERE id = ?",
        (bytes.fromhex(before.id),),
    )
    return row is None or (row[0], counter_of(row[1])) != (before.grant.epoch, before.counter)


def _not_yet() -> NotAllowed:
    return NotAllowed(
        [Fault(_("member"), _("a card that not enough members have signed"), _("one that they have"))]
    )


def _check_founder(session: Session) -> None:
    """Refuse a directory whose founder has another key than at the first login."""
    founder = session.directory.known.get(session.directory.organisation.founder)
    if founder is None:
        raise Damaged.thing(_("directory"), _("no founder who counts"))
    if session.keyring.founder not in {None, founder.application.sign_key}:
        raise Damaged.thing(_("directory"), _("a founder with another key than at the first login"))
