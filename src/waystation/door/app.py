"""Which page answers which request? A WSGI program that keeps nothing between two of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from waystation.door import asking, hearing, reading
from waystation.door.languages import speaker
from waystation.door.pages import STATIC, Response, static
from waystation.door.parts import Parts
from waystation.door.request import Refused, Request, request_of
from waystation.kit.language import N_

_ROUTES: Mapping[tuple[str, tuple[str, ...]], Callable[[Parts, Request], Response]] = {
    ("GET", ()): asking.form,
    ("POST", ("ask",)): asking.ask,
    ("GET", ("answer",)): reading.enter,
    ("POST", ("answer",)): reading.read,
    ("POST", ("more",)): reading.add,
}


class App:
    """The door as a WSGI program."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request. Nothing of it is kept, or written anywhere but into a letter."""
        response = self._response(environ)
        start_response(f"{response.status.value} {response.status.phrase}", response.headers)
        return [b"" if environ.get("REQUEST_METHOD") == "HEAD" else response.body]

    def _response(self, environ: Mapping[str, Any]) -> Response:
        language = "en"
        try:
            request = request_of(environ)
            language = request.language
            return self._routed(request)
        except Refused as refused:
            return self._sorry(language, refused.status)
        except Exception as error:  # noqa: BLE001  # A traceback would quote what somebody typed.
            _report(error)
            return self._sorry(language, HTTPStatus.INTERNAL_SERVER_ERROR)

    def _routed(self, request: Request) -> Response:
        if request.method == "GET" and len(request.path) == 1 and request.path[0] in STATIC:
            return static(request.path[0])
        if request.path[:1] in {(hearing.LINK,), (hearing.GATEWAY,)}:
            return hearing.hear(self._parts, request)
        act = _ROUTES.get((request.method, request.path))
        if act is None:
            raise Refused(HTTPStatus.NOT_FOUND)
        self._parts.forget_what_is_past()
        return act(self._parts, request)

    def _sorry(self, language: str, status: HTTPStatus) -> Response:
        say = speaker(language)
        title, text = say(N_("This does not work")), say(N_("Please begin again."))
        return self._parts.pages.page(language, "told", status, title=title, text=text, again=True)


def _report(error: Exception) -> None:
    """Say on stderr which line of the program failed, and nothing of what it was given."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = "?" if trace is None else f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    sys.stderr.write(f"door: {type(error).__name__} at {code}\n")
