"""How is a thing of a network changed on a page: typed, tried on the plans that use it, and then saved?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.edit_network import edit_network
from waystation.actions.try_edit import Trial, prepare_trial
from waystation.domain.case_record import NetworkRecord
from waystation.domain.network import Network
from waystation.domain.network_edit import PARTS, plain_network
from waystation.kit.language import N_, _
from waystation.plan.edited import Edit, Where, edited, fingerprint, with_hazard
from waystation.vault.faults import Conflict, NotAllowed
from waystation.web import work
from waystation.web.drafts import opened
from waystation.web.pages.asked import Ask, Asked, done, form
from waystation.web.pages.network.fields import asks, field_of, initial, plain
from waystation.web.paging import show

SECONDS = 10.0  # that a trial may take
_WAIT = 0.4  # seconds that a page waits for a trial before it says that it is still computed
TITLES = {
    "places": (N_("A new place"), N_("Change a place")),
    "legs": (N_("A new leg"), N_("Change a leg")),
    "conditions": (N_("A new condition"), N_("Change a condition")),
    "helpers": (N_("A new helper of the network"), N_("Change a helper of the network")),
    "hazards": (N_("A new hazard"), N_("Change a hazard")),
    "network": (N_("Change the network"), N_("Change the network")),
}
_HIDDEN = tuple(Ask(name, "", "hidden") for name in ("thing", "seen", "tried", "job"))


@dataclass(frozen=True)
class Editing:
    """What is being changed: which thing of which network."""

    record: str
    network: Network
    part: str
    index: int | None
    """Its place in its list; None for something new, and for what stands beside the lists."""
    hazard: int | None = None
    new: bool = False
    plain: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """Look the thing up."""
        object.__setattr__(self, "plain", plain_network(self.network))

    @property
    def where(self) -> Where:
        """The list that is changed."""
        return "legs" if self.part == "hazards" else self.part  # type: ignore[return-value]

    @property
    def thing(self) -> Mapping[str, Any]:
        """The thing of that list, as it is now; empty for a new one."""
        if self.part == "network":
            return {name: value for name, value in self.plain.items() if name not in {*PARTS, "waystation"}}
        things: Sequence[Mapping[str, Any]] = self.plain.get(self.where, ())
        if self.index is None:
            return {}
        if self.index >= len(things):
            raise Http404
        return things[self.index]

    @property
    def asked_of(self) -> Mapping[str, Any]:
        """What the form shows: the thing, or one hazard of it."""
        if self.part != "hazards":
            return self.thing
        hazards = self.thing.get("hazards", ())
        if self.hazard is not None and self.hazard >= len(hazards):
            raise Http404
        return {} if self.hazard is None else dict(hazards[self.hazard])

    @property
    def prefix(self) -> str:
        """How the loader names it."""
        if self.part == "network":
            return ""
        things = self.plain.get(self.where, ())
        here = f"{self.where}[{len(things) if self.index is None else self.index}]"
        if self.part != "hazards":
            return here
        count = len(self.thing.get("hazards", ()))
        return f"{here}.hazards[{count if self.hazard is None else self.hazard}]"

    def edit(self, typed: Mapping[str, Any] | None, seen: str | None) -> Edit:
        """Return the change: to what was typed or, with None, that it is taken away."""
        value = None if typed is None else plain(self.part, typed, self.asked_of)
        if self.part == "hazards":
            made = with_hazard(self.thing, self.hazard, value)
            return Edit(made.part, made.id, made.value, seen)
        identity = None if self.index is None else str(self.thing["id"])
        return Edit(self.where, identity, value, seen)


def head(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Change what stands beside the lists of a network."""
    return _page(request, desk, record, "network", None, None)


def thing(
    request: HttpRequest, desk: Desk, record: str, part: str, number: int | None = None
) -> HttpResponse:
    """Change a place, leg, condition or helper; without a number a new one."""
    if part not in PARTS:
        raise NotAllowed.to("page", "one of a part of a network")
    return _page(request, desk, record, part, number, None)


def hazard(
    request: HttpRequest, desk: Desk, record: str, leg: int, number: int | None = None
) -> HttpResponse:
    """Change a hazard of a leg; without a number a new one."""
    return _page(request, desk, record, "hazards", leg, number)


def _page(  # noqa: PLR0913, PLR0917  (what is changed is said by four)
    request: HttpRequest, desk: Desk, record: str, part: str, index: int | None, number: int | None
) -> HttpResponse:
    _there, value = opened(desk, record, NetworkRecord)
    what = Editing(record, value.network, part, index, number)
    asked = form(request, (*asks(part, value.network), *_HIDDEN), _first(what))
    if request.method != "POST":
        return _shown(request, what, asked)
    if not asked.is_valid():
        return _shown(request, what, asked, status=400)
    if asked.said("thing") != str(what.thing.get("id", "")):  # somebody has changed the list meanwhile
        raise Conflict([record])
    removing = request.POST.get("do") in {"remove", "retry"}
    typed = None if removing else asked.cleaned_data
    edit = what.edit(typed, asked.said("seen") or None)
    if not done(
        asked, lambda: edited(value.network, [edit]), lambda where: field_of(where, what.prefix, part)
    ):
        return _shown(request, what, asked, status=400)
    digest = sha256(repr((edit.part, edit.id, edit.value)).encode()).hexdigest()
    if request.POST.get("do") in {"save", "remove"} and asked.said("tried") == digest:
        edit_network(desk, record, [edit])
        messages.success(request, _("Saved. It can be taken back below."))
        return HttpResponseRedirect(reverse("network", args=[record]))
    return _tried(request, desk, what, asked, edit, digest)


def _first(what: Editing) -> dict[str, Any]:
    there = what.asked_of
    seen = fingerprint(what.network, what.where, what.thing.get("id")) or ""
    return {**initial(what.part, there), "thing": what.thing.get("id", ""), "seen": seen}


def _tried(  # noqa: PLR0913, PLR0917
    request: HttpRequest, desk: Desk, what: Editing, asked: Asked, edit: Edit, digest: str
) -> HttpResponse:
    """Show the form again with what the change does to the plans that are made on the network."""
    me = desk.session.member_id
    job = asked.said("job") if asked.said("tried") == digest else ""
    if not job or not work.known(me, job):  # without a script the same trial is asked for once more
        job = work.submit(me, partial(prepare_trial(desk, what.record, [edit]).computed, SECONDS))
    typed = request.POST.copy()
    typed["tried"], typed["job"] = digest, job
    asked.data = typed
    trial = work.result(me, job, _WAIT)
    return _shown(request, what, asked, job=job, trial=trial, removing=edit.value is None)


def trial(request: HttpRequest, desk: Desk, record: str, job: str) -> HttpResponse:
    """Show a trial by itself, as soon as it is computed: what the form asks for again and again."""
    try:
        found = work.result(desk.session.member_id, job)
    except KeyError:
        raise NotAllowed.to("trial", "one of your own") from None
    values = {"trial": found, "job": job, "record": record, "removing": "removing" in request.GET}
    return show(request, "network/trial.html", values)


def _shown(  # noqa: PLR0913, PLR0917
    request: HttpRequest,
    what: Editing,
    asked: Asked,
    job: str | None = None,
    trial: Trial | None = None,
    removing: bool = False,  # noqa: FBT001, FBT002
    status: int = 200,
) -> HttpResponse:
    new = not what.asked_of
    title = _(TITLES[what.part][0 if new else 1])
    values = {
        "what": what,
        "form": asked,
        "title": title,
        "new": new,
        "job": job,
        "trial": trial,
        "removing": removing,
        "record": what.record,
        "may_observe": what.part in PARTS and not new,
        "leg": what.thing.get("id") if what.part == "hazards" else None,
    }
    return show(request, "network/edit.html", values, status)
