"""What is there to decide in the invented office: two journeys with a proposal, one of them signed once?

The documented networks begin on a day that is long past; here they begin tomorrow, at the same hour.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from waystation.actions.acting import Desk
from waystation.actions.note_continuity import note_continuity
from waystation.actions.open_record import open_record
from waystation.actions.propose_decision import propose_decision
from waystation.actions.read_risks import read_risks
from waystation.actions.save_record import save_record
from waystation.actions.sign_decision import sign_decision
from waystation.domain.case import Case
from waystation.domain.case_record import CaseRecord, NetworkRecord, Requester
from waystation.domain.helper_record import HelperRecord, VettingStep, Vouching
from waystation.domain.house import House
from waystation.domain.network import Network
from waystation.domain.person import Agreement, Person
from waystation.domain.record import Record
from waystation.domain.vetting import VettingRules, rules_on
from waystation.kit import clock
from waystation.vault.finding import find, of_kind
from waystation.vault.records import Draft, Opened

STORIES = ("family", "son")
SECONDS = 5.0  # for a plan, and again for its policy
_YEAR = 365


def give_decisions(desks: Mapping[str, Desk]) -> None:
    """Let the stories be decided about; `desks` are those of the cast, by handle.

    Helpers and houses that the office has already stay as they are: what is missing of them is seen.
    """
    first, second = desks["haneul"], desks["bora"]
    networks = [_begins_tomorrow(first, story) for story in STORIES]
    _helping(first, networks)
    for story in STORIES:
        _people(first, story)
    family = propose_decision(first, "family", time_limit=SECONDS)
    note_continuity(second, family, "the desk in the south", clock.now() + timedelta(days=30))
    read_risks(first, family)
    sign_decision(first, family, "go", "The river is low and the second house is ready.")
    propose_decision(first, "son", time_limit=SECONDS)


def _begins_tomorrow(desk: Desk, story: str) -> Network:
    opened, record = _open(desk, story, "network")
    assert isinstance(record, NetworkRecord)  # noqa: S101
    old = record.network.start
    now = clock.now().astimezone(old.tzinfo)
    start = old.replace(year=now.year, month=now.month, day=now.day) + timedelta(days=1)
    network = record.network.model_copy(update={"start": start})
    _save(desk, opened, record.model_copy(update={"network": network}))
    return network


def _open(desk: Desk, key: str, kind: str) -> tuple[Opened, Record]:
    (opened,) = open_record(desk, [find(desk.session, key, kind).id])
    return opened, opened.value


def _save(desk: Desk, opened: Opened, value: Record) -> None:
    save_record(desk, opened.compartment, [Draft(value, opened.title, opened.id, opened.counter)])


def _helping(desk: Desk, networks: list[Network]) -> None:
    """Keep every helper of whom there is no record yet as vetted, and every house with its beds."""
    known = {(each.listed.kind, each.listed.key) for each in of_kind(desk.session, "helper", "house")}
    helpers = {each.id: each for network in networks for each in network.helpers}
    day, rules = clock.now().date(), _rules(desk)
    steps = tuple(
        VettingStep(step=each.step, rules=rules.id, day=day, result="passed") for each in rules.steps
    )
    vouched = (Vouching(by="an old friend", day=day - timedelta(days=_YEAR)),)
    vetted: list[Record] = [
        HelperRecord(id=key, role=helper.role, steps=steps, vouched_by=vouched)
        for key, helper in helpers.items()
        if ("helper", key) not in known
    ]
    _keep(desk, find(desk.session, "host-ne", "helper").compartment, vetted)
    houses: list[Record] = [
        House(
            id=key, name=each.name, network=story, place=each.id, beds=8, hosts=each.hosts, worth=each.worth
        )
        for story, network in zip(STORIES, networks, strict=True)
        for each in network.places
        if each.kind == "safe_house"
        and ("house", key := each.id if story == STORIES[0] else f"{story}-{each.id}") not in known
    ]
    _keep(desk, find(desk.session, "cn-house-ne", "house").compartment, houses)


def _rules(desk: Desk) -> VettingRules:
    found = open_record(desk, [each.id for each in of_kind(desk.session, "vetting_rules")])
    rules = rules_on(
        clock.now().date(), tuple(each.value for each in found if isinstance(each.value, VettingRules))
    )
    assert rules is not None  # noqa: S101  (the office has made them)
    return rules


def _keep(desk: Desk, where: str, records: list[Record]) -> None:
    save_record(desk, where, [Draft(each, each.id) for each in records])


def _people(desk: Desk, story: str) -> None:
    """Give each of a group a record with consent, or a guardian, and verify who called."""
    opened, record = _open(desk, story, "case")
    assert isinstance(record, CaseRecord)  # noqa: S101
    assert record.case is not None  # noqa: S101
    people = _persons(story, record.case)
    caller = (record.requester or Requester()).model_copy(
        update={"verified_at": clock.now(), "verified_by": desk.session.member_id}
    )
    update = {"requester": caller, "persons": tuple(each.id for each, _title in people), "state": "accepted"}
    save_record(desk, opened.compartment, [Draft(each, title) for each, title in people])
    _save(desk, opened, record.model_copy(update=update))


def _persons(story: str, case: Case) -> list[tuple[Person, str]]:
    asked = clock.now() - timedelta(hours=3)
    yes = Agreement(purpose="move", given=True, language="ko", asked_at=asked, heard_alone=True, case=story)
    looked = case.safeguards.trafficking
    plain: dict[str, Any] = {
        "languages": ("ko",),
        "agreements": (yes,),
        "trafficking": looked,
        "cases": (story,),
    }
    adults = [
        (Person(id=f"{story}-{each.person}", born_from=1950, born_to=2000, **plain), each.person)
        for each in case.safeguards.consents
    ]
    year = clock.now().year - 9
    children = [
        (
            Person(
                id=f"{story}-{each.person}",
                born_from=year,
                born_to=year,
                guardian=each.guardian,
                best_interest=each.best_interest,
                **plain,
            ),
            each.person,
        )
        for each in case.safeguards.children
    ]
    return adults + children
