"""At which addresses are the pages of houses?"""

from __future__ import annotations

from django.urls import URLPattern

from waystation.web.pages.houses import beds, editing, one
from waystation.web.paging import page
from waystation.web.rules import needs

_ONE = "houses/<str:record>/"
addresses: list[URLPattern] = [
    page("houses/", beds.houses, "houses", needs("list beds")),
    page("houses/new/", editing.new, "house-new", needs("book nights")),
    page(_ONE, one.house, "house", needs("list beds")),
    page(f"{_ONE}free/", one.free, "house-free", needs("book nights")),
    page(f"{_ONE}close/", one.close, "house-close", needs("close house")),
    page(f"{_ONE}edit/", editing.edit, "house-edit", needs("book nights")),
]
