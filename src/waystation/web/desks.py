"""Who is at the desk of this request, and what does the process keep for him between two requests?"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock, RLock

from django.conf import settings
from django.http import HttpRequest

from waystation.actions.acting import Desk
from waystation.actions.journeys import Known
from waystation.actions.propose_decision import Question
from waystation.domain.record import Record
from waystation.vault import shelf
from waystation.vault.keys import Root
from waystation.vault.resuming import resume
from waystation.vault.session import Session
from waystation.web.accounts.backend import ACCOUNT, MEMBER
from waystation.web.place import here
from waystation.web.sessions import ROOT, USED, row_of

_MINUTE = 60  # seconds: how exactly the time of the last use is kept


@dataclass
class Kept:
    """What the process keeps of a browser's session: keys in memory, one request at a time."""

    session: Session
    lock: RLock = field(default_factory=RLock)
    used: float = field(default_factory=time.monotonic)
    opened: Known = field(default_factory=dict)
    """What was opened for the pages of a journey."""
    drawn: dict[tuple[str, int], Record] = field(default_factory=dict)
    """By id and counter: what maps and lists draw again and again, opened and read once."""
    asked: dict[str, Question | str] = field(default_factory=dict)
    """By job: what a plan was asked for; as soon as it was proposed, the id of the decision."""


_kept: dict[bytes, Kept] = {}
_lock = Lock()


def kept_for(request: HttpRequest) -> Kept | None:
    """Return what is kept for the browser of a request; None where nobody has come in.

    Another process may have let the member in: then the root comes out of the sealed session.
    """
    key = request.session.session_key
    if key is None or not request.user.is_authenticated or ROOT not in request.session:
        return None
    if request.session.get(ACCOUNT) != request.user.get_username():
        return None  # a passphrase of one member and a second factor of another
    _forget_old()
    row = row_of(key)
    with _lock:
        found = _kept.get(row)
    if found is None:
        root = Root(bytes.fromhex(request.session[ROOT]))
        session = resume(here().opened, request.session[MEMBER], root)
        if session is None:
            return None
        with _lock:
            found = _kept.setdefault(row, Kept(session))
    found.used = time.monotonic()
    return found


def _forget_old() -> None:
    oldest = time.monotonic() - settings.WAYSTATION_IDLE
    with _lock:
        rows = [row for row, kept in _kept.items() if kept.used < oldest]
    forget_rows(rows)


def forget(session_key: str | None) -> None:
    """Drop the keys that are kept for a session which has ended."""
    if session_key is not None:
        forget_rows([row_of(session_key)])


def forget_rows(rows: Iterable[bytes]) -> None:
    """Drop the keys that are kept for sessions by the ids of their rows."""
    with _lock:
        dropped = [_kept.pop(row, None) for row in rows]
    for kept in dropped:
        if kept is not None:
            shelf.forget(kept.session.keys.values())


def touch(request: HttpRequest) -> None:
    """Remember that a person asked for something now."""
    now = int(time.time())
    if now - request.session.get(USED, 0) > _MINUTE:
        request.session[USED] = now


def desk_of(kept: Kept) -> Desk:
    """Return the desk."""
    return Desk(kept.session)
