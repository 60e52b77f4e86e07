"""Whatever happens on the way: is everybody always in exactly one place, journey or outcome?"""

from __future__ import annotations

import itertools
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.journey.lived import begun, files, group

from waystation.domain.journey import Arrival, Incident, IncidentKind
from waystation.domain.kinds import data_of, record_of
from waystation.journey.arrive import outcome
from waystation.journey.expected import with_check_ins
from waystation.journey.groups import Part, hand_to, merge, split
from waystation.journey.incidents import EFFECTS, Report, report
from waystation.journey.position import depart, live, reach, stand
from waystation.journey.replan import Asked, adopt, replan, stop
from waystation.journey.solving import Remembering
from waystation.journey.underway import Underway, ahead, whereabouts
from waystation.kit.errors import BadInput

FAMILY = ("family/network", "family/case")
NETWORK = files(*FAMILY)[0]
PLACES = [place.id for place in NETWORK.places]
OUTCOMES = get_args(Arrival.model_fields["outcome"].annotation)
solve = Remembering()


class Lives(RuleBasedStateMachine):
    """Two journeys on one network; people may pass from one to the other, and none may vanish or double."""

    def __init__(self) -> None:
        super().__init__()
        first = begun(*FAMILY)
        other = begun(*FAMILY).changed(id="j2", groups=("h1",))
        people = group(5, "h1").model_copy(update={"members": tuple(f"q{n}" for n in range(5))})
        standing = other.journey.positions[0].model_copy(update={"group": "h1"})
        stages = tuple(each.model_copy(update={"group": "h1"}) for each in other.journey.stages)
        self.journeys = [
            first,
            Underway(other.changed(positions=(standing,), stages=stages).journey, {"h1": people}),
        ]
        self.everybody = {f"p{n}" for n in range(1, 6)} | {f"q{n}" for n in range(5)}
        self.at: datetime = NETWORK.start
        self.keys = itertools.count(1)

    def _pick(self, data: Any) -> tuple[int, str]:
        there = [(n, p.group) for n, each in enumerate(self.journeys) for p in each.journey.positions]
        picked: tuple[int, str] = data.draw(st.sampled_from(sorted(there)))
        return picked

    def _moving(self) -> bool:
        return any(each.journey.positions for each in self.journeys)

    def _now(self) -> datetime:
        self.at += timedelta(hours=1)
        return self.at

    @rule()
    def an_hour_passes(self) -> None:
        self._now()

    @precondition(_moving)
    @rule(data=st.data())
    def goes_on(self, data: Any) -> None:
        n, key = self._pick(data)
        underway = self.journeys[n]
        coming = ahead(underway.journey, key)
        if not coming:
            return
        act = reach if underway.position(key).stage is not None else depart
        with suppress(BadInput):  # it stands elsewhere than the stage begins
            self.journeys[n] = act(underway, coming[0].number, self._now())

    @precondition(_moving)
    @rule(data=st.data())
    def splits(self, data: Any) -> None:
        n, key = self._pick(data)
        members = list(self.journeys[n].groups[key].members)
        cut = data.draw(st.integers(0, len(members)))
        parts = [Part(f"n{next(self.keys)}", tuple(some)) for some in (members[:cut], members[cut:])]
        with suppress(BadInput):  # one part would be empty
            self.journeys[n] = split(self.journeys[n], key, parts, self._now())

    @precondition(_moving)
    @rule(data=st.data())
    def join(self, data: Any) -> None:
        n, key = self._pick(data)
        others = [p.group for p in self.journeys[n].journey.positions]
        some = data.draw(st.lists(st.sampled_from(others), max_size=3))
        with suppress(BadInput):  # not together, or only one
            self.journeys[n] = merge(self.journeys[n], [key, *some], f"n{next(self.keys)}", self._now())

    @precondition(_moving)
    @rule(data=st.data())
    def change_journeys(self, data: Any) -> None:
        n, key = self._pick(data)
        with suppress(BadInput):  # on the way
            giving, taking = hand_to(self.journeys[n], self.journeys[1 - n], key, self._now())
            self.journeys[n], self.journeys[1 - n] = giving, taking

    @precondition(_moving)
    @rule(data=st.data(), kind=st.sampled_from(sorted(EFFECTS)), hours=st.sampled_from([0.0, 3.0]))
    def something_happens(self, data: Any, kind: IncidentKind, hours: float) -> None:
        n, key = self._pick(data)
        where = data.draw(st.none() | st.sampled_from(PLACES))
        told = Report(
            Incident(at=self._now(), kind=kind, group=key, helper="boat"), where, hours, ("cannot_walk",)
        )
        with suppress(BadInput):  # a block of a stage that has begun
            self.journeys[n] = report(self.journeys[n], told)

    @precondition(_moving)
    @rule(data=st.data())
    def plan_anew(self, data: Any) -> None:
        n, key = self._pick(data)
        at = self._now()
        made = replan(self.journeys[n], Asked(key, at, "asked", NETWORK), solve)
        changed = adopt if made.stages else None
        self.journeys[n] = changed(self.journeys[n], made, at) if changed else stop(self.journeys[n], key, at)

    @precondition(_moving)
    @rule(data=st.data(), what=st.sampled_from(OUTCOMES))
    def comes_to_an_end(self, data: Any, what: Any) -> None:
        n, key = self._pick(data)
        persons = self.journeys[n].position(key).persons
        arrival = Arrival(group=key, persons=persons, outcome=what, at=self._now())
        self.journeys[n] = outcome(self.journeys[n], arrival)

    @precondition(_moving)
    @rule(data=st.data(), where=st.sampled_from(PLACES))
    def stands_elsewhere(self, data: Any, where: str) -> None:
        n, key = self._pick(data)
        self.journeys[n] = stand(self.journeys[n], key, where, self._now())

    @invariant()
    def everybody_is_in_exactly_one_place(self) -> None:
        found = whereabouts(*self.journeys)
        assert found.keys() == self.everybody
        assert {person: places for person, places in found.items() if len(places) != 1} == {}

    @invariant()
    def heads_are_counted_alike_everywhere(self) -> None:
        for each in self.journeys:
            standing = sum(position.persons for position in each.journey.positions)
            ended = sum(arrival.persons for arrival in each.journey.arrivals)
            named = sum(len(g.members) for g in each.groups.values() if not g.went_into)
            assert standing + ended == named
            assert sum(shown.persons for shown in live(each.journey)) == standing

    @invariant()
    def stages_belong_to_groups_that_are_there(self) -> None:
        for each in self.journeys:
            numbers = [stage.number for stage in each.journey.stages]
            assert len(numbers) == len(set(numbers))
            for position in each.journey.positions:
                if position.stage is not None:
                    assert each.stage(position.stage).group == position.group

    @invariant()
    def the_record_can_be_kept(self) -> None:
        for each in self.journeys:
            assert record_of(data_of(with_check_ins(each.journey))) == with_check_ins(each.journey)


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


@pytest.mark.slow
def test_nobody_is_lost_on_long_journeys_either() -> None:
    run_state_machine_as_test(
        Lives, settings=settings(max_examples=300, stateful_step_count=60, deadline=None)
    )


@given(st.lists(st.sampled_from(["p1", "p2", "p3", "p4", "p5", "p9"]), max_size=6))
def test_parts_that_leave_somebody_out_or_count_somebody_twice_are_refused(members: list[str]) -> None:
    underway = begun(*FAMILY)
    whole = sorted(["p1", *members]) == [f"p{n}" for n in range(1, 6)]
    parts = [Part("a", ("p1",)), Part("b", tuple(members))]
    if whole:
        split(underway, "g1", parts, NETWORK.start)
    else:
        with pytest.raises(BadInput, match="exactly one"):
            split(underway, "g1", parts, NETWORK.start)


def test_part_of_a_group_has_no_outcome_of_its_own_before_it_is_split_off() -> None:
    underway = begun(*FAMILY)
    with pytest.raises(BadInput, match="split it first"):
        outcome(underway, Arrival(group="g1", persons=2, outcome="safe", at=NETWORK.start))
