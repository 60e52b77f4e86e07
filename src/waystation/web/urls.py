"""Which addresses are there? Every one has its rule (`rules`); a test walks this table."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from waystation.web import refusals
from waystation.web.accounts.urls import addresses as accounts
from waystation.web.pages import board, health, language
from waystation.web.pages.decisions.urls import addresses as decisions
from waystation.web.pages.exposure.urls import addresses as exposure
from waystation.web.pages.helpers.urls import addresses as helpers
from waystation.web.pages.houses.urls import addresses as houses
from waystation.web.pages.intake.urls import addresses as intake
from waystation.web.pages.journeys.urls import addresses as journeys
from waystation.web.pages.money.urls import addresses as money
from waystation.web.pages.network.urls import addresses as networks
from waystation.web.pages.public_door_urls import addresses as public_door
from waystation.web.pages.vault.urls import addresses as vault
from waystation.web.pages.watch.urls import addresses as watch
from waystation.web.paging import page
from waystation.web.rules import EVERYBODY, MEMBER

urlpatterns: list[URLPattern | URLResolver] = [
    page("", board.board, "board", MEMBER),
    page("changed/", board.changed, "changed", MEMBER, quiet=True),
    page("health/", health.health, "health", EVERYBODY),
    page("language/", language.choose, "language", EVERYBODY),
    *decisions,
    *watch,
    *networks,
    *houses,
    *helpers,
    *exposure,
    *vault,
    *money,
    *intake,
    *journeys,
    path("account/", include(accounts)),
    *public_door,
]
handler400 = handler403 = handler404 = refusals.nothing_here
handler500 = refusals.broken
