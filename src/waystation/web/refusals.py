"""What is said when a page cannot be shown: nothing that tells whether there is anything?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import N_, _

_HEADINGS = {
    400: N_("That cannot be done"),
    403: N_("The form was too old"),
    409: N_("Somebody else was first"),
    429: N_("A second member is needed"),
    500: N_("A fault of the program"),
    503: N_("Not now"),
}


def say(request: HttpRequest, status: int, error: BadInput) -> HttpResponse:
    """Return the page that says each fault. Nothing was changed."""
    return _page(request, status, _(_HEADINGS[status]), error.faults)


def _page(request: HttpRequest, status: int, heading: str, faults: tuple[Fault, ...]) -> HttpResponse:
    body = render_to_string("refusal.html", {"heading": heading, "faults": faults}, request)
    return HttpResponse(body, status=status)


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Return the one page for what is not there, and for what this member may not see."""
    body = render_to_string("nothing.html", {}, request)
    return HttpResponse(body, status=404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Return the page for a form without its mark: too old, or from another site."""
    found = Fault(
        _("form"), _("one that was opened before the last login, or elsewhere"), _("opening it again")
    )
    return _page(request, 403, _(_HEADINGS[403]), (found,))


def broken(request: HttpRequest) -> HttpResponse:
    """Return the page for a fault of the program. It says nothing of the input."""
    found = Fault(
        _("Waystation"), _("a fault of its own"), _("trying again, and telling the makers what you did")
    )
    return _page(request, 500, _(_HEADINGS[500]), (found,))
