"""Can every change of a network be taken back exactly, and made again?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.plan.slow.random_networks import random_instance

from waystation.domain.case_record import NetworkRecord
from waystation.domain.kinds import data_of, record_of
from waystation.domain.network import Network
from waystation.domain.network_edit import edit_between, taken_back
from waystation.domain.network_versions import MOST, before_last, changed, stepped, without_history
from waystation.plan.load import parse_network

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
SEEDS = st.integers(0, 400)


def network(seed: int) -> Network:
    return parse_network(random_instance(seed)[0])


def shuffled(one: Network, other: Network, dice: st.DataObject) -> Network:
    """The first network with some of its things replaced, taken out and put in another order."""
    data: dict[str, Any] = {}
    for part in ("places", "helpers", "conditions", "legs"):
        things = {each.id: each for each in (*getattr(one, part), *getattr(other, part))}
        kept = dice.draw(st.lists(st.sampled_from(sorted(things)), unique=True)) if things else []
        data[part] = tuple(things[each] for each in kept)
    return one.model_copy(update={**data, "name": other.name})


@given(SEEDS, SEEDS, st.data())
def test_what_was_changed_is_taken_back_exactly(first: int, second: int, dice: st.DataObject) -> None:
    before = network(first)
    after = shuffled(before, network(second), dice)
    edit = edit_between(before, after, AT, "m1")
    if edit is None:
        assert after == before
        return
    back = taken_back(after, edit)
    assert Network.model_validate(back, by_alias=True, by_name=False) == before
    assert {(each.part, each.id) for each in edit.touched if each.part == "legs"} == {
        ("legs", key)
        for key in {leg.id for leg in (*before.legs, *after.legs)}
        if [leg for leg in before.legs if leg.id == key] != [leg for leg in after.legs if leg.id == key]
    }


@given(st.lists(SEEDS, min_size=2, max_size=5))
def test_all_changes_are_taken_back_one_by_one_and_made_again(seeds: list[int]) -> None:
    record = NetworkRecord(id="w", network=network(seeds[0]))
    stood = [record.network]
    for seed in seeds[1:]:
        record = changed(record, network(seed), AT)
        if record.network != stood[-1]:
            stood.append(record.network)
    for again, order in ((False, stood[-2::-1]), (True, stood[1:])):
        for there in order:
            data = before_last(record, again=again)
            assert data is not None
            record = stepped(record, parse_network(data), AT, again=again)
            assert record.network == there
        assert before_last(record, again=again) is None
    assert record_of(data_of(record)) == record


def test_a_new_change_ends_what_could_have_been_made_again() -> None:
    record = changed(NetworkRecord(id="w", network=network(1)), network(2), AT)
    data = before_last(record)
    assert data is not None
    record = stepped(record, parse_network(data), AT)
    assert record.undone
    assert not changed(record, network(3), AT).undone


def test_only_so_many_changes_are_kept() -> None:
    record = NetworkRecord(id="w", network=network(0))
    for number in range(MOST + 5):
        record = changed(record, record.network.model_copy(update={"name": f"name {number}"}), AT)
    assert len(record.edits) == MOST


def test_what_leaves_the_vault_does_not_say_what_a_network_once_was() -> None:
    before = network(1)
    house = before.places[0].model_copy(update={"id": "taken out"})
    record = NetworkRecord(id="w", network=before.model_copy(update={"places": (*before.places, house)}))
    after = changed(record, before, AT)
    assert "taken out" in str(data_of(after))
    assert "taken out" not in str(data_of(without_history(after)))
