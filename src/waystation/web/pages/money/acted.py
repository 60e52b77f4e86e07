"""How does a form of money become an act, and what is said where it is refused?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from waystation.actions.save_record import BothSides
from waystation.kit.errors import BadInput
from waystation.vault.faults import Busy, Conflict, Full, NotAllowed, NotHeld
from waystation.vault.quota import BeyondQuota
from waystation.web.paging import show

ELSEWHERE = (NotAllowed, NotHeld, BothSides, Conflict, Busy, Full, BeyondQuota)
"""What the wrapper of all pages answers."""


def filled(form: forms.Form) -> dict[str, Any]:
    """Return what was typed, without what stayed empty."""
    return {name: value for name, value in form.cleaned_data.items() if value not in ("", None, [])}


def acted(
    request: HttpRequest, form: forms.Form, act: Callable[[], str], page: tuple[str, dict[str, Any]], to: str
) -> HttpResponse:
    """Return the page of a form; where it was sent and is right, act, say so, and go to `to`.

    `page` is the template with its values; `act` returns the sentence. What is refused stands on the form.
    """
    template, values = page
    if request.method != "POST":
        return show(request, template, {**values, "form": form})
    if form.is_valid():
        try:
            messages.success(request, act())
            return HttpResponseRedirect(to)
        except ELSEWHERE:
            raise
        except BadInput as error:
            for fault in error.faults:
                form.add_error(None, str(fault))
    return show(request, template, {**values, "form": form}, status=400)
