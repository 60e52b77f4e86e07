"""Is a change of a network judged as its file would be, with the path of the field that is wrong?"""

from __future__ import annotations

import copy
from typing import Any

import pytest

from waystation.domain.network_edit import plain_network
from waystation.kit.errors import BadInput
from waystation.plan.edited import Edit, edited, fingerprint, with_hazard
from waystation.plan.load import parse_network
from waystation.plan.warm import NETWORK

BEFORE = parse_network(NETWORK)
PLAIN: dict[str, Any] = plain_network(BEFORE)
LEG: dict[str, Any] = PLAIN["legs"][0]


def faults(*edits: Edit) -> list[tuple[str, str]]:
    with pytest.raises(BadInput) as refused:
        edited(BEFORE, edits)
    return [(each.where, each.found) for each in refused.value.faults]


def test_things_are_added_changed_and_taken_away() -> None:
    place = {"id": "H", "kind": "safe_house", "capacity": 4}
    leg = {"id": "n", "from": "A", "to": "H", "hours": 3}
    more = edited(BEFORE, [Edit("places", None, place), Edit("legs", None, leg)])
    assert [each.id for each in more.places] == ["A", "B", "S", "H"]
    assert more.legs[-1].to == "H"
    fewer = edited(more, [Edit("legs", "n"), Edit("places", "H", {**place, "capacity": 2})])
    assert fewer.places[-1].capacity == 2
    assert edited(fewer, [Edit("places", "H")]) == BEFORE


def test_a_wrong_field_is_named_with_its_path() -> None:
    assert faults(Edit("legs", "l", {**LEG, "hours": -1})) == [("network legs[0].hours", "-1")]
    wrong = with_hazard(LEG, 0, {"p": 1.4, "then": "eaten"})
    assert [where for where, _found in faults(wrong)] == [
        "network legs[0].hazards[0].p", "network legs[0].hazards[0].then",
    ]  # fmt: skip
    unknown = faults(Edit("places", "B", {"id": "B", "colour": "red"}))
    assert unknown == [("network places[1].colour", "the unknown field 'colour'")]


def test_what_is_named_elsewhere_is_not_taken_away() -> None:
    assert faults(Edit("helpers", "k")) == [("network legs[0].helpers[0]", "text 'k'")]
    assert {where for where, _found in faults(Edit("places", "B"))} == {
        "network legs[0].to", "network legs[1].from",
    }  # fmt: skip


def test_an_id_is_unique_and_stays() -> None:
    assert [where for where, _ in faults(Edit("places", None, {"id": "A"}))] == ["network places[3].id"]
    assert faults(Edit("places", "B", {"id": "C"})) == [("places B id", "text 'C'")]
    assert faults(Edit("conditions", "none", {"id": "none"})) == [("conditions none", "nothing of this id")]
    assert faults(Edit("legs")) == [("legs", "nothing")]


def test_a_hazard_is_added_changed_and_taken_away() -> None:
    more = edited(BEFORE, [with_hazard(LEG, None, {"kind": "water", "p": 0.5})])
    assert [each.kind for each in more.legs[0].hazards] == ["harm", "water"]
    leg = plain_network(more)["legs"][0]
    assert edited(more, [with_hazard(leg, 1, None)]) == BEFORE
    with pytest.raises(BadInput, match=r"hazards\[7\]"):
        with_hazard(leg, 7, None)


def test_what_stands_beside_the_lists_is_changed_but_not_the_version_of_the_format() -> None:
    head = {"start": "2026-03-03T18:00+00:00", "currency": "USD"}
    after = edited(BEFORE, [Edit("network", None, head)])
    assert (after.currency, after.fictional, after.legs) == ("USD", False, BEFORE.legs)
    with pytest.raises(BadInput, match="network: found text 'waystation'"):
        edited(BEFORE, [Edit("network", None, {**head, "waystation": 2})])


def test_nothing_that_is_given_is_changed() -> None:
    leg = copy.deepcopy(LEG)
    edited(BEFORE, [with_hazard(leg, 0, None), Edit("places", None, {"id": "Z"})])
    assert leg == LEG
    assert parse_network(NETWORK) == BEFORE


def test_a_fingerprint_is_that_of_one_thing_alone() -> None:
    after = edited(BEFORE, [with_hazard(LEG, 0, None)])
    assert fingerprint(after, "legs", "l") != fingerprint(BEFORE, "legs", "l")
    assert fingerprint(after, "legs", "m") == fingerprint(BEFORE, "legs", "m")
    assert fingerprint(after, "network") == fingerprint(BEFORE, "network")
    assert fingerprint(after, "legs", "none") is None
