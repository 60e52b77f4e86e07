"""What has stopped because somebody took a consent back, and how does it go on?"""

from __future__ import annotations

from typing import Literal, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.end_halt import end_halt
from waystation.actions.permissions import may_open
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.halt import halted
from waystation.domain.journey import Journey
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import Found, of_kind
from waystation.web.drafts import opened
from waystation.web.pages.intake.acts import FormPage, acted
from waystation.web.pages.intake.case import names_of
from waystation.web.pages.intake.case_acts import typed
from waystation.web.pages.intake.case_forms import ReasonForm
from waystation.web.pages.intake.words import HALTED
from waystation.web.paging import show

Kind = Literal["journey", "decision"]


def stopped(desk: Desk) -> list[Found]:
    """Return the journeys and decisions of this desk that stand as stopped: from tables of contents alone."""
    kinds = [kind for kind in HALTED if may_open(desk.session.me.role, kind)]
    found = [each for each in of_kind(desk.session, *kinds) if each.listed.state == "stopped"]
    return sorted(found, key=lambda each: (each.listed.kind != "journey", each.listed.changed))


def halts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what has stopped, journeys first."""
    return show(request, "intake/halts.html", {"stopped": stopped(desk), "kinds": HALTED})


def halt(request: HttpRequest, desk: Desk, kind: str, record: str) -> HttpResponse:
    """Show what has stopped a journey or a decision, and let it go on with a reason."""
    if kind not in HALTED:
        raise NotAllowed.to(_("halt"), _("a decision or journey that is halted"))
    journey = kind == "journey"
    found, value = opened(desk, record, Journey) if journey else opened(desk, record, DecisionRecord)
    form = ReasonForm(typed(request), needed=True, initial={"counter": found.counter})
    page = FormPage(
        _(HALTED[kind]),
        _("It goes on"),
        reverse("halts"),
        _("It goes on. The halt stays written."),
        template="intake/halt.html",
        danger=True,
        words=_("A journey waits where it stands until somebody starts it. A decision has to be made anew."),
        more={"halts": value.halts, "halted": halted(value.halts), "who": names_of(desk)},
    )
    return acted(
        request,
        form,
        page,
        lambda: end_halt(desk, cast("Kind", kind), form.seen(record), form.cleaned_data["reason"]),
    )
