"""A likeness between two persons is suggested with its evidence, and nothing is ever merged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.actions.intake_desk import Room

from waystation.actions.find_duplicates import find_duplicates
from waystation.actions.keeping import Seen
from waystation.actions.link_cases import link_cases
from waystation.kit.errors import BadInput


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.close()


def test_two_spellings_and_one_year_are_suggested_with_what_speaks_for_it(room: Room) -> None:
    old, new = room.request(room.anna), room.request(room.anna)
    known = room.person(room.anna, old, "Kang Yong-sil", born_from=1985, born_to=1985, sex="female")
    room.person(room.anna, old, "Pak Chol-su", born_from=1950, born_to=1950, sex="male")
    her = room.person(room.anna, new, "강영실", born_from=1985, born_to=1986, sex="female")
    [found] = find_duplicates(room.anna, her)
    assert found.opened.id == known
    assert sum(term.nats for term in found.terms) == pytest.approx(found.nats)
    assert 0.5 < found.probability < 1
    assert {term.field for term in found.terms} >= {"names", "age", "sex"}
    assert room.case(room.anna, new).same_as == ()


def test_nobody_of_the_same_case_and_nobody_in_a_case_of_others_is_suggested(room: Room) -> None:
    others, new = room.request(room.anna), room.request(room.ben)
    room.person(room.anna, others, "Kang Yong-sil")
    her = room.person(room.ben, new, "강영실")
    room.person(room.ben, new, "Kang Yong-sil")
    assert find_duplicates(room.ben, her) == []


def test_somebody_without_a_name_is_like_nobody(room: Room) -> None:
    one, two = room.request(room.anna), room.request(room.anna)
    room.person(room.anna, one, "Kang")
    assert find_duplicates(room.anna, room.person(room.anna, two)) == []


def test_two_cases_are_linked_in_both_with_a_reason_and_the_link_is_taken_back_in_both(room: Room) -> None:
    one, two = room.request(room.anna), room.request(room.anna)
    with pytest.raises(BadInput, match="reason"):
        link_cases(room.anna, Seen(one.record), Seen(two.record), " ")
    link_cases(room.anna, Seen(one.record), Seen(two.record), "the same mother, her letter says so")
    assert room.case(room.anna, one).same_as == (two.key,)
    assert room.case(room.anna, two).same_as == (one.key,)
    link_cases(room.anna, Seen(one.record), Seen(two.record), "another age", same=False)
    assert room.case(room.anna, one).same_as == room.case(room.anna, two).same_as == ()
    assert len(room.case(room.anna, two).links) == 2
