"""On random networks the engine's front and policy are those of plain enumeration, to the last point."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.plan.slow.judge import close, wrong_with_front
from tests.plan.slow.policy import Recourse
from tests.plan.slow.random_networks import Size, random_instance
from tests.plan.slow.routes import OBJECTIVES, fronts_by_enumeration
from tests.plan.slow.shrink import shrink
from tests.plan.slow.states import front_by_states
from tests.plan.slow.table import wrong_with_policy
from tests.plan.slow.tables import Tables, tabulate

import waystation

Doc = dict[str, Any]
Choice = tuple[str, ...]
CHOICES: list[Choice] = [choice for size in range(1, 5) for choice in combinations(OBJECTIVES, size)]
LIMIT = 12_000  # states of the slow policy; beyond, its value is not known, and the table is only followed


def answer(network: Doc, case: Doc, choice: Choice) -> Any:
    return waystation.plan(waystation.parse_network(network), waystation.parse_case(case), objectives=choice)


def wrong(network: Doc, case: Doc, choices: list[Choice], size: Size) -> Iterator[str]:
    """Yield everything that is wrong with the engine's answers for one network and case."""
    tables = tabulate(network, case)
    fronts = fronts_by_enumeration(tables, choices) if size == "tiny" else {}
    for choice in choices:
        front = fronts[choice] if size == "tiny" else front_by_states(tables, choice)
        yield from wrong_with_front(tables, choice, front, answer(network, case, choice))
    yield from wrong_policy(tables, answer(network, case, OBJECTIVES))


def wrong_policy(tables: Tables, plan: Any) -> Iterator[str]:
    yield from wrong_with_policy(Recourse(tables, forgetful=True, limit=LIMIT), plan.policy)
    fixed = max((route.p_safe * route.p_on_time for route in plan.routes), default=0)
    if plan.policy.p_safe < fixed - 1e-9:
        yield f"the policy reaches {plan.policy.p_safe}, and a fixed route without any retry {fixed}"


def check(seed: int, size: Size, choices: list[Choice]) -> None:
    """Compare on one seed; a fault is told on the smallest network that shows it."""
    network, case = random_instance(seed, size)
    if not next(wrong(network, case, choices, size), None):
        return
    small = shrink(network, case, lambda n, c: is_wrong(n, c, choices, size))
    faults = "\n".join(wrong(*small, choices, size))
    pytest.fail(f"seed {seed} ({size}):\n{faults}\n{json.dumps(small, indent=1)}")


def is_wrong(network: Doc, case: Doc, choices: list[Choice], size: Size) -> bool:
    try:
        return next(wrong(network, case, choices, size), None) is not None
    except (KeyError, IndexError, StopIteration, RuntimeError, ValueError):
        return False  # no longer a network


def some(seed: int) -> list[Choice]:
    """Return two choices of objectives: over the seeds every one, and all four each time."""
    return [CHOICES[seed % len(CHOICES)], OBJECTIVES]


@pytest.mark.parametrize("first", range(0, 150, 10))
def test_every_front_and_the_policy_of_tiny_networks(first: int) -> None:
    for seed in range(first, first + 10):
        check(seed, "tiny", CHOICES)


@pytest.mark.parametrize("first", range(0, 80, 10))
def test_fronts_and_policy_of_small_networks(first: int) -> None:
    for seed in range(first, first + 10):
        check(seed, "small", some(seed))


@pytest.mark.parametrize("first", range(0, 20, 10))
def test_fronts_and_policy_on_a_long_clock(first: int) -> None:
    for seed in range(first, first + 10):
        check(seed, "long", some(seed))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1000, 4000, 50))
def test_every_front_and_the_policy_of_thousands_of_tiny_networks(first: int) -> None:
    for seed in range(first, first + 50):
        check(seed, "tiny", CHOICES)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1000, 2000, 25))
def test_every_front_and_the_policy_of_many_small_networks(first: int) -> None:
    for seed in range(first, first + 25):
        check(seed, "small", CHOICES)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1000, 1300, 25))
def test_every_front_and_the_policy_on_many_long_clocks(first: int) -> None:
    for seed in range(first, first + 25):
        check(seed, "long", CHOICES)


def wrong_with_alternatives(tables: Tables, decision: Any) -> Iterator[str]:
    """Yield what is wrong with the alternatives of a decision: leaving at each of the hours, and staying."""
    recourse = Recourse(tables, forgetful=True)
    for leave in decision.leave:
        best = recourse.first_attempt_between(leave.begin, leave.end)
        if not close("p_safe", leave.outcome.p_safe, best):
            yield f"leaving in [{leave.begin}, {leave.end}) reaches {leave.outcome.p_safe}, and it is {best}"
    for before, after in pairwise(decision.leave):
        if before.end > after.begin:
            yield f"{before} and {after} overlap"
    best = recourse.value(recourse.start)
    if decision.leave and not close("p_safe", max(leave.outcome.p_safe for leave in decision.leave), best):
        yield f"the best of {decision.leave} is not {best}"
    for stay in decision.stay:
        hidden = math.exp(-tables.wait(tables.start, 1) / tables.step * stay.hour)
        if not close("p_safe", stay.in_danger, hidden) or stay.p_safe:
            yield f"staying leaves {stay}, and still hidden are {hidden}"


@pytest.mark.parametrize("first", range(0, 100, 20))
def test_leaving_at_each_hour_and_staying(first: int) -> None:
    for seed in range(first, first + 20):
        network, case = random_instance(seed, "tiny")
        tables = tabulate(network, case)
        if tables.start in tables.safety:
            continue
        parsed = waystation.parse_network(network), waystation.parse_case(case)
        assert list(wrong_with_alternatives(tables, waystation.decide(*parsed, reasons=False))) == [], seed


@pytest.mark.parametrize("suffix", ["json", "yaml"])
def test_a_file_gives_the_same_plan_as_what_it_holds(tmp_path: Path, suffix: str) -> None:
    for seed in range(5):
        docs = dict(zip(("network", "case"), random_instance(seed, "tiny"), strict=True))
        for name, doc in docs.items():
            (tmp_path / f"{name}.{suffix}").write_text(json.dumps(doc), encoding="utf-8")
        network = waystation.load_network(tmp_path / f"network.{suffix}")
        case = waystation.load_case(tmp_path / f"case.{suffix}")
        read = waystation.plan(network, case, objectives=OBJECTIVES)
        assert read.to_dict() == answer(docs["network"], docs["case"], OBJECTIVES).to_dict()
