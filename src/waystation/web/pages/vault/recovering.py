"""Who has lost the passphrase and is to come back, who helps, and who says no?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.ask_recovery import ask_recovery
from waystation.actions.help_recovery import help_recovery
from waystation.actions.list_recoveries import list_recoveries
from waystation.actions.stop_recovery import stop_recovery
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import LANGUAGES, N_, _
from waystation.vault.claims import words_of_claim
from waystation.web.pages.asked import Ask, Asked
from waystation.web.pages.vault.act import Act, acted
from waystation.web.pages.vault.members import WORDS, check_words
from waystation.web.paging import show

_KEY = 64  # hex digits


def recoveries(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show who is to get the own keys again, and how far it is."""
    known = {each.id: each.name for each in desk.session.directory.known.values()}
    values = {"found": list_recoveries(desk), "known": known, "now": clock.now()}
    return show(request, "vault/recoveries.html", values)


def ask(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask for somebody who has made a claim."""
    others = sorted((each.id, each.name) for each in desk.session.directory.members.values())
    act = Act(
        "ask recovery",
        N_("Ask for somebody who has lost the passphrase"),
        N_("Ask: every desk is told"),
        N_("Asked. Trustees can help after a day; until then everybody can say no."),
        (reverse("recoveries"), N_("Lost passphrases")),
        (
            N_(
                "The member makes a claim (from the page Unlock, or by `waystation recover claim`), "
                "gives you its key, and reads you its eight words face to face."
            ),
        ),
    )
    asks = (
        Ask("member", N_("Who"), "choice", required=True, choices=others),
        Ask("key", N_("The key of the claim"), required=True),
        WORDS,
    )

    def run(at: Desk, asked: Asked) -> object:
        key = asked.said("key").lower()
        if len(key) != _KEY or set(key) - set("0123456789abcdef"):
            raise BadInput.at(_("key"), _("something that is no key"), _("the 64 letters of the claim"))
        check_words(asked.said("words"), {words_of_claim(key, each) for each in LANGUAGES})
        return ask_recovery(at, asked.said("member"), key)

    return acted(request, desk, act, asks, run)


def help_with(request: HttpRequest, desk: Desk, request_id: str) -> HttpResponse:
    """Help as a trustee."""
    if request.method == "POST":
        found = help_recovery(desk, request_id)
        enough = _("Enough have helped. Now the member takes the keys: the page Unlock leads there.")
        messages.success(request, enough if found.done else _("You have helped. More trustees are needed."))
    return HttpResponseRedirect(reverse("recoveries"))


def stop(request: HttpRequest, desk: Desk, request_id: str) -> HttpResponse:
    """Say no."""
    if request.method == "POST":
        why = request.POST.get("why", "").strip()
        if not why:
            raise BadInput.at(_("reason"), _("nothing"), _("why, in a few words"))
        stop_recovery(desk, request_id, why)
        messages.success(request, _("Stopped. Every desk has been told."))
    return HttpResponseRedirect(reverse("recoveries"))
