"""May this member do that, and is it written down? Every verb begins here, for web and terminal alike."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from waystation.actions.permissions import check_kind, check_verb
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import by_id
from waystation.vault.session import Session
from waystation.vault.work import Look, Task, Work, catch_up, reading, writing


@dataclass(frozen=True)
class Desk:
    """Who is at the desk."""

    session: Session
    second: Session | None = None
    """Another member who has unlocked too, and agrees."""


def acting(desk: Desk, verb: str, why: str = "") -> AbstractContextManager[Work]:
    """Begin to write what a verb of the permission table does. Raises NotAllowed before anything begins."""
    return writing(_allowed(desk, verb, why))


def opening(
    desk: Desk, verb: str, records: Iterable[str] = (), why: str = ""
) -> AbstractContextManager[Look]:
    """Write down which records a verb opens, and begin to open them. Raises NotAllowed before that."""
    wanted = tuple(records)
    task = _allowed(desk, verb, why)
    if wanted:
        check_kinds(desk, wanted)
    return reading(task, wanted)


def require(desk: Desk, verb: str) -> None:
    """Raise NotAllowed where the member may not do that: for verbs that look for something first."""
    check_verb(desk.session.me.role, verb, None if desk.second is None else desk.second.me.role)


def check_kinds(desk: Desk, records: Iterable[str], *, save: bool = False) -> None:
    """Raise NotAllowed where the member may not open, or not save, one of these records.

    What was granted a moment ago counts, and what is not among the member's records is refused.
    """
    wanted, session = set(records), desk.session
    known = by_id(session, wanted)
    if known.keys() != wanted:
        catch_up(session)
        known = by_id(session, wanted)
    for kind in {each.listed.kind for each in known.values()}:
        check_kind(session.me.role, kind, save=save)
    for missing in wanted - known.keys():
        found = _("none that this member could open")
        raise NotAllowed(
            [
                Fault(
                    _("record {id}").format(id=missing[:8]), found, _("one in a compartment that was granted")
                )
            ]
        )


def _allowed(desk: Desk, verb: str, why: str) -> Task:
    require(desk, verb)
    return Task(desk.session, verb, why, desk.second)
