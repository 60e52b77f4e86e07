"""How does the organisation change how it decides: floors, signatures, profile? By two, with a reason."""

from __future__ import annotations

from waystation.actions.acting import Desk, acting, require
from waystation.domain.decision_rules import DecisionRules
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.deciding_rules import all_rules, put_up_rules

VERB = N_("change settings")


def change_settings(desk: Desk, rules: DecisionRules, reason: str) -> DecisionRules:
    """Let these rules hold for every decision that is proposed from now on; return them as they stand.

    Open decisions keep the rules and floors that they were proposed under. Raises NotAllowed for one alone,
    BadInput without a reason, and where they are what holds already.
    """
    require(desk, VERB)
    if not reason.strip():
        raise BadInput.at(_("reason"), _("nothing"), _("why, without names"))
    with acting(desk, VERB, reason) as work:
        by = tuple(each.member_id for each in (desk.session, desk.second) if each is not None)
        made = rules.model_copy(update={"since": work.at, "by": by, "reason": reason})
        own = {"since": None, "by": (), "reason": None}
        if all_rules(desk.session, work.tx)[0].model_copy(update=own) == made.model_copy(update=own):
            raise BadInput.at(_("settings"), _("what holds already"), _("something else"))
        put_up_rules(work, made)
    return made
