"""Is what stands in the fields of a network's forms read as the same network?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.slow.random_networks import random_instance

from waystation.domain.network_edit import PARTS, plain_network
from waystation.kit.errors import BadInput
from waystation.plan.load import parse_network
from waystation.web.pages.network.fields import field_of, initial, plain
from waystation.web.pages.network.notation import read, written


@given(st.integers(0, 500))
def test_every_thing_of_a_network_goes_through_its_form_unchanged(seed: int) -> None:
    network = parse_network(random_instance(seed)[0])
    data: dict[str, Any] = plain_network(network)
    for part in PARTS:
        data[part] = [plain(part, initial(part, each), each) for each in data.get(part, ())]
    for leg in data["legs"]:
        hazards = [plain("hazards", initial("hazards", each), each) for each in leg.get("hazards", ())]
        leg["hazards"] = hazards
    head = {name: value for name, value in data.items() if name not in PARTS}
    assert parse_network({**data, **plain("network", initial("network", head), head)}) == network


@pytest.mark.parametrize(
    ("text", "notation", "value"),
    [
        (" ", "number", None),
        ("0.04", "chance", 0.04),
        ("1 / 80", "chance", {"harmed": 1.0, "attempts": 80.0}),
        ("river > 2", "closed", [{"condition": "river", "above": 2.0}]),
        ("a: 1.5\r\nb: 2", "factors", {"a": 1.5, "b": 2.0}),
        ("old one > 1 \u00d7 2", "per_unit", [{"condition": "old one", "above": 1.0, "per_unit": 2.0}]),
        ("0: 0.8\n30: 1.7", "series", [[0.0, 0.8], [30.0, 1.7]]),
        ("41.4, 128.2", "point", [41.4, 128.2]),
    ],
)
def test_what_people_type_is_what_a_file_would_say(text: str, notation: Any, value: Any) -> None:
    assert read(text, notation) == value
    assert read(written(value, notation), notation) == value


@pytest.mark.parametrize(
    ("text", "notation"),
    [("many", "number"), ("river", "closed"), ("a 2", "factors"), ("x", "series"), ("nan", "number")],
)
def test_what_cannot_be_read_is_left_for_the_loader_to_name(text: str, notation: Any) -> None:
    assert text in str(read(text, notation))


def test_a_fault_is_said_at_its_field() -> None:
    network: dict[str, Any] = random_instance(3)[0]
    network["legs"][1]["hours"] = read("five", "number")
    with pytest.raises(BadInput) as refused:
        parse_network(network)
    (fault,) = refused.value.faults
    assert field_of(fault.where, "legs[1]", "legs") == "hours"
    assert field_of(fault.where, "legs[0]", "legs") is None
    assert field_of("network legs[1].hazards[2].odds.infant", "legs[1].hazards[2]", "hazards") == "odds"
    assert field_of("network legs[1].hazards[0].p", "legs[1]", "legs") is None
