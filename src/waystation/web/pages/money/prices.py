"""What has each corridor cost for one person, and how has that changed?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from waystation.actions.acting import Desk
from waystation.actions.show_books import PRICES, show_books
from waystation.money.books import Books
from waystation.money.plot import svg, title
from waystation.money.prices import History, history, paid_prices, reported_prices
from waystation.web.paging import show

MOST = 12  # drawings on a page


def prices(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show every corridor that a price is known of, with its picture and its figures."""
    wanted = request.GET.get("in", "").upper()
    found = show_books(desk, PRICES)
    known = [each for each in _histories(found, wanted) if each.prices or each.without_rate]
    drawn = [(each, title(each), Markup(svg(each))) for each in known[:MOST]]  # noqa: S704  (our own, escaped there)
    currencies = sorted({each.of for each in found.rates} | {each.to for each in found.rates})
    values = {"drawn": drawn, "left": len(known) - len(drawn), "currencies": currencies, "wanted": wanted}
    return show(request, "money/prices.html", values)


def _histories(found: Books, wanted: str) -> list[History]:
    corridors = {each.id: each for each in found.corridors}
    keys = set(corridors) | {each.corridor for each in found.payments if each.corridor}
    keys |= {each.which for each in found.observations if (each.about, each.what) == ("corridor", "price")}
    return [
        _history(found, key, corridors[key].legs if key in corridors else (), wanted) for key in sorted(keys)
    ]


def _history(found: Books, key: str, legs: tuple[str, ...], wanted: str) -> History:
    both = (*paid_prices(key, found.payments), *reported_prices(key, legs, found.observations))
    used = [each.currency for each in both]
    currency = wanted or (max(sorted(set(used)), key=used.count) if used else "USD")
    named = {each.id: each.name or each.id for each in found.corridors}
    return history(named.get(key, key), both, found.rates, currency)
