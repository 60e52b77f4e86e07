"""Which addresses do the pages of money have?"""

from __future__ import annotations

from django.urls import URLPattern

from waystation.web.pages.money import acts, books, listing, papers, payment, planning, prices, setting
from waystation.web.paging import page
from waystation.web.rules import needs

_ONE = "money/payments/<str:payment>/"
_IN = "money/in/<str:compartment>/"

addresses: list[URLPattern] = [
    page("money/", listing.listing, "money", needs("show books")),
    page("money/prices/", prices.prices, "prices", needs("show books")),
    page(_ONE, payment.payment, "payment", needs("show books")),
    page(f"{_ONE}approve/", acts.approve, "payment-approve", needs("approve payment")),
    page(f"{_ONE}pay/", acts.make, "payment-pay", needs("pay")),
    page(f"{_ONE}hold/", acts.hold, "payment-hold", needs("hold back")),
    page(f"{_ONE}code/", acts.enter, "payment-code", needs("enter code")),
    page(f"{_ONE}release/", acts.release, "payment-release", needs("release hold-back")),
    page(f"{_ONE}keep/", acts.keep, "payment-keep", needs("forfeit hold-back")),
    page(f"{_ONE}refund/", acts.refund, "payment-refund", needs("refund payment")),
    page(f"{_ONE}receipt/", acts.receipt, "payment-receipt", needs("add receipt")),
    page("money/receipts/<str:receipt>/", papers.receipt, "receipt", needs("add receipt")),
    page(_IN, books.books, "money-books", needs("show books")),
    page(f"{_IN}plan/", planning.plan, "payment-plan", needs("plan payment")),
    page(f"{_IN}decision/", planning.plan_decision, "payment-decision", needs("plan payment")),
    page(f"{_IN}fund/", setting.fund, "fund-add", needs("add fund")),
    page(f"{_IN}rate/", setting.rate, "rate-set", needs("set rate")),
    page(f"{_IN}budget/", setting.budget, "budget-set", needs("set budget")),
    page(f"{_IN}export/", books.export, "books-export", needs("export books")),
]
