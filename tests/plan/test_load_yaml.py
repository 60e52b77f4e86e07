"""Is YAML read by the rules of YAML 1.2, and as plain data only?"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.written import NETWORK

from waystation.domain.network import Network
from waystation.kit.errors import BadInput
from waystation.plan.files.examine import examine
from waystation.plan.files.tree import build
from waystation.plan.files.yaml12 import events, scalar
from waystation.plan.load import load_network

CORE: list[tuple[str, Any]] = [
    ("NO", "NO"),
    ("no", "no"),
    ("yes", "yes"),
    ("on", "on"),
    ("y", "y"),
    ("22:30", "22:30"),
    ("22:00-04:00", "22:00-04:00"),
    ("1:30:00", "1:30:00"),
    ("2026-03-02", "2026-03-02"),
    ("2026-03-02T18:00+09:00", "2026-03-02T18:00+09:00"),
    ("0o14", 12),
    ("0O14", "0O14"),
    ("014", 14),
    ("0x1F", 31),
    ("-0x1F", "-0x1F"),
    ("0b11", "0b11"),
    ("1_000", "1_000"),
    ("1e3", 1000.0),
    ("1E+3", 1000.0),
    (".5", 0.5),
    ("-.5", -0.5),
    ("5.", 5.0),
    ("+7", 7),
    ("-0", 0),
    (".inf", math.inf),
    ("-.INF", -math.inf),
    (".", "."),
    ("-", "-"),
    ("1e", "1e"),
    ("1.2.3", "1.2.3"),
    ("12 km", "12 km"),
    ("", None),
    ("~", None),
    ("null", None),
    ("Null", None),
    ("nULL", "nULL"),
    ("None", "None"),
    ("true", True),
    ("True", True),
    ("TRUE", True),
    ("tRUE", "tRUE"),
    ("false", False),
    ("<<", "<<"),
    ("=", "="),
]


def read(text: str) -> Any:
    return build(events(text, "file"), "file")[0].data


@pytest.mark.parametrize(("text", "value"), CORE)
def test_an_unquoted_scalar_is_what_the_core_schema_says(text: str, value: Any) -> None:
    found = scalar(text)
    assert found == value
    assert type(found) is type(value)


def test_not_a_number_is_read_as_such_and_refused_later() -> None:
    assert math.isnan(scalar(".nan"))
    with pytest.raises(BadInput, match="found nan"):
        load_text("hours: 5", "hours: .nan")


def test_a_number_of_many_digits_takes_no_time() -> None:
    assert scalar("9" * 1_000_000) == math.inf


@pytest.mark.parametrize("quoted", ['"1"', "'1'", '"true"', "'~'", '"22:30"'])
def test_what_is_quoted_is_text(quoted: str) -> None:
    assert read(f"a: {quoted}") == {"a": quoted[1:-1]}


@given(st.integers() | st.floats(allow_nan=False))
def test_a_number_comes_back_as_it_was_written(number: float) -> None:
    assert scalar(str(number).replace("inf", ".inf")) == number


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: &x 1\nb: *x", "file:1: found the anchor &x; allowed: plain values, written out"),
        ("a: *x", "file:1: found the alias *x"),
        ("a: !!python/object/apply:os.system ['true']", "file:1: found the tag tag:yaml.org,2002:python"),
        ("a: !!str 1", "file:1: found the tag"),
        ("a: ! 1", "file:1: found the tag !"),
        ("a: 1\n---\nb: 2", "file:2: found a second document"),
        ("%YAML 1.1\n---\na: NO", "file:1: found a % directive"),
        ("%TAG ! tag:x,2026:\n---\na: 1", "file:1: found a % directive"),
        ("a:\n\tb: 1", "file:2: found a tab at the beginning of a line; allowed: spaces"),
        ("a: `x`", "file:1: found text that begins with '`'; allowed: quotes"),
        ("a: b: c", "file:1: found what is not YAML"),
        ("a: [1, 2\nb: 3\n", "line 1"),
        ("? [a]\n: b", "file:1: found a list or a group as the name of a field"),
    ],
)
def test_more_than_plain_data_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as error:
        read(text)
    assert sentence in str(error.value)
    assert len(error.value.faults) == 1


def test_yaml_1_2_may_be_named() -> None:
    assert read("%YAML 1.2\n---\na: NO\n") == {"a": "NO"}


def test_a_field_given_twice_is_a_fault_and_the_first_counts() -> None:
    source, told = build(events("a: 1\nb: {c: 1, c: {d: [2]}}\na: [3]\n", "file"), "file")
    assert source.data == {"a": 1, "b": {"c": 1}}
    assert [str(fault) for _, fault in told] == [
        "file:2 b.c: found the field 'c' again; allowed: each field once (the first is in line 2)",
        "file:3 a: found the field 'a' again; allowed: each field once (the first is in line 1)",
    ]


def test_lines_stay_right_after_fields_that_were_dropped() -> None:
    text = "a: {x: [1, 2]}\n" * 200 + "b:\n  - {x: 1}\n  - x: [1,\n      2]\n"
    source, _ = build(events(text, "file"), "file")
    assert [source.line(path) for path in [("b",), ("b", 0, "x"), ("b", 1, "x"), ("b", 1, "x", 1)]] == [
        201,
        202,
        203,
        204,
    ]


def test_a_name_that_looks_like_a_number_needs_quotes() -> None:
    _, told = build(events("{7: 1, '8': 2, NO: 3}", "file"), "file")
    assert [fault.found for _, fault in told] == ["7 as the name of a field"]


@pytest.mark.parametrize("value", ["NO", "22:30", "007a"])
def test_text_that_another_yaml_would_turn_into_something_else_stays_text(value: str) -> None:
    assert load_text("country: KP", f"country: {value}").places[0].country == value


def load_text(old: str, new: str) -> Network:
    """Load the planning model's network with one thing written otherwise."""
    assert old in NETWORK
    return examine(Network, *build(events(NETWORK.replace(old, new, 1), "file"), "file")).sound()


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "network.yaml"
    file.write_text(NETWORK.replace("p: 0.04", "p: 1.4"))
    line = NETWORK.split("p: 0.04")[0].count("\n") + 1
    with pytest.raises(BadInput) as error:
        load_network(file)
    assert [fault.where for fault in error.value.faults] == [f"{file}:{line} legs[0].hazards[0].p"]
