"""Which journeys are under way in the invented office, whatever the hour at which somebody looks?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from waystation.actions.acting import Desk
from waystation.actions.save_record import save_record
from waystation.decisions.said import said
from waystation.domain.access import CompartmentKind
from waystation.domain.case import Case
from waystation.domain.case_record import CaseRecord, NetworkRecord
from waystation.domain.chance import Kept
from waystation.domain.decision_record import DecisionRecord, Opinion
from waystation.domain.group_record import GroupRecord
from waystation.domain.helper_record import HelperRecord
from waystation.domain.house import House
from waystation.domain.network import Network
from waystation.domain.person import Person
from waystation.domain.record import Record
from waystation.journey.begin import Signed, begin
from waystation.journey.expected import with_check_ins
from waystation.journey.hand_over import answer, offer
from waystation.journey.position import depart, reach
from waystation.journey.underway import Underway, ahead
from waystation.kit import clock
from waystation.plan.api import decide
from waystation.plan.load import load_case, load_network
from waystation.plan.stored import stored
from waystation.vault.finding import of_kind
from waystation.vault.records import Draft
from waystation.vault.session import Session
from waystation.vault.signing import sign_word

_AHEAD = 2.0  # hours until a journey begins that is only signed
Share = Callable[[Desk, CompartmentKind, str], str]
"""Makes a compartment that everybody holds whose role may."""


class Told(NamedTuple):
    """An example that is lived: its files, its title, and how many hours ago it began; None: only signed."""

    key: str
    network: str
    case: str
    title: str
    began: float | None


TOLD = (
    Told("family-2", "family/network", "family/case", "A family of five, slow over the hills", 40.0),
    Told(
        "seven", "orphans/network-second-house", "orphans/day-1", "Seven children, a second house ready", 9.0
    ),
    Told("three", "fisherman/network", "fisherman/together", "Mother, son and a stranded man", -1.0),
    Told("four", "two-women/network", "two-women/case", "Two women and their children, by train", 2.0),
    Told("son-2", "son/network-changed", "son/case", "A young man, by the second chain", None),
)


def live_journeys(desks: tuple[Desk, Desk], examples: Path, share: Share) -> None:
    """Keep the journeys, with the helpers, houses and persons that belong to them; two have signed each."""
    for told in TOLD:
        began = -_AHEAD if told.began is None else told.began
        start = (clock.now() - timedelta(hours=began)).replace(minute=0, second=0)
        network, case = (
            load_network(examples / f"{told.network}.yaml"),
            load_case(examples / f"{told.case}.yaml"),
        )
        _live(
            desks,
            share,
            told,
            network.model_copy(update={"start": start.astimezone(network.start.tzinfo)}),
            case,
        )


def _live(desks: tuple[Desk, Desk], share: Share, told: Told, network: Network, case: Case) -> None:
    decision, desk = _decided(told, network, case), desks[0]
    for each in desks:
        decision = _with_word(each.session, decision)
    persons = tuple(f"{told.key}-{number}" for number in range(1, case.group.persons + 1))
    group = GroupRecord(id=f"{told.key}-all", case=told.key, members=persons)
    about = CaseRecord(
        id=told.key, state="planned" if told.began is None else "moving", network=told.key, case=case,
        groups=(group.id,), persons=persons,
    )  # fmt: skip
    _keep(
        desk,
        share(desk, "corridor", f"Network of: {told.title}"),
        told,
        NetworkRecord(id=told.key, network=network),
    )
    people: list[Record] = [Person(id=each, cases=(told.key,)) for each in persons]
    _keep(desk, share(desk, "case", told.title), told, about, group, decision, *people)
    there = {each.listed.key for each in of_kind(desk.session, "helper")}
    new = [each for each in _helpers(network) if each.id not in there]
    _keep(desk, share(desk, "helper", f"Helpers of: {told.title}"), told, *new)
    houses = [] if told.began is None else _houses(told, network)
    _keep(desk, share(desk, "house", f"Houses of: {told.title}"), told, *houses)
    if told.began is not None:
        signed = Signed(decision, group, {each.place or "": each.id for each in houses})
        journey = with_check_ins(_lived(begin(told.key, signed, network.start), clock.now()).journey)
        save_record(desk, share(desk, "journey", told.title), [Draft(journey, decision.id)])


def _with_word(session: Session, decision: DecisionRecord) -> DecisionRecord:
    word = Opinion(by=session.member_id, at=decision.made_at, role=session.me.role, opinion="go")
    signed = word.model_copy(update={"signature": sign_word(session, said(decision, word))})
    return decision.model_copy(update={"signatures": (*decision.signatures, signed)})


def _decided(told: Told, network: Network, case: Case) -> DecisionRecord:
    return DecisionRecord(
        id=f"{told.key}-go", case=told.key, network=told.key, made_at=network.start, state="go",
        proposal=stored(decide(network, case, reasons=False)), known_network=network, known_case=case,
        floor=case.floor,
    )  # fmt: skip


def _keep(desk: Desk, where: str, told: Told, *values: Record) -> None:
    save_record(desk, where, [Draft(each, told.title) for each in values])


def _helpers(network: Network) -> list[HelperRecord]:
    return [
        HelperRecord(
            id=each.id, role=each.role, worth=each.worth,
            integrity=each.integrity if isinstance(each.integrity, Kept) else Kept(kept=0, broken=0),
        )
        for each in network.helpers
    ]  # fmt: skip


def _houses(told: Told, network: Network) -> list[House]:
    return [
        House(
            id=f"{told.key}-{each.id}",
            name=each.name,
            place=each.id,
            beds=each.capacity or 8,
            hosts=each.hosts,
        )
        for each in network.places
        if each.kind == "safe_house"
    ]


def _lived(underway: Underway, now: datetime) -> Underway:
    """Live every stage that would be over by now, and set out on the one that would have begun."""
    for stage in underway.journey.stages:
        if stage.depart > now:
            break
        underway = depart(underway, stage.number, stage.depart)
        if stage.arrive > now:
            break
        underway = reach(underway, stage.number, stage.arrive)
    return _asked(underway, now)


def _asked(underway: Underway, now: datetime) -> Underway:
    """Ask whoever takes them next; he has said yes."""
    group = underway.journey.positions[0].group
    for stage in ahead(underway.journey, group)[:2]:
        if stage.hand_over is not None:
            asked, _words = offer(underway, stage.number, "hand_over", now)
            return answer(asked, stage.number, "hand_over", now, accepted=True)
    return underway
