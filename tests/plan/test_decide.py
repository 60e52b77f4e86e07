"""Go, wait, not like this, not yet: the verdict follows from the figures, the floors and the safeguards."""

from __future__ import annotations

from typing import Any

import pytest
from tests.plan import slow_networks
from tests.plan.slow import hand, harmless
from tests.plan.slow.hand import A, S
from tests.plan.slow.tables import tabulate

import waystation
from waystation.domain.decision import Decision

Doc = dict[str, Any]
NEAR = 1e-9
IN_PLACE: Doc = {
    "consents": [{"person": "p", "given": True, "heard_alone": True}],
    "trafficking": {"looked_for": True},
    "reviewed_by": ["second"],
}
DAY: Doc = {"id": "day", "from": "A", "to": "S", "windows": ["00:00-01:00"]}
NIGHT: Doc = {"id": "night", "from": "A", "to": "S", "windows": ["03:00-04:00"]}


def ask(network: Doc, case: Doc) -> Decision:
    parsed = waystation.parse_network(network), waystation.parse_case(case)
    found: Decision = waystation.decide(*parsed, reasons=False)
    return found


def decide(day: float, night: float, *, found: float = 0.0, **case: Any) -> Decision:
    """Return the decision where going by day and by night are harmed so; all safeguards are in place."""
    legs = [DAY | {"hazards": [{"p": day}]}, NIGHT | {"hazards": [{"p": night}]}]
    network = hand.network([A | {"found_per_day": found}, S], legs)
    return ask(network, hand.case(6) | {"safeguards": IN_PLACE, "floor": 0.5} | case)


def test_the_best_alternative_is_proposed_and_the_earliest_among_equals() -> None:
    assert (decide(0.1, 0.2).verdict, decide(0.1, 0.2).depart) == ("go", 0.0)
    assert (decide(0.2, 0.1).verdict, decide(0.2, 0.1).depart) == ("wait", 3.0)
    assert (decide(0.1, 0.1).verdict, decide(0.1, 0.1).depart) == ("go", 0.0)


def test_a_wait_is_only_proposed_when_it_is_worth_its_own_risk() -> None:
    # By day 0.88; by night 0.9, once three hours are survived: 0.9 * 0.99 ** 3 = 0.873, * 0.995 ** 3 = 0.887.
    assert decide(0.12, 0.1, found=hand.found_for(0.99)).verdict == "go"
    assert decide(0.12, 0.1, found=hand.found_for(0.995)).verdict == "wait"


def test_below_the_floor_it_is_not_like_this_and_help_that_remains_is_named() -> None:
    assert decide(0.4, 1.0, floor=0.6).verdict == "go"
    below = decide(0.4, 1.0, floor=0.61)
    assert (below.verdict, below.by_figures) == ("not like this", "not like this")
    assert below.p_safe == pytest.approx(0.6)
    assert below.remains
    assert decide(0.4, 1.0, floor=0.6).remains == ()


def test_without_a_floor_any_chance_is_enough_for_the_figures_and_none_is_not() -> None:
    assert decide(0.9, 1.0, floor=None).verdict == "go"
    nothing = decide(1.0, 1.0, floor=None)
    assert (nothing.verdict, nothing.depart, nothing.p_safe, nothing.leave) == (
        "not like this",
        None,
        0.0,
        (),
    )


def test_the_lower_floor_is_held_against_what_may_be_believed_at_worst() -> None:
    # No harm in 19 attempts under Beta(1, 1): P(safe) is Beta(20, 1), its mean 20/21, its 10th percentile
    # 0.1 ** (1 / 20) = 0.891.
    harmed: Doc = {"harmed": 0, "attempts": 19}
    network = hand.network([A, S], [DAY | {"hazards": [{"p": harmed}]}])
    case = hand.case(6, safeguards=IN_PLACE, floor=0.95)
    met, missed = ask(network, case | {"floor_low": 0.87}), ask(network, case | {"floor_low": 0.91})
    assert met.p_safe == pytest.approx(20 / 21)
    assert met.p_low == pytest.approx(0.1 ** (1 / 20), abs=0.01)
    assert (met.verdict, missed.verdict) == ("go", "not like this")


def test_where_every_figure_is_a_number_the_lower_value_is_the_value() -> None:
    plain = 0
    for seed, network, case in slow_networks.tiny(range(120)):
        if not any(form in repr(network) for form in ("'harmed'", "'kept'", "'blocked'")):
            decision = ask(network, case)
            assert decision.p_low == pytest.approx(decision.p_safe, abs=NEAR), seed
            plain += 1
    assert plain > 10


def test_a_missing_safeguard_stops_everything_whatever_the_figures() -> None:
    for floor, figures in ((0.5, "go"), (0.95, "not like this")):
        stopped = decide(0.1, 0.2, floor=floor, safeguards=IN_PLACE | {"reviewed_by": []})
        assert (stopped.verdict, stopped.by_figures, stopped.missing) == ("not yet", figures, ("review",))
        assert stopped.signatures == decide(0.1, 0.2, floor=floor).signatures
    assert decide(0.1, 0.2).missing == ()


@pytest.mark.parametrize("found", [0.0, 0.999999])
@pytest.mark.parametrize("floor", [0.5, 0.95])
def test_one_more_signs_where_staying_loses_more_and_the_floor_is_missed(found: float, floor: float) -> None:
    # Leaving at once loses 0.1; staying loses 1 - (1e-6) ** (6 / 24) = 0.968 until the deadline, or nothing.
    decision = decide(0.1, 0.2, found=found, floor=floor)
    assert decision.staying_loses_more == (found > 0)
    assert decision.signatures == (3 if found > 0 and floor == 0.95 else 2)


def test_the_figures_of_the_decision_are_those_of_the_best_policy_of_all() -> None:
    for seed, network, case in slow_networks.tiny(range(120)):
        decision, best = ask(network, case), harmless.best(tabulate(network, case))
        assert decision.p_safe == pytest.approx(best, abs=NEAR), seed
        assert decision.plan.policy.p_safe == pytest.approx(best, abs=NEAR), seed
        values = [leave.outcome.p_safe for leave in decision.leave]
        earliest = next((leave for leave in decision.leave if leave.outcome.p_safe > best - NEAR), None)
        assert max(values, default=0.0) == pytest.approx(best, abs=NEAR), seed
        assert decision.depart == (None if earliest is None else earliest.first.depart), seed
        floor = case.get("floor", 0.0)
        waits = "wait" if earliest and earliest.begin > 0 else "go"
        assert decision.by_figures == ("not like this" if best < floor or best <= 0 else waits), seed
        assert decision.verdict == "not yet", seed


def test_whoever_is_safe_already_has_nothing_to_decide() -> None:
    network = hand.network([A, S], [DAY])
    with pytest.raises(waystation.BadInput, match="from"):
        ask(network, hand.case(6) | {"from": "S"})
