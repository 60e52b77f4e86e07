"""What can a member do with the own keys: another passphrase, a duress passphrase, trustees, panic?"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.change_passphrase import change_passphrase
from waystation.actions.entrust_root import entrust_root
from waystation.actions.panic import panic
from waystation.actions.set_duress_passphrase import set_duress_passphrase
from waystation.kit.language import N_, _, current, many
from waystation.vault.keys import Credentials
from waystation.vault.words import suggest_passphrase
from waystation.web.desks import forget, forget_rows
from waystation.web.pages.asked import Ask, Asked, done, form
from waystation.web.pages.vault.act import Act, acted
from waystation.web.paging import show
from waystation.web.passphrases import chosen
from waystation.web.place import here
from waystation.web.proving import guessing, prove
from waystation.web.sessions import ROOT, end_rows, others_of

_NOW = Ask("now", N_("Your passphrase now"), "secret", required=True)
_NEW = Ask("new", N_("The new passphrase"), "secret", required=True)
_AGAIN = Ask("again", N_("The new one once more"), "secret", required=True)


def keys(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what can be done with the own keys."""
    return show(request, "vault/keys.html", {"me_id": desk.session.member_id})


def passphrase(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take another passphrase."""
    act = Act(
        "change passphrase",
        N_("Another passphrase"),
        N_("Change it"),
        N_("Changed. The old one opens nothing any more, and every other browser is locked."),
        (reverse("own-keys"), N_("My keys")),
        (N_("Seven random words are a good passphrase. For instance:"), suggest_passphrase(current())),
    )

    def run(at: Desk, asked: Asked) -> None:
        new, login = _new(at, asked), _login(at, asked)
        with guessing(request, login.handle):
            change_passphrase(at, login, new)
        _end_others(request)

    return acted(request, desk, act, (_NOW, _NEW, _AGAIN), run)


def duress(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Set a passphrase for when one is made to give one, or take it away."""
    act = Act(
        "set duress passphrase",
        N_("A passphrase for when you are made to give one"),
        N_("Do that"),
        N_("Done."),
        (reverse("own-keys"), N_("My keys")),
        (
            N_(
                "It opens an almost empty office, and the others are told in silence. "
                "Nothing on the disk shows whether you have one."
            ),
            N_("Leave the new one empty to take it away."),
        ),
    )
    asks = (_NOW, _NEW._replace(required=False), _AGAIN._replace(required=False))

    def run(at: Desk, asked: Asked) -> None:
        new = _new(at, asked) if asked.cleaned_data["new"] else None
        login = _login(at, asked)
        with guessing(request, login.handle):
            set_duress_passphrase(at, login, new)

    return acted(request, desk, act, asks, run)


def trustees(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Choose who can give the own keys again."""
    others = [
        (each.id, each.name)
        for each in sorted(desk.session.directory.members.values(), key=lambda one: one.name)
        if each.id != desk.session.member_id
    ]
    act = Act(
        "entrust root",
        N_("Who can give me my keys again"),
        N_("Trust these"),
        N_("Done. Whoever was chosen before is trusted no more."),
        (reverse("own-keys"), N_("My keys")),
        (
            N_(
                "If you lose your passphrase, so many of them together give you your keys again, "
                "after a day in which everybody can say no. None of them can do it alone."
            ),
        ),
    )
    asks = (
        Ask("who", N_("Trustees"), "many", required=True, choices=others),
        Ask(
            "needed",
            N_("How many of them are needed"),
            "number",
            N_("Two at least; three of five is usual."),
            required=True,
        ),
        _NOW,
    )

    def run(at: Desk, asked: Asked) -> None:
        prove(request, at, asked.cleaned_data["now"])
        entrust_root(at, asked.cleaned_data["who"], asked.cleaned_data["needed"])

    return acted(request, desk, act, asks, run)


def elsewhere(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Say in how many other browsers the member has come in, and lock them."""
    count = len(_others(request))
    told = many(
        "{count} other browser is unlocked as you.", "{count} other browsers are unlocked as you.", count
    )
    act = Act(
        "lock",
        N_("Unlocked elsewhere"),
        N_("Lock them"),
        N_("Every other browser is locked."),
        (reverse("own-keys"), N_("My keys")),
        (told.format(count=count), N_("Some of them may have locked themselves already, after 15 minutes.")),
    )

    def run() -> None:
        prove(request, desk, asked.cleaned_data["now"])
        _end_others(request)

    asked = form(request, (_NOW,))
    if request.method == "POST" and asked.is_valid() and done(asked, run):
        messages.success(request, _(act.said))
        return HttpResponseRedirect(act.back[0])
    return _one_form(request, act, asked)


def _others(request: HttpRequest) -> list[bytes]:
    return others_of(str(request.session.session_key), request.session[ROOT])


def _end_others(request: HttpRequest) -> None:
    rows = _others(request)
    end_rows(rows)
    forget_rows(rows)


def throw_away(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Throw away the own keys at once, and leave."""
    asked = form(request, (Ask("sure", N_("Throw away all my keys now"), "check", required=True),))
    if request.method == "POST" and asked.is_valid() and done(asked, lambda: panic(desk)):
        forget(request.session.session_key)
        logout(request)
        return HttpResponseRedirect("/")
    act = Act(
        "panic",
        N_("Throw away my keys"),
        N_("Throw them away"),
        "",
        (reverse("own-keys"), N_("My keys")),
        (
            N_(
                "You open nothing any more, at once. Every desk is told. "
                "Only being let in anew brings you back."
            ),
        ),
        danger=True,
    )
    return _one_form(request, act, asked)


def _one_form(request: HttpRequest, act: Act, asked: Asked) -> HttpResponse:
    values = {"act": act, "form": asked, "second": False}
    return show(request, "vault/form.html", values, 400 if request.method == "POST" else 200)


def _login(desk: Desk, asked: Asked) -> Credentials:
    return Credentials(desk.session.me.application.handle, asked.cleaned_data["now"], here().burn())


def _new(desk: Desk, asked: Asked) -> str:
    """Return the new passphrase. Raises BadInput where it is easily guessed, or not typed twice alike."""
    data, me = asked.cleaned_data, desk.session.me
    organisation = desk.session.directory.organisation.name
    return chosen(data["new"], data["again"], me.name, me.application.handle, organisation)
