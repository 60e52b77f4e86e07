"""What does one helper's sheet look like, to be printed or read aloud?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.make_sheet import make_sheet
from waystation.journey.sheets import LANGUAGES, phrases
from waystation.web.pages.journeys.forms import languages
from waystation.web.pages.journeys.found import helpers_ahead, journey_of, numbered
from waystation.web.paging import show


def sheet(request: HttpRequest, desk: Desk, journey: str, number: int) -> HttpResponse:
    """Ask in which language; then show the sheet, which the ledger knows of."""
    held = journey_of(request, desk, journey)
    helper = numbered(helpers_ahead(held.underway.journey), number)
    values: dict[str, object] = {"id": journey, "helper": helper, "spoken": languages(), "made": None}
    if request.method == "POST":
        language = request.POST.get("in", "en")
        language = language if language in LANGUAGES else "en"
        values |= {"made": make_sheet(desk, journey, helper, language), "say": phrases(language)}
    return show(request, "journeys/sheet.html", values)
