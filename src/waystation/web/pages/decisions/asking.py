"""How is a decision asked for, when planning takes seconds? A job beside the request; a page that waits."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.propose_decision import Question, answered, asked, propose
from waystation.domain.decision import Decision
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed, NotHeld
from waystation.web import work
from waystation.web.pages.decisions.listing import decisions
from waystation.web.pages.decisions.which import which
from waystation.web.paging import show

SECONDS = 20.0  # for the routes, and again for the policy; what is not exact by then says so


def ask(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Open what is needed and begin to plan."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("decisions"))
    case = which(desk, request.POST.get("case", ""), "case")
    try:
        question = asked(desk, case)
    except (NotAllowed, NotHeld):
        raise
    except BadInput as error:
        return decisions(request, desk, str(error))
    job = work.submit(desk.session.member_id, partial(_answered, question))
    request.kept.asked[job] = question  # type: ignore[attr-defined]
    return HttpResponseRedirect(reverse("decision-asked", args=[job]))


def _answered(question: Question) -> Decision | BadInput:
    try:
        return answered(question, time_limit=SECONDS)
    except BadInput as error:
        return error


def wait(request: HttpRequest, desk: Desk, job: str) -> HttpResponse:
    """Wait for the plan; when it is there, keep it and show it. The page asks again by itself."""
    asked_for = request.kept.asked  # type: ignore[attr-defined]
    try:
        found = work.result(desk.session.member_id, job, wait=0.2)
    except KeyError:
        raise NotAllowed.to("plan", "one that was asked for here, within ten minutes") from None
    if found is None:
        return show(request, "decisions/asked.html", {})
    question = asked_for.get(job)
    if isinstance(question, str):  # the page was asked for once more
        return HttpResponseRedirect(reverse("decision", args=[question]))
    if question is None or isinstance(found, BadInput):
        said = str(found) if isinstance(found, BadInput) else _("The plan is gone. Please ask again.")
        return decisions(request, desk, said)
    made = propose(desk, question, found)
    asked_for[job] = made
    return HttpResponseRedirect(reverse("decision", args=[made]))
