"""A compartment whose manifest is damaged opens again, with all that was in it, for those who held it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.vault.office import Office, change, keep, look_at, note
from tests.vault.sound import check, everything

from waystation.actions.acting import Desk
from waystation.actions.attach_file import attach_file
from waystation.actions.list_compartments import list_compartments
from waystation.actions.open_attachment import open_attachment
from waystation.actions.rebuild_manifest import rebuild_manifest
from waystation.actions.withdraw_compartment import withdraw_compartment
from waystation.vault.auditing import entries
from waystation.vault.compartments import drop
from waystation.vault.faults import Damaged, NotAllowed, NotHeld
from waystation.vault.finding import of_kind
from waystation.vault.manifests import load
from waystation.vault.rebuilding import Rebuilt, damaged
from waystation.vault.removal import remove
from waystation.vault.store import Tx
from waystation.vault.work import Task, reading, writing


def garble(tx: Tx, compartment: bytes) -> None:
    ((blob,),) = tx.rows("SELECT blob FROM compartments WHERE id = ?", (compartment,))
    changed = bytes(blob)[:-1] + bytes([bytes(blob)[-1] ^ 1])
    tx.run("UPDATE compartments SET blob = ? WHERE id = ?", (changed, compartment))


def empty(tx: Tx, compartment: bytes) -> None:
    tx.run("UPDATE compartments SET blob = ? WHERE id = ?", (b"", compartment))


def lose(tx: Tx, compartment: bytes) -> None:
    tx.run("DELETE FROM compartments WHERE id = ?", (compartment,))


def harmed(office: Office, compartment: str, harm: Callable[[Tx, bytes], None] = garble) -> None:
    with office.vault.store.write() as tx:
        harm(tx, bytes.fromhex(compartment))


def rebuilt(office: Office, compartment: str) -> Rebuilt:
    desk = Desk(office.anna, office.desks["Bora"])
    return rebuild_manifest(desk, compartment, "case", "as it was", "the disk was damaged")


@pytest.fixture
def staffed(office: Office) -> Office:
    """An office with two coordinators and a case worker."""
    office.join("Bora", "coordinator")
    office.join("Ben")
    return office


@pytest.mark.parametrize("harm", [garble, empty, lose])
def test_all_that_was_in_it_opens_again_for_all_who_held_it(
    staffed: Office, harm: Callable[[Tx, bytes], None]
) -> None:
    case = staffed.compartment("Ben")
    saved = keep(staffed.anna, case, note("n1", "first"), note("n2", "second"))
    file = attach_file(Desk(staffed.anna), saved[0].id, "mill.jpg", [b"the mill"])
    harmed(staffed, case, harm)
    staffed.desks["Anna"] = staffed.unlock("Anna")
    assert damaged(staffed.anna) == [case]
    assert of_kind(staffed.anna, "note") == []
    members = {staffed.anna.member_id, staffed.desks["Ben"].member_id}
    found = rebuilt(staffed, case)
    assert (found.records, found.lost, set(found.holders)) == (3, (), members)
    for session in (staffed.anna, staffed.unlock("Ben")):
        assert [each.value for each in look_at(session, [each.id for each in saved])] == [
            note("n1", "first"), note("n2", "second"),
        ]  # fmt: skip
        assert open_attachment(Desk(session), file) == ("mill.jpg", b"the mill")
    assert {each.listed.key for each in of_kind(staffed.anna, "note")} == {"n1", "n2"}
    assert damaged(staffed.anna) == []
    check(staffed.anna)


def test_it_is_the_only_one_that_is_missed_meanwhile(staffed: Office) -> None:
    case, other = staffed.compartment(), staffed.compartment(title="another")
    keep(staffed.anna, case, note("n1"))
    keep(staffed.anna, other, note("n2"))
    harmed(staffed, case)
    held = {each.id for each in list_compartments(Desk(staffed.anna))}
    assert other in held
    assert case not in held
    assert [each.listed.key for each in of_kind(staffed.anna, "note")] == ["n2"]


def test_a_record_goes_on_being_changed_and_an_older_state_is_refused_again(staffed: Office) -> None:
    case = staffed.compartment()
    (saved,) = keep(staffed.anna, case, note("n1"))
    harmed(staffed, case)
    rebuilt(staffed, case)
    with staffed.vault.store.read() as tx:
        listed = load(tx, staffed.vault.id, staffed.anna.keys, case).manifest.records[saved.id]
    assert listed.counter == saved.counter
    sql = "SELECT blob FROM records WHERE id = ?"
    with staffed.vault.store.read() as tx:
        ((older,),) = tx.rows(sql, (bytes.fromhex(saved.id),))
    (opened,) = look_at(staffed.anna, [saved.id])
    change(staffed.anna, opened, note("n1", "newer"))
    with staffed.vault.store.write() as tx:
        tx.run("UPDATE records SET blob = ? WHERE id = ?", (older, bytes.fromhex(saved.id)))
    with pytest.raises(Damaged):
        look_at(staffed.anna, [saved.id])


def test_what_does_not_open_is_said_to_be_lost_with_what_was_attached_to_it(staffed: Office) -> None:
    case = staffed.compartment()
    lost, left = keep(staffed.anna, case, note("n1"), note("n2"))
    file = attach_file(Desk(staffed.anna), lost.id, "mill.jpg", [b"the mill"])
    with staffed.vault.store.write() as tx:
        tx.run("UPDATE records SET blob = ? WHERE id = ?", (b"?" * 200, bytes.fromhex(lost.id)))
    harmed(staffed, case)
    found = rebuilt(staffed, case)
    assert found.records == 1
    assert set(found.lost) == {lost.id, file}
    assert [each.id for each in of_kind(staffed.anna, "note")] == [left.id]


def test_who_had_lost_it_does_not_get_it_back(staffed: Office) -> None:
    staffed.join("Cho")
    case = staffed.compartment("Ben", "Cho")
    keep(staffed.anna, case, note("n1"))
    withdraw_compartment(Desk(staffed.anna), case, staffed.desks["Ben"].member_id, "moved")
    harmed(staffed, case)
    found = rebuilt(staffed, case)
    assert set(found.holders) == {staffed.anna.member_id, staffed.desks["Cho"].member_id}
    assert case not in {grant.id for grant in list_compartments(Desk(staffed.unlock("Ben")))}


def test_a_member_is_removed_in_spite_of_the_damage_and_holds_no_key_of_what_is_rebuilt(
    staffed: Office,
) -> None:
    case, ben = staffed.compartment("Ben"), staffed.desks["Ben"]
    (saved,) = keep(staffed.anna, case, note("n1"))
    ben = staffed.unlock("Ben")
    kept = ben.keys[case]
    harmed(staffed, case)
    with writing(Task(staffed.anna, "remove member")) as work:
        remove(work, ben.member_id)
    found = rebuilt(staffed, case)
    assert ben.member_id not in found.holders
    with staffed.vault.store.read() as tx, pytest.raises(NotHeld):
        load(tx, staffed.vault.id, {case: kept}, case)
    assert look_at(staffed.anna, [saved.id])
    assert staffed.anna.keys[case].epoch > kept.epoch


def test_it_needs_two_and_the_ledger_says_so(staffed: Office) -> None:
    case = staffed.compartment()
    (saved,) = keep(staffed.anna, case, note("n1"))
    harmed(staffed, case)
    before = everything(staffed.vault)
    with pytest.raises(NotAllowed, match="second member"):
        rebuild_manifest(Desk(staffed.anna), case, "case", "as it was", "damaged")
    assert everything(staffed.vault) == before
    rebuilt(staffed, case)
    with reading(Task(staffed.anna, "show ledger", second=staffed.desks["Bora"])) as look:
        said = [each for _seq, each in entries(look, staffed.desks["Bora"]) if each is not None]
    (row,) = [each for each in said if each.verb == "rebuild manifest"]
    assert row.second == staffed.desks["Bora"].member_id
    assert row.why == "the disk was damaged"
    assert row.records == (saved.id,)
    assert row.compartments == (case,)


def test_another_kind_than_its_holders_may_hold_is_refused(staffed: Office) -> None:
    case = staffed.compartment("Ben")
    keep(staffed.anna, case, note("n1"))
    harmed(staffed, case)
    desk = Desk(staffed.anna, staffed.desks["Bora"])
    with pytest.raises(NotAllowed, match="kind helper"):
        rebuild_manifest(desk, case, "helper", "as it was", "damaged")


def test_what_opens_what_is_gone_and_what_holds_keys_of_its_own_is_not_rebuilt(staffed: Office) -> None:
    case, dropped = staffed.compartment(), staffed.compartment(title="another")
    with pytest.raises(NotAllowed, match="one that opens"):
        rebuilt(staffed, case)
    key = staffed.anna.keys[dropped]
    with writing(Task(staffed.anna, "drop compartment")) as work:
        drop(work, dropped)
    staffed.anna.keys[dropped] = key  # as at a desk that has not heard of it yet
    assert damaged(staffed.anna) == []
    with pytest.raises(NotAllowed, match="one that opens"):
        rebuilt(staffed, dropped)
    with pytest.raises(NotAllowed, match="manifest alone"):
        rebuilt(staffed, staffed.anna.directory.watchtower)
    with pytest.raises(NotHeld):
        rebuilt(staffed, "00" * 16)
