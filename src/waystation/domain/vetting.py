"""Is a helper vetted today, and if not, which steps are missing?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from waystation.domain.base import Count, Frozen, Text
from waystation.domain.helper import Role
from waystation.domain.helper_record import HelperRecord, VettingStep, is_marked
from waystation.domain.record import Day, Form, Record

Vetted = Literal["vetted", "incomplete", "failed", "denied", "marked"]


class RuleStep(Frozen):
    """A step that a helper of some roles must pass."""

    step: Text
    """Its name."""
    roles: tuple[Role, ...] = ()
    """For whom. Absent: for all."""
    days_valid: Count | None = None
    """How long it counts. Absent: for good."""


class VettingRules(Record):
    """One version of what has to be known of a helper before he is asked; `id` names the version."""

    kind: Literal["vetting_rules"] = "vetting_rules"
    schema_: Form = 1
    from_day: Day
    """The first day on which this version holds."""
    vouchers: Count = 1
    """How many must stand for him."""
    steps: tuple[RuleStep, ...] = ()


def rules_on(day: date, rules: tuple[VettingRules, ...]) -> VettingRules | None:
    """Return the version that holds on a day."""
    begun = [each for each in rules if each.from_day <= day]
    return max(begun, key=lambda each: each.from_day, default=None)


def vetting(record: HelperRecord, rules: VettingRules, day: date) -> Vetted:
    """Return how a helper stands on a day. It is computed, never typed."""
    if is_marked(record):
        return "marked"
    if record.denied is not None:
        return "denied"
    last = {step.step: step for step in record.steps if step.day <= day}
    if any(step.result == "failed" for step in last.values()):
        return "failed"
    return "incomplete" if any(missing_steps(record, rules, day)) else "vetted"


def missing_steps(record: HelperRecord, rules: VettingRules, day: date) -> Iterator[str]:
    """Yield what is not there, or no longer; `vouching` where too few stand for him."""
    if len({vouching.by for vouching in record.vouched_by if vouching.day <= day}) < rules.vouchers:
        yield "vouching"
    last = {step.step: step for step in record.steps if step.day <= day}
    for rule in rules.steps:
        if not rule.roles or record.role in rule.roles:
            taken = last.get(rule.step)
            if taken is None or not _counts(taken, rule, day):
                yield rule.step


def _counts(taken: VettingStep, rule: RuleStep, day: date) -> bool:
    if taken.result == "failed" or (taken.expires is not None and taken.expires < day):
        return False
    if taken.result == "exempt":
        return taken.expires is not None
    return rule.days_valid is None or (day - taken.day).days <= rule.days_valid
