"""Does the evidence add up, and is it what the counts of agreement say?"""

from __future__ import annotations

import random
from math import exp, fsum, isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tracing.made import FEWER, lists, portraits, searches

from waystation.domain.tracing import SHARED, Portrait, Sought, TracingConsent, TracingRecord
from waystation.tracing.match import agreement, called, search
from waystation.tracing.match import portraits as parts
from waystation.tracing.match.register import register
from waystation.tracing.match.shelf import Shelf

ALL = TracingConsent(shares=SHARED)


@given(portraits(), portraits())
def test_the_terms_add_up_to_the_evidence(ours: Portrait, theirs: Portrait) -> None:
    weighed = called.weigh(called.pairs(ours, theirs))
    terms = search.explained(ours, theirs, weighed)
    assert abs(fsum(term.nats for term in terms) - search.nats(ours, theirs, weighed)) <= 1e-9


@FEWER
@given(lists(), searches())
def test_the_terms_that_are_shown_add_up_to_the_score_that_is_shown(
    drawn: list[tuple[bool, TracingRecord]], sought: Sought
) -> None:
    answer = search.search(register(record for _, record in drawn), sought)
    scores = [match.nats for match in answer.matches]
    assert scores == sorted(scores, reverse=True) or all(
        isclose(a, b, abs_tol=1e-9) for a, b in zip(scores, sorted(scores, reverse=True), strict=True)
    )
    for match in answer.matches:
        assert abs(sum(term.nats for term in match.terms) - match.nats) <= 1e-9
        assert 0.0 <= match.probability <= 1.0
    assert sum(match.probability for match in answer.matches) <= 1.0 + 1e-9


@given(portraits(), portraits())
def test_what_one_side_does_not_tell_says_nothing(ours: Portrait, theirs: Portrait) -> None:
    told = {term.field for term in parts.terms(ours, theirs)}
    both = {
        "sex": ours.sex and theirs.sex,
        "origin": ours.origin and theirs.origin,
        "marks": ours.marks and theirs.marks,
        "languages": ours.languages and theirs.languages,
    }
    assert {field for field, there in both.items() if there} == told & set(both)


def test_sex_says_what_fellegi_and_sunter_say() -> None:
    assert agreement.sex_nats() == pytest.approx((log(0.99 / 0.5), log(0.01 / 0.5)))


@given(st.floats(0.02, 30))
def test_the_ages_of_strangers_are_all_accounted_for(years: float) -> None:
    """Whatever is said for one person is said as often as it must be: m = u exp(nats) sums to one."""
    wide = min(0.95, years / 80)
    gaps = (0.0, 1.0, 2.0, 5.0, 10.0, 11.0)
    rest = 1 - wide
    u = [wide, rest * 2 / 80, rest * 2 / 80, rest * 6 / 80, rest * 10 / 80, rest * (1 - 20 / 80)]
    m = [p * exp(agreement.age_nats(gap, years)) for p, gap in zip(u, gaps, strict=True)]
    assert isclose(sum(m), 1.0, abs_tol=1e-9)


@given(st.lists(st.floats(-40, 40), min_size=1, max_size=6), st.floats(0.001, 0.5))
def test_many_names_count_as_their_mean_and_a_cover_name_bounds_what_speaks_against(
    weights: list[float], cover: float
) -> None:
    plain = log(cover + (1 - cover) * fsum(map(exp, weights)) / len(weights))
    assert isclose(called.mixed(weights, cover), plain, abs_tol=1e-9)
    assert called.mixed(weights, cover) >= log(cover) - 1e-12


def test_the_person_comes_first_though_everything_is_written_differently() -> None:
    known = [
        TracingRecord(id="other", person=person(names=["이소영"], born="1999", sex="female"), consent=ALL),
        TracingRecord(id="she", person=person(
            names=["이소연"], born="lunar 1999-08-15", sex="female", origin=["함경북도", "회령시"],
            relatives=[{"kin": "mother", "names": ["Kim Ok-sun"]}], marks=["left hand scar"]), consent=ALL),
        TracingRecord(id="he", person=person(names=["이소연"], born="1960", sex="male"), consent=ALL),
    ]  # fmt: skip
    asked = person(
        names=["Soyeon Lee"], ages=[{"years": 21, "counting": "korean", "on": "2019"}], sex="female",
        origin=["North Hamgyong"], relatives=[{"kin": "mother", "names": ["Kim Ok-sun"]}],
        marks=["a scar on the hand"],
    )  # fmt: skip
    answer = search.search(register(known), Sought(waystation=1, seeker=("A",), person=asked))
    assert answer.matches[0].record.id == "she"
    assert answer.matches[0].probability > 0.5


def person(**told: object) -> Portrait:
    return Portrait.model_validate(told)


def test_nobody_is_found_among_nobody() -> None:
    sought = Sought(waystation=1, seeker=("A",), person=person(names=["Lee So-yeon"]))
    answer = search.search(register([]), sought)
    assert (answer.compared, answer.candidates, answer.matches) == (0, 0, ())


@pytest.mark.parametrize("size", [0, 1, 2, 5, 40])
def test_what_is_put_on_the_shelf_is_what_is_taken(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waystation.tracing.match.shelf.BLOCK", 200)  # several blocks
    shelf, dice = Shelf(), random.Random(size)
    put = [
        TracingRecord(id=f"r{n}", person=person(names=[f"이름\n{n}"], marks=["a\tb"] * (n % 2)), consent=ALL)
        for n in range(size)
    ]
    for record in put:
        shelf.put(record)
    numbers = dice.sample(range(size), size)
    assert shelf.take(numbers) == [put[n] for n in numbers]
