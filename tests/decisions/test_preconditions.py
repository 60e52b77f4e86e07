"""Each thing that must be so before anybody goes: broken alone, it is named, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, timedelta
from functools import cache
from typing import Any

import pytest
from tests.actions.deciding import helpers, houses, persons
from tests.examples import shelf

import waystation
from waystation.decisions.around import Around
from waystation.decisions.preconditions import last_seen, preconditions, with_checks
from waystation.decisions.standing import stands_against
from waystation.decisions.way import houses_of, way_of
from waystation.domain.access import Application, Member
from waystation.domain.case import Trafficking
from waystation.domain.case_record import CaseRecord, Clearing, Requester, Sign
from waystation.domain.decision_record import Checks, ContinuityPack, DecisionRecord
from waystation.domain.decision_rules import DecisionRules
from waystation.domain.helper_record import Availability, Mark
from waystation.domain.house import Corridor, Nights
from waystation.domain.person import Agreement
from waystation.domain.vetting import RuleStep, VettingRules
from waystation.plan.stored import decision_of, stored

NETWORK, FILE = shelf.network("family/network"), shelf.case("family/case")
NOW = (NETWORK.start - timedelta(hours=2)).astimezone(UTC)
KINDS = frozenset({"case", "person", "helper", "house", "corridor", "vetting_rules"})
Break = Callable[[Around], Around]


def member(name: str, role: Any) -> Member:
    key = "00" * 32
    tags = dict.fromkeys(("account", "keyring", "inbox", "session"), "00" * 16)
    plain = Application(
        id=name.encode().hex().zfill(32),
        handle=name.lower(),
        name=name,
        role=role,
        box_key=key,
        sign_key=key,
        **tags,
    )
    return Member(application=plain, since=NOW)


@cache
def decided() -> DecisionRecord:
    answer = waystation.decide(NETWORK, FILE, reasons=False)
    pack = ContinuityPack(holder="the second desk", by="m3", at=NOW, until=NOW + timedelta(days=9))
    return DecisionRecord(
        id="d1", case="c1", network="w1", made_at=NOW, by="m1", proposal=stored(answer),
        known_network=NETWORK, known_case=FILE, floor=0.8, floor_low=0.7, packs=(pack,),
    )  # fmt: skip


@cache
def around() -> Around:
    people = persons(FILE, NOW - timedelta(days=1))
    requester = Requester(name="who called", verified_at=NOW)
    case = CaseRecord(
        id="c1", requester=requester, persons=tuple(e.id for e in people), network="w1", case=FILE
    )  # fmt: skip
    rules = VettingRules(id="1", from_day=date(2020, 1, 1), steps=(RuleStep(step="met"),))
    members = {each.id: each for each in (member("Cho", "protection officer"), member("Anna", "coordinator"))}
    return Around(
        at=NOW, case=case, rules=DecisionRules(), members=members, persons={e.id: e for e in people},
        helpers={e.id: e for e in helpers(NETWORK)}, houses=tuple(houses(NETWORK)),
        vetting=(rules,), sees=KINDS,
    )  # fmt: skip


def found(there: Around, record: DecisionRecord | None = None) -> list[tuple[str, str | None, str | None]]:
    unmet = (each for each in preconditions(record or decided(), there) if not each.met)
    return [(each.code, each.about, each.detail) for each in unmet]


def person(key: str, **changes: Any) -> Break:
    def broken(there: Around) -> Around:
        other = there.persons[key].model_copy(update=changes)
        return replace(there, persons={**there.persons, key: other})

    return broken


def helper(key: str, **changes: Any) -> Break:
    def broken(there: Around) -> Around:
        other = there.helpers[key].model_copy(update=changes)
        return replace(there, helpers={**there.helpers, key: other})

    return broken


def house(key: str, **changes: Any) -> Break:
    def broken(there: Around) -> Around:
        some = (each.model_copy(update=changes) if each.id == key else each for each in there.houses)
        return replace(there, houses=tuple(some))

    return broken


def yes(**changes: Any) -> Agreement:
    plain = {"purpose": "move", "given": True, "language": "ko", "asked_at": NOW, "heard_alone": True}
    return Agreement.model_validate({**plain, **changes})


def signs(*words: str, by: str | None = None) -> Trafficking:
    return Trafficking(looked_for=True, indicators=words, cleared_by=by)


WHO, CHILD, HELPER, HOUSE = "grandmother", "elder daughter", "broker-river", "cn-house-ne"
DAY = NETWORK.start.date()
BROKEN: dict[str, tuple[Break, tuple[str, str | None, str | None]]] = {
    "nobody asked her": (person(WHO, agreements=()), ("consent", WHO, "not asked")),
    "she said no": (person(WHO, agreements=(yes(given=False),)), ("consent", WHO, "refused")),
    "she took it back": (person(WHO, agreements=(yes(withdrawn_at=NOW),)), ("consent", WHO, "withdrawn")),
    "it was for another case": (person(WHO, agreements=(yes(case="c9"),)), ("consent", WHO, "not asked")),
    "only spoken": (person(WHO, agreements=(yes(oral=True),)), ("confirmed", WHO, None)),
    "in no language of hers": (person(WHO, agreements=(yes(language="zh"),)), ("language", WHO, "zh")),
    "nobody knows what she speaks": (person(WHO, languages=()), ("language", WHO, "ko")),
    "never heard alone": (person(WHO, agreements=(yes(heard_alone=False),)), ("heard_alone", WHO, None)),
    "a child without guardian": (person(CHILD, guardian=None), ("guardian", CHILD, None)),
    "without a note": (person(CHILD, best_interest=" "), ("best_interest", CHILD, None)),
    "a child not heard": (person(CHILD, agreements=()), ("child_heard_alone", CHILD, None)),
    "nobody looked for signs": (
        lambda there: replace(there, case=there.case.model_copy(update={"case": _unsearched()})),
        ("looked_for", None, None),
    ),
    "an open sign": (person(WHO, trafficking=signs("papers")), ("indicator", WHO, "papers")),
    "cleared by anybody": (person(WHO, trafficking=signs("papers", by="Anna")), ("indicator", WHO, "papers")),
    "a debt": (person(WHO, trafficking=signs("a debt to the broker")), ("debt", WHO, "a debt to the broker")),
    "a broker whom nobody has vetted": (helper(HELPER, steps=()), ("helper", HELPER, "incomplete: met")),
    "nobody vouches": (helper(HELPER, vouched_by=()), ("helper", HELPER, "incomplete: vouching")),
    "marked": (helper(HELPER, marks=(Mark(at=NOW, reason="silent"),)), ("helper", HELPER, "marked")),
    "denied": (helper(HELPER, denied="drinks"), ("helper", HELPER, "denied")),
    "away": (
        helper(HELPER, available=(Availability(begin=DAY, end=DAY, can=False),)),
        ("helper", HELPER, "away"),
    ),
    "no rules": (lambda there: replace(there, vetting=()), ("helper", HELPER, "no rules")),
    "a marked house": (house(HOUSE, marks=(Mark(at=NOW, reason="seen"),)), ("house", HOUSE, "marked")),
    "a closed house": (house(HOUSE, closed_from=DAY), ("house", HOUSE, "closed")),
    "no beds": (
        house(HOUSE, nights=(Nights(first=DAY, last=DAY + timedelta(days=20), beds=9),)),
        ("house", HOUSE, "full"),
    ),
    "a closed corridor": (
        lambda there: replace(there, corridors=(Corridor(id="k", legs=("river",), closed_from=DAY),)),
        ("corridor", "k", "closed"),
    ),
    "a caller whom nobody knows": (
        lambda there: replace(there, case=there.case.model_copy(update={"requester": None})),
        ("caller", None, HOUSE),
    ),
    "the file says no": (
        lambda there: replace(there, case=there.case.model_copy(update={"case": _unreviewed()})),
        ("file", None, "review"),
    ),
    "somebody without a record": (
        lambda there: replace(there, case=there.case.model_copy(update={"persons": there.case.persons[:4]})),
        ("persons", None, "4/5"),
    ),
}  # fmt: skip
NEVER = {
    "nobody asked her", "she said no", "she took it back", "it was for another case", "marked", "denied",
    "a marked house", "a closed house", "a closed corridor", "a caller whom nobody knows",
}  # fmt: skip
"""What keeps them from going even in present danger."""


def _unsearched() -> Any:
    guards = FILE.safeguards.model_copy(update={"trafficking": Trafficking()})
    return FILE.model_copy(update={"safeguards": guards})


def _unreviewed() -> Any:
    return FILE.model_copy(update={"safeguards": FILE.safeguards.model_copy(update={"reviewed_by": ()})})


def test_where_nothing_is_missing_nothing_stands_against_going() -> None:
    assert found(around()) == []


@pytest.mark.parametrize("what", BROKEN)
def test_one_thing_that_is_not_so_is_named(what: str) -> None:
    broken, named = BROKEN[what]
    there = found(broken(around()))
    assert named in there
    assert {each[0] for each in there} == {named[0]}


@pytest.mark.parametrize("what", BROKEN)
def test_in_present_danger_what_brings_danger_itself_still_counts(what: str) -> None:
    there = preconditions(decided(), BROKEN[what][0](around()))
    assert bool(stands_against(there, danger=True)) == (what in NEVER)


def test_signs_are_cleared_by_a_protection_officer_or_who_may_act_as_one() -> None:
    by_cho, by_anna = (person(WHO, trafficking=signs("papers", "debt", by=each)) for each in ("Cho", "Anna"))
    assert found(by_cho(around())) == []
    assert [each[0] for each in found(by_anna(around()))] == ["indicator", "debt"]
    three = replace(by_anna(around()), rules=DecisionRules(profile="three persons"))
    assert found(three) == []


def test_a_pack_with_who_asked_or_signed_is_no_second_desk() -> None:
    record = decided()
    own = record.packs[0].model_copy(update={"holder": "m1"})
    assert found(around(), record.model_copy(update={"packs": (own,)})) == [("continuity", None, None)]
    old = record.packs[0].model_copy(update={"until": NOW})
    assert found(around(), record.model_copy(update={"packs": (old,)})) == [("continuity", None, None)]


def test_a_desk_relies_on_what_another_one_saw_on_the_same_day_only() -> None:
    blind = replace(around(), sees=KINDS - {"helper", "vetting_rules"}, helpers={})
    record = decided()
    mine = Checks(at=NOW, by="ben", preconditions=preconditions(record, blind))
    assert all(each.may_follow and not each.met for each in mine.preconditions if each.code == "helper")
    for days, relied in ((0, True), (1, False)):
        seen = preconditions(record, around())
        theirs = Checks(at=NOW - timedelta(days=days), by="anna", preconditions=seen)
        both = with_checks(with_checks(record, theirs), mine)
        assert all(each.met for each in last_seen(both, NOW)) == relied


def test_a_sign_that_came_up_again_after_it_was_cleared_stops_them_again() -> None:
    cho = next(each.id for each in around().members.values() if each.name == "Cho")
    sign = Sign(at=NOW, by="anna", sign="debt")
    clearing = Clearing(at=NOW, by=cho, sign="debt", reason="paid by us", raised=1)
    case = around().case
    for signs_, clearings, left in (
        ((sign,), (), 1),
        ((sign,), (clearing,), 0),
        ((sign, sign), (clearing,), 1),
    ):
        changed = case.model_copy(update={"signs": signs_, "clearings": clearings})
        assert found(replace(around(), case=changed)) == [("debt", None, "debt")] * left
    by_anna = clearing.model_copy(
        update={"by": next(e.id for e in around().members.values() if e.name == "Anna")}
    )
    changed = case.model_copy(update={"signs": (sign,), "clearings": (by_anna,)})
    assert found(replace(around(), case=changed)) == [("debt", None, "debt")]


def test_beds_are_needed_from_the_evening_before_one_who_comes_at_night() -> None:
    record = decided()
    way = way_of(NETWORK, FILE, decision_of(record.proposal))
    assert way.persons == 5
    assert {each.place for each in way.stays} <= way.places
    assert all(each.first <= each.last for each in way.stays)
    assert {each.id for each in houses_of(NETWORK, way)} >= {e.place for e in way.stays if "house" in e.place}
    first = way.stays[0]
    assert first.first == DAY  # they leave on the evening of hour 0 and wait at the river that night


def test_codes_that_are_met_are_shown_too() -> None:
    there = preconditions(decided(), around())
    assert {each.code for each in there} >= {"consent", "guardian", "helper", "house", "continuity", "caller"}
    assert all(each.met for each in there)
