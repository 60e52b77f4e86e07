"""Which versions of the vetting rules does a desk hold, and which of them is in force?"""

from __future__ import annotations

from datetime import date

from waystation.actions.acting import Desk, opening
from waystation.domain.vetting import VettingRules, rules_on
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.finding import of_kind
from waystation.vault.records import open_records


def rules_held(desk: Desk, verb: str, why: str = "") -> tuple[VettingRules, ...]:
    """Open all versions of the rules, the newest first."""
    ids = [each.id for each in of_kind(desk.session, "vetting_rules")]
    with opening(desk, verb, ids, why) as look:
        opened = open_records(look, ids)
    held = (value for each in opened if isinstance(value := each.value, VettingRules))
    return tuple(sorted(held, key=lambda each: each.from_day, reverse=True))


def rules_needed(desk: Desk, verb: str, day: date) -> VettingRules:
    """Return the rules in force on a day. Raises BadInput where there are none."""
    rules = rules_on(day, rules_held(desk, verb))
    if rules is None:
        raise BadInput.at(_("vetting rules"), _("none in force that day"), _("a version that has begun"))
    return rules
