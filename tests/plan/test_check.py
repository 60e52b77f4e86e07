"""Does a check name everything that must be mended, and what a colleague would ask about?"""

from __future__ import annotations

from typing import Any

import pytest
from tests.plan.written import Doc, case, network

from waystation.domain.network import Leg
from waystation.kit.errors import BadInput
from waystation.plan.check import Findings, check, require_sound
from waystation.plan.load import parse_case, parse_network


def small(**leg: Any) -> Doc:
    """A network of one leg from A, where it is 18:00 at hour 0, to safety at S."""
    return {
        "waystation": 1,
        "fictional": True,
        "currency": "USD",
        "start": "2026-03-02T18:00+09:00",
        "places": [{"id": "A", "kind": "origin"}, {"id": "S", "kind": "safety"}],
        "conditions": [{"id": "river", "unit": "m", "series": [[0, 1], [30, 3]]}],
        "helpers": [{"id": "bo", "integrity": 0.9, "not_for": ["infant"]}],
        "legs": [{"id": "way", "from": "A", "to": "S", "hours": 5} | leg],
    }


def request(**fields: Any) -> Doc:
    base: Doc = {
        "waystation": 1,
        "fictional": True,
        "id": "c",
        "from": "A",
        "group": {"persons": 1},
        "deadline": 48,
    }
    return base | fields


def checked(net: Doc, asked: Doc | None = None) -> Findings:
    return check(parse_network(net), None if asked is None else parse_case(asked))


def faults(net: Doc, asked: Doc | None = None) -> list[str]:
    return [str(fault) for fault in checked(net, asked).faults]


def cautions(net: Doc, asked: Doc | None = None) -> list[str]:
    return [str(remark) for remark in checked(net, asked).cautions]


def test_what_the_planning_model_shows_is_sound() -> None:
    assert checked(network(), case()) == Findings()
    assert checked(small(), request()) == Findings()


def test_a_case_that_begins_nowhere_cannot_be_planned() -> None:
    net, asked = parse_network(small()), parse_case(request(**{"from": "a"}))
    words = "case from: found text 'a'; allowed: the id of a place: A, S"
    assert [str(fault) for fault in check(net, asked).faults] == [words]
    with pytest.raises(BadInput, match=words):
        require_sound(net, asked)


def test_a_network_made_by_a_program_is_held_to_the_same_ids() -> None:
    net = parse_network(small())
    strange = net.model_copy(update={"legs": (*net.legs, Leg(id="way", from_="A", to="X", hours=1))})
    with pytest.raises(BadInput) as error:
        require_sound(strange)
    assert [fault.where for fault in error.value.faults] == ["network legs[1].id", "network legs[1].to"]
    require_sound(net)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"deadline": 1e6}, "case deadline: found 1e+06; allowed: at most 100,000 hours"),
        ({"step": 1e-6}, "case step: found 1e-06; allowed: at least 0.00048"),
        ({"deadline": 0, "step": 1e-300}, None),
    ],
)
def test_a_clock_with_steps_without_number_is_refused(fields: Doc, words: str | None) -> None:
    told = faults(small(), request(**fields))
    if words is None:
        assert not any("step" in fault for fault in told)
    else:
        assert len(told) == 1
        assert told[0].startswith(words)


def test_a_network_without_safety_leads_nowhere() -> None:
    net = small()
    net["places"][1]["kind"] = "stop"
    for asked in (None, request()):
        assert faults(net, asked) == ["network places: found no place of kind safety; allowed: at least one"]


def test_a_network_in_which_no_leg_leads_to_safety_is_at_fault() -> None:
    net = small()
    net["legs"][0] |= {"from": "S", "to": "A"}
    sentence = "found 'A', from which no legs lead to a place of safety; allowed: "
    assert faults(net) == [f"network places[0]: {sentence}an origin from which safety can be reached"]
    assert faults(net, request()) == [f"case from: {sentence}a place from which safety can be reached"]


def test_nor_need_there_be_a_place_of_kind_origin() -> None:
    net = small()
    del net["places"][0]["kind"]
    assert not faults(net)
    net["legs"] = []
    assert faults(net) == ["network legs: found no leg that ends in a place of safety; allowed: at least one"]


def test_a_case_that_begins_in_safety_is_no_fault() -> None:
    assert not faults(small(), request(**{"from": "S"}))


@pytest.mark.parametrize(
    ("leg", "group", "words"),
    [
        ({"capacity": 4}, {"persons": 5}, "legs[0].capacity: found room for 4: leg 'way'; allowed: 5 or"),
        ({"forbids": ["frail", "lame"]}, {"persons": 1, "traits": ["lame"]}, "legs[0].forbids[1]: found leg"),
        ({"helpers": ["bo"]}, {"persons": 1, "traits": ["infant"]}, "helpers[0].not_for[0]: found helper"),
        ({"hazards": [{"p": 1}]}, {"persons": 1}, "legs[0].hazards[0].p: found certain harm on leg 'way'"),
    ],
)  # fmt: skip
def test_a_group_that_no_leg_takes_is_told_which_limit_binds(leg: Doc, group: Doc, words: str) -> None:
    summary, limit = faults(small(**leg), request(group=group))
    assert summary.startswith("case group: found ")
    assert "no leg out of 'A' takes them" in summary
    assert limit.startswith(f"network {words}")


def test_a_house_that_is_too_small_or_whose_host_will_not_is_named_too() -> None:
    net = small()
    net["places"][1] |= {"capacity": 2, "hosts": ["bo"]}
    told = faults(net, request(group={"persons": 3, "traits": ["infant"]}))
    assert [sentence.partition(": found ")[0] for sentence in told] == [
        "case group",
        "network places[1].capacity",
        "network helpers[0].not_for[0]",
    ]


def test_a_helper_who_is_sure_to_betray_is_a_limit() -> None:
    net = small(helpers=["bo"])
    net["helpers"][0]["integrity"] = 0
    assert "network helpers[0].integrity: found helper 'bo' of leg 'way'" in faults(net, request())[1]


def test_a_limit_further_on_is_found_and_legs_that_do_not_matter_are_not_named() -> None:
    net = small(to="H")
    net["places"] += [{"id": "H"}, {"id": "deadend"}]
    net["legs"] += [
        {"id": "on", "from": "H", "to": "S", "hours": 1, "capacity": 1},
        {"id": "aside", "from": "H", "to": "deadend", "hours": 1, "capacity": 1},
    ]
    summary, limit = faults(net, request(group={"persons": 2}))
    assert "no way to safety takes them" in summary
    assert "leg 'on'" in limit


def test_a_deadline_that_is_too_early_is_told_with_the_first_that_would_do() -> None:
    [told] = faults(small(windows=["22:00-04:00"]), request(deadline=8, group={"persons": 1}))
    assert told == "case deadline: found 8; allowed: 9 or more, the earliest arrival in 'S'"
    assert not faults(small(windows=["22:00-04:00"]), request(deadline=9))


def test_a_last_hour_before_any_way_begins_is_told_with_the_first_that_would_do() -> None:
    [told] = faults(small(windows=["22:00-04:00"]), request(too_late=3.5))
    assert (
        told == "case too_late: found 3.5; allowed: 4 or more, the first hour at which a way to safety begins"
    )
    assert not faults(small(windows=["22:00-04:00"]), request(too_late=4))


def test_a_leg_that_opens_when_it_is_too_late_is_a_caution() -> None:
    net = small()
    net["legs"].append({"id": "late", "from": "A", "to": "S", "hours": 5, "windows": ["22:00-23:00"]})
    [told] = cautions(net, request(deadline=20, too_late=3))
    assert told == "network legs[1].windows: leg 'late' cannot be started before it is too late, hour 3"


def test_where_the_deadline_is_too_early_whenever_they_leave_it_is_the_deadline_that_is_told() -> None:
    [told] = faults(small(windows=["22:00-04:00"]), request(deadline=8, too_late=1))
    assert told == "case deadline: found 8; allowed: 9 or more, the earliest arrival in 'S'"


def test_slow_members_count_in_the_earliest_arrival() -> None:
    [told] = faults(small(slower={"old": 1.5}), request(deadline=5, group={"persons": 1, "traits": ["old"]}))
    assert "allowed: 8 or more" in told


def test_a_leg_that_its_conditions_close_for_good_is_named() -> None:
    [told] = faults(small(closed_if=[{"condition": "river", "above": 0.5}]), request())
    assert told.startswith("network legs[0].closed_if: found leg 'way', which cannot be started from hour 0")


def test_a_river_that_falls_later_only_moves_the_deadline() -> None:
    net = small(closed_if=[{"condition": "river", "above": 2}])
    net["conditions"][0]["series"] = [[0, 5], [60, 1]]
    assert faults(net, request()) == [
        "case deadline: found 48; allowed: 65 or more, the earliest arrival in 'S'"
    ]


def test_a_window_between_two_hours_never_opens() -> None:
    net = small(windows=["22:15-22:45", "23:00-24:00"])
    words = "network legs[0].windows[0]: found the window 22:15-22:45, which no departure meets; allowed"
    assert [fault[: len(words)] for fault in faults(net)] == [words]
    assert [fault[: len(words)] for fault in faults(net, request())] == [words]
    assert not faults(net, request(step=0.25))


def test_a_window_that_only_this_case_steps_over_is_a_caution() -> None:
    net = small(windows=["23:00-24:00", "01:00-05:00"])
    assert not cautions(net)
    [told] = cautions(net, request(step=2))
    where, _, says = told.partition(": ")
    assert where == "network legs[0].windows[0]"
    assert says == "no departure meets the window 23:00-24:00 in steps of 2 hours, as in this case"


def test_a_window_that_opens_only_after_summer_time_has_begun_does_open() -> None:
    net = small(windows=["19:00-19:30"])
    net["places"][0]["tz"] = "Europe/Berlin"
    net["start"] = "2026-03-02T18:00+01:00"
    assert not faults(net, request(step=24, deadline=2000))


def test_a_window_that_opens_after_the_deadline_is_a_caution_beside_the_deadline() -> None:
    found = checked(small(windows=["22:00-23:00"]), request(deadline=2))
    assert [str(fault) for fault in found.faults] == [
        "case deadline: found 2; allowed: 9 or more, the earliest arrival in 'S'"
    ]
    assert [str(remark) for remark in found.cautions] == [
        "network legs[0].windows: leg 'way' cannot be started before the deadline, hour 2"
    ]


def test_a_trait_that_nothing_mentions_is_a_caution_with_the_word_that_was_meant() -> None:
    group = {"persons": 2, "traits": ["elderley", "infant"]}
    [told] = cautions(small(slower={"elderly": 2}), request(group=group))
    where, _, says = told.partition(": ")
    assert where == "case group.traits[0]"
    assert says == "'elderley': no leg, helper or hazard mentions this trait (was 'elderly' meant?)"


@pytest.mark.parametrize(
    "leg", [{"forbids": ["t"]}, {"slower": {"t": 1}}, {"hazards": [{"p": 0.1, "odds": {"t": 2}}]}]
)
def test_a_trait_may_be_mentioned_anywhere(leg: Doc) -> None:
    told = cautions(small(**leg), request(group={"persons": 1, "traits": ["t"]}))
    assert not any("group.traits" in sentence for sentence in told)


def test_fees_above_the_cost_are_a_caution() -> None:
    net = small(cost=100, helpers=["bo"], fees={"bo": 150})
    words = "network legs[0].fees: the fees, 150, are more than the leg costs, 100"
    assert cautions(net) == cautions(net, request()) == [words]
    net["legs"][0]["cost_per_person"] = 50
    assert not cautions(net)
    assert not cautions(net, request())


def test_money_without_a_currency_and_values_without_a_unit_are_cautions() -> None:
    net = small(cost=100)
    del net["currency"], net["conditions"][0]["unit"]
    assert cautions(net) == [
        "network currency: there are costs, but it is not said in which currency",
        "network conditions[0]: it is not said in which unit 'river' is measured",
    ]


@pytest.mark.parametrize("field", ["block", "gone"])
def test_a_leg_that_never_starts_is_a_caution(field: str) -> None:
    assert cautions(small(**{field: 1}))[0].startswith(f"network legs[0].{field}: leg 'way' never starts")


def test_odds_for_a_time_that_never_comes_are_a_caution() -> None:
    [told] = cautions(small(hazards=[{"p": 0.1, "odds_by_time": [{"window": "22:15-22:45", "times": 2}]}]))
    assert told.startswith("network legs[0].hazards[0].odds_by_time[0].window: no departure meets")


def test_a_place_of_safety_or_an_origin_off_all_ways_is_a_caution() -> None:
    net = small()
    net["places"] += [{"id": "T", "kind": "safety"}, {"id": "B", "kind": "origin"}]
    assert cautions(net) == [
        "network places[2]: no leg leads to 'T', a place of safety",
        "network places[3]: no legs lead from 'B' to a place of safety",
    ]


def test_floors_and_hours_that_change_nothing_are_cautions() -> None:
    told = cautions(small(), request(floor=0.8, floor_low=0.9, too_late=60))
    assert [sentence.partition(":")[0] for sentence in told] == ["case floor_low", "case too_late"]


def test_no_sentence_proposes_to_leave_somebody_behind() -> None:
    net = small(capacity=1, forbids=["lame"], helpers=["bo"])
    for told in faults(net, request(group={"persons": 2, "traits": ["lame", "infant"]})):
        assert "without" not in told
        assert "fewer" not in told
