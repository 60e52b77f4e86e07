"""How does an address become a page: who asks, may he, and what is said when something is refused?"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse

from waystation.actions.save_record import BothSides
from waystation.kit.errors import BadInput
from waystation.vault.faults import Busy, Conflict, Full, NotAllowed, NotHeld
from waystation.vault.quota import BeyondQuota
from waystation.web import refusals
from waystation.web.desks import Kept, desk_of, kept_for, touch
from waystation.web.navigation import navigation
from waystation.web.place import here
from waystation.web.rules import Rule

View = Callable[..., HttpResponse]


def page(address: str, view: View, name: str, rule: Rule, *, quiet: bool = False) -> URLPattern:
    """Return the entry of a page in the table of addresses.

    A view of a page for members is called with the request, the desk and what stands in the address, while no
    other request of the same browser is served. `quiet`: it is asked for by the page itself again and again,
    which does not count as use.
    """

    @wraps(view)
    def served(request: HttpRequest, **found: Any) -> HttpResponse:
        if not rule.member:
            return _at_the_door(request, view, found)
        kept = kept_for(request)
        if kept is None:
            return _to_the_door(request)
        if not quiet:
            touch(request)
        with kept.lock:
            return _answered(request, kept, rule, view, found)

    served.rule = rule  # type: ignore[attr-defined]
    return path(address, served, name=name)


def _at_the_door(request: HttpRequest, view: View, found: dict[str, Any]) -> HttpResponse:
    try:
        return view(request, **found)
    except BadInput as error:
        return refused(request, error)


def _answered(
    request: HttpRequest, kept: Kept, rule: Rule, view: View, found: dict[str, Any]
) -> HttpResponse:
    desk = desk_of(kept)
    request.desk, request.kept = desk, kept  # type: ignore[attr-defined]
    request.navigation = navigation(desk.session.me.role, request.path)  # type: ignore[attr-defined]
    if (factor := _without_factor(request)) is not None:
        return factor
    try:
        rule.check(desk.session.me.role)
        return view(request, desk, **found)
    except BadInput as error:
        return refused(request, error)


def refused(request: HttpRequest, error: BadInput) -> HttpResponse:
    """Return the page for what cannot be done. What is not there and what may not be seen look alike."""
    match error:
        case BeyondQuota():
            return refusals.say(request, 429, error)
        case NotAllowed() | NotHeld():
            return refusals.nothing_here(request)
        case BothSides() | Conflict():
            return refusals.say(request, 409, error)
        case Busy() | Full():
            return refusals.say(request, 503, error)
        case _:
            return refusals.say(request, 400, error)


def _to_the_door(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:  # whose membership has ended
        request.session.flush()
    door = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = door
        return response
    return HttpResponseRedirect(door)


def _without_factor(request: HttpRequest) -> HttpResponse | None:
    """Return the way to a second factor for who has none yet."""
    coming_in = request.path.startswith("/account/")
    if here().demo or coming_in or get_adapter().is_mfa_enabled(request.user):
        return None
    return HttpResponseRedirect(reverse("mfa_index"))


def show(request: HttpRequest, template: str, values: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return the page that a template makes; where htmx asked, the template sees `full` as false."""
    return HttpResponse(render_to_string(template, values, request), status=status)
