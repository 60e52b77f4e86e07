"""Which addresses do the pages of journeys have?"""

from __future__ import annotations

from django.urls import URLPattern

from waystation.web.pages.journeys import acts, continuity, events, listing, one, sheet, taken
from waystation.web.paging import page
from waystation.web.rules import needs

_ONE = "journeys/<str:journey>/"

addresses: list[URLPattern] = [
    page("journeys/", listing.listing, "journeys", needs("view journey")),
    page("journeys/begin/<str:decision>/", listing.start, "journey-start", needs("start journey")),
    page("journeys/pack/", continuity.continuity, "continuity", needs("make continuity pack")),
    page("journeys/take-over/", continuity.take_over, "take-over", needs("take over journeys")),
    page("taken/", taken.compromises, "compromises", needs("compromise")),
    page("taken/<str:compromise>/", taken.one, "compromise", needs("tick off")),
    page("taken/<str:compromise>/back/", taken.take_back, "compromise-back", needs("take back compromise")),
    page(_ONE, one.journey, "journey", needs("view journey")),
    page(f"{_ONE}stage/<int:number>/", acts.stage, "journey-stage", needs("note stage")),
    page(f"{_ONE}hands/<int:number>/<str:end>/", acts.hand_over, "journey-hands", needs("offer hand-over")),
    page(f"{_ONE}incident/", events.incident, "journey-incident", needs("report incident")),
    page(f"{_ONE}incident/<int:number>/over/", acts.incident_over, "journey-over", needs("end incident")),
    page(f"{_ONE}plan/", events.replanned, "journey-replan", needs("replan journey")),
    page(f"{_ONE}plan/<int:number>/signed/", events.signed, "journey-signed", needs("replan journey")),
    page(f"{_ONE}split/<int:number>/", events.split, "journey-split", needs("split group")),
    page(f"{_ONE}merge/", events.merge, "journey-merge", needs("merge groups")),
    page(f"{_ONE}outcome/<int:number>/", events.outcome, "journey-outcome", needs("note outcome")),
    page(f"{_ONE}known/<int:number>/", events.found_out, "journey-known", needs("note outcome")),
    page(f"{_ONE}after/<int:number>/", acts.followed_up, "journey-after", needs("follow up")),
    page(f"{_ONE}sheet/<int:number>/", sheet.sheet, "journey-sheet", needs("make sheet")),
]
