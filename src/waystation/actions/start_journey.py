"""How does a signed decision become a journey that is lived?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from waystation.actions.acting import Desk, acting, opening, require
from waystation.actions.permissions import check_kind, may_open
from waystation.actions.signed_go import signed_go
from waystation.domain.case_record import CaseRecord
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.group_record import GroupRecord
from waystation.domain.house import House
from waystation.domain.journey import Journey
from waystation.domain.record import Record
from waystation.journey.begin import Signed, begin
from waystation.journey.expected import with_check_ins
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.compartments import create_compartment, grant
from waystation.vault.finding import Found, could_open, find
from waystation.vault.keys import new_id
from waystation.vault.records import Draft, Opened, open_records, save
from waystation.vault.work import Work

VERB = "start journey"


def start_journey(
    desk: Desk, decision: str, *, group: str | None = None, route: int | None = None, why: str = ""
) -> Journey:
    """Begin the journey of a decision that was signed; return it, in a compartment of its own.

    Who holds the decision's compartment and may hold journeys holds this one too. `route`: the number of
    a route of the front, from 0, in place of the policy. Raises BadInput for a decision that not enough
    have signed, that does not hold any more, that is lived already, or whose group is not the one that it
    was made for.
    """
    require(desk, VERB)
    check_kind(desk.session.me.role, "journey", save=True)
    found, opened = _opened(desk, decision, group, why)
    signed = Signed(_decision(desk, opened), _group(opened, group), _houses(opened), route)
    underway = begin(new_id()[:8], signed, clock.now())
    journey = with_check_ins(underway.journey)
    with acting(desk, VERB, why) as work:
        place = _compartment(work, found, journey.id)
        save(work, place, [Draft(journey, title=journey.decision or "")])
    return journey


def _opened(
    desk: Desk, decision: str, group: str | None, why: str
) -> tuple[Found, Mapping[tuple[str, str], Opened]]:
    found = find(desk.session, decision, "decision")
    with opening(desk, VERB, [found.id], why) as look:
        first = open_records(look, [found.id])[0]
    value = first.value
    case = value.case if isinstance(value, DecisionRecord) else ""
    there = [each for each in could_open(desk.session) if may_open(desk.session.me.role, each.listed.kind)]
    _check_new(there, first.key)
    wanted = {("case", case), ("group", group)}
    ids = [e.id for e in there if (e.listed.kind, e.listed.key) in wanted or e.listed.kind == "house"]
    groups = [
        e.id
        for e in there
        if e.listed.kind == "group" and group is None and e.compartment == found.compartment
    ]
    with opening(desk, VERB, [*ids, *groups], why) as look:
        opened = open_records(look, [*ids, *groups])
    return found, {(each.kind, each.key): each for each in (first, *opened)}


def _check_new(there: Iterable[Found], decision: str) -> None:
    """Refuse a decision that a journey is living already: its title names the decision."""
    if any(each.listed.kind == "journey" and each.listed.title == decision for each in there):
        raise BadInput.at(_("decision"), _("one that is lived already"), _("one that nobody has begun"))


def _decision(desk: Desk, opened: Mapping[tuple[str, str], Opened]) -> DecisionRecord:
    """Return the decision, where its signatures are good and enough, and nothing has changed since."""
    return signed_go(desk, VERB, next(each for (kind, _key), each in opened.items() if kind == "decision"))


def _group(opened: Mapping[tuple[str, str], Opened], key: str | None) -> GroupRecord:
    """Return the group that goes: the one that was named, or the only one of the case that is there."""
    values: list[Record] = [each.value for each in opened.values()]
    case = next((each for each in values if isinstance(each, CaseRecord)), None)
    of_case = set(case.groups) if case is not None else set()
    living = [
        each
        for each in values
        if isinstance(each, GroupRecord) and not each.went_into and (each.id in of_case or each.id == key)
    ]
    if len(living) != 1:
        found = _("{count} groups").format(count=len(living))
        raise BadInput.at(_("group"), found, _("the key of the one that goes"))
    return living[0]


def _houses(opened: Mapping[tuple[str, str], Opened]) -> dict[str, str]:
    values = (each.value for each in opened.values())
    return {each.place: each.id for each in values if isinstance(each, House) and each.place}


def _compartment(work: Work, decision: Found, title: str) -> str:
    """Make the journey's compartment, and give it to those who hold the decision's."""
    made = create_compartment(work, "journey", title)
    members = work.session.directory.members
    for holder in work.compartment(decision.compartment).manifest.holders:
        member = members.get(holder)
        if member is not None and holder != work.session.member_id and may_open(member.role, "journey"):
            grant(work, made.id, holder)
    return made.id
