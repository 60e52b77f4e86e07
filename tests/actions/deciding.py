"""Who decides in these tests, and on what: a documented journey as it would lie in a vault?

Nobody here is real. Everything that must be so beforehand is so; each test breaks one thing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.examples import shelf
from tests.vault.office import Office, cheap

from waystation.actions.acting import Desk
from waystation.actions.create_compartment import create_compartment
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.list_compartments import list_compartments
from waystation.actions.note_continuity import note_continuity
from waystation.actions.open_record import open_record
from waystation.actions.propose_decision import propose_decision
from waystation.actions.read_risks import read_risks
from waystation.actions.save_record import save_record
from waystation.actions.sign_decision import sign_decision
from waystation.domain.case import Case
from waystation.domain.case_record import CaseRecord, NetworkRecord, Requester
from waystation.domain.decision_record import DecisionRecord, OpinionWord
from waystation.domain.helper_record import HelperRecord, VettingStep, Vouching
from waystation.domain.house import House
from waystation.domain.network import Network
from waystation.domain.person import Agreement, Person
from waystation.domain.record import Record
from waystation.domain.vetting import RuleStep, VettingRules
from waystation.kit import clock
from waystation.plan.safeguards import CHILD_TRAITS
from waystation.vault.finding import find
from waystation.vault.records import Draft

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
Change = Callable[[Any], dict[str, Any]]


def persons(case: Case, asked_at: datetime) -> list[Person]:
    """A record for each person of the group, with consent, and for each child a guardian."""
    yes = Agreement(purpose="move", given=True, language="ko", asked_at=asked_at, heard_alone=True)
    guards, found = case.safeguards, []
    for child in guards.children:
        said = {"guardian": child.guardian or "the desk", "best_interest": child.best_interest or "safety"}
        found.append(
            Person(
                id=child.person, born_from=2018, born_to=2018, languages=("ko",), agreements=(yes,), **said
            )
        )
    grown: dict[str, Any] = {"born_from": 1950, "born_to": 1999, "languages": ("ko",), "agreements": (yes,)}
    found += [Person(id=consent.person, **grown) for consent in guards.consents]
    known = {each.id: each for each in found}
    for number in range(len(known), case.group.persons):
        small = bool(CHILD_TRAITS.intersection(case.group.traits))
        years = {"born_from": 2018, "born_to": 2018} if small else {}
        extra = Person(id=f"person {number}", **{**grown, **years})
        known[extra.id] = extra.model_copy(update={"guardian": "the desk", "best_interest": "safety"})
    searched = case.safeguards.trafficking.model_copy(update={"looked_for": True})
    return [each.model_copy(update={"trafficking": searched}) for each in known.values()]


def helpers(network: Network) -> list[HelperRecord]:
    step = VettingStep(step="met", rules="1", day=LONG_AGO.date(), result="passed")
    vouched = Vouching(by="an old friend", day=LONG_AGO.date())
    return [
        HelperRecord(id=each.id, role=each.role, steps=(step,), vouched_by=(vouched,))
        for each in network.helpers
    ]


def houses(network: Network) -> list[House]:
    there = (each for each in network.places if each.kind == "safe_house")
    return [House(id=each.id, place=each.id, beds=12, hosts=each.hosts, worth=each.worth) for each in there]


class Deciding:
    """Anna and Mina coordinate, Ben works on the case, Cho protects; Dora is the second desk."""

    def __init__(
        self, where: Path, now: datetime, network: str = "family/network", case: str = "family/case"
    ) -> None:
        cheap()
        self.now = now
        self.office = Office.founded(where)
        self.office.join("Mina", "coordinator")
        self.office.join("Ben")
        self.office.join("Cho", "protection officer")
        self.office.join("Dora", "coordinator")
        names = ("Anna", "Mina", "Ben", "Cho", "Dora")
        self.anna, self.mina, self.ben, self.cho, self.dora = (
            Desk(self.office.unlock(each)) for each in names
        )
        self.both = Desk(self.anna.session, self.mina.session)
        self.file, self.network = shelf.case(case), shelf.network(network)
        self.parts: dict[str, str] = {}
        self._case(now)

    def _case(self, now: datetime) -> None:
        people = persons(self.file, now - timedelta(days=1))
        cleared = self.file.safeguards.trafficking
        if cleared.cleared_by is not None:  # in a vault it is somebody's word, not anybody's
            cleared = cleared.model_copy(update={"cleared_by": "Cho"})
            guards = self.file.safeguards.model_copy(update={"trafficking": cleared})
            self.file = self.file.model_copy(update={"safeguards": guards})
            people = [each.model_copy(update={"trafficking": cleared}) for each in people]
        requester = Requester(name="who called", verified_at=now - timedelta(days=1), verified_by="m")
        case = CaseRecord(
            id="c1",
            state="accepted",
            requester=requester,
            persons=tuple(each.id for each in people),
            network="w1",
            case=self.file,
        )
        rules = VettingRules(id="1", from_day=LONG_AGO.date(), steps=(RuleStep(step="met"),))
        self.keep("case", case, NetworkRecord(id="w1", network=self.network), *people)
        self.keep("helper", rules, *helpers(self.network))
        self.keep("house", *houses(self.network))
        for kind, part in self.parts.items():
            for desk in (self.mina, self.ben, self.cho, self.dora):
                if not (kind == "helper" and desk is self.ben):
                    grant_compartment(self.anna, part, desk.session.member_id)
        for desk in (self.mina, self.ben, self.cho, self.dora):
            list_compartments(desk)  # takes in what was granted

    def keep(self, kind: Any, *records: Record) -> None:
        self.parts[kind] = create_compartment(self.anna, kind, f"the {kind}").id
        save_record(self.anna, self.parts[kind], [Draft(each, f"{each.id}, shown") for each in records])

    def change(self, key: str, kind: str, how: Change, desk: Desk | None = None) -> None:
        """Save a record with some fields changed."""
        desk = desk or self.anna
        (opened,) = open_record(desk, [find(desk.session, key, kind).id])
        value = opened.value.model_copy(update=how(opened.value))
        save_record(desk, opened.compartment, [Draft(value, opened.title, opened.id, opened.counter)])

    def propose(self, desk: Desk | None = None) -> str:
        return propose_decision(desk or self.anna, "c1", reasons=False)

    def pack(self, decision: str) -> None:
        """The second desk says that it holds the continuity pack."""
        note_continuity(self.dora, decision, self.dora.session.member_id, self.now + timedelta(days=30))

    def sign(
        self, desk: Desk, decision: str, opinion: OpinionWord, reason: str | None = None
    ) -> DecisionRecord:
        read_risks(desk, decision)
        return sign_decision(desk, decision, opinion, reason)

    def raw(self, decision: str) -> DecisionRecord:
        """The record as it lies in the vault, whoever may see it."""
        from tests.vault.office import look_at  # noqa: PLC0415

        value = look_at(self.anna.session, [find(self.anna.session, decision).id])[0].value
        assert isinstance(value, DecisionRecord)
        return value

    def close(self) -> None:
        self.office.vault.close()


def deciding(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    network: str = "family/network",
    case: str = "family/case",
) -> Deciding:
    """An office two hours before hour 0 of the network."""
    now = (shelf.network(network).start - timedelta(hours=2)).astimezone(UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    return Deciding(tmp_path / "office.vault", now, network, case)
