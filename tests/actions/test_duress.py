"""What opens for who is made to give a passphrase, and do the others learn of it?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.vault.conftest import Where, _cheap_passphrases, postgres, somewhere
from tests.vault.office import BURN, Office, credentials, keep, look_at, note

from waystation.actions.acting import Desk
from waystation.actions.change_passphrase import change_passphrase
from waystation.actions.create_compartment import create_compartment
from waystation.actions.list_members import list_members
from waystation.actions.list_notices import Notices, list_notices
from waystation.actions.save_record import save_record
from waystation.actions.set_duress_passphrase import set_duress_passphrase
from waystation.actions.verify_ledger import verify_ledger
from waystation.vault import auditing
from waystation.vault.compartments import withdraw
from waystation.vault.faults import NotAllowed, NotHeld, WrongPassphrase
from waystation.vault.finding import could_open
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock
from waystation.vault.records import Draft
from waystation.vault.resuming import resume
from waystation.vault.session import Session
from waystation.vault.work import Task, reading, writing

__all__ = ["_cheap_passphrases", "postgres", "somewhere"]

FORCED = Credentials("ben", "whatever you want", BURN)


@pytest.fixture
def office(somewhere: Where) -> Iterator[Office]:
    office = Office.founded(somewhere())
    office.join("Ben", "coordinator")
    office.join("Cho", "auditor")
    keep(office.anna, office.compartment("Ben"), note("n1", "a real one"))
    set_duress_passphrase(Desk(office.unlock("Ben")), credentials("Ben"), FORCED.passphrase)
    yield office
    office.vault.close()


def forced(office: Office) -> Session:
    return unlock(office.vault, FORCED)


def test_under_duress_an_almost_empty_office_opens(office: Office) -> None:
    session = forced(office)
    desk = Desk(session)
    assert [each.name for each in list_members(desk)] == ["Ben"]
    assert session.directory.organisation.name == "The Office"
    assert {each.listed.kind for each in could_open(session)} == {"member", "organisation"}


def test_nothing_in_it_leads_to_the_real_one(office: Office) -> None:
    real = office.unlock("Ben")
    records = [each.id for each in could_open(real)]
    session = forced(office)
    assert session.root.seed != real.root.seed
    assert not {each.compartment for each in session.keys.values()} & set(real.keys)
    for record in records:
        with pytest.raises((NotHeld, NotAllowed)):
            look_at(session, [record])
    assert real.directory.organisation.tag_key != session.directory.organisation.tag_key
    with pytest.raises(NotHeld), reading(Task(session, "open record")) as look:
        list(auditing.traces(look))


def test_the_others_learn_of_it_and_the_screen_does_not_tell(office: Office) -> None:
    assert list_notices(Desk(office.anna)).duress == ()
    session = forced(office)
    assert list_notices(Desk(session)) == Notices((), ())
    assert list_notices(Desk(office.desks["Cho"])).listed == ()  # an auditor does not read the traces
    assert list_notices(Desk(office.anna)).duress == (office.desks["Ben"].member_id,)
    (told,) = list_notices(Desk(office.desks["Cho"])).listed
    assert (told.notice.what, [named.key for _tag, named in told.means]) == ("marked", ["Ben"])
    list_notices(Desk(office.anna))
    assert len(list_notices(Desk(office.desks["Cho"])).listed) == 1  # said once


def test_who_has_lost_the_watchtower_still_reads_the_notices(office: Office) -> None:
    ben = office.unlock("Ben")
    with writing(Task(office.anna, "withdraw compartment")) as work:
        withdraw(work, office.anna.directory.watchtower, ben.member_id)
    forced(office)
    assert list_notices(Desk(ben)).duress == ()


def test_one_can_work_in_it_and_it_is_there_the_next_time(office: Office) -> None:
    desk = Desk(forced(office))
    made = create_compartment(desk, "case", "a harmless case")
    (saved,) = save_record(desk, made.id, [Draft(note("h1", "harmless"))])
    again = resume(office.vault, desk.session.member_id, desk.session.root)
    assert again is not None
    assert look_at(again, [saved.id])[0].value == note("h1", "harmless")
    assert look_at(forced(office), [saved.id])[0].value == note("h1", "harmless")


def test_the_real_passphrase_opens_the_real_vault_as_before(office: Office) -> None:
    forced(office)
    ben = office.unlock("Ben")
    assert len(ben.directory.members) == 3
    assert not list_notices(Desk(ben)).flagged


def test_a_passphrase_changed_under_duress_leaves_the_real_one(office: Office) -> None:
    change_passphrase(Desk(forced(office)), FORCED, "as they wish")
    assert len(office.unlock("Ben").directory.members) == 3
    assert list_members(Desk(unlock(office.vault, Credentials("ben", "as they wish", BURN))))
    with pytest.raises(WrongPassphrase):
        forced(office)


def test_the_ledger_stays_whole_and_auditors_read_on(office: Office) -> None:
    forced(office)
    verify_ledger(Desk(office.anna))
    with reading(Task(office.desks["Cho"], "show ledger")) as look:
        list(auditing.entries(look, office.anna))


def test_off_it_opens_nothing(office: Office) -> None:
    set_duress_passphrase(Desk(office.unlock("Ben")), credentials("Ben"), None)
    with pytest.raises(WrongPassphrase):
        forced(office)
    with pytest.raises(WrongPassphrase):
        unlock(office.vault, Credentials("anna", FORCED.passphrase, BURN))


def test_it_cannot_be_the_real_one(office: Office) -> None:
    real = credentials("Ben")
    with pytest.raises(NotAllowed):
        set_duress_passphrase(Desk(office.unlock("Ben")), real, real.passphrase)
    with pytest.raises(WrongPassphrase):
        set_duress_passphrase(Desk(office.unlock("Ben")), Credentials("ben", "a guess", BURN), "y")


def test_an_account_with_one_looks_like_an_account_without(tmp_path: Path) -> None:
    office = Office.founded(tmp_path / "v")
    office.join("Ben")
    ben = office.unlock("Ben")
    before = sizes(office)
    set_duress_passphrase(Desk(ben), credentials("Ben"), FORCED.passphrase)
    assert sizes(office) == before
    assert [len(set(each)) for each in before] == [1, 1]
    office.vault.close()


def sizes(office: Office) -> list[list[int]]:
    """The sizes of all slots and all keyrings: what can be counted on the disk."""
    with office.vault.store.read() as tx:
        return [
            sorted(len(bytes(row[0])) for row in tx.rows(sql))
            for sql in ("SELECT slots FROM accounts", "SELECT blob FROM keyrings")
        ]


def test_a_duress_passphrase_set_anew_opens_an_empty_office_again(office: Office) -> None:
    desk = Desk(forced(office))
    create_compartment(desk, "case", "a harmless case")
    set_duress_passphrase(Desk(office.unlock("Ben")), credentials("Ben"), "other words")
    with pytest.raises(WrongPassphrase):
        forced(office)
    other = unlock(office.vault, Credentials("ben", "other words", BURN))
    assert {each.listed.kind for each in could_open(other)} == {"member", "organisation"}
