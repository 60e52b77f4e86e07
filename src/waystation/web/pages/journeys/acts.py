"""What is done on a journey: set out, arrive, ask a helper, take the travellers' word, end an incident?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.answer_hand_over import answer_hand_over
from waystation.actions.confirm_hand_over import confirm_hand_over
from waystation.actions.end_incident import end_incident
from waystation.actions.follow_up import follow_up
from waystation.actions.note_stage import note_stage
from waystation.actions.offer_hand_over import offer_hand_over
from waystation.domain.progress import FollowUp
from waystation.journey.hand_over import End, hand_over_of
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed
from waystation.web.pages.journeys import words
from waystation.web.pages.journeys.forms import ConfirmForm, FollowUpForm, OfferForm
from waystation.web.pages.journeys.found import journey_of, posted
from waystation.web.paging import show

_ENDS: dict[str, End] = {"pick_up": "pick_up", "hand_over": "hand_over"}


def back(journey: str) -> HttpResponseRedirect:
    """Return the way back to the journey."""
    return HttpResponseRedirect(reverse("journey", args=[journey]))


def stage(request: HttpRequest, desk: Desk, journey: str, number: int) -> HttpResponse:
    """Note that a group has set out, or has come."""
    journey_of(request, desk, journey)
    what = request.POST.get("what")
    if what not in {"departed", "arrived"}:
        return HttpResponseNotAllowed(["POST"])
    note_stage(desk, journey, number, "departed" if what == "departed" else "arrived")
    messages.success(request, _("They have set out.") if what == "departed" else _("They have come."))
    return back(journey)


def hand_over(request: HttpRequest, desk: Desk, journey: str, number: int, end: str) -> HttpResponse:
    """Show one change of hands: ask, note the answer, take the word."""
    held = journey_of(request, desk, journey)
    if end not in _ENDS:
        raise NotAllowed.to("end", "one of two")
    asked = hand_over_of(held.underway.stage(number), _ENDS[end])
    offer, confirm = OfferForm(), ConfirmForm()
    told, status = None, 200
    if request.method == "POST":
        act = request.POST.get("act", "")
        try:
            if act == "offer":
                told = _offered(request, desk, journey, number, _ENDS[end])
            elif act in {"accepted", "refused"}:
                answer_hand_over(desk, journey, number, _ENDS[end], accepted=act == "accepted")
                return HttpResponseRedirect(request.path)
            elif act == "confirm":
                confirm = ConfirmForm(request.POST)
                if _confirmed(request, desk, confirm, (journey, number, _ENDS[end])):
                    return back(journey)
                status = 400
        except BadInput as error:
            if isinstance(error, NotAllowed):
                raise
            confirm = ConfirmForm(request.POST) if act == "confirm" else confirm
            confirm.add_error(None, str(error)) if act == "confirm" else messages.error(request, str(error))
            status = 400
        held = journey_of(request, desk, journey)
        asked = hand_over_of(held.underway.stage(number), _ENDS[end])
    values = {
        "id": journey, "stage": held.underway.stage(number), "end": end, "asked": asked, "told": told,
        "offer": offer, "confirm": confirm, "names": {p.id: p.name or p.id for p in held.network.places},
    }  # fmt: skip
    return show(request, "journeys/hand_over.html", values, status)


def _offered(request: HttpRequest, desk: Desk, journey: str, number: int, end: End) -> object:
    form = OfferForm(request.POST)
    if not form.is_valid():
        raise BadInput.at(_("offer"), _("a field that does not fit"), _("what the form asks for"))
    data = form.cleaned_data
    return offer_hand_over(desk, journey, number, end, where=data["where"] or None, language=data["language"])


def _confirmed(request: HttpRequest, desk: Desk, form: ConfirmForm, which: tuple[str, int, End]) -> bool:
    if not form.is_valid():
        return False
    if confirm_hand_over(desk, *which, form.cleaned_data["word"], alone=form.cleaned_data["alone"]):
        messages.success(request, _("The word fits. They are in other hands."))
        return True
    form.add_error("word", _("This is not the word."))
    return False


def incident_over(request: HttpRequest, desk: Desk, journey: str, number: int) -> HttpResponse:
    """Note that an incident is over."""
    journey_of(request, desk, journey)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    end_incident(desk, journey, number)
    return back(journey)


def followed_up(request: HttpRequest, desk: Desk, journey: str, number: int) -> HttpResponse:
    """Ask how they fare, and write it down."""
    value = journey_of(request, desk, journey).underway.journey
    if number >= len(value.follow_ups):
        raise NotAllowed.to("number", "one of those that are there")
    due = value.follow_ups[number]
    form = FollowUpForm(posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = FollowUp(group=due.group, stage=due.stage, due=due.due, result=data["result"],
                        words=data["words"].replace("\r\n", "\n") or None)  # fmt: skip
        follow_up(desk, journey, done)
        return back(journey)
    values = {"id": journey, "due": due, "form": form, "words": words}
    return show(request, "journeys/follow_up.html", values, 400 if form.errors else 200)
