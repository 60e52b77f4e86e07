"""Who takes requests in, in these tests? Anna coordinates, Ben works on cases, Cho protects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.domain.intake_cases import CALM
from tests.vault.office import Office, cheap

from waystation.actions.acting import Desk
from waystation.actions.add_person import add_person
from waystation.actions.create_compartment import create_compartment
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.keeping import Seen
from waystation.actions.open_record import open_record
from waystation.actions.register_case import Registered, Registration, register_case
from waystation.actions.save_record import save_record
from waystation.domain.access import MemberRole
from waystation.domain.case_record import CaseRecord, Requester
from waystation.domain.person import Name
from waystation.domain.person_facts import PersonFacts
from waystation.domain.record import Record
from waystation.vault.records import Draft

CAST: dict[str, MemberRole] = {"Cho": "protection officer", "Ben": "case worker", "Mina": "coordinator"}
CALLER = Requester(name="a daughter in Seoul", relation="daughter", language="ko")


class Room:
    """The office with its desks."""

    def __init__(self, where: Path) -> None:
        cheap()
        self.office = Office.founded(where / "vault")
        for name, role in CAST.items():
            self.office.join(name, role)
        self.anna, self.cho, self.ben, self.mina = (
            Desk(self.office.desks[name]) for name in ("Anna", "Cho", "Ben", "Mina")
        )

    def close(self) -> None:
        self.office.vault.close()

    def request(self, desk: Desk, *others: Desk, **more: Any) -> Registered:
        """A case that somebody registered, calm answers and all, and shared with others."""
        told = {"requester": CALLER, "answers": CALM, **more}
        made = register_case(desk, Registration.model_validate(told))
        self.share(desk, made.compartment, *others)
        return made

    @staticmethod
    def share(desk: Desk, compartment: str, *others: Desk) -> None:
        for other in others:
            grant_compartment(desk, compartment, other.session.member_id)

    @staticmethod
    def case(desk: Desk, made: Registered) -> CaseRecord:
        value = open_record(desk, [made.record])[0].value
        assert isinstance(value, CaseRecord)
        return value

    @staticmethod
    def record(desk: Desk, identity: str) -> Any:
        return open_record(desk, [identity])[0].value

    @staticmethod
    def person(desk: Desk, made: Registered, *names: str, **facts: Any) -> str:
        """A person of a case: the id of her record."""
        told = PersonFacts.model_validate({"names": [Name(text=each) for each in names], **facts})
        return add_person(desk, Seen(made.record), told).id

    @staticmethod
    def keep(desk: Desk, kind: Any, *values: Record) -> list[str]:
        """Other records in a compartment of their own: their ids."""
        where = create_compartment(desk, kind, f"the {kind}").id
        return [each.id for each in save_record(desk, where, [Draft(value) for value in values])]
