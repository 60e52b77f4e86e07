"""How is a consent taken back, so that everything which rests on it stops at once?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from waystation.actions.acting import Desk, require
from waystation.actions.keeping import Seen, drafted, keep, of_kind, opened_at, opened_one
from waystation.actions.note_agreement import case_drafts, cases_of
from waystation.actions.permissions import may_open
from waystation.actions.save_record import BothSides
from waystation.domain.consents import withdrawn
from waystation.domain.group_record import GroupRecord
from waystation.domain.halt import Halt
from waystation.domain.person import Agreement, Person
from waystation.domain.resting import RESTING, rests_on, stopped
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.finding import Found, could_open
from waystation.vault.notices import post
from waystation.vault.quota import BeyondQuota
from waystation.vault.records import Draft, Opened
from waystation.vault.tags import tags
from waystation.vault.work import Work

VERB = N_("withdraw agreement")
_TRIES = 3
Drafts = list[tuple[str, Draft]]


class Withdrawal(NamedTuple):
    """What a withdrawal has stopped, by record; and whether all that this desk holds was looked through."""

    stopped: tuple[str, ...]
    complete: bool


def withdraw_agreement(desk: Desk, person: str, number: int) -> Withdrawal:
    """Take back the answer with this number (from 0, oldest first) of a person, by her key or id.

    In one transaction: her record, the case files that name her, every decision and journey that rests on it
    and that this desk holds, and a notice to every desk. It does not wait for anybody: what others save
    meanwhile is opened again. Raises BadInput where there is no yes to take back.
    """
    require(desk, VERB)
    for left in reversed(range(_TRIES)):
        try:
            return _withdraw(desk, person, number)
        except BothSides:
            if not left:
                raise
    raise AssertionError


def _withdraw(desk: Desk, person: str, number: int) -> Withdrawal:
    opened, value = opened_one(desk, VERB, Seen(person), Person)
    after = withdrawn(value, number, clock.now(), desk.session.member_id)
    cases = cases_of(desk, VERB, value) if may_open(desk.session.me.role, "case", save=True) else []
    resting, complete = _resting(desk, value, {opened.compartment, *(each.compartment for each in cases)})
    halts = list(_halts(desk, resting, value, value.agreements[number]))
    drafts = [(opened.compartment, drafted(opened, after)), *case_drafts(cases, after), *halts]
    ids = [opened.id, *(each.id for each in cases), *(draft.id for _, draft in halts if draft.id)]

    def tell(work: Work) -> None:
        post(work, "consent withdrawn", tags(desk.session, "record", ids))

    keep(desk, VERB, drafts, also=tell)
    return Withdrawal(tuple(draft.id for _, draft in halts if draft.id), complete)


def _resting(desk: Desk, person: Person, near: set[str]) -> tuple[list[Opened], bool]:
    """Open what may rest on her consent; where that is more than may be opened, only what lies near her."""
    kinds = {"group", *(kind for some in RESTING.values() for kind in some)}
    kinds = {kind for kind in kinds if may_open(desk.session.me.role, kind, save=True)}
    there = [each for each in could_open(desk.session) if each.listed.kind in kinds]
    if not person.cases:
        return [], True
    try:
        return _opened(desk, there), True
    except BeyondQuota:
        return _opened(desk, [each for each in there if each.compartment in near]), False


def _opened(desk: Desk, found: Sequence[Found]) -> list[Opened]:
    return opened_at(desk, VERB, [each.id for each in found]) if found else []


def _halts(
    desk: Desk, opened: Sequence[Opened], person: Person, answer: Agreement
) -> Iterator[tuple[str, Draft]]:
    groups = frozenset(
        each.key
        for each in opened
        if each.kind == "group" and person.id in of_kind(each, GroupRecord).members
    )
    for each in opened:
        value = each.value
        for case in person.cases if each.kind != "group" else ():
            if rests_on(value, answer, groups, case):
                at, by = clock.now(), desk.session.member_id
                halt = Halt(at=at, by=by, why="consent_withdrawn", person=person.id, case=case)
                if (after := stopped(value, halt)) is not None:
                    yield each.compartment, drafted(each, after)
