"""Does a dry run name everything that would change, and does nothing get lost by being left out?"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.written import instance, reworded, whole

from waystation.exchange.changes import Change, FieldChange, changes, merged
from waystation.exchange.contents import Contents
from waystation.kit.errors import BadInput
from waystation.plan.check import require_sound


def test_a_changed_field_is_named_with_both_values() -> None:
    old = whole()
    assert old.network is not None
    legs = (old.network.legs[0].model_copy(update={"hours": 6.0, "windows": None}), *old.network.legs[1:])
    new = Contents(old.network.model_copy(update={"legs": legs}), old.cases, old.records)
    fields = (FieldChange("hours", 5.0, 6.0), FieldChange("windows", ["22:00-04:00"], None))
    assert changes(old, new) == (Change("legs", "crossing", "changed", fields),)


def test_a_change_deep_inside_is_named_by_its_way() -> None:
    old = whole()
    assert old.network is not None
    leg = old.network.legs[0]
    hazard = leg.hazards[0].model_copy(update={"p": 0.05, "odds": {}})
    changed = leg.model_copy(update={"hazards": (hazard, *leg.hazards[1:])})
    new = Contents(old.network.model_copy(update={"legs": (changed, *old.network.legs[1:])}))
    (change,) = changes(Contents(old.network), new)
    assert change.fields == (
        FieldChange("hazards[0].p", 0.04, 0.05),
        FieldChange("hazards[0].odds.infant", 1.6, None),
    )


def test_what_is_left_out_is_missing_and_is_kept() -> None:
    old = whole()
    fewer = Contents(None, (), tuple(r for r in old.records if r.id not in {"p1", "k1"}))
    person = Contents(None, (), tuple(r.model_copy(update={"id": "p9"}) for r in old.of_kind("person")))
    assert changes(old, fewer) == ()  # nothing is said there of persons or corridors at all
    assert changes(old, person) == (Change("persons", "p9", "added"), Change("persons", "p1", "missing"))
    assert {r.id for r in merged(old, person).of_kind("person")} == {"p1", "p9"}


def test_an_empty_list_of_a_network_that_is_there_says_that_all_are_missing() -> None:
    old = whole()
    assert old.network is not None
    bare = old.network.model_copy(update={"conditions": ()})
    assert changes(Contents(old.network), Contents(bare)) == (Change("conditions", "river_level", "missing"),)


@given(contents=reworded(whole()))
@settings(max_examples=30)
def test_the_same_contents_change_nothing(contents: Contents) -> None:
    assert changes(contents, contents) == ()
    assert merged(contents, contents) == contents
    assert changes(Contents(), contents)
    assert merged(Contents(), contents) == contents


@given(one=st.integers(0, 400), other=st.integers(0, 400))
def test_after_taking_in_nothing_is_left_to_change_and_nothing_is_lost(one: int, other: int) -> None:
    old, new = instance(one), instance(other)
    now = merged(old, new)
    assert {change.what for change in changes(now, new)} <= {"missing"}
    assert {(c.table, c.key) for c in changes(now, new)} == {
        (c.table, c.key) for c in changes(old, new) if c.what == "missing"
    }
    assert not [change for change in changes(old, now) if change.what == "missing"]


@given(seed=st.integers(0, 400))
def test_networks_with_what_was_missing_are_still_sound(seed: int) -> None:
    old, new = instance(seed), instance(seed + 1)
    now = merged(old, new)
    assert now.network is not None
    try:
        require_sound(now.network)
    except BadInput as error:
        raise AssertionError from error
