"""How does each helper stand today: vetted or not, what is missing, what ends soon, can he be asked?"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from waystation.actions.acting import Desk, opening
from waystation.actions.permissions import may_open
from waystation.actions.vetting_rules import rules_held
from waystation.domain.helper_record import HelperRecord
from waystation.domain.vetting import (
    Required,
    Vetted,
    VettingRules,
    available_on,
    expiring,
    required,
    rules_on,
    vetting,
)
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.finding import of_kind
from waystation.vault.records import Opened, open_records

VERB = N_("list helpers")


class Standing(NamedTuple):
    """A helper and how he stands. Everything but the record is computed."""

    opened: Opened
    record: HelperRecord
    vetted: Vetted | None
    """None where no rules are in force, or this role may not read them."""
    required: tuple[Required, ...]
    expiring: tuple[Required, ...]
    """What ends within the next 30 days."""
    available: bool | None


class Helpers(NamedTuple):
    """All helpers of a desk on a day."""

    day: date
    rules: VettingRules | None
    listed: tuple[Standing, ...]


def list_helpers(desk: Desk, helper: str | None = None, why: str = "") -> Helpers:
    """Return every helper that the member may open, or one (key or id); who needs something stands first.

    Raises NotAllowed, BeyondQuota.
    """
    day = clock.now().date()
    held = rules_held(desk, VERB, why) if may_open(desk.session.me.role, "vetting_rules") else ()
    rules = rules_on(day, held)
    there = of_kind(desk.session, "helper")
    ids = [each.id for each in there if helper is None or helper in {each.id, each.listed.key}]
    with opening(desk, VERB, ids, why) as look:
        opened = open_records(look, ids)
    found = [
        standing(each, value, rules, day) for each in opened if isinstance(value := each.value, HelperRecord)
    ]
    found.sort(key=lambda each: (each.vetted == "vetted", not each.expiring, each.record.id))
    return Helpers(day, rules, tuple(found))


def standing(opened: Opened, record: HelperRecord, rules: VettingRules | None, day: date) -> Standing:
    """Return how a helper stands on a day under some rules."""
    if rules is None:
        return Standing(opened, record, None, (), (), available_on(record, day))
    return Standing(
        opened,
        record,
        vetting(record, rules, day),
        required(record, rules, day),
        expiring(record, rules, day),
        available_on(record, day),
    )
