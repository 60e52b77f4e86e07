"""How does a member who has lost the passphrase come back: by a claim, and trustees who help?"""

from __future__ import annotations

from base64 import b64encode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _, current
from waystation.vault.claims import LARGEST, claim, open_claim, recover, words_of_claim
from waystation.vault.faults import NotAllowed
from waystation.vault.keys import Credentials
from waystation.web.pages.asked import Ask, Asked, done, form
from waystation.web.paging import show
from waystation.web.passphrases import chosen
from waystation.web.place import here
from waystation.web.proving import guessing, knocking

_NEW = (
    Ask("new", N_("New passphrase"), "secret", required=True),
    Ask("again", N_("The same once more"), "secret", required=True),
)
_TAKING = (
    Ask("file", N_("The file of your claim"), "file", required=True),
    Ask("claim", N_("Passphrase of the claim"), "secret", required=True),
    Ask("handle", N_("Your handle"), required=True),
    *_NEW,
)


def lost(request: HttpRequest) -> HttpResponse:
    """Make a claim: its file is for who asks alone, and kept nowhere here."""
    asked = form(request, _NEW)
    made: list[tuple[bytes, str]] = []

    def act() -> None:
        passphrase = _twice(asked)
        with knocking(request):
            made.append(claim(passphrase))

    if request.method == "POST" and asked.is_valid() and done(asked, act):
        data, key = made[0]
        file = "data:application/octet-stream;base64," + b64encode(data).decode()
        values = {"file": file, "key": key, "words": words_of_claim(key, current())}
        return show(request, "account/claimed.html", values)
    return show(request, "account/lost.html", {"form": asked}, 400 if request.method == "POST" else 200)


def take(request: HttpRequest) -> HttpResponse:
    """Take the own keys with a claim for which enough trustees have helped."""
    asked = form(request, _TAKING)
    if request.method == "POST" and asked.is_valid() and done(asked, lambda: _recovered(request, asked)):
        messages.success(request, _("Your keys are yours again; the old passphrase opens nothing."))
        return HttpResponseRedirect(reverse("account_login"))
    return show(request, "account/take.html", {"form": asked}, 400 if request.method == "POST" else 200)


def _recovered(request: HttpRequest, asked: Asked) -> None:
    passphrase, handle = _twice(asked), asked.said("handle")
    with guessing(request, handle):
        key = open_claim(asked.cleaned_data["file"].read(LARGEST), asked.cleaned_data["claim"], _("claim"))
        try:
            recover(here().opened, key, Credentials(handle, passphrase, here().burn()))
        except NotAllowed as error:  # another handle; said here, where the file can be chosen again
            raise BadInput(error.faults) from None


def _twice(asked: Asked) -> str:
    return chosen(asked.cleaned_data["new"], asked.cleaned_data["again"], asked.said("handle"))
