"""Does docs/guide/json.md name every key that `--json` prints, and none that it does not?"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from waystation.domain import accounts, decision, match, payment, route, simulation

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "json.md"
SECTION = re.compile(r"^##+ (\w+)$(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
KEY = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
TOP = {"waystation", "kind"}
PRINTED = [
    *(route.Plan, route.Front, route.Slack, route.Route, route.Step, route.Policy, route.Action, route.Row),
    *(
        decision.Decision,
        decision.Leave,
        decision.Outcome,
        decision.Contribution,
        decision.Lever,
        decision.Caution,
    ),
    *(payment.HelperPay, payment.Stage, payment.HoldBack),
    *(simulation.Simulation, simulation.Play, simulation.Range),
    *(match.Matches, match.Match, match.MatchTerm),
    *(accounts.Contradictions, accounts.Contradiction, accounts.Quote),
]


@pytest.fixture(scope="module")
def documented() -> dict[str, list[str]]:
    return {name: KEY.findall(text) for name, text in SECTION.findall(PAGE.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("printed", PRINTED, ids=lambda printed: printed.__name__)
def test_every_key_is_documented_in_its_order(printed: type, documented: dict[str, list[str]]) -> None:
    keys = [key for key in documented[printed.__name__] if key not in TOP]
    assert keys == [field.name for field in dataclasses.fields(printed)]


def test_nothing_else_is_documented(documented: dict[str, list[str]]) -> None:
    known = {printed.__name__ for printed in PRINTED} | {"Error", "Check"}
    assert set(documented) == known


def test_every_class_that_can_be_printed_is_in_this_test() -> None:
    modules = (route, decision, payment, simulation, match, accounts)
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and dataclasses.is_dataclass(value) and value.__module__ == module.__name__
    }
    assert found == set(PRINTED)
