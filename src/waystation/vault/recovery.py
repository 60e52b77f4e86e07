"""How does who lost the passphrase come back: by three of five, after a day in which all can say no?

Each member may lock the own root for trustees (`quorum.py`: nested sealed boxes, no shares). Whoever lost the
passphrase makes a claim (`claims.py`); another member, after comparing its words face to face, asks for it.
Every desk is told. Nobody's layer comes off before 24 hours have passed, and whoever says no ends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from waystation.domain.access import Id, PublicKey
from waystation.domain.base import Flag, Frozen, Instant, Text
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import _
from waystation.vault.box import seal_box
from waystation.vault.faults import Damaged, NotAllowed
from waystation.vault.keys import derive, new_id
from waystation.vault.manifests import load_all
from waystation.vault.notices import post
from waystation.vault.posted import posted, put_up
from waystation.vault.quorum import MOST, lock, peel, secret_in
from waystation.vault.session import Session
from waystation.vault.store import Tx, one, put
from waystation.vault.tags import tag
from waystation.vault.work import Work

KIND = "recovery"
NOTICE = timedelta(hours=24)
TRUSTEES, NEEDED = 5, 3
LEAST = 2  # one alone must never be enough
_NOT_THE_LEDGER = b"\0"  # stands before these locks, so that who reads the ledger does not try them


class Request(Frozen):
    """A request to give a member the own root again, as every desk sees it."""

    id: Id
    member: Id
    """Who is to come back."""
    receiver: PublicKey
    """The key of the claim, whose words were compared."""
    asked_by: Id
    asked_at: Instant
    helped: tuple[Id, ...] = ()
    """The trustees who have taken off their layer."""
    stopped_by: Id | None = None
    stopped_why: Text | None = None
    done: Flag = False

    @property
    def open_from(self) -> datetime:
        """The instant from which trustees can help."""
        return self.asked_at + NOTICE


def entrust(work: Work, trustees: Sequence[str], needed: int = NEEDED) -> None:
    """Lock the root of the member at the desk for any `needed` of these members; an earlier lock is gone.

    Raises BadInput for fewer than 2 of them, more than 7, or oneself.
    """
    session = work.session
    chosen = list(dict.fromkeys(trustees))
    if session.member_id in chosen or not LEAST <= needed <= len(chosen) <= MOST:
        allowed = _("{least} or more of at most {most} other members").format(least=LEAST, most=MOST)
        raise BadInput.at(
            _("trustees"),
            _("{needed} of {count}, or oneself").format(needed=needed, count=len(chosen)),
            allowed,
        )
    keys = [bytes.fromhex(session.directory.application(each).box_key) for each in chosen]
    secret = bytes.fromhex(session.member_id) + session.root.seed
    blob = _NOT_THE_LEDGER + lock(secret, keys, needed)
    put(work.tx, "locks", (_lock_id(session, session.member_id), blob))


def ask(work: Work, member: str, receiver: str) -> Request:
    """Ask for a member's root, for the claim with this public key (hex), and tell every desk.

    Raises BadInput for a member who has no trustees.
    """
    session = work.session
    session.directory.member(member)
    if _locked(work.tx, _lock_id(session, member)) is None:
        raise BadInput.at(
            _("recovery"), _("a member who has no trustees"), _("one who has chosen them beforehand")
        )
    request = Request(
        id=new_id(), member=member, receiver=receiver, asked_by=session.member_id, asked_at=latest(work)
    )
    _write(work, request)
    work.members.append(member)
    post(work, "recovery", [tag(session, "member", member)])
    return request


def stop(work: Work, request: str, why: str) -> Request:
    """End a recovery. Any member can, at any time before it is done."""
    found = _request(work, request)
    _open(found)
    stopped = found.model_copy(update={"stopped_by": work.session.member_id, "stopped_why": why or None})
    _write(work, stopped)
    work.tx.run("DELETE FROM locks WHERE id = ?", (_progress_id(work.session, request),))
    post(work, "recovery stopped", [tag(work.session, "member", found.member)])
    return stopped


def help_with(work: Work, request: str) -> Request:
    """Take off one trustee's layer. The last one needed seals the root for the claim; nobody sees it.

    Raises BadInput before the notice is over, for a request that was stopped, and for who is no trustee.
    """
    found, session = _request(work, request), work.session
    _open(found)
    if work.at < found.open_from:
        left = f"{found.open_from:%Y-%m-%d %H:%M} UTC"
        raise BadInput.at(
            _("recovery"), _("a notice that is not over"), _("waiting until {left}").format(left=left)
        )
    session.directory.member(found.member)
    progress = _progress_id(session, request)
    locked = _locked(work.tx, progress) or _locked(work.tx, _lock_id(session, found.member))
    try:
        after = peel(locked or b"", session.root.box)
    except Damaged:
        raise NotAllowed(
            [Fault(_("recovery"), _("no trustee, or one who has helped"), _("another trustee"))]
        ) from None
    secret = secret_in(after)
    if secret is None:
        put(work.tx, "locks", (progress, _NOT_THE_LEDGER + after))
    else:
        work.tx.run("DELETE FROM locks WHERE id = ?", (progress,))
        put(work.tx, "locks", (claim_id(found.receiver), seal_box(bytes.fromhex(found.receiver), secret)))
    helped = (*found.helped, session.member_id)
    request_now = found.model_copy(update={"helped": helped, "done": secret is not None})
    _write(work, request_now)
    work.members.append(found.member)
    return request_now


def requests(session: Session, tx: Tx) -> list[Request]:
    """Return all requests, the newest first."""
    return [Request.model_validate_json(each) for each in posted(session, tx, KIND)]


def forget_trustees(work: Work) -> None:
    """Delete the lock of the member at the desk: nobody gives the root back any more."""
    work.tx.run("DELETE FROM locks WHERE id = ?", (_lock_id(work.session, work.session.member_id),))


def claim_id(receiver: str) -> bytes:
    """Return under which id a root waits for the claim with this public key."""
    return bytes.fromhex(receiver)[:16]


def _open(request: Request) -> None:
    if request.stopped_by is not None:
        raise BadInput.at(_("recovery"), _("one that was stopped"), _("asking anew"))
    if request.done:
        raise BadInput.at(_("recovery"), _("one that is done"), _("asking anew"))


def latest(work: Work) -> datetime:
    """Return the time, or that of the newest change known here: a clock set back wins nobody a day."""
    held = load_all(work.tx, work.session.vault.id, work.session.keys)
    changed = [listed.changed for each in held for listed in each.manifest.records.values()]
    return max([work.at, *changed])


def _request(work: Work, identity: str) -> Request:
    found = [each for each in requests(work.session, work.tx) if each.id == identity]
    if not found:
        raise BadInput.at(_("recovery"), _("no such request"), _("one that is listed"))
    return found[0]


def _write(work: Work, request: Request) -> None:
    put_up(work, KIND, KIND, request.id, request)


def _locked(tx: Tx, identity: bytes) -> bytes | None:
    row = one(tx, "SELECT blob FROM locks WHERE id = ?", (identity,))
    return None if row is None else bytes(row[0]).removeprefix(_NOT_THE_LEDGER)


def _lock_id(session: Session, member: str) -> bytes:
    return derive(session.directory.tag_key, f"trustees of {member}", 16)


def _progress_id(session: Session, request: str) -> bytes:
    return derive(session.directory.tag_key, f"recovery {request}", 16)
