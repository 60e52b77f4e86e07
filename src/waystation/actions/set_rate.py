"""How is it written down what a currency was worth?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.money_desk import at_purse
from waystation.domain.rate import ExchangeRate, RateTable
from waystation.kit.language import N_
from waystation.money.keeping import RATES

VERB = N_("set rate")


def set_rate(desk: Desk, compartment: str, rate: ExchangeRate, why: str = "") -> RateTable:
    """Add a rate to those of a money compartment. Of one day, the one that was set last counts.

    What has been booked stays as it was booked.
    """
    with at_purse(desk, VERB, compartment, why) as purse:
        there = purse.values(RateTable, [RATES])
        before = there[0] if there else RateTable(id=RATES)
        rates = sorted((*before.rates, rate), key=lambda each: each.day)
        table = before.model_copy(update={"rates": tuple(rates)})
        purse.put(table)
        return table
