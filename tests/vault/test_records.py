"""What is saved is what is opened, and nothing that somebody else saved is lost."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import partial
from typing import Annotated, Literal

import pytest
from pydantic import Field
from tests.vault.office import Office, change, keep, look_at, note

from waystation.domain import kinds
from waystation.domain.group_record import Note
from waystation.kit.errors import BadInput
from waystation.vault import payloads
from waystation.vault.compartments import manifests
from waystation.vault.faults import Conflict, Damaged, NotAllowed, NotHeld
from waystation.vault.records import Draft, open_records, save, shred
from waystation.vault.rotation import rotate
from waystation.vault.store import Tx
from waystation.vault.work import Task, reading, writing


def test_what_was_saved_is_opened_by_whoever_was_given_the_compartment(office: Office) -> None:
    office.join("Ben")
    shared = office.compartment("Ben")
    saved = keep(office.anna, shared, note("n1", "the boat leaves at two"), note("n2"))
    ben = office.unlock("Ben")
    opened = look_at(ben, [each.id for each in reversed(saved)])
    assert [each.value for each in opened] == [note("n2"), note("n1", "the boat leaves at two")]
    assert [each.key for each in opened] == ["n2", "n1"]


def test_nobody_else_opens_it(office: Office) -> None:
    office.join("Ben")
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    with pytest.raises(NotHeld):
        look_at(office.desks["Ben"], [saved.id])


def test_a_key_that_is_granted_meanwhile_is_used_without_unlocking_again(office: Office) -> None:
    ben = office.join("Ben")
    (saved,) = keep(office.anna, office.compartment("Ben"), note("n1"))
    assert look_at(ben, [saved.id])[0].value == note("n1")


def test_somebody_who_rotates_between_writing_down_and_opening_is_no_obstacle(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = office.join("Ben")
    here = office.compartment("Ben")
    (saved,) = keep(office.anna, here, note("n1"))
    store = office.vault.store
    read = store.read
    rotations: list[str] = []

    def rotated_first() -> AbstractContextManager[Tx]:
        if not rotations:
            rotations.append(here)
            with writing(Task(office.anna, "rotate compartment")) as work:
                rotate(work, [here])
        return read()

    monkeypatch.setattr(store, "read", rotated_first)
    assert look_at(ben, [saved.id])[0].value == note("n1")
    assert rotations


def test_a_record_that_the_ledger_does_not_name_is_not_opened(office: Office) -> None:
    one, two = keep(office.anna, office.compartment(), note("n1"), note("n2"))
    with reading(Task(office.anna, "open record"), [one.id]) as look, pytest.raises(NotAllowed):
        open_records(look, [one.id, two.id])


def test_of_two_who_change_one_record_the_second_is_told_and_nothing_is_lost(office: Office) -> None:
    office.join("Ben")
    shared = office.compartment("Ben")
    (saved,) = keep(office.anna, shared, note("n1", "first"))
    ben = office.unlock("Ben", office.again())
    (annas,), (bens,) = look_at(office.anna, [saved.id]), look_at(ben, [saved.id])
    change(ben, bens, note("n1", "Ben's"))
    with pytest.raises(Conflict) as conflict:
        change(office.anna, annas, note("n1", "Anna's"))
    assert conflict.value.records == (saved.id,)
    assert look_at(office.anna, [saved.id])[0].value == note("n1", "Ben's")
    ben.vault.close()


def test_a_conflict_in_one_record_leaves_the_others_of_the_request_unsaved(office: Office) -> None:
    here = office.compartment()
    one, two = keep(office.anna, here, note("n1"), note("n2"))
    stale = Draft(note("n2", "late"), "", two.id, two.counter - 1)
    with pytest.raises(Conflict), writing(Task(office.anna, "save record")) as work:
        save(work, here, [Draft(note("n1", "early"), "", one.id, one.counter), stale])
    assert [each.value for each in look_at(office.anna, [one.id, two.id])] == [note("n1"), note("n2")]


def test_a_shredded_record_is_gone_from_the_list_and_from_the_disk(office: Office) -> None:
    here = office.compartment()
    one, two = keep(office.anna, here, note("n1"), note("n2"))
    with writing(Task(office.anna, "shred record")) as work:
        shred(work, here, [one.id])
    with reading(Task(office.anna, "list compartments")) as look:
        (case,) = manifests(look, {"case"})
        assert look.tx.rows("SELECT id FROM records WHERE id = ?", (bytes.fromhex(one.id),)) == []
    assert set(case.manifest.records) == {two.id}
    with pytest.raises(NotAllowed):
        look_at(office.anna, [one.id])


def test_an_older_state_of_a_record_put_back_in_its_place_is_refused(office: Office) -> None:
    here = office.compartment()
    (saved,) = keep(office.anna, here, note("n1", "old"))
    row = (bytes.fromhex(saved.id),)
    with office.vault.store.read() as tx:
        ((old,),) = tx.rows("SELECT blob FROM records WHERE id = ?", row)
    change(office.anna, look_at(office.anna, [saved.id])[0], note("n1", "new"))
    with office.vault.store.write() as tx:
        tx.run("UPDATE records SET blob = ? WHERE id = ?", (old, *row))
    with pytest.raises(Damaged):
        look_at(office.anna, [saved.id])


def test_two_records_put_in_each_others_place_are_refused(office: Office) -> None:
    one, two = keep(office.anna, office.compartment(), note("n1"), note("n2"))
    ids = [bytes.fromhex(one.id), bytes.fromhex(two.id)]
    with office.vault.store.write() as tx:
        ((a,),) = tx.rows("SELECT blob FROM records WHERE id = ?", ids[:1])
        ((b,),) = tx.rows("SELECT blob FROM records WHERE id = ?", ids[1:])
        tx.many("UPDATE records SET blob = ? WHERE id = ?", [(b, ids[0]), (a, ids[1])])
    for saved in (one, two):
        with pytest.raises(Damaged):
            look_at(office.anna, [saved.id])


def test_a_record_that_vanished_from_the_disk_is_missed(office: Office) -> None:
    here = office.compartment()
    one, _two = keep(office.anna, here, note("n1"), note("n2"))
    with office.vault.store.write() as tx:
        tx.run("DELETE FROM records WHERE id = ?", (bytes.fromhex(one.id),))
    with pytest.raises(Damaged), writing(Task(office.anna, "rotate compartment")) as work:
        rotate(work, [here])


def test_a_record_of_a_newer_program_is_refused_and_not_overwritten(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = payloads.encode("note", 2, b'{"kind":"note","schema":2,"id":"n1","text":"x"}')
    monkeypatch.setattr("waystation.vault.records.encode_record", lambda _record: ("note", newer))
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    with pytest.raises(BadInput, match="newer program"):
        _ = look_at(office.anna, [saved.id])[0].value


def test_a_record_of_an_older_form_is_brought_up_to_date_when_it_is_opened(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    (saved,) = keep(office.anna, office.compartment(), note("n1", "written long ago"))

    class NewerNote(Note):
        """As if notes had got a second form, which says who is its owner."""

        schema_: Annotated[Literal[2], Field(alias="schema")] = 2  # type: ignore[assignment]
        owner: str

    migrations = {("note", 1): lambda data: {**data, "owner": "nobody yet"}}
    monkeypatch.setattr(kinds, "KINDS", {**kinds.KINDS, "note": NewerNote})
    monkeypatch.setattr(payloads, "record_of", partial(kinds.record_of, migrations=migrations))
    value = look_at(office.anna, [saved.id])[0].value
    assert isinstance(value, NewerNote)
    assert (value.owner, value.entries[0].text) == ("nobody yet", "written long ago")
