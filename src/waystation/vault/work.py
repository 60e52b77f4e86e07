"""How is a piece of work done in the vault, so that it stands in the ledger before it counts?

Writing: the row is in the same transaction as what it is about. Reading: the row is on the disk before the
first record is opened. Either way one fsync for each request, however many records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from waystation.domain.access import Grant, Head, LedgerEntry, Trace, TraceVerb
from waystation.kit import clock
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault import ledger
from waystation.vault.faults import Full, NotAllowed
from waystation.vault.inbox import send
from waystation.vault.manifests import Compartment, load
from waystation.vault.quota import spend
from waystation.vault.session import Session, State, keep, refresh
from waystation.vault.store import Tx, rows_of
from waystation.vault.tags import tag, tags

Announced = tuple[frozenset[str], Head]


@dataclass(frozen=True)
class Task:
    """What is about to be done: who is at the desk, the verb of the permission table, and why."""

    session: Session
    verb: str
    why: str = ""
    second: Session | None = None
    """A second member who has unlocked and agrees."""

    def entry(self, at: datetime, **more: object) -> LedgerEntry:
        """Return what two auditors will read."""
        second = None if self.second is None else self.second.member_id
        known = {"at": at, "by": self.session.member_id, "second": second, "verb": self.verb, "why": self.why}
        return LedgerEntry.model_validate(known | more)

    def check_second(self) -> None:
        """Raise NotAllowed where the second member is the first one, or is of another vault."""
        if self.second is None:
            return
        same = self.second.member_id == self.session.member_id
        if same or self.second.member_id not in self.session.directory.members:
            raise NotAllowed([Fault(_("second member"), _("not another member"), _("another member"))])


@dataclass
class Work:
    """A transaction that writes. What is done in it adds to the row that will stand in the ledger."""

    task: Task
    tx: Tx
    at: datetime
    records: list[str] = field(default_factory=list)
    compartments: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    letters: dict[str, list[Grant]] = field(default_factory=dict)
    """Keys on their way: sent, one letter for each member, when the work is done."""

    @property
    def session(self) -> Session:
        """Who is at the desk."""
        return self.task.session

    def compartment(self, identity: str) -> Compartment:
        """Return a compartment that the member holds. Raises NotHeld."""
        return load(self.tx, self.session.vault.id, self.session.keys, identity)

    def trace(
        self, verb: TraceVerb, to: Iterable[str] = (), what: Iterable[str] = (), epoch: int | None = None
    ) -> None:
        """Say in tags what was done: `to` and `what` are tags."""
        actor = tag(self.session, "member", self.session.member_id)
        self.traces.append(Trace(verb=verb, actor=actor, to=tuple(to), what=tuple(what), epoch=epoch))

    def send_letters(self) -> None:
        """Put the keys that were granted into the inboxes."""
        session = self.session
        by = session.member_id, session.root.sign
        for member, grants in self.letters.items():
            to = session.directory.application(member)
            send(self.tx, session.vault.id, by, to, tuple(grants))


@dataclass(frozen=True)
class Look:
    """A snapshot in which the records that the ledger already names may be opened."""

    session: Session
    tx: Tx
    records: frozenset[str]
    compartments: frozenset[str]
    """Where these records are."""
    row: Head
    """The row that says so."""


def catch_up(session: Session) -> None:
    """Take in what was granted meanwhile, and do nothing else. Raises NotAllowed for who was removed."""
    before = State.of(session)
    try:
        with session.vault.store.write(urgent=True) as tx:
            refresh(session, tx)
            keep(session, tx, ledger.head(tx))
    except BaseException:
        before.put_back(session)
        raise


@contextmanager
def writing(task: Task) -> Iterator[Work]:
    """Do something and write it down, in one transaction: all of it counts, or nothing."""
    before = State.of(task.session)
    try:
        with task.session.vault.store.write() as tx:
            refresh(task.session, tx)
            task.check_second()
            work = Work(task, tx, clock.now())
            yield work
            _finish(work)
    except BaseException:
        before.put_back(task.session)
        raise


def _finish(work: Work) -> None:
    session = work.session
    work.send_letters()
    entry = work.task.entry(
        work.at, records=work.records, compartments=work.compartments, members=work.members
    )
    head = ledger.append(session, work.tx, entry, work.traces)
    keep(session, work.tx, head)


@contextmanager
def reading(task: Task, records: Iterable[str] = (), compartments: Iterable[str] = ()) -> Iterator[Look]:
    """Write down what will be opened, put that on the disk, and then give a snapshot to open it in.

    Raises BeyondQuota, Full or Busy where it cannot be written down; then nothing is opened.
    """
    wanted = tuple(dict.fromkeys(records))
    where, row = _urgently(task.session, lambda tx: _announce(task, tx, wanted, tuple(compartments)))
    with _snapshot(task.session, where) as tx:
        yield Look(task.session, tx, frozenset(wanted), where, row)


@contextmanager
def _snapshot(session: Session, compartments: frozenset[str]) -> Iterator[Tx]:
    """Begin a snapshot for which the session has the keys, also where somebody has just rotated."""
    with session.vault.store.read() as tx:
        outrun = _outrun(session, tx, compartments)
        if not outrun:
            yield tx
    if outrun:
        catch_up(session)
        with session.vault.store.read() as tx:
            yield tx


def _outrun(session: Session, tx: Tx, compartments: frozenset[str]) -> bool:
    """Tell whether one of these compartments has a newer key than the session knows."""
    sql = "SELECT id, epoch FROM compartments WHERE id IN"
    rows = rows_of(tx, sql, map(bytes.fromhex, compartments))
    mine = ((session.keys.get(identity.hex()), epoch) for identity, epoch in rows)
    return any(key is not None and key.epoch < epoch for key, epoch in mine)


def _announce(task: Task, tx: Tx, records: tuple[str, ...], compartments: tuple[str, ...]) -> Announced:
    session, at = task.session, clock.now()
    refresh(session, tx)
    task.check_second()
    beyond = spend(session, tx, records, at, agreed=task.second is not None)
    entry = task.entry(at, records=records, compartments=compartments, beyond_quota=beyond)
    where = _where(tx, records)
    head = ledger.append(session, tx, entry, _opened(session, records, where))
    keep(session, tx, head)
    return where, head


def _where(tx: Tx, records: tuple[str, ...]) -> frozenset[str]:
    """Return the compartments that records are in."""
    rows = rows_of(tx, "SELECT DISTINCT compartment FROM records WHERE id IN", map(bytes.fromhex, records))
    return frozenset(row[0].hex() for row in rows)


def _opened(session: Session, records: tuple[str, ...], where: frozenset[str]) -> tuple[Trace, ...]:
    if not records:
        return ()
    actor = tag(session, "member", session.member_id)
    what = tags(session, "record", records) + tags(session, "compartment", sorted(where))
    return (Trace(verb="opened", actor=actor, what=what),)


def _urgently(session: Session, act: Callable[[Tx], Announced]) -> Announced:
    """Write what may use the space that is kept free for the ledger; failing leaves the session as it was."""
    store, before = session.vault.store, State.of(session)
    try:
        try:
            with store.write(urgent=True) as tx:
                return act(tx)
        except Full:
            if not store.release_reserve():
                raise
        before.put_back(session)
        with store.write(urgent=True) as tx:
            return act(tx)
    except BaseException:
        before.put_back(session)
        raise
