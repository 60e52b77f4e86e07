"""Files are attached, opened and destroyed by whom the tables allow, and the ledger knows of each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from tests.vault.conftest import _cheap_passphrases, office, postgres, somewhere
from tests.vault.office import Office, keep, note
from tests.vault.sound import everything

from waystation.actions import attach_file as attaching
from waystation.actions.acting import Desk
from waystation.actions.attach_file import attach_file
from waystation.actions.create_compartment import create_compartment
from waystation.actions.drop_attachment import drop_attachment
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.list_attachments import list_attachments
from waystation.actions.open_attachment import open_attachment
from waystation.domain.access import LedgerEntry
from waystation.domain.payment_record import PaymentRecord
from waystation.kit.errors import BadInput
from waystation.vault.auditing import entries
from waystation.vault.faults import NotAllowed
from waystation.vault.quota import BeyondQuota
from waystation.vault.work import Task, reading

__all__ = ["_cheap_passphrases", "office", "postgres", "somewhere"]


def rows(office: Office, verb: str) -> list[LedgerEntry]:
    with reading(Task(office.anna, "show ledger")) as look:
        return [entry for _seq, entry in entries(look) if entry is not None and entry.verb == verb]


def test_a_receipt_is_attached_listed_opened_and_destroyed(office: Office) -> None:
    anna, money = Desk(office.anna), office.compartment()
    payment = PaymentRecord(id="y1", helper="h1", purpose="fee", amount=Decimal(5), currency="USD")
    (saved,) = keep(office.anna, money, payment)
    receipt = attach_file(anna, saved.id, "receipt.jpg", [b"for ", b"five"])
    assert [(each.id, each.listed.title) for each in list_attachments(anna, saved.id)] == [
        (receipt, "receipt.jpg")
    ]
    assert open_attachment(anna, receipt) == ("receipt.jpg", b"for five")
    drop_attachment(anna, receipt, "it was another's")
    assert list_attachments(anna, saved.id) == []
    assert everything(office.vault)["attachments"] == []


def test_the_ledger_names_file_and_record_before_the_file_is_opened(office: Office) -> None:
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    anna = Desk(office.anna)
    file = attach_file(anna, saved.id, "mill.jpg", [b"the mill"], "seen today")
    open_attachment(anna, file, "to see the mill")
    drop_attachment(anna, file, "over")
    said = [rows(office, verb)[0] for verb in ("attach file", "open attachment", "drop attachment")]
    assert [each.why for each in said] == ["seen today", "to see the mill", "over"]
    assert [each.records for each in said] == [(saved.id, file), (saved.id, file), (file,)]


def test_a_file_is_for_those_who_may_open_its_record(office: Office) -> None:
    case = office.compartment()
    (saved,) = keep(office.anna, case, note("n1"))
    file = attach_file(Desk(office.anna), saved.id, "mill.jpg", [b"the mill"])
    office.join("Ben", "case worker")
    office.join("Dia", "money keeper")
    for name in ("Ben", "Dia"):
        with pytest.raises(NotAllowed):
            open_attachment(Desk(office.desks[name]), file)
    grant_compartment(Desk(office.anna), case, office.desks["Ben"].member_id)
    assert open_attachment(Desk(office.desks["Ben"]), file).data == b"the mill"


def test_who_may_not_open_a_kind_of_record_opens_no_file_of_it_even_with_the_key(office: Office) -> None:
    office.join("Ben")
    dia = Desk(office.join("Dia", "money keeper"))
    helpers = create_compartment(Desk(office.anna), "helper", "a helper").id
    (saved,) = keep(office.anna, helpers, note("n1"))
    file = attach_file(Desk(office.anna), saved.id, "mill.jpg", [b"the mill"])
    grant_compartment(Desk(office.anna), helpers, dia.session.member_id)
    for act in (
        lambda: open_attachment(dia, file),
        lambda: list_attachments(dia, saved.id),
        lambda: attach_file(dia, saved.id, "x", [b"x"]),
        lambda: drop_attachment(dia, file, "over"),
    ):
        with pytest.raises(NotAllowed, match="kind note"):
            act()


def test_file_and_record_count_towards_the_quota(office: Office) -> None:
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    file = attach_file(Desk(office.anna), saved.id, "mill.jpg", [b"the mill"])
    office.allow(1)
    with pytest.raises(BeyondQuota):
        open_attachment(Desk(office.anna), file)
    office.allow(2)
    open_attachment(Desk(office.anna), file)


def test_of_a_file_that_is_too_large_or_breaks_off_nothing_is_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "MOST", 200_000)
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    with pytest.raises(BadInput, match="at most 200,000 bytes"):
        attach_file(Desk(office.anna), saved.id, "film", [bytes(100_000)] * 3)

    def broken() -> Iterator[bytes]:
        yield bytes(100_000)
        raise BadInput.at("film", "a disk that was pulled out", "one that stays")

    with pytest.raises(BadInput, match="pulled out"):
        attach_file(Desk(office.anna), saved.id, "film", broken())
    assert everything(office.vault)["attachments"] == []
    assert list_attachments(Desk(office.anna), saved.id) == []
