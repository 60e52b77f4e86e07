"""What does a case say, with its persons and groups, and which notes are there?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from waystation.actions.acting import Desk, require
from waystation.actions.keeping import of_kind, opened_at
from waystation.domain.case_record import CaseRecord
from waystation.domain.group_record import GroupRecord
from waystation.domain.person import Person
from waystation.domain.record import Record
from waystation.kit.language import N_
from waystation.vault.finding import Found, could_open, find
from waystation.vault.records import Opened

VERB = N_("view case")
R = TypeVar("R", bound=Record)
_WITH_IT = ("case", "person", "group")


class CaseView(NamedTuple):
    """A case as one desk sees it: each record as opened, with what it says."""

    case: tuple[Opened, CaseRecord]
    persons: tuple[tuple[Opened, Person], ...]
    groups: tuple[tuple[Opened, GroupRecord], ...]
    notes: tuple[Found, ...]
    """The notes that this member could open; they are opened one by one."""
    other_notes: int
    """How many more there are, for others."""
    unopened: int
    """How many persons of the case have no record that this member may open."""


def view_case(desk: Desk, case: str, why: str = "") -> CaseView:
    """Open a case by its key or id, with the persons and groups in its compartment, in one row of the ledger.

    Raises BadInput where there is none, NotAllowed, BeyondQuota.
    """
    require(desk, VERB)
    meant, there = find(desk.session, case, "case"), could_open(desk.session)
    with_it = [
        each for each in there if each.compartment == meant.compartment and each.listed.kind in _WITH_IT
    ]
    ids = [meant.id, *(each.id for each in with_it if each.id != meant.id and each.listed.kind != "case")]
    first, *rest = opened_at(desk, VERB, ids, why)
    value = of_kind(first, CaseRecord)
    persons = tuple(each for each in _those(rest, Person) if each[1].id in value.persons)
    notes = tuple(each for each in there if each.listed.kind == "note" and each.listed.key in value.notes)
    return CaseView(
        case=(first, value),
        persons=tuple(sorted(persons, key=lambda each: value.persons.index(each[1].id))),
        groups=tuple(each for each in _those(rest, GroupRecord) if each[1].id in value.groups),
        notes=notes,
        other_notes=len(value.notes) - len(notes),
        unopened=len(value.persons) - len(persons),
    )


def _those(opened: list[Opened], kind: type[R]) -> Iterator[tuple[Opened, R]]:
    for each in opened:
        value = each.value
        if isinstance(value, kind):
            yield each, value
