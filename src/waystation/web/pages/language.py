"""How does somebody choose the language of the pages?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from waystation.kit.language import LANGUAGES
from waystation.web import refusals
from waystation.web.speech import COOKIE


def choose(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie and go back to the page."""
    code = request.POST.get("language")
    if request.method != "POST" or code not in LANGUAGES:
        return refusals.nothing_here(request)
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(COOKIE, code, secure=True, httponly=True, samesite="Strict", max_age=31_536_000)
    return response
