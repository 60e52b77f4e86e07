"""Which addresses are there? Every one has its rule (`rules`); a test walks this table."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from waystation.web import refusals
from waystation.web.accounts.urls import addresses as accounts
from waystation.web.pages import board, language
from waystation.web.pages.journeys.urls import addresses as journeys
from waystation.web.paging import page
from waystation.web.rules import EVERYBODY, MEMBER

urlpatterns: list[URLPattern | URLResolver] = [
    page("", board.board, "board", MEMBER),
    page("changed/", board.changed, "changed", MEMBER, quiet=True),
    page("language/", language.choose, "language", EVERYBODY),
    *journeys,
    path("account/", include(accounts)),
]
handler400 = handler403 = handler404 = refusals.nothing_here
handler500 = refusals.broken
