"""Who keeps the journeys of the stories? Anna and Mina, who coordinate, and Ben, a case worker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.journey.lived import decision, files, signed
from tests.vault.office import Office

from waystation.actions.acting import Desk
from waystation.actions.answer_hand_over import answer_hand_over
from waystation.actions.confirm_hand_over import confirm_hand_over
from waystation.actions.create_compartment import create_compartment
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.list_notices import list_notices
from waystation.actions.note_stage import note_stage
from waystation.actions.offer_hand_over import offer_hand_over
from waystation.actions.open_record import open_record
from waystation.actions.save_record import save_record
from waystation.actions.start_journey import start_journey
from waystation.actions.view_journey import view_journey
from waystation.domain.case_record import CaseRecord, NetworkRecord
from waystation.domain.chance import Kept
from waystation.domain.group_record import GroupRecord
from waystation.domain.helper_record import HelperRecord
from waystation.domain.house import House
from waystation.domain.journey import Journey, JourneyStage
from waystation.domain.network import Network
from waystation.domain.person import Person
from waystation.domain.record import Record
from waystation.journey.hand_over import End
from waystation.journey.underway import Underway, ahead, whereabouts
from waystation.kit import clock
from waystation.vault.finding import find
from waystation.vault.members import write_organisation
from waystation.vault.records import Draft, Opened
from waystation.vault.work import Task, writing

ENDS: tuple[End, ...] = ("pick_up", "hand_over")


class Story:
    """One of the examples, kept in a vault, and lived there; the clock is ours."""

    def __init__(self, office: Office, monkeypatch: pytest.MonkeyPatch, network: str, case: str) -> None:
        self.office, self.files = office, files(network, case)
        self.now = self.files[0].start
        monkeypatch.setattr(clock, "now", lambda: self.now)
        office.join("Mina", "coordinator")
        office.join("Ben")
        self.anna, self.mina, self.ben = (Desk(office.unlock(name)) for name in ("Anna", "Mina", "Ben"))
        self.both = Desk(self.anna.session, self.mina.session)
        with writing(Task(self.anna.session, "set quota")) as work:
            us = self.anna.session.directory.organisation
            write_organisation(work, us.model_copy(update={"openings_per_hour": 10_000}))
        self.parts = {kind: self._keep(kind, some) for kind, some in self._records(network, case).items()}
        self.key = start_journey(self.anna, "d1").id

    def _records(self, network: str, case: str) -> dict[str, list[Record]]:
        known, asked = self.files
        persons = [f"p{n}" for n in range(1, asked.group.persons + 1)]
        helpers: list[Record] = [
            HelperRecord(id=each.id, role=each.role, integrity=_counts(each.integrity))
            for each in known.helpers
        ]
        houses: list[Record] = [
            House(id=f"house {each.id}", place=each.id, beds=each.capacity or 9, hosts=each.hosts)
            for each in known.places
            if each.kind == "safe_house"
        ]
        return {
            "helper": helpers,
            "house": houses,
            "corridor": [NetworkRecord(id="w1", network=known)],
            "case": [
                CaseRecord(id="c1", state="planned", network="w1", case=asked, groups=("g1",)),
                GroupRecord(id="g1", case="c1", members=tuple(persons)),
                *(Person(id=each) for each in persons),
                signed(decision(network, case), self.anna.session, self.mina.session),
            ],
        }

    def _keep(self, kind: Any, values: Iterable[Record]) -> str:
        made = create_compartment(self.anna, kind, f"the {kind}").id
        save_record(self.anna, made, [Draft(each, title=f"the {each.id}") for each in values])
        for desk in (self.mina, *([self.ben] if kind == "case" else [])):
            grant_compartment(self.anna, made, desk.session.member_id)
        list_notices(self.mina)  # takes in the keys
        return made

    @property
    def underway(self) -> Underway:
        return view_journey(self.anna, self.key).underway

    @property
    def journey(self) -> Journey:
        return self.underway.journey

    @property
    def network(self) -> Network:
        return self.files[0]

    def next(self, group: str = "g1") -> JourneyStage:
        return ahead(self.journey, group)[0]

    def ride(self, group: str = "g1") -> JourneyStage:
        """Live the next stage to its end, each hand-over by the travellers' word; return it as it was."""
        stage = self.next(group)
        self.now = max(self.now, stage.depart)
        self.take(stage, "pick_up")
        note_stage(self.anna, self.key, stage.number, "departed")
        self.now = max(self.now, stage.arrive)
        if not self.take(stage, "hand_over"):
            note_stage(self.anna, self.key, stage.number, "arrived")
        self.nobody_is_lost()
        return stage

    def take(self, stage: JourneyStage, end: End) -> bool:
        """Let the helper at one end of a stage take the group; False where the hands stay the same."""
        if getattr(stage, end) is None:
            return False
        words = offer_hand_over(self.anna, self.key, stage.number, end)
        answer_hand_over(self.anna, self.key, stage.number, end, accepted=True)
        assert confirm_hand_over(self.anna, self.key, stage.number, end, words.word, alone=True)
        return True

    def ride_to(self, place: str, group: str = "g1") -> None:
        while self.underway.position(group).place != place:
            self.ride(group)

    def later(self, hours: float) -> datetime:
        self.now += timedelta(hours=hours)
        return self.now

    def nobody_is_lost(self, *others: Underway) -> None:
        found = whereabouts(self.underway, *others)
        assert set(found) == {f"p{n}" for n in range(1, self.files[1].group.persons + 1)}
        assert all(len(places) == 1 for places in found.values())

    def opened(self, kind: str, key: str, desk: Desk | None = None) -> Opened:
        session = (desk or self.anna).session
        return open_record(desk or self.anna, [find(session, key, kind).id])[0]

    def value(self, kind: str, key: str) -> Any:
        return self.opened(kind, key).value


def _counts(integrity: object) -> Kept:
    return integrity if isinstance(integrity, Kept) else Kept(kept=0, broken=0)
