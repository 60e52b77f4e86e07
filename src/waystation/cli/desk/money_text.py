"""How do balances and prices read on a terminal?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from rich.console import RenderableType

from waystation.cli.tables import sentences, table
from waystation.kit.language import _
from waystation.kit.shown import printable
from waystation.money.balance import Balance, Difference
from waystation.money.plot import title
from waystation.money.prices import History


def amount_text(amount: Decimal) -> str:
    """Return an amount without the noughts at its end that nobody wrote: `42,000`, `9.5`."""
    whole = amount == amount.to_integral_value()
    return f"{amount.to_integral_value():,f}" if whole else f"{amount.normalize():,f}"


def balance_page(found: Sequence[Balance], wrong: Sequence[Difference]) -> Iterator[RenderableType]:
    """Yield the balances, and every payment that the books say something else of."""
    if not found:
        yield _("Nothing is booked, or everything has come back.")
    else:
        rows = [
            (*map(printable, each.by), each.account, f"{each.amount:,f}", each.currency) for each in found
        ]
        sides = len(found[0].by)
        heads = (*[""] * sides, _("account"), _("amount"), _("currency"))
        yield table(heads, rows, right=(sides + 1,), fixed=(sides, sides + 2))
    told = _("{payment}: the payment is {state}, and {booked} stands in the books")
    yield from sentences(
        told.format(
            payment=printable(each.payment), state=_(each.state) if each.state else "-", booked=each.booked
        )
        for each in wrong
    )


def prices_page(found: History) -> Iterator[RenderableType]:
    """Yield what one person has cost, year by year."""
    yield title(found)
    if found.years:
        rows = [
            (str(each.year), str(each.number), *map(amount_text, (each.low, each.middle, each.high)))
            for each in found.years
        ]
        heads = _("year"), _("prices"), _("least"), _("middle"), _("most")
        yield table(heads, rows, right=(1, 2, 3, 4))
    if found.without_rate:
        said = _("{count} prices are left out: no rate of their currency is known.")
        yield said.format(count=len(found.without_rate))


def plain_history(found: History) -> dict[str, Any]:
    """Return a history as JSON can hold it; amounts are text, exact."""
    return {
        "waystation": 1,
        "kind": "prices",
        "corridor": found.corridor,
        "currency": found.currency,
        "times": None if found.times is None else f"{found.times:f}",
        "years": [
            {"year": each.year, "prices": each.number, "least": f"{each.low:f}", "middle": f"{each.middle:f}",
             "most": f"{each.high:f}"}
            for each in found.years
        ],
        "prices": [
            {"day": str(each.day), "amount": f"{each.amount:f}", "origin": each.origin}
            for each in found.prices
        ],
        "without_rate": len(found.without_rate),
    }  # fmt: skip
