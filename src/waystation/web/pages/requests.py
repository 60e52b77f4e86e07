"""What did somebody write who came through the door, and what is done with it?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.answer_requester import DAYS, MOST_DAYS, answer_requester
from waystation.actions.list_compartments import list_compartments
from waystation.actions.shred_record import shred_record
from waystation.actions.take_request import take_request
from waystation.domain.case_record import CaseRecord
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.letters.questions import spoken
from waystation.letters.replies import LONGEST
from waystation.vault.faults import Conflict, NotAllowed, NotHeld
from waystation.vault.records import Opened
from waystation.web.drafts import opened
from waystation.web.pages.public_door import spool
from waystation.web.paging import show

_LABELS = {
    "text": N_("Answer"),
    "days": N_("Days for which it can be read"),
    "title": N_("Title of the case, for those who will hold it"),
    "reason": N_("Reason, without names"),
}


class _Form(forms.Form):
    """A form whose labels are said in the language in use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _(_LABELS[name])


class AnswerForm(_Form):
    """What she will read, with her code."""

    text = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}))
    days = forms.IntegerField(min_value=1, max_value=MOST_DAYS, initial=DAYS)


class TakeForm(_Form):
    """How the new case is called."""

    title = forms.CharField(max_length=200)


class ShredForm(_Form):
    """Why it is thrown away."""

    reason = forms.CharField(max_length=500)


def show_request(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Open a request, which writes the ledger, and show what was written."""
    return _page(request, desk, record)


def answer(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Answer her, or put into the spool what was answered before."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = AnswerForm(request.POST)
    again = "again" in request.POST
    if not again and not form.is_valid():
        return _page(request, desk, record, 400, answering=form)
    try:
        text, days = ("", DAYS) if again else (form.cleaned_data["text"], form.cleaned_data["days"])
        answer_requester(desk, record, text, spool(), days)
    except (NotAllowed, NotHeld, Conflict):
        raise
    except BadInput as error:
        form = AnswerForm(request.POST)
        form.add_error(None, str(error))
        return _page(request, desk, record, 400, answering=form)
    messages.success(request, _("The answer waits in the spool."))
    return HttpResponseRedirect(reverse("door_request", args=[record]))


def take(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Move a request into a compartment of its own."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, record, 400, taking=form)
    moved = take_request(desk, record, form.cleaned_data["title"])
    messages.success(
        request, _("You alone hold it now. Grant its compartment to those who shall work on it.")
    )
    return HttpResponseRedirect(reverse("door_request", args=[moved]))


def shred(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Throw a request away."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = ShredForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, record, 400, shredding=form)
    where = _at_door(desk, record)
    if where is None:
        raise NotAllowed.to("request", "one at the door")
    shred_record(desk, where, [record], form.cleaned_data["reason"])
    messages.success(request, _("It is gone."))
    return HttpResponseRedirect(reverse("door"))


def _page(
    request: HttpRequest, desk: Desk, record: str, status: int = 200, **forms_: forms.Form
) -> HttpResponse:
    found, case = opened(desk, record, CaseRecord)
    values = {
        "found": found,
        "case": case,
        "answers": [spoken(each) for each in case.answers],
        "at_door": _at_door(desk, record) is not None,
        "who": _who(desk, found),
        "answering": AnswerForm(),
        "taking": TakeForm(),
        "shredding": ShredForm(),
    }
    return show(request, "public_door/request.html", values | forms_, status)


def _at_door(desk: Desk, record: str) -> str | None:
    """Return the door's compartment where the record is still in one."""
    held = list_compartments(desk, {"door"})
    return next((each.id for each in held if record in each.manifest.records), None)


def _who(desk: Desk, found: Opened) -> dict[str, str]:
    """Return the names of the members who answered."""
    case = found.value
    mailbox = case.mailbox if isinstance(case, CaseRecord) else None
    known = desk.session.directory.known
    wrote = {each.by for each in mailbox.messages if each.by} if mailbox else set()
    return {each: known[each].name for each in wrote if each in known}
