"""Is a helper vetted today, and if not, which steps are missing?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

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


class Required(NamedTuple):
    """One thing that the rules ask of a helper, and how it stands on a day."""

    step: str
    """Its name in the rules; `vouching` for those who stand for him."""
    state: Literal["passed", "exempt", "failed", "expired", "missing"]
    until: date | None = None
    """The last day on which it counts, or counted. None: for good, or never."""


VOUCHING = "vouching"


def required(record: HelperRecord, rules: VettingRules, day: date) -> tuple[Required, ...]:
    """Return all that the rules ask of a helper, and how each of it stands on a day."""
    last = {step.step: step for step in record.steps if step.day <= day}
    asked = [rule for rule in rules.steps if not rule.roles or record.role in rule.roles]
    enough = len({vouching.by for vouching in record.vouched_by if vouching.day <= day}) >= rules.vouchers
    vouched = Required(VOUCHING, "passed" if enough else "missing")
    return (vouched, *(_stands(rule, last.get(rule.step), day) for rule in asked))


def missing_steps(record: HelperRecord, rules: VettingRules, day: date) -> Iterator[str]:
    """Yield what is not there, or no longer; `vouching` where too few stand for him."""
    for each in required(record, rules, day):
        if each.state not in {"passed", "exempt"}:
            yield each.step


def expiring(
    record: HelperRecord, rules: VettingRules, day: date, within_days: int = 30
) -> tuple[Required, ...]:
    """Return what counts on a day and for so many days more at most, what ends first in front."""
    last = day + timedelta(days=within_days)
    ends = [
        (each.until, each)
        for each in required(record, rules, day)
        if each.state in {"passed", "exempt"} and each.until is not None and each.until <= last
    ]
    return tuple(each for _until, each in sorted(ends, key=lambda end: end[0]))


def available_on(record: HelperRecord, day: date) -> bool | None:
    """Tell whether a helper can be asked for a day; what was said last counts. None: nothing was said."""
    said = [each.can for each in record.available if each.begin <= day <= each.end]
    return said[-1] if said else None


def _stands(rule: RuleStep, taken: VettingStep | None, day: date) -> Required:
    if taken is None:
        return Required(rule.step, "missing")
    until = _until(rule, taken)
    if taken.result == "failed":
        return Required(rule.step, "failed")
    if taken.result == "exempt" and taken.expires is None:
        return Required(rule.step, "missing")
    if until is not None and until < day:
        return Required(rule.step, "expired", until)
    return Required(rule.step, taken.result, until)


def _until(rule: RuleStep, taken: VettingStep) -> date | None:
    """Return the last day on which a step counts: its own, or that of the rules, whichever comes first."""
    by_rule = None
    if taken.result == "passed" and rule.days_valid is not None:
        by_rule = taken.day + timedelta(days=rule.days_valid)
    ends = [each for each in (taken.expires, by_rule) if each is not None]
    return min(ends, default=None)
