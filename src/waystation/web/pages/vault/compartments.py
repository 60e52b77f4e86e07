"""What does the member hold, who holds it too, and how does that change?"""

from __future__ import annotations

from typing import get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.create_compartment import create_compartment
from waystation.actions.drop_compartment import drop_compartment
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.list_compartments import list_compartments
from waystation.actions.permissions import check_compartment, may
from waystation.actions.rename_compartment import rename_compartment
from waystation.actions.rotate_compartment import rotate_compartment
from waystation.actions.withdraw_compartment import withdraw_compartment
from waystation.domain.access import CompartmentKind, MemberRole
from waystation.kit.language import N_, _
from waystation.vault.faults import NotAllowed, NotHeld
from waystation.vault.manifests import Compartment
from waystation.web.pages.asked import Ask, Asked
from waystation.web.pages.vault.act import Act, acted
from waystation.web.pages.vault.kinds import KINDS, RECORDS
from waystation.web.paging import show


def all_of_them(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what the member holds."""
    values = {
        "held": list_compartments(desk),
        "kinds": KINDS,
        "may_create": may(desk.session.me.role, "create compartment"),
    }
    return show(request, "vault/compartments.html", values)


def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Begin a compartment."""
    mine = [
        (each, _(KINDS[each]))
        for each in get_args(CompartmentKind)
        if _holds(desk.session.me.role, each) and each not in {"directory", "watchtower"}
    ]
    act = Act(
        "create compartment",
        N_("A new compartment"),
        N_("Make it"),
        N_("Made. You alone hold it."),
        (reverse("compartments"), N_("Compartments")),
        (
            N_(
                "What is in it can be opened by those who hold it, and by nobody else. "
                "Only they see its title."
            ),
        ),
    )
    asks = (
        Ask("kind", N_("What it is about"), "choice", required=True, choices=mine),
        Ask("title", N_("Title"), required=True),
    )
    return acted(
        request,
        desk,
        act,
        asks,
        lambda at, asked: create_compartment(at, asked.cleaned_data["kind"], asked.said("title")),
    )


def one(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Show one compartment: its records by title, who holds it."""
    found = _held(desk, compartment)
    known = desk.session.directory.members
    role = desk.session.me.role
    directory = desk.session.directory
    there = sorted(found.manifest.records.items(), key=lambda each: each[1].changed, reverse=True)
    values = {
        "it": found,
        "kinds": KINDS,
        "record_kinds": RECORDS,
        "records": there,
        "holders": sorted(
            ((each, known[each]) for each in found.manifest.holders if each in known),
            key=lambda each: each[1].name,
        ),
        "others": [
            each
            for each in sorted(known.values(), key=lambda one: one.name)
            if each.id not in found.manifest.holders and _holds(each.role, found.manifest.kind)
        ],
        "me_id": desk.session.member_id,
        "may_grant": may(role, "grant compartment"),
        "may_rename": may(role, "rename compartment"),
        "may_drop": may(role, "drop compartment")
        and compartment not in {directory.compartment.id, directory.watchtower},
        "fixed": compartment == directory.compartment.id,
    }
    return show(request, "vault/compartment.html", values)


def grant(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Give a member the key."""
    if request.method == "POST":
        grant_compartment(desk, compartment, request.POST.get("member", ""), request.POST.get("why", ""))
        messages.success(request, _("Granted. The key comes with the next thing that the member does."))
    return _back(compartment)


def withdraw(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Take it from a member."""
    if request.method == "POST":
        withdraw_compartment(desk, compartment, request.POST.get("member", ""), request.POST.get("why", ""))
        messages.success(request, _("Withdrawn. Everything in it is sealed anew."))
    return _back(compartment)


def rotate(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Give it a new key although nobody leaves."""
    if request.method == "POST":
        rotate_compartment(desk, [compartment], request.POST.get("why", ""))
        messages.success(request, _("Everything in it is sealed anew, for the same members."))
    return _back(compartment)


def rename(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Call it something else."""
    title = request.POST.get("title", "").strip()
    if request.method == "POST" and title:
        rename_compartment(desk, compartment, title)
        messages.success(request, _("Renamed."))
    return _back(compartment)


def drop(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Destroy it with everything in it, two at the desk."""
    found = _held(desk, compartment)
    act = Act(
        "drop compartment",
        N_("Destroy a compartment"),
        N_("Destroy it"),
        N_("Destroyed."),
        (reverse("compartments"), N_("Compartments")),
        (
            found.manifest.title,
            N_("Everything in it is gone for good. What is in backups stays there, for the keys of then."),
        ),
        danger=True,
    )
    why = Ask("why", N_("Reason, which only the auditors can read"), required=True)

    def run(at: Desk, asked: Asked) -> None:
        drop_compartment(at, compartment, asked.said("why"))

    return acted(request, desk, act, (why,), run)


def _held(desk: Desk, compartment: str) -> Compartment:
    found = [each for each in list_compartments(desk) if each.id == compartment]
    if not found:
        raise NotHeld(compartment)
    return found[0]


def _holds(role: MemberRole, kind: str) -> bool:
    try:
        check_compartment(role, kind)
    except NotAllowed:
        return False
    return True


def _back(compartment: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("compartment", args=[compartment]))
