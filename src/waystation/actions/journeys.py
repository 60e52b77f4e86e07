"""How is a journey opened with all that belongs to it, and saved so that all of it counts or nothing?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from waystation.actions.acting import Desk, opening, require
from waystation.actions.permissions import check_kind, may_open
from waystation.actions.watched_journey import persons_on
from waystation.decisions.said import said
from waystation.domain.case_record import CaseRecord, CaseState, CaseStep, NetworkRecord
from waystation.domain.decision_record import DecisionRecord, Opinion
from waystation.domain.group_record import GroupRecord
from waystation.domain.journey import Journey, JourneyState
from waystation.domain.network import Network
from waystation.domain.person import Person
from waystation.domain.record import Record
from waystation.journey.arming import arm, disarm
from waystation.journey.checkins import waiting
from waystation.journey.expected import with_check_ins
from waystation.journey.replan import Planned
from waystation.journey.underway import Underway
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.finding import Found, could_open, find
from waystation.vault.records import Draft, Opened, open_records, save
from waystation.vault.session import Session
from waystation.vault.signing import sign_word
from waystation.vault.work import Work

_CASE_STATES: Mapping[JourneyState, CaseState] = {
    "moving": "moving",
    "waiting": "moving",
    "stopped": "moving",
    "arrived": "arrived",
    "settled": "settled",
    "lost": "lost",
    "unknown": "unknown",
}


@dataclass(frozen=True)
class Held:
    """A journey as it was opened, with its groups, its network and its case as far as they are at hand."""

    underway: Underway
    opened: Mapping[tuple[str, str], Opened]
    """What was opened, by kind and own key."""
    network: Network
    houses: Mapping[str, str]
    """Houses by the place where they stand."""
    people: Mapping[str, Person] = field(default_factory=dict)
    """Who is on it, by key; opened only where check-ins may come from outside."""

    @property
    def record(self) -> Opened:
        """The journey's own record."""
        return self.opened["journey", self.underway.journey.id]

    def with_opened(self, other: Held) -> Held:
        """Return it with what was opened for another journey, whose groups come to this one."""
        groups = {key: each for key, each in other.opened.items() if key[0] == "group"}
        return replace(self, opened={**groups, **self.opened}, people={**other.people, **self.people})


Known = MutableMapping[tuple[str, int], Opened]
"""Records that a member has opened in this session, by id and counter."""


def open_journey(desk: Desk, verb: str, key: str, why: str = "", known: Known | None = None) -> Held:
    """Open a journey by its key or id, and what it names: groups, case, network or decision.

    What is `known` and has not changed since is not opened again: the ledger has it from the first time.
    Raises BadInput where there is none, and where neither network nor decision can be opened.
    """
    require(desk, verb)
    there = find(desk.session, key, "journey")
    before: Known = {} if known is None else known
    record = _opened(desk, verb, [there], why, before)[0]
    journey = _journey(record)
    opened = _opened(desk, verb, _parts(desk, journey), why, before)
    people = people_on(desk, verb, journey)
    return replace(held(journey, [record, *opened], could_open(desk.session)), people=people)


def _opened(desk: Desk, verb: str, found: list[Found], why: str, known: Known) -> list[Opened]:
    new = [each.id for each in found if (each.id, each.listed.counter) not in known]
    now: dict[str, Opened] = {}
    if new:
        with opening(desk, verb, new, why) as look:
            now = {each.id: each for each in open_records(look, new)}
    known.update({(each.id, each.counter): each for each in now.values()})
    return [now[each.id] if each.id in now else known[each.id, each.listed.counter] for each in found]


def people_on(desk: Desk, verb: str, journey: Journey) -> dict[str, Person]:
    """Open who is on a journey, where check-ins may come from outside: from whom, the watch has to know."""
    if journey.watch is None or not journey.watch.remote:
        return {}
    found = persons_on(desk, verb, journey)
    return {person.id: person for some in found.values() for person in some}


def held(journey: Journey, opened: Iterable[Opened], there: Iterable[Found]) -> Held:
    """Return a journey with the records that were opened for it. Raises BadInput without any network."""
    by_key = {(each.kind, each.key): each for each in opened}
    groups = {
        key: value
        for key in journey.groups
        if ("group", key) in by_key and isinstance(value := by_key["group", key].value, GroupRecord)
    }
    network = _network(journey, by_key)
    return Held(Underway(journey, groups), by_key, network, houses_of(journey, network, there))


def _journey(record: Opened) -> Journey:
    value = record.value
    if not isinstance(value, Journey):
        raise BadInput.at(_("journey"), _("a record of another kind"), _("a journey"))
    return value


def _parts(desk: Desk, journey: Journey) -> list[Found]:
    """Return what a journey needs and this member may open; the decision only where there is no network."""
    network = journey.terms.network if journey.terms is not None else None
    wanted = {("group", each) for each in journey.groups} | {("case", journey.case), ("network", network)}
    role = desk.session.me.role
    there = [each for each in could_open(desk.session) if may_open(role, each.listed.kind)]
    found = [each for each in there if (each.listed.kind, each.listed.key) in wanted]
    if not any(each.listed.kind == "network" for each in found):
        found += [
            each for each in there if (each.listed.kind, each.listed.key) == ("decision", journey.decision)
        ]
    return found


def _network(journey: Journey, opened: Mapping[tuple[str, str], Opened]) -> Network:
    for opened_ in opened.values():
        value = opened_.value if opened_.kind in {"network", "decision"} else None
        if isinstance(value, NetworkRecord):
            return value.network
        if isinstance(value, DecisionRecord) and value.id == journey.decision:
            return value.known_network
    allowed = _("a journey whose network or decision this member may open")
    raise BadInput.at(_("network"), _("none that this member could open"), allowed)


def houses_of(journey: Journey, network: Network, there: Iterable[Found]) -> dict[str, str]:
    """Return houses by place: those of the journey's stages, and those that have the place's own key."""
    places = {each.id for each in network.places}
    same = {each.listed.key for each in there if each.listed.kind == "house"} & places
    return {each: each for each in same} | {each.to: each.house for each in journey.stages if each.house}


def save_journey(desk: Desk, work: Work, before: Held, after: Underway) -> None:
    """Save what has changed of a journey, its groups and its case, with the check-ins that it now asks for.

    Raises Conflict where somebody else has saved one of them meanwhile: then nothing is saved.
    """
    check_kind(desk.session.me.role, "journey", save=True)
    journey = with_check_ins(after.journey)
    drafts: dict[str, list[Draft]] = {}
    for record in _changed(before, Underway(journey, after.groups)):
        place, draft = _draft(before, record)
        drafts.setdefault(place, []).append(draft)
    for place, some in drafts.items():
        save(work, place, some)
    if journey.watch is not None:
        _tell_watch(work, before, Underway(journey, after.groups))


def _tell_watch(work: Work, before: Held, after: Underway) -> None:
    """Bring the watch to what the journey expects now, in the same transaction."""
    place = before.record.id, before.record.compartment
    if not waiting(after.journey.check_ins):
        disarm(work, place)
        return
    persons = {
        key: [before.people[each] for each in group.members if each in before.people]
        for key, group in after.groups.items()
    }
    everybody = {"": list(before.people.values())}
    arm(work, place, after.journey, everybody | persons)


def _changed(before: Held, after: Underway) -> list[Record]:
    old = before.underway.groups
    groups: list[Record] = [each for key, each in after.groups.items() if old.get(key) != each]
    case = _case(before, after.journey.state)
    return [after.journey, *groups, *([case] if case is not None else [])]


def _draft(before: Held, record: Record) -> tuple[str, Draft]:
    """Return where a record is saved, and as what; a new group lies where the group it came from does."""
    there = before.opened.get((str(getattr(record, "kind", "")), record.id))
    if there is not None:
        return there.compartment, Draft(record, there.title, there.id, there.counter)
    origin = next((each for (kind, _key), each in before.opened.items() if kind == "group"), before.record)
    return origin.compartment, Draft(record, origin.title)


def _case(before: Held, state: JourneyState) -> CaseRecord | None:
    """Return the case where the journey has brought it to another state; None where it is as it was."""
    there = before.opened.get(("case", before.underway.journey.case))
    now = _CASE_STATES.get(state)
    if there is None or now is None:
        return None
    case = there.value
    if not isinstance(case, CaseRecord) or case.state == now:
        return None
    step = CaseStep(at=_at(case), state=now, reason="journey")
    return case.model_copy(update={"state": now, "steps": (*case.steps, step)})


def _at(case: CaseRecord) -> datetime:
    return max([clock.now(), *(each.at for each in case.steps)])


def decided(work: Work, held_: Held, planned: Planned, proposal: Mapping[str, Any] | None) -> DecisionRecord:
    """Return the record of a new plan, open; `proposal`: in full, where others are to sign it."""
    journey, policy = held_.underway.journey, planned.policy
    case, network = planned.standpoint.case, planned.standpoint.network
    number = len(journey.replannings) + 1
    return DecisionRecord(
        id=f"{journey.id}-{planned.group}-{number}",
        case=journey.case,
        network=journey.terms.network if journey.terms is not None else None,
        made_at=work.at,
        proposal=proposal
        or {
            "waystation": 1,
            "kind": "plan",
            "case": case.id,
            "start": network.start.isoformat(),
            "currency": network.currency,
            "p_safe": policy.p_safe if policy is not None else 0.0,
            "policy": asdict(policy) if policy is not None else None,
        },
        known_network=network,
        known_case=case,
        floor=case.floor,
        replan_of=journey.decision,
    )


def taken_by(
    session: Session, record: DecisionRecord, because: str, at: datetime, *, oral: bool
) -> DecisionRecord:
    """Return a new plan with the signed word of the member at the desk; `oral`: alone, in present danger."""
    asked = record.model_copy(update={"present_danger": oral})
    word = Opinion(by=session.member_id, at=at, role=session.me.role, opinion="go", reason=because, oral=oral)
    signed = word.model_copy(update={"signature": sign_word(session, said(asked, word))})
    return asked.model_copy(update={"signatures": (signed,), "state": "go"})
