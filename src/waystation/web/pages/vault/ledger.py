"""Is what was written down whole, and what does it say to two who may read it?"""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.hand_over_ledger import hand_over_ledger
from waystation.actions.permissions import may
from waystation.actions.show_ledger import show_ledger
from waystation.actions.verify_ledger import verify_ledger
from waystation.domain.access import Head, LedgerEntry
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable
from waystation.web.pages.asked import Ask, done, form
from waystation.web.paging import show
from waystation.web.second import with_second

_HASH = 64  # hex digits
_ANCHOR = Ask(
    "anchor",
    N_("An end that was written down elsewhere"),
    help=N_("Such as 17-3fa9...; it must be in the ledger."),
)
SHOWN = 200
Rows = Sequence[tuple[int, LedgerEntry | None]]


def ledger(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Verify the chain, and show its end."""
    asked = form(request, (_ANCHOR,))
    ends: list[Head] = []
    if request.method == "POST" and asked.is_valid():
        done(asked, lambda: ends.append(verify_ledger(desk, [head(asked.said("anchor"))])))
    else:
        ends.append(verify_ledger(desk))
    role = desk.session.me.role
    values = {
        "end": ends[0] if ends else None,
        "form": asked,
        "checked": request.method == "POST" and bool(ends),
        "may_show": may(role, "show ledger"),
        "may_hand_over": may(role, "hand over ledger"),
    }
    return show(request, "vault/ledger.html", values, 200 if ends else 400)


def rows(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show who did what, when and why: to two, and only in answer to a form."""
    asked = form(request, ())
    found: list[Rows] = []
    if request.method == "POST" and asked.is_valid():
        done(asked, lambda: found.append(show_ledger(with_second(request, desk))))
    known = {each.id: each.name for each in desk.session.directory.known.values()}
    values = {
        "form": asked,
        "rows": list(found[0])[-SHOWN:][::-1] if found else None,
        "known": known,
        "shown": SHOWN,
    }
    return show(request, "vault/rows.html", values, 400 if request.method == "POST" and not found else 200)


def hand_over(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Let the auditors of today read what these could read."""
    if request.method == "POST":
        count = hand_over_ledger(with_second(request, desk))
        messages.success(request, _("Handed over: {count} keys.").format(count=count))
    return HttpResponseRedirect(reverse("ledger"))


def head(text: str) -> Head:
    """Return an end of the ledger as it was written down. Raises BadInput."""
    number, _dash, digest = text.partition("-")
    if not number.isdecimal() or len(digest) != _HASH or set(digest) - set("0123456789abcdef"):
        raise BadInput.at(_("end"), printable(text, 80), _("an end as it was printed, such as 17-3fa9..."))
    return Head(int(number), digest)
