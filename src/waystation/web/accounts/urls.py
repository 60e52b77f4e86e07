"""At which addresses does a member come in, go, and keep the second factors? Views are those of allauth."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from waystation.actions.acting import Desk
from waystation.web.accounts import returning
from waystation.web.desks import forget
from waystation.web.paging import View, page
from waystation.web.rules import EVERYBODY, MEMBER

_SHOWN = "account_authentication_methods"  # in the data of a session: by what a member has shown who it is


def _own(view: View) -> View:
    """Return a view of allauth as one of ours: it needs no desk."""

    def called(request: HttpRequest, desk: Desk, **found: Any) -> HttpResponse:  # noqa: ARG001
        return view(request, **found)

    return called


def _logout(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        forget(request.session.session_key)
    answer: HttpResponse = account.logout(request)
    if request.method == "POST":
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _proving(view: View) -> View:
    """Return a view in which a member shows again who it is: after that the session has another key."""

    def called(request: HttpRequest, desk: Desk, **found: Any) -> HttpResponse:  # noqa: ARG001
        before = request.session.get(_SHOWN)
        answer = view(request, **found)
        if request.session.get(_SHOWN) != before:
            forget(request.session.session_key)
            request.session.cycle_key()
        return answer

    return called


addresses: list[URLPattern] = [
    page("login/", account.login, "account_login", EVERYBODY),
    page("logout/", _logout, "account_logout", EVERYBODY),
    page("lost/", returning.lost, "account_lost", EVERYBODY),
    page("lost/take/", returning.take, "account_take", EVERYBODY),
    page("inactive/", account.account_inactive, "account_inactive", EVERYBODY),
    page("reauthenticate/", _proving(account.reauthenticate), "account_reauthenticate", MEMBER),
    page("factors/authenticate/", mfa.authenticate, "mfa_authenticate", EVERYBODY),
    page("factors/", _own(mfa.index), "mfa_index", MEMBER),
    page("factors/reauthenticate/", _proving(mfa.reauthenticate), "mfa_reauthenticate", MEMBER),
    page("factors/totp/activate/", _own(totp.activate_totp), "mfa_activate_totp", MEMBER),
    page("factors/totp/deactivate/", _own(totp.deactivate_totp), "mfa_deactivate_totp", MEMBER),
    page("factors/codes/", _own(codes.view_recovery_codes), "mfa_view_recovery_codes", MEMBER),
    page("factors/codes/new/", _own(codes.generate_recovery_codes), "mfa_generate_recovery_codes", MEMBER),
    page("factors/keys/", _own(webauthn.list_webauthn), "mfa_list_webauthn", MEMBER),
    page("factors/keys/add/", _own(webauthn.add_webauthn), "mfa_add_webauthn", MEMBER),
    page(
        "factors/keys/again/",
        _proving(webauthn.reauthenticate_webauthn),
        "mfa_reauthenticate_webauthn",
        MEMBER,
    ),
    page("factors/keys/<int:pk>/remove/", _own(webauthn.remove_webauthn), "mfa_remove_webauthn", MEMBER),
]
