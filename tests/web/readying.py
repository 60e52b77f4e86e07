"""What was missing for the family in the invented office is done: steps of vetting taken, beds made free."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from waystation.actions.acting import Desk
from waystation.actions.check_decision import check_decision
from waystation.actions.open_record import open_record
from waystation.actions.save_record import save_record
from waystation.domain.helper_record import VettingStep, Vouching
from waystation.domain.vetting import VettingRules, rules_on
from waystation.kit import clock
from waystation.vault.finding import of_kind
from waystation.vault.records import Draft


def ready(desk: Desk, decision: str | None = None) -> None:
    """Let every helper be vetted and every house be free; a decision is then looked at again."""
    day = clock.now().date()
    found = open_record(desk, [each.id for each in of_kind(desk.session, "vetting_rules")])
    rules = rules_on(day, tuple(each.value for each in found if isinstance(each.value, VettingRules)))
    assert rules
    steps = tuple(VettingStep(step=e.step, rules=rules.id, day=day, result="passed") for e in rules.steps)
    vouched = (Vouching(by="an old friend", day=day - timedelta(days=99)),)
    _change(desk, "helper", {"steps": steps, "vouched_by": vouched, "available": ()})
    _change(desk, "house", {"nights": (), "closed_from": None, "beds": 9})
    if decision is not None:
        check_decision(desk, decision)


def _change(desk: Desk, kind: str, fields: dict[str, Any]) -> None:
    for each in open_record(desk, [found.id for found in of_kind(desk.session, kind)]):
        value = each.value.model_copy(update=fields)
        save_record(desk, each.compartment, [Draft(value, each.title, each.id, each.counter)])
