"""What is done on the page of a decision: read, sign, look again, note who could take over?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.check_decision import check_decision
from waystation.actions.note_continuity import note_continuity
from waystation.actions.read_risks import read_risks
from waystation.actions.sign_decision import sign_decision
from waystation.decisions.standing import below_floor
from waystation.domain.decision_record import DecisionRecord
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import Conflict, NotAllowed, NotHeld
from waystation.vault.quota import BeyondQuota
from waystation.web.pages.decisions import showing
from waystation.web.pages.decisions.forms import Continuity, Sign
from waystation.web.pages.decisions.which import which


def read(request: HttpRequest, desk: Desk, decision: str) -> HttpResponse:
    """Note that the risks have been read."""
    return _done(
        request,
        desk,
        decision,
        lambda found: read_risks(desk, found),
        _("Noted that you have read the risks."),
        "sign",
    )


def check(request: HttpRequest, desk: Desk, decision: str) -> HttpResponse:
    """Look at the preconditions again."""
    return _done(
        request, desk, decision, lambda found: check_decision(desk, found), _("Looked at again."), "before"
    )


def _done(  # noqa: PLR0913, PLR0917  (who, on what, what, what is said, where to)
    request: HttpRequest,
    desk: Desk,
    decision: str,
    act: Callable[[str], DecisionRecord],
    said: str,
    place: str,
) -> HttpResponse:
    found = which(desk, decision, "decision")
    if request.method == "POST":
        act(found)
        messages.success(request, said)
    return HttpResponseRedirect(f"{reverse('decision', args=[found])}#{place}")


def sign(request: HttpRequest, desk: Desk, decision: str) -> HttpResponse:
    """Sign an opinion."""
    found = which(desk, decision, "decision")
    if request.method != "POST":
        return HttpResponseRedirect(f"{reverse('decision', args=[found])}#sign")
    view = showing.view(desk, found)
    form = Sign(request.POST, danger=view.record.present_danger)
    if not form.is_valid():
        return showing.decision(request, desk, found, sign=form)
    given = form.cleaned_data
    try:
        after = sign_decision(desk, found, given["opinion"], given["reason"], oral=given.get("oral", False))
    except (NotAllowed, NotHeld, Conflict, BeyondQuota):
        raise
    except BadInput as error:
        form.add_error(None, str(error))
        return showing.decision(request, desk, found, sign=form)
    messages.success(request, _said(after))
    return HttpResponseRedirect(f"{reverse('decision', args=[found])}#sign")


def _said(record: DecisionRecord) -> str:
    if record.state == "go":
        return _("Signed. It is go.")
    if record.state == "declined":
        return _("Signed. It is declined.")
    if below_floor(record):
        return _("Signed. Below the floor it takes one signature more.")
    return _("Signed. Now you see what others think.")


def continuity(request: HttpRequest, desk: Desk, decision: str) -> HttpResponse:
    """Note who holds a continuity pack."""
    found = which(desk, decision, "decision")
    if request.method != "POST":
        return HttpResponseRedirect(f"{reverse('decision', args=[found])}#before")
    form = Continuity(showing.members(desk), request.POST)
    if form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            until = clock.now() + timedelta(days=given["days"])
            note_continuity(desk, found, given["holder"] or given["other"], until)
        except (NotAllowed, NotHeld, Conflict):
            raise
        except BadInput as error:
            form.add_error(None, str(error))
    if form.errors:
        return showing.decision(request, desk, found, pack=form)
    messages.success(request, _("Noted who could take over the watch."))
    return HttpResponseRedirect(f"{reverse('decision', args=[found])}#before")
