"""How does somebody at the desk answer: heard of them, I take care, they are put off, it has come?"""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acknowledge_alert import acknowledge_alert
from waystation.actions.acting import Desk
from waystation.actions.change_check_ins import Change, change_check_ins
from waystation.actions.check_in import check_in
from waystation.actions.list_check_ins import list_check_ins
from waystation.actions.take_in_check_ins import take_in_check_ins
from waystation.domain.journey import Journey
from waystation.journey.answering import Came
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _, many
from waystation.vault.faults import NotAllowed, NotHeld
from waystation.web.drafts import opened
from waystation.web.pages.watch.due import STATES
from waystation.web.paging import show

_CHANNELS = (("call", N_("a call")), ("hand", N_("met in person")), ("sms", N_("SMS")),
             ("messenger", N_("messenger")), ("email", N_("e-mail")))  # fmt: skip
_LONGEST = 7 * 24 * 60  # minutes


class Heard(forms.Form):
    """How they were heard of."""

    number = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    channel = forms.ChoiceField()
    word = forms.CharField(required=False, max_length=60, widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.fields["channel"].label = _("Heard of them by")
        self.fields["channel"].choices = [(name, _(label)) for name, label in _CHANNELS]  # type: ignore[attr-defined]
        self.fields["word"].label = _("The word that they said")


class Later(forms.Form):
    """By how much, and why."""

    minutes = forms.IntegerField(required=False, min_value=0, max_value=_LONGEST)
    stop = forms.BooleanField(required=False)
    why = forms.CharField(max_length=400, widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.fields["minutes"].label = _("Put all off by minutes")
        self.fields["stop"].label = _("Expect nothing more: they have arrived, or others watch them")
        self.fields["why"].label = _("Reason, without names")


def journey(request: HttpRequest, desk: Desk, journey: str) -> HttpResponse:
    """Show the check-ins of one journey; what is opened for it stands in the ledger."""
    return _page(request, desk, journey)


def heard(request: HttpRequest, desk: Desk, journey: str) -> HttpResponse:
    """Note that they were heard of: with one key after a call, or with the word that they said."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = Heard(request.POST if "channel" in request.POST else {**request.POST.dict(), "channel": "call"})
    if form.is_valid():
        said = form.cleaned_data
        came = Came(clock.now(), said["channel"], said["word"], said["number"])
        try:
            check_in(desk, journey, came)
        except BadInput as error:
            _put(form, error)
        else:
            messages.success(request, _("Noted."))
            return HttpResponseRedirect(reverse("watch"))
    return _page(request, desk, journey, heard=form)


def change(request: HttpRequest, desk: Desk, journey: str) -> HttpResponse:
    """Put check-ins off, or expect no more."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = Later(request.POST)
    if form.is_valid():
        later, stop = timedelta(minutes=form.cleaned_data["minutes"] or 0), form.cleaned_data["stop"]
        try:
            change_check_ins(desk, journey, Change(later, stop=stop), form.cleaned_data["why"])
        except BadInput as error:
            _put(form, error)
        else:
            messages.success(request, _("Nothing more is expected.") if stop else _("Put off."))
            return HttpResponseRedirect(reverse("watch"))
    return _page(request, desk, journey, later=form)


def acknowledge(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take care of what sounds."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        count = acknowledge_alert(desk, request.POST.get("what", ""))
    except (NotAllowed, NotHeld):
        raise
    except BadInput as error:
        messages.error(request, str(error))
    else:
        said = many("{count} alarm is yours.", "{count} alarms are yours.", count)
        messages.success(request, said.format(count=count))
    return HttpResponseRedirect(reverse("watch"))


def take_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Put what came from outside into the records."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    count = sum(len(each.check_ins) for each in take_in_check_ins(desk))
    said = many("{count} check-in was taken in.", "{count} check-ins were taken in.", count)
    messages.success(request, said.format(count=count))
    return HttpResponseRedirect(reverse("watch"))


def _put(form: forms.Form, error: BadInput) -> None:
    """Put what is wrong on the form; what may not be seen stays a page that is not there."""
    if isinstance(error, (NotAllowed, NotHeld)):
        raise error
    for fault in error.faults:
        form.add_error(None, str(fault))


def _page(request: HttpRequest, desk: Desk, identity: str, **wrong: forms.Form) -> HttpResponse:
    record, value = opened(desk, identity, Journey, "to look at its check-ins")
    rows = [each for each in list_check_ins(desk).due if each.journey and each.journey.id == identity]
    values = {
        "journey": value,
        "id": identity,
        "title": record.title or value.id,
        "sounding": {each.number: each for each in rows},
        "states": STATES,
        "heard": Heard(initial={"channel": "call"}),
        "later": Later(),
        **wrong,
    }
    return show(request, "watch/journey.html", values, 400 if wrong else 200)
