"""Who works in the office of these tests, and what do they keep?

Nobody here is real. A guess of a passphrase costs next to nothing (`cheap`): only tests may do that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from waystation.domain.access import MemberRole
from waystation.domain.group_record import Note, NoteEntry
from waystation.domain.record import Record
from waystation.vault import keys
from waystation.vault.compartments import create_compartment, grant
from waystation.vault.founding import create
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock
from waystation.vault.members import applications, apply, sponsor, write_organisation
from waystation.vault.opening import Vault, open_vault
from waystation.vault.records import Draft, Opened, Saved, open_records, save
from waystation.vault.session import Session
from waystation.vault.work import Task, reading, writing

BURN = bytes(range(32))


def cheap() -> None:
    """Make a guess of a passphrase cost next to nothing."""
    keys.USUAL = keys.Cost(8192, 1)


def credentials(name: str) -> Credentials:
    return Credentials(name.lower(), f"a passphrase of {name}", BURN)


def note(key: str, text: str = "nothing new") -> Note:
    """A record; what it is about is not what these tests are about."""
    entry = NoteEntry(at=datetime(2026, 3, 2, tzinfo=UTC), by="anna", text=text)
    return Note(id=key, entries=(entry,))


@dataclass
class Office:
    """A vault with its founder Anna, and whoever has joined since."""

    where: str | Path
    desks: dict[str, Session] = field(default_factory=dict)

    @classmethod
    def founded(cls, where: str | Path) -> Office:
        office = cls(where)
        office.desks["Anna"] = create(where, "The Office", ("Anna", "coordinator"), credentials("Anna"))
        return office

    @property
    def anna(self) -> Session:
        return self.desks["Anna"]

    @property
    def vault(self) -> Vault:
        return self.anna.vault

    def again(self) -> Vault:
        """The same vault through another connection."""
        return open_vault(self.where)

    def join(self, name: str, role: MemberRole = "case worker") -> Session:
        """Let somebody in; the first two vouch."""
        application = apply(self.vault, name, role, credentials(name))
        for session in list(self.desks.values())[:2]:
            with writing(Task(session, "sponsor member")) as work:
                assert application in applications(work)
                sponsor(work, application)
        self.desks[name] = self.unlock(name)
        return self.desks[name]

    def allow(self, an_hour: int) -> None:
        """Let each member open so many records in an hour."""
        with writing(Task(self.anna, "set quota")) as work:
            us = self.anna.directory.organisation
            write_organisation(work, us.model_copy(update={"openings_per_hour": an_hour}))

    def unlock(self, name: str, vault: Vault | None = None) -> Session:
        return unlock(vault or self.vault, credentials(name))

    def compartment(self, *holders: str, title: str = "a case") -> str:
        """A compartment that Anna makes, and who else holds it."""
        with writing(Task(self.anna, "create compartment")) as work:
            made = create_compartment(work, "case", title).id
            for name in holders:
                grant(work, made, self.desks[name].member_id)
        return made


def keep(session: Session, compartment: str, *values: Record) -> tuple[Saved, ...]:
    """Save new records."""
    with writing(Task(session, "save record")) as work:
        return save(work, compartment, [Draft(value) for value in values])


def change(session: Session, opened: Opened, value: Record) -> Saved:
    """Save a record that was opened."""
    draft = Draft(value, opened.title, opened.id, opened.counter)
    with writing(Task(session, "save record")) as work:
        return save(work, opened.compartment, [draft])[0]


def look_at(session: Session, ids: Sequence[str]) -> list[Opened]:
    """Open records, as the ledger knows."""
    with reading(Task(session, "open record"), ids) as look:
        return open_records(look, ids)
