"""Do records die on their day, with their keys and attachments, and do the counts stay?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.records import DATA, one_of_each
from tests.vault.conftest import _cheap_passphrases, office, postgres, somewhere
from tests.vault.office import Office, keep, look_at

from waystation.actions.acting import Desk
from waystation.actions.attach_file import attach_file
from waystation.actions.open_attachment import open_attachment
from waystation.actions.retire_records import due_records, retire_records
from waystation.domain.kinds import KINDS, record_of
from waystation.domain.record import Record
from waystation.domain.tally import Counted, Tally, added, counted
from waystation.kit.errors import BadInput
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import attached, could_open, of_kind

__all__ = ["_cheap_passphrases", "office", "postgres", "somewhere"]

LAST, AFTER = date(2027, 6, 30), date(2027, 7, 1)


def dying(kind: str, key: str, **changed: Any) -> Record:
    """A record that dies on the last of June."""
    data = next(each for each in DATA if each["kind"] == kind)
    return record_of({"schema": 1, **data, "id": key, "keep_until": LAST.isoformat(), **changed})


def keys(desk: Desk) -> set[str]:
    return {each.listed.key for each in could_open(desk.session) if each.listed.kind in KINDS}


def tally(desk: Desk) -> Tally:
    (there,) = of_kind(desk.session, "tally")
    value = look_at(desk.session, [there.id])[0].value
    assert isinstance(value, Tally)
    return value


def rows(office: Office, table: str) -> int:
    with office.vault.store.read() as tx:
        return int(tx.rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608


def test_a_record_lives_through_its_last_day_and_dies_the_day_after(office: Office) -> None:
    desk, case = Desk(office.anna), office.compartment()
    keep(
        office.anna, case, dying("case", "c1"), dying("person", "p1"), dying("person", "p2", keep_until=None)
    )
    counts = office.compartment(title="counts")
    assert retire_records(desk, "the day has come", counts, LAST) == {}
    assert due_records(desk, AFTER) == {"case": 1, "person": 1}
    assert keys(desk) == {"c1", "p1", "p2"}
    assert retire_records(desk, "the day has come", counts, AFTER) == {"case": 1, "person": 1}
    assert keys(desk) == {"p2", "tally"}
    assert retire_records(desk, "again", None, AFTER) == {}


def test_the_counts_stay_and_add_up(office: Office) -> None:
    desk, case = Desk(office.anna), office.compartment()
    counts = office.compartment(title="counts")
    for round_ in range(2):
        keep(
            office.anna,
            case,
            dying("case", f"c{round_}"),
            dying("payment", f"y{round_}"),
            dying("journey", f"j{round_}"),
        )
        retire_records(desk, "the day has come", counts, AFTER)
    found = {(each.what, each.outcome): each for each in tally(desk).counts}
    assert found["case", "planned"] == Counted(
        what="case", year=2026, country="KP", outcome="planned", number=2, persons=4
    )
    assert found["payment", "hold_back"].amount == Decimal("2436.92")
    assert found["journey", "unknown"].persons == 4
    assert not {"강영실", "bo", "p1"} & set(tally(desk).model_dump_json().split('"'))


def test_what_has_died_stands_in_no_row_and_opens_with_no_key_that_is_held(office: Office) -> None:
    desk, case = Desk(office.anna), office.compartment()
    (saved,) = keep(office.anna, case, dying("person", "p1"))
    with office.vault.store.read() as tx:
        before = tx.rows("SELECT id, epoch, blob FROM records WHERE id = ?", (bytes.fromhex(saved.id),))
    epoch, key = before[0][1], office.anna.keys[case].key
    retire_records(desk, "the day has come", office.compartment(title="counts"), AFTER)
    assert office.anna.keys[case].epoch > epoch
    assert office.anna.keys[case].key != key
    assert office.unlock("Anna").keys[case].key != key
    with office.vault.store.read() as tx:
        assert not tx.rows("SELECT id FROM records WHERE id = ?", (bytes.fromhex(saved.id),))


def test_what_is_attached_dies_with_its_record(office: Office) -> None:
    desk, case = Desk(office.anna), office.compartment()
    mortal, lasting = keep(office.anna, case, dying("payment", "y1"), dying("person", "p1", keep_until=None))
    attach_file(desk, mortal.id, "receipt.jpg", [b"a receipt"])
    other = attach_file(desk, lasting.id, "photo.jpg", [b"another"])
    before = rows(office, "attachments")
    retire_records(desk, "the day has come", office.compartment(title="counts"), AFTER)
    assert rows(office, "attachments") == before / 2
    assert [each.id for each in attached(office.anna)] == [other]
    assert open_attachment(desk, other).data == b"another"


def test_without_a_place_for_the_counts_nothing_dies(office: Office) -> None:
    desk = Desk(office.anna)
    keep(office.anna, office.compartment(), dying("person", "p1"))
    with pytest.raises(BadInput, match="no record for the counts"):
        retire_records(desk, "the day has come", None, AFTER)
    assert keys(desk) == {"p1"}


def test_not_every_role_may_let_records_die(office: Office) -> None:
    for name, role in (("Ben", "case worker"), ("Mia", "administrator")):
        with pytest.raises(NotAllowed):
            due_records(Desk(office.join(name, role)))  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(one_of_each()), max_size=12), st.integers(0, 12))
def test_counts_are_the_same_however_many_rounds_it_takes(records: list[Record], at: int) -> None:
    def after(tally: Tally, some: list[Record]) -> Tally:
        return added(tally, (count for record in some for count in counted(record)))

    once, twice = after(Tally(id="t"), records), after(after(Tally(id="t"), records[:at]), records[at:])
    assert once == twice
    assert sum(each.number for each in once.counts) == len(records)


@pytest.mark.parametrize("record", one_of_each(), ids=lambda record: record.kind)
def test_a_count_holds_no_key_and_no_word_of_the_record(record: Record) -> None:
    for count in counted(record):
        said = count.model_dump(exclude_defaults=True, mode="json")
        assert set(said) <= {"what", "year", "country", "outcome", "currency", "number", "persons", "amount"}
        assert record.id not in {value for key, value in said.items() if key != "what"}
