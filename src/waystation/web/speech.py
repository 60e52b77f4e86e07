"""In which language, and which direction, is a page written? The member may choose another."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language_from_request

from waystation.kit.language import LANGUAGES, speaking
from waystation.web.headers import Answer

COOKIE = "__Host-language"
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def language_of(request: HttpRequest) -> str:
    """Return the language that the member has chosen, or the browser prefers."""
    chosen = request.COOKIES.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    wanted = get_language_from_request(request).split("-")[0]
    return wanted if wanted in LANGUAGES else "en"


def speech(answer: Answer) -> Answer:
    """Return the middleware: our own sentences, and those of Django and allauth, in one language."""

    def answered(request: HttpRequest) -> HttpResponse:
        code = language_of(request)
        with speaking(code), translation.override(code):
            response = answer(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return answered
