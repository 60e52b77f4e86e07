"""What has to be known of a helper from some day on, before anybody asks him?"""

from __future__ import annotations

from waystation.actions.acting import Desk, require
from waystation.actions.one_record import save_new
from waystation.actions.vetting_rules import rules_held
from waystation.domain.vetting import VOUCHING, VettingRules
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.records import Draft, Saved

VERB = N_("set vetting rules")


def set_vetting_rules(desk: Desk, compartment: str, rules: VettingRules, why: str = "") -> Saved:
    """Keep a new version of the rules. A version that is there is never changed: steps name it.

    Raises BadInput for a version that is there already, a day that has gone by where rules were in force, and
    a step that stands twice; NotAllowed.
    """
    require(desk, VERB)
    held = rules_held(desk, VERB, why)
    if any(each.id == rules.id for each in held):
        raise BadInput.at("id", _("a version that is there"), _("a name for the new version"))
    if held and rules.from_day < clock.now().date():
        raise BadInput.at("from_day", f"{rules.from_day}", _("today or later"))
    names = [VOUCHING, *(each.step for each in rules.steps)]
    if len(set(names)) < len(names):
        raise BadInput.at("steps", _("a name that stands twice"), _("each step once"))
    return save_new(desk, VERB, compartment, Draft(rules), why)
