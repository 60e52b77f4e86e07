"""How is a step of a helper's vetting written down: passed, failed, or exempt for a time?"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from waystation.actions.acting import Desk
from waystation.actions.one_record import open_one, save_one
from waystation.actions.vetting_rules import rules_needed
from waystation.domain.helper_record import HelperRecord, VettingStep
from waystation.domain.vetting import VettingRules
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import either, printable
from waystation.vault.records import Saved

VERB = N_("take vetting step")


class Taken(NamedTuple):
    """A step as somebody took it. Under which rules, and by whom, is not typed."""

    step: str
    result: Literal["passed", "failed", "exempt"]
    day: date
    expires: date | None = None
    reason: str = ""


def take_vetting_step(desk: Desk, helper: str, taken: Taken, why: str = "") -> Saved:
    """Write down a step of a helper (key or id). Whether he is vetted follows from all steps and the day.

    Raises BadInput where the rules in force that day ask for no such step of him, for a day to come, for an
    exemption without end or reason, and a failure without a reason; NotAllowed; Conflict.
    """
    opened, record = open_one(desk, VERB, HelperRecord, helper, why)
    rules = rules_needed(desk, VERB, taken.day)
    _check(taken, record, rules)
    step = VettingStep(
        step=taken.step,
        rules=rules.id,
        day=taken.day,
        by=desk.session.member_id,
        result=taken.result,
        expires=taken.expires,
        reason=taken.reason.strip() or None,
    )
    steps = sorted((*record.steps, step), key=lambda each: each.day)  # stable: the later one of a day counts
    return save_one(desk, VERB, opened, record.model_copy(update={"steps": tuple(steps)}), why)


def _check(taken: Taken, record: HelperRecord, rules: VettingRules) -> None:
    asked = [each.step for each in rules.steps if not each.roles or record.role in each.roles]
    if taken.step not in asked:
        allowed = either(asked) if asked else _("nothing; the rules ask for no step")
        raise BadInput.at("step", printable(taken.step, 40), allowed)
    if taken.day > clock.now().date():
        raise BadInput.at("day", f"{taken.day}", _("today or earlier"))
    if taken.expires is not None and taken.expires < taken.day:
        raise BadInput.at("expires", f"{taken.expires}", _("a day that is not before the step"))
    if taken.result == "exempt" and taken.expires is None:
        raise BadInput.at("expires", _("nothing"), _("the last day of the exemption"))
    if taken.result != "passed" and not taken.reason.strip():
        raise BadInput.at("reason", _("nothing"), _("why, in a few words"))
