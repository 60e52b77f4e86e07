"""Is a quoted value short, on one line, and harmless to the terminal on which it is read?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waystation.kit.shown import WIDTH, closest, either, path_text, printable, shown

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        (True, "true"),
        (1.4, "1.4"),
        (0, "0"),
        ("abc", "text 'abc'"),
        ([], "[]"),
        ([0, 0.8], "[0, 0.8]"),
        ({"harmed": 3, "attempts": 1}, "{harmed: 3, attempts: 1}"),
        (10**400, "a number of more than 15 digits"),
        ({1, 2}, "a set"),
    ],
)
def test_what_was_found_is_said_in_few_words(value: Any, words: str) -> None:
    assert shown(value) == words


@given(ANYTHING)
def test_it_is_always_short_and_printable(value: Any) -> None:
    words = shown(value)
    assert 0 < len(words) <= WIDTH + len("text ")
    assert words.isprintable()


def test_a_huge_value_is_not_looked_through() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert shown(deep) == "[[[...]]]"
    assert len(shown(["x" * 10**6] * 10**6)) <= WIDTH


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), ""),
        (("legs", 3, "hazards", 0, "p"), "legs[3].hazards[0].p"),
        (("fees", "bo lin"), "fees['bo lin']"),
        (("odds", "\x1b[2J"), r"odds['\x1b[2J']"),
        (("노인",), "노인"),
    ],
)
def test_a_path_is_written_as_in_the_file(path: tuple[str | int, ...], words: str) -> None:
    assert path_text(path) == words


def test_control_characters_are_spelled_out() -> None:
    assert printable("a\x1b[31m\u202eb") == r"a\x1b[31m\u202eb"
    assert printable("두 강.yaml") == "두 강.yaml"


def test_the_word_that_was_probably_meant() -> None:
    assert closest("hrs", ["id", "hours", "cost"]) == "hours"
    assert closest("zzz", ["id", "hours", "cost"]) is None
    assert closest("x" * 10_000, ["x" * 10_000]) is None


def test_a_list_of_words() -> None:
    assert either(["a"]) == "a"
    assert either(["a", "b", "c"]) == "a, b or c"
