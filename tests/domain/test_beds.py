"""Which nights have beds left, and what is in the way?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from waystation.domain.beds import clashes, is_closed, nights_of, short_of
from waystation.domain.helper_record import Mark
from waystation.domain.house import House, Nights, free_beds

FIRST = date(2026, 3, 1)


def nights(first: int, more: int, beds: int, group: str | None = None) -> Nights:
    begin = FIRST + timedelta(days=first)
    return Nights(first=begin, last=begin + timedelta(days=more), beds=beds, group=group)


SOME = st.builds(nights, st.integers(0, 10), st.integers(0, 5), st.integers(1, 6))


@given(st.lists(SOME, max_size=5), SOME, st.integers(1, 12))
def test_what_is_not_short_of_beds_leaves_no_night_with_more_taken_than_there_are(
    kept: list[Nights], wanted: Nights, beds: int
) -> None:
    house = House(id="h", beds=beds, nights=tuple(kept))
    after = House(id="h", beds=beds, nights=(*kept, wanted))
    span = [wanted.first + timedelta(days=each) for each in range((wanted.last - wanted.first).days + 1)]
    short = short_of(house, wanted)
    if short is None:
        assert all(free_beds(after, day) >= 0 for day in span)
    else:
        assert free_beds(after, short[0]) < 0
        assert all(free_beds(after, day) >= 0 for day in span if day < short[0])


def test_each_night_says_what_is_taken_and_free() -> None:
    house = House(id="h", beds=6, nights=(nights(1, 1, 4),), closed_from=FIRST + timedelta(days=3))
    found = nights_of(house, FIRST, FIRST + timedelta(days=3))
    assert [(each.taken, each.free, each.closed) for each in found] == [
        (0, 6, False), (4, 2, False), (4, 2, False), (0, 6, True),
    ]  # fmt: skip


def test_nobody_is_sent_to_a_marked_house_until_the_mark_is_taken_back() -> None:
    mark = Mark(at=datetime(2026, 3, 1, tzinfo=UTC), reason="lights at night")
    house = House(id="h", beds=6, marks=(mark,))
    assert is_closed(house, FIRST)
    assert short_of(house, nights(0, 0, 1)) == (FIRST, 0)
    back = mark.model_copy(update={"taken_back_at": mark.at, "taken_back_reason": "a neighbour"})
    assert not is_closed(house.model_copy(update={"marks": (back,)}), FIRST)


def test_a_group_with_beds_in_two_houses_in_one_night_is_said() -> None:
    one = House(id="h1", beds=6, nights=(nights(0, 3, 4, "g"), nights(0, 0, 1)))
    two = House(id="h2", beds=6, nights=(nights(2, 1, 4, "g"), nights(0, 0, 1)))
    found = clashes((one, two), FIRST, FIRST + timedelta(days=2))
    assert found == ((FIRST + timedelta(days=2), "g", ("h1", "h2")),)
