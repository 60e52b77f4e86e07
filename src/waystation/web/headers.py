"""What does every answer tell the browser to refuse, and what is never answered?

Other hosts, scripts of strangers, keeping a copy; methods that no page has.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

Answer = Callable[[HttpRequest], HttpResponse]

# data: is for the picture of a TOTP secret, which must not have an address.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


_METHODS = ("GET", "HEAD", "POST")


def headers(answer: Answer) -> Answer:
    """Return the middleware."""

    def answered(request: HttpRequest) -> HttpResponse:
        known = request.method in _METHODS
        response = answer(request) if known else HttpResponseNotAllowed(_METHODS, content_type="text/plain")
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if "immutable" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store"
        if request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
        return response

    return answered
