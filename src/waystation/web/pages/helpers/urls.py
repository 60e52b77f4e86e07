"""At which addresses are the pages of helpers?"""

from __future__ import annotations

from django.urls import URLPattern

from waystation.web.pages.helpers import editing, rules, standing, vetting
from waystation.web.paging import page
from waystation.web.rules import needs

_ONE = "helpers/<str:record>/"
addresses: list[URLPattern] = [
    page("helpers/", standing.helpers, "helpers", needs("list helpers")),
    page("helpers/new/", editing.new, "helper-new", needs("vouch")),
    page("helpers/rules/", rules.rules, "vetting-rules", needs("set vetting rules")),
    page(_ONE, standing.helper, "helper", needs("list helpers")),
    page(f"{_ONE}edit/", editing.edit, "helper-edit", needs("vouch")),
    page(f"{_ONE}unvouch/", vetting.unvouch, "helper-unvouch", needs("vouch")),
    page(f"{_ONE}<str:name>/", vetting.act, "helper-act", needs("take vetting step")),
]
