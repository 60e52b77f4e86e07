"""Do tables go into a vault and out of it with a dry run, the ledger and permissions, and lose nothing?"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tests.domain.records import DATA, one_of_each
from tests.exchange.written import whole
from tests.vault.conftest import _cheap_passphrases, office, postgres, somewhere
from tests.vault.office import Office, keep, look_at

from waystation.actions.acting import Desk
from waystation.actions.export_person import export_person
from waystation.actions.export_records import export_records
from waystation.actions.import_records import Import, dry_run, import_records
from waystation.actions.plan_case import plan_case
from waystation.domain.case_record import CaseRecord
from waystation.domain.kinds import KINDS, record_of
from waystation.exchange import formats
from waystation.exchange.changes import Change, FieldChange
from waystation.exchange.contents import Contents
from waystation.kit.errors import BadInput
from waystation.vault.auditing import traces
from waystation.vault.faults import Conflict, NotAllowed
from waystation.vault.finding import could_open, find
from waystation.vault.tags import tag
from waystation.vault.work import Task, reading

__all__ = ["_cheap_passphrases", "office", "postgres", "somewhere"]


@pytest.fixture
def two(office: Office) -> Desk:
    """Anna at the desk, and a second coordinator who agrees."""
    return Desk(office.anna, office.join("Ben", "coordinator"))


def titles(desk: Desk) -> set[tuple[str, str]]:
    there = [each.listed for each in could_open(desk.session)]
    return {(each.kind, each.key) for each in there if each.kind in KINDS}


def test_what_was_taken_in_comes_out_the_same(office: Office, two: Desk, tmp_path: Path) -> None:
    into = office.compartment("Ben")
    import_records(two, Import(whole(), into))
    formats.write(tmp_path / "out.xlsx", export_records(two))
    assert formats.read(tmp_path / "out.xlsx") == whole()
    assert dry_run(two, Import(whole())) == ()


@pytest.mark.parametrize("files", [1, 2])
def test_a_case_is_planned_with_the_only_network_there_is(
    office: Office, two: Desk, checkout: Path, files: int
) -> None:
    into = office.compartment()
    network, case = (formats.read(checkout / f"examples/sister/{name}.yaml") for name in ("network", "case"))
    parts = [Contents(network.network, case.cases)] if files == 1 else [network, case]
    for part in parts:
        import_records(two, Import(part, into))
    assert plan_case(two, case.cases[0].id) == (network.network, case.cases[0])
    assert dry_run(two, Import(case)) == ()


def test_with_two_networks_nobody_guesses_which_one_a_case_is_planned_with(
    office: Office, two: Desk, checkout: Path
) -> None:
    into = office.compartment()
    network, case = (formats.read(checkout / f"examples/sister/{name}.yaml") for name in ("network", "case"))
    for key in ("one", "two"):
        import_records(two, Import(network, into, network=key))
    import_records(two, Import(case, into))
    with pytest.raises(BadInput, match="without a network"):
        plan_case(two, case.cases[0].id)


def test_a_dry_run_changes_nothing_and_says_what_would(office: Office, two: Desk) -> None:
    into = office.compartment("Ben")
    assert {change.what for change in dry_run(two, Import(whole()))} == {"added"}
    assert titles(two) == set()
    import_records(two, Import(whole(), into))
    house = whole().of_kind("house")[0].model_copy(update={"beds": 9})
    change = Change("houses", "H1", "changed", (FieldChange("beds", 6, 9),))
    assert dry_run(two, Import(Contents(records=(house,)))) == (change,)
    assert export_records(two, ["house"]).records == whole().of_kind("house")
    assert import_records(two, Import(Contents(records=(house,)))) == (change,)
    assert export_records(two, ["house"]).records == (house,)


def test_what_is_missing_stays(office: Office, two: Desk) -> None:
    import_records(two, Import(whole(), office.compartment("Ben")))
    other = whole().of_kind("house")[0].model_copy(update={"id": "H9"})
    found = import_records(two, Import(Contents(records=(other,)), find(two.session, "H1").compartment))
    assert found == (Change("houses", "H9", "added"), Change("houses", "H1", "missing"))
    assert {record.id for record in export_records(two, ["house"]).records} == {"H1", "H9"}


def test_a_case_file_changes_only_the_case_file_in_its_record(office: Office, two: Desk) -> None:
    record = next(r for r in one_of_each() if isinstance(r, CaseRecord))
    keep(office.anna, office.compartment("Ben"), record)
    case = whole().cases[0].model_copy(update={"id": "c1", "deadline": 300.0})
    (change,) = import_records(two, Import(Contents(cases=(case,))))
    assert change.fields == (FieldChange("deadline", 240.0, 300.0),)
    opened = look_at(office.anna, [find(office.anna, "c1", "case").id])[0].value
    assert opened == record.model_copy(update={"case": case})


def test_a_leg_that_is_missing_in_the_table_stays_in_the_network(office: Office, two: Desk) -> None:
    import_records(two, Import(whole(), office.compartment("Ben")))
    network = whole().network
    assert network is not None
    fewer = network.model_copy(update={"legs": network.legs[:1], "name": "renamed"})
    found = import_records(two, Import(Contents(fewer)))
    assert {(change.table, change.key, change.what) for change in found} == {
        ("network", "", "changed"), ("legs", "train", "missing"),
    }  # fmt: skip
    assert export_records(two, ["network"]).network == network.model_copy(update={"name": "renamed"})


def test_each_act_stands_in_the_ledger_before_it_counts(office: Office, two: Desk) -> None:
    def rows() -> int:
        with office.vault.store.read() as tx:
            return int(next(iter(tx.rows("SELECT count(*) FROM ledger")))[0])

    into, before = office.compartment("Ben"), rows()
    import_records(two, Import(whole(), into))
    assert rows() == before + 2  # what is there is opened, what changes is saved
    dry_run(two, Import(whole()))
    assert rows() == before + 3
    export_records(two)
    assert rows() == before + 4


def test_an_export_needs_two_and_a_role_that_may(office: Office, two: Desk) -> None:
    import_records(two, Import(whole(), office.compartment("Ben")))
    with pytest.raises(NotAllowed, match="a second member who agrees"):
        export_records(Desk(office.anna))
    worker = office.join("Cleo", "case worker")
    with pytest.raises(NotAllowed):
        export_records(Desk(worker, office.anna))


def test_a_kind_that_the_role_may_not_save_is_refused_and_nothing_is_saved(office: Office) -> None:
    office.join("Cleo", "case worker")
    into = office.compartment("Cleo")
    helpers = Contents(records=(*whole().of_kind("person"), *whole().of_kind("payment")))
    worker = Desk(office.unlock("Cleo"))
    with pytest.raises(NotAllowed, match="saving a record of kind payment"):
        import_records(worker, Import(helpers, into))
    assert titles(worker) == set()


def test_one_record_is_meant_by_its_id_also_where_another_kind_has_the_same_key(
    office: Office, two: Desk
) -> None:
    group = whole().of_kind("group")[0].model_copy(update={"id": "H1"})
    import_records(
        two, Import(Contents(records=(*whole().of_kind("house"), group)), office.compartment("Ben"))
    )
    house = find(office.anna, "H1", "house").id
    assert export_records(two, ids=[house]).records == whole().of_kind("house")


def test_something_new_needs_a_compartment(two: Desk) -> None:
    with pytest.raises(BadInput, match="something new, and no compartment for it"):
        import_records(two, Import(whole()))


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    office: Office, two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_records(two, Import(whole(), office.compartment("Ben")))
    house = whole().of_kind("house")[0]
    module = import_module("waystation.actions.import_records")
    real: Callable[..., Any] = module.acting

    def late(*arguments: Any) -> Any:
        monkeypatch.setattr(module, "acting", real)
        import_records(two, Import(Contents(records=(house.model_copy(update={"beds": 8}),))))
        return real(*arguments)

    monkeypatch.setattr(module, "acting", late)
    with pytest.raises(Conflict):
        import_records(two, Import(Contents(records=(house.model_copy(update={"beds": 7}),))))
    assert export_records(two, ["house"]).records == (house.model_copy(update={"beds": 8}),)


def test_the_exposure_knows_who_was_told_by_an_export(office: Office, two: Desk) -> None:
    import_records(two, Import(whole(), office.compartment("Ben")))
    house, person = find(office.anna, "H1", "house").id, find(office.anna, "p1", "person").id
    export_records(two, ["house"], told=["age1stick"])
    export_person(Desk(office.anna), "p1")
    with reading(Task(office.anna, "expose")) as look:
        told = [trace for _number, trace in traces(look) if trace.verb == "told"]
    assert [each.to for each in told] == [
        (tag(office.anna, "device", "age1stick"),), (tag(office.anna, "record", person),),
    ]  # fmt: skip
    assert told[0].what == (tag(office.anna, "record", house),)
    assert tag(office.anna, "record", person) in told[1].what


def test_a_person_gets_what_is_recorded_about_her(office: Office, two: Desk) -> None:
    case, elsewhere = office.compartment("Ben"), office.compartment("Ben", title="other")
    hers = [record for record in one_of_each() if record.id in {"p1", "c1", "g1", "n1", "d1", "j1", "y1"}]
    keep(office.anna, case, *hers)
    person = next(data for data in DATA if data["kind"] == "person")
    keep(office.anna, elsewhere, record_of({**person, "schema": 1, "id": "p7", "relatives": []}))
    found = export_person(Desk(office.anna), "p1")
    assert {entry.kind for entry in found.entries} == {
        "person", "case", "group", "note", "decision", "journey", "payment",
    }  # fmt: skip
    assert export_person(two, "p1", everywhere=True) == found
    with pytest.raises(NotAllowed):
        export_person(Desk(office.join("Mia", "media officer")), "p1")
