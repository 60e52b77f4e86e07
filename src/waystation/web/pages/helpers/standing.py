"""How does each helper stand, and what is known of one of them?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.list_helpers import Standing, list_helpers
from waystation.actions.permissions import may, may_open
from waystation.domain.helper_record import HelperRecord
from waystation.kit.language import N_, _
from waystation.vault.faults import NotAllowed
from waystation.web.drafts import opened
from waystation.web.pages.asked import Ask, form, held
from waystation.web.paging import show

VETTED = {
    "vetted": (N_("vetted"), "good"),
    "incomplete": (N_("incomplete"), "wait"),
    "failed": (N_("failed"), "stop"),
    "denied": (N_("denied"), "stop"),
    "marked": (N_("marked"), "stop"),
    None: (N_("no rules"), "wait"),
}
STATES = {
    "passed": (N_("passed"), "good"),
    "exempt": (N_("exempt"), "plain"),
    "failed": (N_("failed"), "stop"),
    "expired": (N_("expired"), "wait"),
    "missing": (N_("missing"), "wait"),
}
CAN = {True: N_("can be asked"), False: N_("cannot be asked"), None: N_("nothing was said")}
CHANNELS = {
    "call": N_("call"),
    "sms": N_("SMS"),
    "messenger": N_("messenger"),
    "email": N_("e-mail"),
    "link": N_("link"),
    "in_person": N_("in person"),
}
WORDS: Mapping[str, Any] = {"vetted": VETTED, "states": STATES, "can": CAN, "channels": CHANNELS}


def helpers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show every helper that the member may open."""
    role = desk.session.me.role
    values = {
        **WORDS,
        "found": list_helpers(desk),
        "called": called,
        "may_change": may(role, "take vetting step"),
        "may_read_rules": may_open(role, "vetting_rules"),
    }
    return show(request, "helpers/all.html", values)


def helper(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Show one helper."""
    return page(request, desk, record)


def page(
    request: HttpRequest, desk: Desk, record: str, forms: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Show one helper; `forms` are those in which something is wrong."""
    found = list_helpers(desk, record)
    if not found.listed:  # another kind, or not among what this member could open
        opened(desk, record, HelperRecord)
        raise NotAllowed.to("record", "a helper")
    (one,) = found.listed
    known = {each.id: each.name for each in desk.session.directory.known.values()}
    made = {name: form(request, asks) for name, asks in asked_of(desk, one).items()} if not forms else {}
    if forms:
        get = HttpRequest()
        made = {name: form(get, asks) for name, asks in asked_of(desk, one).items()} | dict(forms)
    values = {
        **WORDS,
        "found": found,
        "one": one,
        "record": one.opened,
        "helper": one.record,
        "forms": made,
        "called": called,
        "people": {**dict(held(desk, "helper", key=True)), **known},
        "me": desk.session.me,
        "may_change": may(desk.session.me.role, "take vetting step"),
    }
    return show(request, "helpers/one.html", values, 400 if forms else 200)


def asked_of(desk: Desk, one: Standing) -> dict[str, tuple[Ask, ...]]:
    """Return what each of the forms on a helper's page asks for."""
    steps = [(each.step, each.step) for each in one.required if each.step != "vouching"]
    results = [("passed", _("passed")), ("failed", _("failed")), ("exempt", _("exempt"))]
    others = [each for each in held(desk, "helper", key=True, none=_("I do")) if each[0] != one.record.id]
    return {
        "step": (
            Ask("step", N_("Step"), "choice", required=True, choices=steps),
            Ask("result", N_("Result"), "choice", required=True, choices=results),
            Ask("day", N_("Day"), "date", required=True),
            Ask("expires", N_("Last day on which it counts"), "date", N_("An exemption always has one.")),
            Ask("reason", N_("Reason"), help=N_("Needed for a failure and an exemption.")),
        ),
        "vouch": (
            Ask("by", N_("Who stands for him"), "choice", choices=others),
            Ask("since", N_("Known how long, and from where")),
        ),
        "days": (
            Ask("begin", N_("First day"), "date", required=True),
            Ask("end", N_("Last day"), "date", required=True),
            Ask(
                "can",
                N_("He can be asked"),
                "choice",
                required=True,
                choices=[("yes", _("can")), ("no", _("cannot"))],
            ),
        ),
        "deny": (Ask("reason", N_("Reason"), required=True),),
    }


def called(one: Standing) -> str:
    """Return what a helper is called on the pages."""
    return one.record.names[0].text if one.record.names else one.opened.title or one.record.id
