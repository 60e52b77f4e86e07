"""Records go to named people, and come in without overwriting anything."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest
from tests.vault.conftest import Where, _cheap_passphrases, postgres, somewhere
from tests.vault.office import Office, change, keep, look_at, note

from waystation.actions.acting import Desk
from waystation.actions.expose import expose
from waystation.actions.make_bundle import make_bundle
from waystation.actions.take_in_bundle import TakenIn, take_in_bundle
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.vault.agekeys import identity, recipient
from waystation.vault.compartments import withdraw
from waystation.vault.faults import Broken, Damaged, NotAllowed, NotHeld
from waystation.vault.finding import find
from waystation.vault.removal import remove
from waystation.vault.session import Session
from waystation.vault.tags import tag
from waystation.vault.work import Task, writing

__all__ = ["_cheap_passphrases", "postgres", "somewhere"]

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Clock:
    """A clock that the test sets."""

    at = NOW


@pytest.fixture(autouse=True)
def hand(monkeypatch: pytest.MonkeyPatch) -> Clock:
    hand = Clock()
    monkeypatch.setattr(clock, "now", lambda: hand.at)
    return hand


@pytest.fixture
def office(somewhere: Where) -> Iterator[Office]:
    office = Office.founded(somewhere())
    office.join("Ben", "coordinator")
    yield office
    office.vault.close()


@pytest.fixture
def partner(tmp_path: Path) -> Iterator[Office]:
    """Another organisation with its own vault."""
    office = Office.founded(tmp_path / "partner.vault")
    yield office
    office.vault.close()


def sign_key(session: Session) -> str:
    return session.me.application.sign_key


def sent(office: Office, path: Path, ids: list[str], *to: str, others: tuple[str, ...] = ()) -> Path:
    members = [office.desks[name].member_id for name in to]
    make_bundle(Desk(office.anna, office.desks["Ben"]), path, ids, members, others)
    return path


def from_anna(office: Office, partner: Office, path: Path) -> TakenIn:
    return take_in_bundle(Desk(partner.anna), path, trusted=[sign_key(office.anna)])


def to_partner(office: Office, partner: Office, path: Path, *ids: str) -> Path:
    return sent(office, path, list(ids), others=(recipient(partner.anna.me.application.box_key),))


def test_what_is_sent_to_another_vault_is_the_same_there(
    office: Office, partner: Office, tmp_path: Path
) -> None:
    saved = keep(office.anna, office.compartment(title="river"), note("n1", "the boat"), note("n2"))
    path = to_partner(office, partner, tmp_path / "b.age", *(each.id for each in saved))
    taken = from_anna(office, partner, path)
    assert [each.value for each in look_at(partner.anna, taken.new)] == [note("n1", "the boat"), note("n2")]
    again = from_anna(office, partner, path)
    assert (again.new, set(again.same), again.differing) == ((), set(taken.new), ())


def test_where_both_sides_have_changed_both_are_shown_and_nothing_is_overwritten(
    office: Office, partner: Office, tmp_path: Path
) -> None:
    (saved,) = keep(office.anna, office.compartment(), note("n1", "first"))
    path = to_partner(office, partner, tmp_path / "b.age", saved.id)
    (there,) = from_anna(office, partner, path).new
    change(partner.anna, look_at(partner.anna, [there])[0], note("n1", "theirs"))
    change(office.anna, look_at(office.anna, [saved.id])[0], note("n1", "ours"))

    taken = from_anna(office, partner, to_partner(office, partner, tmp_path / "c.age", saved.id))
    ((mine, theirs),) = taken.differing
    assert (mine.value, theirs.value) == (note("n1", "theirs"), note("n1", "ours"))
    assert look_at(partner.anna, [there])[0].value == note("n1", "theirs")

    wanted = take_in_bundle(
        Desk(partner.anna), tmp_path / "c.age", trusted=[sign_key(office.anna)], take=["n1"]
    )
    assert (wanted.replaced, wanted.differing) == ((there,), ())
    assert look_at(partner.anna, [there])[0].value == note("n1", "ours")


def test_in_the_same_vault_a_bundle_finds_its_own_records_again(office: Office, tmp_path: Path) -> None:
    ben = office.desks["Ben"]
    shared = office.compartment("Ben")
    (saved,) = keep(office.anna, shared, note("n1"))
    path = sent(office, tmp_path / "b.age", [saved.id], "Ben")
    taken = take_in_bundle(Desk(ben), path)
    assert (taken.new, taken.same) == ((), (saved.id,))


def test_only_those_named_open_it_and_nobody_can_hand_it_on_as_his_own(
    office: Office, partner: Office, tmp_path: Path
) -> None:
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    path = sent(office, tmp_path / "b.age", [saved.id], "Ben")
    with pytest.raises(Damaged):
        from_anna(office, partner, path)
    plain = pyrage.decrypt(path.read_bytes(), [identity(office.desks["Ben"].root)])
    path.write_bytes(pyrage.encrypt(plain, [identity(partner.anna.root).to_public()]))
    with pytest.raises(Damaged, match="made for others"):
        from_anna(office, partner, path)


def test_a_stranger_is_refused_and_so_is_a_member_who_was_removed(
    office: Office, partner: Office, tmp_path: Path
) -> None:
    (saved,) = keep(office.anna, office.compartment("Ben"), note("n1"))
    path = to_partner(office, partner, tmp_path / "b.age", saved.id)
    with pytest.raises(BadInput, match="sender"):
        take_in_bundle(Desk(partner.anna), path)
    ben = Desk(office.unlock("Ben"), office.anna)
    make_bundle(ben, tmp_path / "ben.age", [saved.id], [office.anna.member_id])
    take_in_bundle(Desk(office.anna), tmp_path / "ben.age")
    with writing(Task(office.anna, "remove member")) as work:
        remove(work, ben.session.member_id)
    with pytest.raises(BadInput, match="sender"):
        take_in_bundle(Desk(office.anna), tmp_path / "ben.age")


def test_a_bundle_dies_on_its_day_and_a_clock_set_back_does_not_wake_it(
    office: Office, partner: Office, tmp_path: Path, hand: Clock
) -> None:
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    path = to_partner(office, partner, tmp_path / "b.age", saved.id)
    hand.at = NOW + timedelta(days=7)
    with pytest.raises(BadInput, match="expired"):
        from_anna(office, partner, path)
    keep(partner.anna, partner.compartment(), note("later"))
    hand.at = NOW
    with pytest.raises(BadInput, match="expired"):
        from_anna(office, partner, path)


def test_a_clock_that_was_once_years_ahead_does_not_end_all_bundles(
    in_two: Office, partner: Office, tmp_path: Path, hand: Clock
) -> None:
    hand.at = NOW + timedelta(days=3650)
    keep(partner.anna, partner.compartment(), note("from the future"))
    hand.at = NOW
    (saved,) = keep(in_two.anna, in_two.compartment(), note("n1"))
    path = to_partner(in_two, partner, tmp_path / "b.age", saved.id)
    assert from_anna(in_two, partner, path).new


def test_who_was_told_stands_in_the_exposure_before_the_file_is_there(office: Office, tmp_path: Path) -> None:
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    with pytest.raises(BadInput):
        sent(office, tmp_path / "no" / "such" / "folder", [saved.id], "Ben")
    answer = expose(Desk(office.anna, office.desks["Ben"]), "member", "Ben", "an exercise")
    known = {each.tag: each.ways for each in answer.exposure.known}
    assert "told" in known[tag(office.anna, "record", saved.id)]


def test_a_bundle_shows_a_ledger_that_was_put_back(in_two: Office, tmp_path: Path) -> None:
    (saved,) = keep(in_two.anna, in_two.compartment("Ben"), note("n1"))
    path = sent(in_two, tmp_path / "b.age", [saved.id], "Ben")
    ben = in_two.unlock("Ben")
    with in_two.vault.store.write() as tx:
        tx.run("DELETE FROM ledger WHERE seq >= (SELECT max(seq) - 2 FROM ledger)")
    with pytest.raises(Broken):
        take_in_bundle(Desk(ben), path)


@pytest.fixture
def in_two(tmp_path: Path) -> Iterator[Office]:
    office = Office.founded(tmp_path / "office.vault")
    office.join("Ben", "coordinator")
    yield office
    office.vault.close()


def test_a_bundle_with_a_changed_byte_is_refused(in_two: Office, tmp_path: Path) -> None:
    (saved,) = keep(in_two.anna, in_two.compartment(), note("n1"))
    path = sent(in_two, tmp_path / "b.age", [saved.id], "Ben")
    good, chance = path.read_bytes(), random.Random(5)
    for _try in range(40):
        at = chance.randrange(len(good))
        path.write_bytes(good[:at] + bytes([good[at] ^ 1 << chance.randrange(8)]) + good[at + 1 :])
        with pytest.raises(BadInput):
            take_in_bundle(Desk(in_two.desks["Ben"]), path)


def test_a_bundle_is_for_somebody_about_something_and_not_for_ever(in_two: Office, tmp_path: Path) -> None:
    (saved,) = keep(in_two.anna, in_two.compartment(), note("n1"))
    ben = in_two.desks["Ben"].member_id
    for records, members, days in ([], [ben], 1), ([saved.id], [], 1), ([saved.id], [ben], 91):
        with pytest.raises(BadInput):
            make_bundle(Desk(in_two.anna), tmp_path / "b.age", records, members, lasts=timedelta(days=days))
    with pytest.raises(BadInput):
        make_bundle(Desk(in_two.anna), tmp_path / "b.age", [saved.id], others=["age1nobody"])
    assert not (tmp_path / "b.age").exists()


def test_somebody_who_joined_a_moment_ago_can_be_told(in_two: Office, tmp_path: Path) -> None:
    (saved,) = keep(in_two.anna, in_two.compartment("Ben"), note("n1"))
    ben = Desk(in_two.unlock("Ben"), in_two.anna)
    cho = in_two.join("Cho")
    assert make_bundle(ben, tmp_path / "b.age", [saved.id], [cho.member_id]) == 1


def test_what_was_taken_away_comes_back_into_a_place_of_its_own(in_two: Office, tmp_path: Path) -> None:
    shared = in_two.compartment("Ben")
    (saved,) = keep(in_two.anna, shared, note("n1"))
    ben = in_two.unlock("Ben")
    with writing(Task(in_two.anna, "withdraw compartment")) as work:
        withdraw(work, shared, ben.member_id)
    path = sent(in_two, tmp_path / "b.age", [saved.id], "Ben")
    taken = take_in_bundle(Desk(ben), path)
    assert find(ben, "n1").compartment != shared
    assert look_at(ben, taken.new)[0].value == note("n1")


def test_nobody_sends_what_he_may_not_open(in_two: Office, tmp_path: Path) -> None:
    (saved,) = keep(in_two.anna, in_two.compartment(), note("n1"))
    cho = in_two.join("Cho")
    with pytest.raises((NotAllowed, NotHeld)):
        make_bundle(Desk(cho, in_two.anna), tmp_path / "b.age", [saved.id], [in_two.anna.member_id])
    with pytest.raises(NotAllowed):
        make_bundle(Desk(cho), tmp_path / "b.age", [saved.id], [in_two.anna.member_id])


def test_new_records_go_where_they_are_wanted(office: Office, partner: Office, tmp_path: Path) -> None:
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    path = to_partner(office, partner, tmp_path / "b.age", saved.id)
    place = partner.compartment(title="from others")
    take_in_bundle(Desk(partner.anna), path, into=place, trusted=[sign_key(office.anna)])
    assert find(partner.anna, "n1").compartment == place
