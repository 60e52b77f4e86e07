"""The slow twin's best policy is what comes out by hand, and keeps the laws that every policy must keep."""

from __future__ import annotations

import math
from itertools import chain, combinations

import pytest
from tests.plan.slow import hand
from tests.plan.slow.hand import A, Doc, S, case, found_for, network
from tests.plan.slow.policy import (
    Outcome,
    Recourse,
    State,
    after_block,
    after_pass,
    p_blocked,
    p_passes,
    play,
)
from tests.plan.slow.random_networks import random_instance
from tests.plan.slow.routes import all_routes, worth
from tests.plan.slow.tables import Tables, tabulate

B: Doc = {"id": "B", "kind": "stop"}


def best(tables: Tables) -> float:
    recourse = Recourse(tables)
    return recourse.value(recourse.start)


def test_blocks_are_tried_again_until_the_deadline() -> None:
    # Attempts at 0, 1, 2 if blocked with 1/2 each, an hour of waiting survived with 0.9, never gone:
    # 0.5 + 0.5 * 0.9 * (0.5 + 0.5 * 0.9 * 0.5) = 0.82625
    leg: Doc = {"id": "x", "from": "A", "to": "S", "block": 0.5, "retry_hours": 1}
    tables = hand.tables([A | {"found_per_day": found_for(0.9)}, S], [leg], 3)
    assert best(tables) == pytest.approx(0.82625)


def test_a_leg_that_may_be_gone_is_gone_for_the_whole_journey() -> None:
    # Not gone (0.8), and then not blocked twice: 0.8 * (1 - 0.5^2) = 0.6
    leg: Doc = {"id": "x", "from": "A", "to": "S", "block": 0.5, "gone": 0.2, "retry_hours": 1}
    assert best(hand.tables([A, S], [leg], 2)) == pytest.approx(0.6)


def test_one_block_can_be_enough_to_try_another_way() -> None:
    # x first passes with 1/2 * 1/2. Blocked once it is gone with 0.5 / (0.5 + 0.5 * 0.5) = 2/3, and passes
    # with 1/6. y is harmed with 0.3. x, then y: 1/4 + 3/4 * 0.7 = 0.775; x twice: 1/4 + 3/4 * 1/6 = 0.375.
    legs: list[Doc] = [
        {"id": "x", "from": "A", "to": "S", "block": 0.5, "gone": 0.5, "retry_hours": 1},
        {"id": "y", "from": "A", "to": "S", "hazards": [{"p": 0.3}]},
    ]
    recourse = Recourse(hand.tables([A, S], legs, 2))
    assert recourse.value(recourse.start) == pytest.approx(0.775)
    assert recourse.rule(recourse.start) == "x"
    assert recourse.rule(State("A", 1, tries=frozenset({("x", 1)}))) == "y"


def test_a_leg_that_has_been_passed_is_known_not_to_be_gone() -> None:
    tables = hand.tables([A, S], [{"id": "x", "from": "A", "to": "S", "block": 0.5, "gone": 0.5}], 9)
    leg, state = tables.legs["x"], State("A", 0)
    assert p_blocked(leg, state) == pytest.approx(0.75)
    once = after_block(leg, state)
    assert p_blocked(leg, once) == pytest.approx(5 / 6)
    assert p_blocked(leg, after_pass(leg, once)) == 0.5


def test_one_block_proves_a_leg_gone_that_is_never_blocked_otherwise() -> None:
    tables = hand.tables([A, S], [{"id": "x", "from": "A", "to": "S", "gone": 0.1}], 9)
    assert p_blocked(tables.legs["x"], after_block(tables.legs["x"], State("A", 0))) == 1


def test_after_a_block_nothing_else_can_be_attempted_before_the_retry() -> None:
    # x blocks for certain and takes the group past the last start of y at 1; so y it is, at 0 or 1.
    legs: list[Doc] = [
        {"id": "x", "from": "A", "to": "S", "block": 0.5, "retry_hours": 2},
        {"id": "y", "from": "A", "to": "S", "hazards": [{"p": 0.4}]},
    ]
    assert best(hand.tables([A, S], legs, 2)) == pytest.approx(0.6)
    assert best(hand.tables([A, S], legs, 3)) == pytest.approx(0.5 + 0.5 * 0.6)


def test_a_retry_is_rounded_up_to_whole_steps() -> None:
    # 2.5 h are two steps of 2 h: attempts at 0 and 4, arrival by 6. With a deadline of 5 only the first.
    leg: Doc = {"id": "x", "from": "A", "to": "S", "block": 0.5, "retry_hours": 2.5}
    doc = network([A, S], [leg])
    assert best(tabulate(doc, case(6, step=2))) == pytest.approx(0.75)
    assert best(tabulate(doc, case(5, step=2))) == pytest.approx(0.5)


def test_a_blocked_attempt_uses_no_helper() -> None:
    # x and y both go with k (0.5): blocked at x nobody has been met, and then y costs the 0.5.
    legs: list[Doc] = [
        {"id": "x", "from": "A", "to": "S", "block": 0.5, "helpers": ["k"], "retry_hours": 1},
        {"id": "y", "from": "A", "to": "S", "helpers": ["k"], "hazards": [{"p": 0.1}]},
    ]
    tables = hand.tables([A, S], legs, 2, helpers=[{"id": "k", "integrity": 0.5}])
    assert best(tables) == pytest.approx(0.5 * 0.5 + 0.5 * 0.5 * 0.9)
    assert after_block(tables.legs["x"], State("A", 0)).used == frozenset()


def test_the_first_attempt_can_be_held_back() -> None:
    # s(t) = 0.5 before 02:00 and 1 from then on; an hour of waiting is survived with 0.9; blocked with 0.5.
    hazards = [{"p": 0.5, "odds_by_time": [{"window": "02:00-24:00", "times": 0}]}]
    leg: Doc = {"id": "x", "from": "A", "to": "S", "block": 0.5, "retry_hours": 1, "hazards": hazards}
    recourse = Recourse(hand.tables([A | {"found_per_day": found_for(0.9)}, S], [leg], 4))
    late = 0.9**2 * (0.5 + 0.5 * 0.9 * 0.5)  # attempts at 2 and 3
    assert recourse.first_attempt_between(2, 4) == pytest.approx(late)
    # At 0, then if blocked at 2 rather than at 1: 0.9 * 0.725 > 0.25 + 0.5 * 0.9 * 0.725
    at_two = 0.5 + 0.5 * 0.9 * 0.5
    at_one = max(0.25 + 0.5 * 0.9 * at_two, 0.9 * at_two)
    assert recourse.first_attempt_between(0, 1) == pytest.approx(0.25 + 0.5 * 0.9 * at_one)
    assert recourse.first_attempt_between(1.5, 2) == 0  # no step in it


def test_what_becomes_of_a_group() -> None:
    # One attempt at 0: blocked 0.5, and then still there at 1 (0.9); else k keeps faith 0.8, no harm 0.75.
    leg: Doc = {
        "id": "x",
        "from": "A",
        "to": "S",
        "block": 0.5,
        "retry_hours": 9,
        "helpers": ["k"],
        "hazards": [{"p": 0.25}],
    }
    places: list[Doc] = [A | {"found_per_day": found_for(0.9)}, S]
    tables = hand.tables(places, [leg], 1, helpers=[{"id": "k", "integrity": 0.8}])
    assert play(tables, Recourse(tables).rule) == pytest.approx((0.3, 0.5 * 0.1 + 0.5 * 0.4, 0.45))
    assert play(tables, lambda _: None) == pytest.approx((0, 0.1, 0.9))
    safe = tabulate(network(places, []), case(1) | {"from": "S"})
    assert play(safe, lambda _: None) == Outcome(1, 0, 0)


def reached_if_gone(tables: Tables, recourse: Recourse, state: State, gone: frozenset[str]) -> float:
    """Return P(reached) of the best policy in a world where these legs are gone, unseen."""
    if state.place in tables.safety:
        return 1.0
    if state.step >= tables.last:
        return 0.0
    wait = math.exp(-tables.wait(state.place, 1))
    choice = recourse.rule(state)
    if choice is None:
        return wait * reached_if_gone(tables, recourse, state._replace(step=state.step + 1), gone)
    leg = tables.legs[choice]
    blocked = 1.0 if choice in gone else leg.block
    stuck = after_block(leg, state)._replace(step=state.step + leg.retry)
    retried = blocked and blocked * wait**leg.retry * reached_if_gone(tables, recourse, stuck, gone)
    passes = (1 - blocked) * p_passes(tables, leg, state)
    return retried + (passes and passes * reached_if_gone(tables, recourse, after_pass(leg, state), gone))


@pytest.mark.parametrize("seed", range(120))
def test_believing_in_gone_legs_is_worth_what_it_is_over_all_worlds(seed: int) -> None:
    tables = tabulate(*random_instance(seed, "tiny"))
    doubtful = [leg for leg in tables.legs.values() if leg.gone]
    recourse, total = Recourse(tables), 0.0
    for gone in chain.from_iterable(combinations(doubtful, n) for n in range(len(doubtful) + 1)):
        p = math.prod(leg.gone if leg in gone else 1 - leg.gone for leg in doubtful)
        total += p and p * reached_if_gone(
            tables, recourse, recourse.start, frozenset(leg.id for leg in gone)
        )
    assert recourse.value(recourse.start) == pytest.approx(total, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("seed", range(120))
def test_laws_of_the_best_policy(seed: int) -> None:
    tables = tabulate(*random_instance(seed, "tiny"))
    recourse = Recourse(tables)
    value = recourse.value(recourse.start)
    routes = [worth(tables, route) for route in all_routes(tables)]
    assert value >= max((w.p_safe * w.p_on_time for w in routes), default=0) - 1e-12
    assert value <= max((w.p_safe for w in routes), default=0) + 1e-12
    assert Recourse(tables, forgetful=True).value(recourse.start) == pytest.approx(value, rel=1e-12)
    assert play(tables, recourse.rule).reached == pytest.approx(value, rel=1e-9)
    held_back = [
        recourse.first_attempt_between(h * tables.step, (h + 1) * tables.step) for h in range(tables.last + 1)
    ]
    assert tables.start in tables.safety or max(held_back) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize("seed", range(60))
def test_without_blocks_the_best_policy_is_the_safest_route(seed: int) -> None:
    doc, person = random_instance(seed, "tiny")
    legs = [{k: v for k, v in leg.items() if k not in ("block", "gone")} for leg in doc["legs"]]
    tables = tabulate(doc | {"legs": legs}, person)
    safest = max((worth(tables, route).p_safe for route in all_routes(tables)), default=0)
    assert best(tables) == pytest.approx(safest, rel=1e-9)
