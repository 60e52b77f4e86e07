"""Is JSON read as the same thing as YAML, with the same refusals?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.written import CASE, NETWORK, case, network

from waystation.kit.errors import BadInput
from waystation.plan.files.jsontext import events
from waystation.plan.files.tree import build
from waystation.plan.load import load_case, load_network, parse_case, parse_network

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def read(text: str) -> Any:
    return build(events(text, "file"), "file")[0].data


@given(JSON, st.sampled_from([{}, {"indent": 1}, {"ensure_ascii": False}, {"separators": (",", ":")}]))
def test_json_is_read_as_the_standard_library_reads_it(value: Any, style: dict[str, Any]) -> None:
    assert read(json.dumps(value, **style)) == value


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a":\n NaN}', "file:2: found NaN; allowed: a finite number"),
        ('{"a": -Infinity}', "file:1: found -Infinity"),
        ('{"a": "\\ud800"}', "file:1: found half of a \\u pair"),
        ('{"a": 1,}', "file:1: found what is not JSON"),
        ("{'a': 1}", "file:1: found what is not JSON"),
        ('{"a": 1} {}', "file:1: found what is not JSON"),
        ('["a', "file:1: found what is not JSON"),
    ],
)
def test_what_is_not_json_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as error:
        read(text)
    assert sentence in str(error.value)
    assert len(error.value.faults) == 1


def test_a_field_given_twice_is_a_fault() -> None:
    _, told = build(events('{"x": [0, {"a": 1,\n "a": 2}]}', "file"), "file")
    assert [str(fault) for _, fault in told] == [
        "file:2 x[1].a: found the field 'a' again; allowed: each field once (the first is in line 1)"
    ]


@pytest.mark.parametrize("name", ["network.json", "network.yaml", "network", "network.txt", "network.JSON"])
def test_the_same_network_in_both_forms_is_the_same(tmp_path: Path, name: str) -> None:
    as_yaml, as_json = tmp_path / "network.yml", tmp_path / name
    as_yaml.write_text(NETWORK)
    as_json.write_text(json.dumps(network(), indent=2))
    assert load_network(as_json) == load_network(as_yaml) == parse_network(network())


def test_so_is_the_same_case(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(CASE)
    (tmp_path / "case.json").write_text(json.dumps(case()))
    assert load_case(tmp_path / "case.json") == load_case(tmp_path / "case.yaml") == parse_case(case())


def test_a_fault_in_json_has_its_line(tmp_path: Path) -> None:
    broken = network()
    broken["legs"][0]["hazards"][1]["p"]["harmed"] = -1
    text = json.dumps(broken, indent=1)
    (tmp_path / "network.json").write_text(text)
    line = text.split('"harmed": -1')[0].count("\n") + 1
    with pytest.raises(BadInput) as error:
        load_network(tmp_path / "network.json")
    assert [fault.where for fault in error.value.faults] == [
        f"{tmp_path / 'network.json'}:{line} legs[0].hazards[1].p.harmed"
    ]
