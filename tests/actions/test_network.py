"""A network is edited at the desk: tried first, judged, written down, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.domain.records import DATA
from tests.vault.conftest import _cheap_passphrases, in_file
from tests.vault.office import Office

from waystation.actions.acting import Desk
from waystation.actions.create_compartment import create_compartment
from waystation.actions.edit_network import edit_network
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.import_records import Import, import_records
from waystation.actions.list_observations import list_observations
from waystation.actions.make_bundle import make_bundle
from waystation.actions.note_observation import note_observation
from waystation.actions.open_record import open_record
from waystation.actions.save_record import save_record
from waystation.actions.show_ledger import show_ledger
from waystation.actions.take_in_bundle import take_in_bundle
from waystation.actions.take_in_observations import take_in_observations
from waystation.actions.try_edit import try_edit
from waystation.actions.undo_network import undo_network
from waystation.domain.case_record import NetworkRecord
from waystation.domain.kinds import record_of
from waystation.domain.network_edit import plain_network
from waystation.domain.observation import Observation
from waystation.exchange.contents import Contents
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.plan.edited import Edit, fingerprint
from waystation.plan.load import parse_network
from waystation.plan.warm import CASE, NETWORK
from waystation.vault.faults import Conflict, NotAllowed
from waystation.vault.finding import find
from waystation.vault.records import Draft

__all__ = ["_cheap_passphrases", "in_file"]

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
PLAIN = {each["kind"]: each for each in DATA}
OLD = parse_network(NETWORK)
CROSSING: dict[str, Any] = plain_network(OLD)["legs"][0]
SLOWER = Edit("legs", "l", {**CROSSING, "hours": 3})
DEADLY = Edit("legs", "l", {**CROSSING, "hazards": [{"p": 1.0}]})


class Room:
    """Anna and Mina coordinate. One network; two cases on it that could go, one that moves, one elsewhere."""

    def __init__(self, office: Office) -> None:
        office.join("Mina", "coordinator")
        self.office, self.anna = office, Desk(office.anna)
        self.mina = Desk(office.unlock("Mina"))
        self.network = self.keep("corridor", NetworkRecord(id="w", network=OLD))
        self.case("sure", floor=0.1)
        self.case("unsure", floor=0.99)
        self.case("under way", state="moving")
        self.case("elsewhere", network="another")

    def keep(self, kind: Any, *records: Any) -> str:
        made = create_compartment(self.anna, kind, f"the {kind}").id
        saved = save_record(self.anna, made, [Draft(each) for each in records])
        grant_compartment(self.anna, made, self.mina.session.member_id)
        return saved[0].id

    def case(self, key: str, floor: float = 0.1, state: str = "accepted", network: str = "w") -> None:
        case = {**CASE, "id": key, "floor": floor}
        data = {"kind": "case", "schema": 1, "id": key, "state": state, "network": network, "case": case}
        self.keep("case", record_of(data))

    def now(self, desk: Desk | None = None) -> NetworkRecord:
        (opened,) = open_record(desk or self.anna, [self.network])
        assert isinstance(opened.value, NetworkRecord)
        return opened.value


@pytest.fixture
def room(in_file: Office, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return Room(in_file)


def test_a_change_is_kept_with_who_made_it_and_taken_back_and_made_again(room: Room) -> None:
    edit_network(room.anna, "w", [SLOWER], "the bridge is down")
    changed = room.now()
    assert changed.network.legs[0].hours == 3
    (edit,) = changed.edits
    assert (edit.by, edit.at) == (room.anna.session.member_id, NOW)
    assert [(each.part, each.id, each.how) for each in edit.touched] == [("legs", "l", "changed")]
    undo_network(room.mina, "w", "it was not the bridge")
    assert room.now().network == OLD
    undo_network(room.mina, "w", again=True)
    assert room.now().network == changed.network
    with pytest.raises(BadInput, match="no change that is kept"):
        undo_network(room.anna, "w", again=True)


def test_each_change_and_each_undoing_stands_in_the_ledger(room: Room) -> None:
    edit_network(room.anna, "w", [SLOWER], "the bridge is down")
    undo_network(room.mina, "w", "it was not")
    both = Desk(room.anna.session, room.mina.session)
    entries = [entry for _number, entry in show_ledger(both) if entry is not None]
    rows = [(each.by, each.why) for each in entries if each.verb == "edit network"]
    anna, mina = (each.session.member_id for each in (room.anna, room.mina))
    opened_and_saved = 2
    assert sorted(rows) == sorted(
        [(anna, "the bridge is down")] * opened_and_saved + [(mina, "it was not")] * opened_and_saved
    )


def test_what_is_wrong_is_named_and_nothing_is_changed(room: Room) -> None:
    with pytest.raises(BadInput, match=r"network legs\[0\].hours: found -3"):
        edit_network(room.anna, "w", [SLOWER, Edit("legs", "l", {**CROSSING, "hours": -3})])
    assert room.now() == NetworkRecord(id="w", network=OLD)


def test_two_who_change_different_legs_both_get_their_way(room: Room) -> None:
    seen = {leg: fingerprint(room.now().network, "legs", leg) for leg in ("l", "m")}
    other: dict[str, Any] = plain_network(OLD)["legs"][1]
    edit_network(room.anna, "w", [Edit("legs", "l", {**CROSSING, "hours": 3}, seen["l"])])
    edit_network(room.mina, "w", [Edit("legs", "m", {**other, "hours": 4}, seen["m"])])
    assert [leg.hours for leg in room.now().network.legs] == [3, 4]


def test_who_saw_something_that_is_not_so_any_more_changes_nothing(room: Room) -> None:
    seen = fingerprint(room.now().network, "legs", "l")
    edit_network(room.anna, "w", [SLOWER])
    with pytest.raises(Conflict):
        edit_network(room.mina, "w", [Edit("legs", "l", None, seen)])
    assert room.now().network.legs[0].hours == 3


def test_a_dry_run_says_which_decisions_flip_and_changes_nothing(room: Room) -> None:
    trial = try_edit(room.anna, "w", [DEADLY], seconds=60)
    assert [(each.part, each.id) for each in trial.touched] == [("legs", "l")]
    assert [(each.key, each.flips, each.unknown) for each in trial.effects] == [
        ("sure", True, ""), ("unsure", False, ""), ("under way", False, "moving"),
    ]  # fmt: skip
    sure = trial.effects[0]
    assert sure.before is not None
    assert sure.after is not None
    assert (sure.before.verdict, sure.before.leg, sure.after.verdict) == ("go", "l", "not like this")
    assert sure.after.p_safe == 0.0
    assert room.now() == NetworkRecord(id="w", network=OLD)


def test_a_change_that_flips_nothing_still_says_the_figures(room: Room) -> None:
    trial = try_edit(room.anna, "w", [SLOWER], seconds=60)
    assert not any(each.flips for each in trial.effects)
    assert [(each.key, each.differs) for each in trial.effects][:2] == [("sure", True), ("unsure", True)]
    nothing = try_edit(room.anna, "w", [], seconds=60)
    assert nothing.touched == ()
    assert not any(each.differs for each in nothing.effects)


def test_what_cannot_be_computed_in_time_or_at_all_is_said(room: Room) -> None:
    assert {each.unknown for each in try_edit(room.anna, "w", [SLOWER], seconds=0).effects} == {
        "out of time", "moving",
    }  # fmt: skip
    data = plain_network(OLD)
    gone = [
        Edit("legs", "l"),
        Edit("places", "A"),
        Edit("places", None, {"id": "Z", "kind": "origin"}),
        Edit("legs", None, {**data["legs"][0], "id": "z", "from": "Z"}),
    ]
    assert {each.unknown for each in try_edit(room.anna, "w", gone, seconds=60).effects} == {
        "cannot be planned", "moving",
    }  # fmt: skip


def test_beyond_the_quota_the_cases_stay_closed_and_that_is_said(room: Room) -> None:
    room.office.allow(1)
    trial = try_edit(room.mina, "w", [DEADLY], seconds=60)
    assert (trial.effects, trial.unopened) == ((), 4)


def test_an_import_of_the_network_can_be_taken_back_too(room: Room) -> None:
    faster = OLD.model_copy(update={"name": "renamed"})
    import_records(room.anna, Import(Contents(faster)))
    assert room.now().network.name == "renamed"
    undo_network(room.anna, "w")
    assert room.now().network == OLD


def test_a_bundle_does_not_carry_what_was_taken_out(room: Room, tmp_path: Path) -> None:
    edit_network(room.anna, "w", [Edit("places", None, {"id": "hideout"})])
    edit_network(room.anna, "w", [Edit("places", "hideout")])
    mina, bundle = room.mina.session.member_id, tmp_path / "bundle.age"
    make_bundle(room.anna, bundle, [room.network], [mina])
    taken = take_in_bundle(room.mina, bundle)
    assert "hideout" not in taken.bundle.items[0].body
    assert taken.same == (room.network,)
    edit_network(room.anna, "w", [SLOWER])
    assert take_in_bundle(room.mina, bundle, take={"w"}).replaced == (room.network,)
    assert room.now().network == OLD
    undo_network(room.anna, "w")
    assert room.now().network.legs[0].hours == 3


def seen(key: str, **more: Any) -> Observation:
    fields: dict[str, Any] = {"about": "hazard", "which": "l/harm", "what": "harmed", "value": 1, "of": 1}
    said = {"id": key, "seen_at": NOW - timedelta(hours=24), "half_life_hours": 24, **fields, **more}
    return Observation.model_validate({"source": {"kind": "helper", "who": "k", "trust": 0.5}, **said})


def test_what_was_reported_is_listed_with_what_it_weighs_now(room: Room) -> None:
    note_observation(room.anna, "w", seen("o1"))
    note_observation(room.mina, "w", seen("o2", about="place", which="B", seen_at=NOW, words="dogs"))
    found = list_observations(room.anna, "w")
    assert [(each.observation.id, each.weight) for each in found.listed] == [("o2", 0.5), ("o1", 0.25)]
    assert found.listed[0].observation.network == "w"
    (only,) = list_observations(room.anna, "w", ("place", "B")).listed
    assert only.observation.id == "o2"


def test_an_observation_is_of_something_that_is_there_and_was_seen_already(room: Room) -> None:
    with pytest.raises(BadInput, match=r"found nothing of this id; allowed: l/harm \(was that meant"):
        note_observation(room.anna, "w", seen("o", which="l/harn"))
    with pytest.raises(BadInput, match="seen_at"):
        note_observation(room.anna, "w", seen("o", seen_at=NOW + timedelta(hours=1)))
    assert list_observations(room.anna, "w").listed == ()


def test_observations_are_taken_in_once_when_somebody_wants_it(room: Room) -> None:
    note_observation(room.anna, "w", seen("o1"))
    (one,) = list_observations(room.anna, "w").suggestions
    assert one.new > one.old
    assert room.now().network == OLD
    take_in_observations(room.anna, "w", [("hazard", "l/harm")])
    hazard = room.now().network.legs[0].hazards[0]
    assert hazard.p.model_dump() == {"harmed": 1.25, "attempts": 9.25}  # type: ignore[union-attr]
    assert list_observations(room.anna, "w").suggestions == ()
    with pytest.raises(BadInput, match="none that speak for a change"):
        take_in_observations(room.anna, "w", [("hazard", "l/harm")])
    undo_network(room.anna, "w")
    assert room.now().network == OLD


def test_several_figures_of_one_leg_are_taken_in_together(room: Room) -> None:
    note_observation(room.anna, "w", seen("o1"))
    note_observation(room.anna, "w", seen("o2", about="leg", which="l", what="blocked"))
    take_in_observations(room.anna, "w", [("hazard", "l/harm"), ("leg", "l")], stands_for=18)
    leg = room.now().network.legs[0]
    assert leg.hazards[0].p.model_dump()["attempts"] == 9.25  # type: ignore[union-attr]
    assert leg.block.model_dump()["attempts"] == 18.25  # type: ignore[union-attr]


def test_who_may_read_a_network_and_not_change_it_changes_nothing(room: Room) -> None:
    room.office.join("Gil", "analyst")
    where = find(room.anna.session, "w").compartment
    grant_compartment(room.anna, where, room.office.desks["Gil"].member_id)
    gil = Desk(room.office.unlock("Gil"))
    note_observation(gil, "w", seen("o1"))
    assert len(list_observations(gil, "w").suggestions) == 1
    refused: list[Callable[[], object]] = [
        lambda: edit_network(gil, "w", [SLOWER]),
        lambda: undo_network(gil, "w"),
        lambda: take_in_observations(gil, "w", [("hazard", "l/harm")]),
    ]
    for call in refused:
        with pytest.raises(NotAllowed):
            call()
    assert room.now() == NetworkRecord(id="w", network=OLD)
