"""How is it written down what a case or a corridor may cost?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.money_desk import at_purse
from waystation.domain.budget import Budget
from waystation.kit.language import N_

VERB = N_("set budget")


def set_budget(desk: Desk, compartment: str, budget: Budget, why: str = "") -> Budget:
    """Keep a budget in a money compartment; one with the same key is replaced."""
    with at_purse(desk, VERB, compartment, why) as purse:
        purse.put(budget)
        return budget
