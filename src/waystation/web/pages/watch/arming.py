"""How does a journey come to be watched, and which words are the travellers told?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from waystation.actions.acting import Desk
from waystation.actions.arm_check_ins import arm_check_ins
from waystation.actions.list_check_ins import list_check_ins
from waystation.domain.journey import JourneyWatch
from waystation.journey.checkins import Rhythm
from waystation.kit.errors import BadInput
from waystation.web.pages.watch.forms import Arming, put
from waystation.web.pages.watch.one import one


def arm(request: HttpRequest, desk: Desk, journey: str) -> HttpResponse:
    """Watch a journey, and show the words; they stand on this page alone, and nowhere when it is left."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = Arming(request.POST, ladders=[each.name for each in list_check_ins(desk).rota])
    if form.is_valid():
        said = form.cleaned_data
        how = JourneyWatch(ladder=said["ladder"], language=said["language"], remote=said["remote"])
        rhythm = Rhythm(every_hours=said["every"], grace_minutes=said["grace"]) if said["every"] else None
        try:
            return one(request, desk, journey, arm_check_ins(desk, journey, how, rhythm))
        except BadInput as error:
            put(form, error)
    return one(request, desk, journey, arming=form)
