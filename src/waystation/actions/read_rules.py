"""Which rules of deciding hold, and which held before? They are for every member to read."""

from __future__ import annotations

from waystation.actions.acting import Desk, require
from waystation.domain.decision_rules import DecisionRules
from waystation.kit.language import N_
from waystation.vault.deciding_rules import all_rules

VERB = N_("read rules")


def read_rules(desk: Desk) -> list[DecisionRules]:
    """Return all rules that ever held, the newest first; the last ones are the program's own."""
    require(desk, VERB)
    with desk.session.vault.store.read() as tx:
        return all_rules(desk.session, tx)
