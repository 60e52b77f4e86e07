"""Something has happened: what, how would they go on, do they come apart or together, what became of them?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.journeys import Held
from waystation.actions.merge_groups import merge_groups
from waystation.actions.note_outcome import note_outcome
from waystation.actions.replan_journey import live_signed, plans, replan_journey
from waystation.actions.report_incident import report_incident
from waystation.actions.split_group import split_group
from waystation.domain.journey import Arrival, Incident
from waystation.journey.groups import Part
from waystation.journey.incidents import Report, can_move
from waystation.journey.replan import signatures, terms_of
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed
from waystation.vault.keys import new_id
from waystation.web.pages.journeys import words
from waystation.web.pages.journeys.acts import back
from waystation.web.pages.journeys.forms import IncidentForm, OutcomeForm, SplitForm
from waystation.web.pages.journeys.found import journey_of, numbered, posted, standing_groups
from waystation.web.paging import show


def incident(request: HttpRequest, desk: Desk, journey: str) -> HttpResponse:
    """Report what has happened; the page after it compares old and new plans."""
    held = journey_of(request, desk, journey)
    form = IncidentForm(held.underway.journey, held.network, posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if data["kind"] == "split":
            number = standing_groups(held.underway.journey).index(data["group"])
            return HttpResponseRedirect(reverse("journey-split", args=[journey, number]))
        try:
            report_incident(desk, journey, _report(data))
        except BadInput as error:
            _refuse(form, error)
        else:
            address = reverse("journey-replan", args=[journey])
            return HttpResponseRedirect(f"{address}?because={data['kind']}")
    values = {"id": journey, "form": form, "journey": held.underway.journey}
    return show(request, "journeys/incident.html", values, 400 if form.errors else 200)


def _report(data: dict[str, Any]) -> Report:
    happened = Incident(
        at=clock.now(), kind=data["kind"], group=data["group"], helper=data["helper"] or None,
        words=data["words"].replace("\r\n", "\n") or None,
    )  # fmt: skip
    traits = tuple(data["traits"].split())
    return Report(happened, data["stands"] or None, data["hours"] or 0.0, traits, data["gone"] or None)


def _refuse(form: Any, error: BadInput) -> None:
    """Put what is wrong on the form; what may not be seen stays unseen."""
    if isinstance(error, NotAllowed):
        raise error
    form.add_error(None, str(error))


def replanned(request: HttpRequest, desk: Desk, journey: str) -> HttpResponse:
    """Compare the old plan with a new one from where each group stands; live the new one."""
    held = journey_of(request, desk, journey)
    because = request.GET.get("because", "asked")
    because = because if because in words.BECAUSE else "asked"
    if request.method == "POST":
        changed = replan_journey(desk, journey, because, danger="danger" in request.POST)
        for each in changed:
            messages.success(request, _(words.TAKEN_PLAN[each.compared.state]))
        return back(journey)
    made = plans(held, because)
    terms = terms_of(held.underway.journey)
    values = {
        "id": journey, "because": because, "words": words, "currency": held.network.currency or "",
        "names": {place.id: place.name or place.id for place in held.network.places},
        "plans": [(each, signatures(terms, each.compared), _free(held, each.group)) for each in made],
    }  # fmt: skip
    return show(request, "journeys/replan.html", values)


def _free(held: Held, group: str) -> bool:
    return can_move(held.underway.journey, group)


def signed(request: HttpRequest, desk: Desk, journey: str, number: int) -> HttpResponse:
    """Live a plan that was proposed and has been signed since."""
    value = journey_of(request, desk, journey).underway.journey
    if number >= len(value.replannings) or request.method != "POST":
        raise NotAllowed.to("number", "one of those that are there")
    live_signed(desk, journey, value.replannings[number].decision or "")
    return back(journey)


def split(request: HttpRequest, desk: Desk, journey: str, number: int) -> HttpResponse:
    """Let some of a group go on apart."""
    held = journey_of(request, desk, journey)
    group = numbered(standing_groups(held.underway.journey), number)
    record, position = held.underway.groups.get(group), held.underway.position(group)
    members = record.members if record is not None else ()
    form = SplitForm(members, position.persons, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            split_group(desk, journey, group, _parts(form.cleaned_data, members, position.persons))
        except BadInput as error:
            _refuse(form, error)
        else:
            return HttpResponseRedirect(f"{reverse('journey-replan', args=[journey])}?because=split")
    values = {"id": journey, "form": form, "group": group, "persons": position.persons}
    return show(request, "journeys/split.html", values, 400 if form.errors else 200)


def _parts(data: dict[str, Any], members: tuple[str, ...], persons: int) -> list[Part]:
    apart = tuple(data.get("apart", ()))
    count = data.get("count", 0)
    traits = [tuple(data[name].split()) or None for name in ("stay_traits", "apart_traits")]
    stay = tuple(each for each in members if each not in apart)
    sizes = (0, 0) if members else (persons - count, count)
    return [
        Part(new_id()[:6], stay, sizes[0], traits[0]),
        Part(new_id()[:6], apart, sizes[1], traits[1]),
    ]


def merge(request: HttpRequest, desk: Desk, journey: str) -> HttpResponse:
    """Let groups that stand at the same place go on as one."""
    held = journey_of(request, desk, journey)
    groups = standing_groups(held.underway.journey)
    chosen = [each for each in request.POST.getlist("group") if each in groups]
    status = 200
    if request.method == "POST":
        try:
            merge_groups(desk, journey, chosen, new_id()[:6])
        except BadInput as error:
            if isinstance(error, NotAllowed):
                raise
            messages.error(request, str(error))
            status = 400
        else:
            return HttpResponseRedirect(f"{reverse('journey-replan', args=[journey])}?because=asked")
    names = {place.id: place.name or place.id for place in held.network.places}
    standing = [held.underway.position(each) for each in groups]
    return show(request, "journeys/merge.html", {"id": journey, "standing": standing, "names": names}, status)


def outcome(request: HttpRequest, desk: Desk, journey: str, number: int) -> HttpResponse:
    """Note what became of a group that is under way."""
    held = journey_of(request, desk, journey)
    group = numbered(standing_groups(held.underway.journey), number)
    return _outcome(request, desk, held, (journey, group, held.underway.position(group).persons))


def found_out(request: HttpRequest, desk: Desk, journey: str, number: int) -> HttpResponse:
    """Note what has become known of a group whose outcome was unknown."""
    held = journey_of(request, desk, journey)
    unknown = [each for each in held.underway.journey.arrivals if each.outcome == "unknown" and each.group]
    if number >= len(unknown):
        raise NotAllowed.to("number", "one of those that are there")
    return _outcome(request, desk, held, (journey, unknown[number].group or "", unknown[number].persons))


def _outcome(request: HttpRequest, desk: Desk, held: Held, whom: tuple[str, str, int]) -> HttpResponse:
    journey, group, persons = whom
    form = OutcomeForm(held.network, posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        arrival = Arrival(
            group=group, persons=persons, outcome=data["outcome"], at=clock.now(),
            partner=data["partner"] or None, hazard=data["hazard"] or None,
        )  # fmt: skip
        try:
            ended = note_outcome(desk, journey, arrival)
        except BadInput as error:
            _refuse(form, error)
        else:
            if ended.waiting:
                messages.info(
                    request, _("Some of what this teaches waits for who holds the helpers' records.")
                )
            return back(journey)
    values = {"id": journey, "form": form, "persons": persons}
    return show(request, "journeys/outcome.html", values, 400 if form.errors else 200)
