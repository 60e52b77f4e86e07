"""How does a verb open the one record that it changes, and save it as what it becomes?"""

from __future__ import annotations

from typing import TypeVar, cast

from waystation.actions.acting import Desk, acting, opening, require
from waystation.actions.permissions import check_kind
from waystation.domain.record import Record
from waystation.vault.finding import find
from waystation.vault.records import Draft, Opened, Saved, open_records, save
from waystation.vault.work import Work

Kind = TypeVar("Kind", bound=Record)


def open_one(desk: Desk, verb: str, kind: type[Kind], word: str, why: str = "") -> tuple[Opened, Kind]:
    """Open the record that is meant by its key or id, the ledger first.

    Raises NotAllowed for who may not do that, BadInput where it is no record that this member could open.
    """
    require(desk, verb)
    found = find(desk.session, word, str(kind.model_fields["kind"].default))
    with opening(desk, verb, [found.id], why) as look:
        (opened,) = open_records(look, [found.id])
    return opened, cast("Kind", opened.value)


def save_one(desk: Desk, verb: str, opened: Opened, value: Record, why: str = "") -> Saved:
    """Save what a record has become. Raises Conflict where somebody else saved it meanwhile."""
    check_kind(desk.session.me.role, opened.kind, save=True)
    with acting(desk, verb, why) as work:
        return save_in(work, opened, value)


def save_in(work: Work, opened: Opened, value: Record) -> Saved:
    """Save what a record has become, in a piece of work that does more."""
    draft = Draft(value, opened.title, opened.id, opened.counter)
    return save(work, opened.compartment, [draft])[0]


def save_new(desk: Desk, verb: str, compartment: str, draft: Draft, why: str = "") -> Saved:
    """Save a new record in a compartment."""
    check_kind(desk.session.me.role, str(type(draft.value).model_fields["kind"].default), save=True)
    with acting(desk, verb, why) as work:
        return save(work, compartment, [draft])[0]
