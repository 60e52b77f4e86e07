"""Whatever stops a piece of work, at whichever step: it is as if it had not begun, and can be done again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from tests.vault.conftest import Where
from tests.vault.office import Office, credentials, keep, look_at, note
from tests.vault.sound import check, everything

from waystation.vault.attached import attach
from waystation.vault.compartments import create_compartment, grant
from waystation.vault.faults import Full
from waystation.vault.members import apply, sponsor
from waystation.vault.opening import vault_of
from waystation.vault.removal import remove
from waystation.vault.rotation import rotate
from waystation.vault.sqlite import RESERVE_PAGES, SqliteStore
from waystation.vault.store import Row, Tx
from waystation.vault.work import Task, writing


class Interrupted(Exception):  # noqa: N818
    """Stands for whatever can happen: memory that runs out, a bug, a signal."""


class Counting:
    """A transaction that is interrupted at one of its steps; each row of many is a step."""

    def __init__(self, tx: Tx, stop: int) -> None:
        self.tx, self.stop, self.steps = tx, stop, 0

    @property
    def committed(self) -> bool:
        return self.tx.committed

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.stop:
            raise Interrupted

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        self.step()
        return self.tx.rows(sql, values)

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        self.step()
        return self.tx.run(sql, values)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        def counted() -> Iterator[Sequence[Any]]:
            for row in rows:
                self.step()
                yield row

        self.tx.many(sql, counted())


def until(office: Office, monkeypatch: pytest.MonkeyPatch, stop: int, act: Callable[[], object]) -> bool:
    """Do something that is interrupted at a step; tell whether it ended before that."""
    write = office.vault.store.write

    @contextmanager
    def interrupted(*, urgent: bool = False) -> Iterator[Counting]:
        with write(urgent=urgent) as tx:
            yield Counting(tx, stop)

    with monkeypatch.context() as patch:
        patch.setattr(office.vault.store, "write", interrupted)
        try:
            act()
        except Interrupted:
            return False
    return True


def test_a_removal_that_is_interrupted_at_any_step_changes_nothing_and_can_be_done_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Ben", "Cho", "Dia"):
        office.join(name, "auditor" if name == "Dia" else "case worker")
    here = office.compartment("Ben", "Cho")
    saved = keep(office.anna, here, *(note(f"n{i}") for i in range(5)))
    ben = office.desks["Ben"].member_id

    def removal() -> None:
        with writing(Task(office.anna, "remove member")) as work:
            remove(work, ben)

    before = everything(office.vault)
    steps = 1
    while not until(office, monkeypatch, steps, removal):
        assert everything(office.vault) == before
        assert ben in office.anna.directory.members
        steps += 1
    assert steps > 40
    check(office.unlock("Anna"))
    assert len(look_at(office.unlock("Cho"), [each.id for each in saved])) == 5


def test_a_rotation_that_is_interrupted_at_any_step_changes_nothing_and_can_be_done_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.join("Ben")
    here = office.compartment("Ben")
    saved = keep(office.anna, here, *(note(f"n{i}") for i in range(5)))
    with writing(Task(office.anna, "attach file")) as work:
        attach(work, here, saved[0].id, "photo", [bytes(100_000)])

    def rotation() -> None:
        with writing(Task(office.anna, "rotate compartment")) as work:
            rotate(work, [here])

    before = everything(office.vault)
    steps = 1
    while not until(office, monkeypatch, steps, rotation):
        assert everything(office.vault) == before
        look_at(office.anna, [])
        before = everything(office.vault)
        steps += 1
    assert steps > 25
    check(office.anna)


@pytest.fixture
def full(tmp_path: Any) -> Office:
    """An office with something in it, whose disk can be filled."""
    office = Office.founded(tmp_path / "full.vault")
    for name in ("Ben", "Cho"):
        office.join(name)
    return office


def pages(office: Office) -> int:
    with sqlite3.connect(office.where) as connection:
        return int(connection.execute("PRAGMA page_count").fetchone()[0])


def save_much(office: Office, here: str) -> None:
    keep(office.anna, here, *(note(f"more{i}", "x" * 3000) for i in range(20)))


def attach_much(office: Office, here: str) -> None:
    with writing(Task(office.anna, "attach file")) as work:
        record = next(iter(work.compartment(here).manifest.records))
        attach(work, here, record, "photo", [bytes(100_000)])


def make(office: Office, _here: str) -> None:
    with writing(Task(office.anna, "create compartment")) as work:
        for number in range(30):
            create_compartment(work, "case", f"case {number}")


def give(office: Office, here: str) -> None:
    with writing(Task(office.anna, "grant compartment")) as work:
        for _again in range(30):
            grant(work, here, office.desks["Cho"].member_id)
        work.compartments += [here] * 500


def turn(office: Office, here: str) -> None:
    with writing(Task(office.anna, "rotate compartment")) as work:
        rotate(work, [here] * 12)


def knock(office: Office, _here: str) -> None:
    apply(office.vault, "Dia" * 3000, "auditor", credentials("Dia"))


def vouch(office: Office, here: str) -> None:
    application = apply(office.vault, "Dia", "auditor", credentials("Dia"))
    for name in ("Anna", "Ben"):
        with writing(Task(office.desks[name], "sponsor member", "x" * 9000)) as work:
            sponsor(work, application)
    save_much(office, here)


def dismiss(office: Office, _here: str) -> None:
    with writing(Task(office.anna, "remove member", "x" * 100_000)) as work:
        remove(work, office.desks["Ben"].member_id)


@pytest.mark.parametrize("act", [save_much, attach_much, make, give, turn, knock, vouch, dismiss])
@pytest.mark.parametrize("more", [0, 1, 2, 4, 8])
def test_on_a_full_disk_nothing_is_half_written(
    full: Office, act: Callable[[Office, str], None], more: int
) -> None:
    here = full.compartment("Ben", "Cho")
    keep(full.anna, here, *(note(f"n{i}") for i in range(10)))
    full.desks = {name: full.unlock(name) for name in full.desks}
    full.vault.store.tidy()
    limit = pages(full) + RESERVE_PAGES + more
    small = vault_of(SqliteStore(full.where, page_limit=limit))
    for session in full.desks.values():
        session.vault = small
    before = everything(small)
    try:
        act(full, here)
    except Full:
        if act is not vouch:  # which is several pieces of work
            assert everything(small) == before
    else:
        assert more, "no room at all was left, and yet it was written"
    check(full.unlock("Anna"))


def test_on_a_disk_too_full_for_records_there_is_still_room_to_open_them(full: Office) -> None:
    here = full.compartment()
    (saved,) = keep(full.anna, here, note("n1"))
    full.vault.store.tidy()
    store = SqliteStore(full.where, page_limit=pages(full) + RESERVE_PAGES)
    full.anna.vault = vault_of(store)
    with pytest.raises(Full):
        save_much(full, here)
    for _again in range(20):
        assert look_at(full.anna, [saved.id])[0].value == note("n1")


def test_what_cannot_be_written_down_on_a_full_disk_is_not_opened(full: Office) -> None:
    (saved,) = keep(full.anna, full.compartment(), note("n1"))
    full.vault.store.tidy()
    full.anna.vault = vault_of(SqliteStore(full.where, page_limit=pages(full) + 8))
    full.anna.vault.store.release_reserve()
    opened = 0
    with suppress(Full):
        while opened < 200:
            look_at(full.anna, [saved.id])
            opened += 1
    assert 0 < opened < 200
    before = everything(full.anna.vault)["ledger"]
    with pytest.raises(Full):
        look_at(full.anna, [saved.id])
    assert everything(full.anna.vault)["ledger"] == before


def test_space_is_kept_for_the_ledger_and_taken_again_when_there_is_room(somewhere: Where) -> None:
    office = Office.founded(somewhere())
    kept = office.vault.store.release_reserve()
    assert kept == isinstance(office.vault.store, SqliteStore)  # a server's disk is not ours to keep free
    look_at(office.anna, [])
    assert not office.vault.store.release_reserve()
    office.compartment()
    assert office.vault.store.release_reserve() == kept
    office.vault.close()
