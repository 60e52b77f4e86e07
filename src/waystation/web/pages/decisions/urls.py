"""At which addresses are the pages of decisions?"""

from __future__ import annotations

from django.urls import URLPattern

from waystation.web.pages.decisions import acts, asking, listing, printing, rules, showing, supposing
from waystation.web.paging import page
from waystation.web.rules import needs

_ONE = "decisions/<str:decision>/"
_SEE, _ASK = needs("view decision"), needs("propose decision")
addresses: list[URLPattern] = [
    page("decisions/", listing.decisions, "decisions", needs("decisions waiting")),
    page("decisions/propose/", asking.ask, "decision-propose", _ASK),
    page("decisions/asked/<str:job>/", asking.wait, "decision-asked", _ASK),
    page(_ONE, showing.decision, "decision", _SEE),
    page(f"{_ONE}table/", showing.table, "decision-table", _SEE),
    page(f"{_ONE}read/", acts.read, "decision-read", needs("read risks")),
    page(f"{_ONE}sign/", acts.sign, "decision-sign", needs("sign decision")),
    page(f"{_ONE}check/", acts.check, "decision-check", needs("check decision")),
    page(f"{_ONE}continuity/", acts.continuity, "decision-continuity", needs("note continuity")),
    page(f"{_ONE}what-if/", supposing.what_if, "decision-what-if", needs("what if")),
    page(f"{_ONE}sheet/", printing.sheet, "decision-sheet", needs("print sheet")),
    page("rules/", rules.rules, "decision-rules", needs("read rules")),
]
