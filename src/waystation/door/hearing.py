"""How does a group on its way give a sign of life through the door: a link with one button, or a gateway?

The door knows no token and no number. Whatever comes is sealed to the watch, and answered alike: so nobody
learns what counted. Programs that scan mail fetch links, so a link alone does nothing; the button does.
"""

from __future__ import annotations

import secrets
from hmac import compare_digest
from http import HTTPStatus
from typing import Literal

from waystation.domain.watch import CheckInLetter
from waystation.door.asking import LATER, not_yet
from waystation.door.languages import speaker
from waystation.door.pages import Response
from waystation.door.parts import Parts
from waystation.door.request import Refused, Request
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.letters.spool import SpoolFull

LINK, GATEWAY = "c", "gateway"
_CHANNELS: dict[str, Literal["sms", "messenger"]] = {"sms": "sms", "messenger": "messenger"}
_LONGEST = 2000  # letters of what a gateway hands on
_TOKEN = 200  # letters


def hear(parts: Parts, request: Request) -> Response:
    """Answer a request below `/c/` or `/gateway/`. Raises Refused where the door has no watch."""
    if parts.watch is None:
        raise Refused(HTTPStatus.NOT_FOUND)
    match request.method, request.path:
        case "GET", (str(first), str(token)) if first == LINK:
            return _link(parts, request, token)
        case "POST", (str(first), str(token)) if first == LINK:
            return _tapped(parts, request, token)
        case "POST", (str(first), str(secret), str(channel)) if first == GATEWAY:
            return _handed_on(parts, request, secret, channel)
    raise Refused(HTTPStatus.NOT_FOUND)


def _link(parts: Parts, request: Request, token: str, slip: str = "", note: str = "") -> Response:
    slip = slip or parts.admission.slip()
    status = HTTPStatus.SERVICE_UNAVAILABLE if note else HTTPStatus.OK
    bits = parts.admission.bits_of(slip)
    return parts.pages.page(
        request.language, "hear", status, token=token, slip=slip, bits=bits, note=note,
        word=request.form.get("word", "")[:_TOKEN],
    )  # fmt: skip


def _tapped(parts: Parts, request: Request, token: str) -> Response:
    if refused := not_yet(parts, request):
        return _link(parts, request, token, *refused)
    letter = CheckInLetter(
        id=secrets.token_hex(16),
        at=clock.now().replace(second=0),
        channel="link",
        token=token[:_TOKEN],
        text=request.form.get("word", "")[:_TOKEN],
    )
    say = speaker(request.language)
    try:
        parts.hear(letter)
    except SpoolFull:
        return _link(parts, request, token, note=say(LATER))
    title, text = say(N_("Thank you")), say(N_("It has arrived. You can close this page."))
    return parts.pages.page(request.language, "heard", title=title, text=text)


def _handed_on(parts: Parts, request: Request, secret: str, channel: str) -> Response:
    """Take in what a gateway hands on. The names of its fields are those of the usual gateways."""
    known = parts.gateway is not None and compare_digest(secret.encode(), parts.gateway.encode())
    if not known or channel not in _CHANNELS:
        raise Refused(HTTPStatus.NOT_FOUND)
    form = {name.lower(): value for name, value in request.form.items()}
    sender, text = _first(form, "from", "sender", "msisdn"), _first(form, "body", "text", "message")
    if not sender:
        raise Refused(HTTPStatus.BAD_REQUEST)
    number = _first(form, "messagesid", "messageid", "id")
    letter = CheckInLetter(
        id=parts.number_of(f"{channel} {number}") if number else secrets.token_hex(16),
        at=clock.now().replace(second=0),
        channel=_CHANNELS[channel],
        sender=sender[:_TOKEN],
        text=text[:_LONGEST],
    )
    try:
        parts.hear(letter)
    except SpoolFull:  # the gateway tries again
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE) from None
    return Response(HTTPStatus.OK, "text/plain; charset=utf-8", b"")


def _first(form: dict[str, str], *names: str) -> str:
    return next((form[name] for name in names if form.get(name)), "")
