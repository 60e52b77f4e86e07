"""Are places told apart, and one inside another recognised, in English and Korean?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waystation.tracing.places.known import COUNTRIES, PROVINCES, SHARES
from waystation.tracing.places.path import path, relation

Place = tuple[str, ...]


@pytest.mark.parametrize(
    ("a", "b", "agreed", "apart"),
    [
        (("KP", "North Hamgyong", "Hoeryong"), ("함경북도",), 2, False),
        (("KP", "North Hamgyong"), ("North Korea", "Hamgyŏng-bukto", "Hoeryŏng"), 2, False),
        (("DPRK", "Ryanggang Province"), ("조선", "량강도"), 2, False),
        (("China", "Jilin Province", "Yanji City"), ("CN", "Jilin", "Yanji"), 3, False),
        (("KP", "North Hamgyong"), ("KP", "South Hamgyong"), 1, True),
        (("KP", "North Pyongan"), ("KP", "Pyongyang"), 1, True),
        (("China",), ("Laos",), 0, True),
        (("China",), ("중국", "Yunnan"), 1, False),
        (("Laos", "Bokeo"), ("Laos", "Luang Namtha"), 1, True),
    ],
)
def test_two_places(a: Place, b: Place, agreed: int, apart: bool) -> None:  # noqa: FBT001
    assert relation(a, b) == relation(b, a) == (agreed, apart)


@given(
    st.lists(st.sampled_from([*COUNTRIES, *PROVINCES, "Hoeryong", "Yanji", "장마당"]), min_size=1, max_size=5)
)
def test_a_place_is_itself_and_lies_in_all_that_are_around_it(names: list[str]) -> None:
    whole = tuple(names)
    assert relation(whole, whole) == (len(path(whole)), False)
    for depth in range(1, len(whole)):
        assert not relation(whole[:depth], whole).apart


def test_the_provinces_share_the_whole_population() -> None:
    assert sum(SHARES.values()) == pytest.approx(1.0, abs=0.001)
