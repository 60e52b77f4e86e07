"""Whatever an office does in whatever order: each member opens what a plain model says, on both databases."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run
from tests.vault.office import Office, change, keep, look_at, note
from tests.vault.postgres import new_schema

from waystation.domain.record import Record
from waystation.vault import ledger
from waystation.vault.attached import attach, open_attached
from waystation.vault.compartments import create_compartment, drop, grant, manifests, withdraw
from waystation.vault.faults import NotAllowed, NotHeld, WrongPassphrase
from waystation.vault.records import shred
from waystation.vault.removal import remove
from waystation.vault.rotation import rotate
from waystation.vault.session import Session
from waystation.vault.work import Task, reading, writing

NAMES = ("Ben", "Cho", "Dia", "Eva", "Fay")
pick = st.integers(0, 10**6)


@dataclass
class Case:
    """A compartment as the model knows it."""

    holders: set[str]
    records: dict[str, Record] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """By id: the record that each file belongs to, and what is in it."""


class Machine(RuleBasedStateMachine):
    """An office and, beside it, sets and dicts that say who may open what."""

    def __init__(self) -> None:
        super().__init__()
        self.members = {"Anna"}
        self.removed: set[str] = set()
        self.lost: dict[str, set[str]] = {}  # who was removed: the cases that were sealed anew at once
        self.cases: dict[str, Case] = {}
        self.out_of_reach = 0  # files of cases that nobody holds any more
        self.written = 0

    @initialize()
    def found(self) -> None:
        self.office = Office.founded(type(self).place())
        self.written = 1

    @staticmethod
    def place() -> str | Path:
        """Where the next vault is founded."""
        raise NotImplementedError

    def teardown(self) -> None:
        self.office.vault.close()

    def someone(self, number: int, names: set[str]) -> str:
        return sorted(names)[number % len(names)]

    def case(self, number: int) -> tuple[str, Case]:
        return list(self.cases.items())[number % len(self.cases)]

    @precondition(lambda self: self.members | self.removed != {"Anna", *NAMES})
    @rule()
    def join(self) -> None:
        name = next(each for each in NAMES if each not in self.members | self.removed)
        sponsors = [each for each in self.office.desks if each in self.members]
        self.office.desks = {each: self.office.desks[each] for each in sponsors}
        self.office.join(name, "coordinator")
        self.members.add(name)
        self.written += min(2, len(sponsors)) + 1

    @rule(number=pick)
    def make(self, number: int) -> None:
        name = self.someone(number, self.members)
        with writing(Task(self.office.desks[name], "create compartment")) as work:
            self.cases[create_compartment(work, "case", "a case").id] = Case({name})
        self.written += 1

    @precondition(lambda self: self.cases)
    @rule(number=pick, whom=pick)
    def give(self, number: int, whom: int) -> None:
        identity, case = self.case(number)
        to = self.someone(whom, self.members)
        by = self.someone(number, case.holders)
        with writing(Task(self.office.desks[by], "grant compartment")) as work:
            grant(work, identity, self.office.desks[to].member_id)
        case.holders.add(to)
        self.written += 1

    @precondition(lambda self: any(len(case.holders) > 1 for case in self.cases.values()))
    @rule(number=pick, whom=pick)
    def take_back(self, number: int, whom: int) -> None:
        shared = [(each, case) for each, case in self.cases.items() if len(case.holders) > 1]
        identity, case = shared[number % len(shared)]
        by, *others = sorted(case.holders, key=lambda name: (name == self.someone(whom, case.holders), name))
        with writing(Task(self.office.desks[by], "withdraw compartment")) as work:
            withdraw(work, identity, self.office.desks[others[-1]].member_id)
        case.holders.remove(others[-1])
        self.written += 1

    @precondition(lambda self: self.cases)
    @rule(number=pick, text=st.text("abc 가나", min_size=1, max_size=600).filter(str.strip))
    def save(self, number: int, text: str) -> None:
        identity, case = self.case(number)
        value = note(f"n{number}", text)
        (saved,) = keep(self.office.desks[self.someone(number, case.holders)], identity, value)
        case.records[saved.id] = value
        self.written += 1

    @precondition(lambda self: any(case.records for case in self.cases.values()))
    @rule(number=pick, text=st.text("xyz", min_size=1, max_size=20))
    def correct(self, number: int, text: str) -> None:
        full = [case for case in self.cases.values() if case.records]
        case = full[number % len(full)]
        identity = list(case.records)[number % len(case.records)]
        session = self.office.desks[self.someone(number, case.holders)]
        (opened,) = look_at(session, [identity])
        case.records[identity] = note("corrected", text)
        change(session, opened, case.records[identity])
        self.written += 2

    @precondition(lambda self: any(case.records for case in self.cases.values()))
    @rule(number=pick, data=st.binary(max_size=3000))
    def attach(self, number: int, data: bytes) -> None:
        full = [(each, case) for each, case in self.cases.items() if case.records]
        where, case = full[number % len(full)]
        record = list(case.records)[number % len(case.records)]
        with writing(Task(self.office.desks[self.someone(number, case.holders)], "attach file")) as work:
            case.files[attach(work, where, record, "photo", [data])] = record, data
        self.written += 1

    @precondition(lambda self: any(case.records for case in self.cases.values()))
    @rule(number=pick)
    def destroy(self, number: int) -> None:
        full = [(each, case) for each, case in self.cases.items() if case.records]
        where, case = full[number % len(full)]
        identity = list(case.records)[number % len(case.records)]
        with writing(Task(self.office.desks[self.someone(number, case.holders)], "shred record")) as work:
            shred(work, where, [identity])
        del case.records[identity]
        case.files = {each: it for each, it in case.files.items() if it[0] != identity}
        self.written += 1

    @precondition(lambda self: len(self.cases) > 2)
    @rule(number=pick)
    def end(self, number: int) -> None:
        identity, case = self.case(number)
        with writing(Task(self.office.desks[self.someone(number, case.holders)], "drop compartment")) as work:
            drop(work, identity)
        del self.cases[identity]
        self.written += 1

    @precondition(lambda self: self.cases)
    @rule(number=pick)
    def turn(self, number: int) -> None:
        identity, case = self.case(number)
        with writing(
            Task(self.office.desks[self.someone(number, case.holders)], "rotate compartment")
        ) as work:
            rotate(work, [identity])
        self.written += 1

    @precondition(lambda self: len(self.members) > 2)
    @rule(number=pick)
    def dismiss(self, number: int) -> None:
        gone = self.someone(number, self.members - {"Anna"})
        by = self.someone(number, self.members - {gone})
        with writing(Task(self.office.desks[by], "remove member")) as work:
            remove(work, self.office.desks[gone].member_id)
        self.lost[gone] = {each for each, case in self.cases.items() if {by, gone} <= case.holders}
        self.members.remove(gone)
        self.removed.add(gone)
        for identity, case in list(self.cases.items()):
            case.holders.discard(gone)
            if not case.holders:  # nobody is left who could open it: the data is gone
                self.out_of_reach += len(case.files)
                del self.cases[identity]
        self.written += 1

    @rule(number=pick)
    def come_back(self, number: int) -> None:
        name = self.someone(number, self.members)
        self.office.desks[name] = self.office.unlock(name)
        self.written += 1

    @rule(number=pick)
    def look(self, number: int) -> None:
        """One member tries to open every record there is: what the model says opens, nothing else does."""
        name = self.someone(number, self.members)
        session = self.office.desks[name]
        with reading(Task(session, "list compartments")) as look:
            listed = {each.id for each in manifests(look, {"case"})}
        assert listed == {each for each, case in self.cases.items() if name in case.holders}
        for case in self.cases.values():
            for identity, value in case.records.items():
                if name in case.holders:
                    assert look_at(session, [identity])[0].value == value
                else:
                    with pytest.raises(NotHeld):
                        look_at(session, [identity])
                self.written += 1
            for identity, (_record, data) in case.files.items():
                if name in case.holders:
                    assert opened_file(session, identity) == data
                else:
                    with pytest.raises(NotHeld):
                        opened_file(session, identity)
                self.written += 1
        self.written += 1

    @invariant()
    def what_is_attached_is_there_as_long_as_its_record_and_no_longer(self) -> None:
        if not self.written:
            return
        with self.office.vault.store.read() as tx:
            ((there,),) = tx.rows("SELECT count(DISTINCT id) FROM attachments")
        assert there == self.out_of_reach + sum(len(case.files) for case in self.cases.values())

    @precondition(lambda self: self.removed)
    @rule(number=pick)
    def knock_again(self, number: int) -> None:
        name = self.someone(number, self.removed)
        with pytest.raises(WrongPassphrase):
            self.office.unlock(name)
        if name in self.office.desks:
            with pytest.raises(NotAllowed):
                look_at(self.office.desks[name], [])

    @invariant()
    def every_request_is_one_row_of_an_unbroken_ledger(self) -> None:
        if not self.written:
            return
        with self.office.vault.store.read() as tx:
            assert ledger.verify(tx).seq == self.written

    @invariant()
    def no_old_key_opens_anything_that_is_live(self) -> None:
        if not self.written:
            return
        with self.office.vault.store.read() as tx:
            epochs = {bytes(row[0]).hex(): row[1] for row in tx.rows("SELECT id, epoch FROM compartments")}
        for name in self.removed & self.office.desks.keys():
            keys = self.office.desks[name].keys
            sealed = self.lost[name] & self.cases.keys() & keys.keys()
            assert all(epochs[each] > keys[each].epoch for each in sealed)


def opened_file(session: Session, identity: str) -> bytes:
    with reading(Task(session, "open attachment"), [identity]) as look:
        return b"".join(open_attached(look, identity)[1])


def machine(place: Callable[[], str | Path]) -> type[Machine]:
    return type("MachineThere", (Machine,), {"place": staticmethod(place)})


def sized(request: pytest.FixtureRequest) -> settings:
    """A few histories in the default run, many more in the slow one."""
    many = request.config.getoption("--run-slow")
    return settings(max_examples=100 if many else 6, stateful_step_count=50 if many else 25, deadline=None)


def test_everybody_opens_what_the_model_says_in_a_file(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    def here() -> Path:
        return Path(tempfile.mkdtemp(dir=tmp_path)) / "v.vault"

    run(machine(here), settings=sized(request))


def test_everybody_opens_what_the_model_says_on_postgresql(
    request: pytest.FixtureRequest, postgres: str
) -> None:
    def there() -> str:
        return new_schema(postgres, f"m{secrets.token_hex(6)}")

    run(machine(there), settings=sized(request))
