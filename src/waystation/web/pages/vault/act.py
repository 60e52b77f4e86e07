"""How does a page with one form do one thing: ask, act, say so, go on?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from waystation.actions.acting import Desk
from waystation.actions.permissions import needs_second
from waystation.kit.language import _
from waystation.web.pages.asked import Ask, Asked, done, form
from waystation.web.paging import show
from waystation.web.second import with_second


class Act(NamedTuple):
    """What a page with one form is about; all words are marked with N_."""

    verb: str
    title: str
    button: str
    said: str
    """What is said when it was done."""
    back: tuple[str, str]
    """The address to go back to, and what it is called."""
    text: Sequence[str] = ()
    danger: bool = False


def acted(
    request: HttpRequest, desk: Desk, act: Act, asks: Sequence[Ask], run: Callable[[Desk, Asked], object]
) -> HttpResponse:
    """Show the form, or do what it asks for: with the second member where the verb needs one."""
    asked = form(request, asks)
    role, address = desk.session.me.role, act.back[0]
    if (
        request.method == "POST"
        and asked.is_valid()
        and done(asked, lambda: run(with_second(request, desk), asked))
    ):
        messages.success(request, _(act.said))
        return HttpResponseRedirect(address)
    values: dict[str, Any] = {"act": act, "form": asked, "second": needs_second(role, act.verb)}
    return show(request, "vault/form.html", values, 400 if request.method == "POST" else 200)
