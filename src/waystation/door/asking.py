"""How does somebody ask for help: a form, a letter for the desk, and a return code that is shown once?"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from http import HTTPStatus

from waystation.domain.letter import IntakeLetter
from waystation.door.admission import Crowded
from waystation.door.languages import speaker
from waystation.door.pages import Response
from waystation.door.parts import Parts
from waystation.door.request import Refused, Request
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.letters.codes import code_text, new_code
from waystation.letters.questions import answers, taken
from waystation.letters.spool import SpoolFull

EMPTY = N_("Please write at least one thing that we should know.")
LATER = N_("So many people write that we cannot take your letter now. Please try again later.")
TURN = N_(
    "Many people write now. Keep this page open and press the button again in {minutes} minutes: your place "
    "is kept, and what you wrote stands below."
)


def form(parts: Parts, request: Request) -> Response:
    """Show the form, or say that the door is shut."""
    if parts.spool.closed:
        return _shut(parts, request.language)
    return _form(parts, request.language)


def ask(parts: Parts, request: Request) -> Response:
    """Take in what somebody wrote. The code is shown only when the letter is on the disk."""
    if parts.spool.closed:
        return _shut(parts, request.language)
    values = taken(request.form)
    if not values:
        return _form(parts, request.language, note=speaker(request.language)(EMPTY))
    if refused := not_yet(parts, request):
        slip, note = refused
        return _form(parts, request.language, values, slip, note)
    code = new_code()
    letter = IntakeLetter(
        id=secrets.token_hex(16), at=clock.now().replace(second=0), key=parts.keys_of(code).public.hex(),
        language=request.language, answers=answers(values),
    )  # fmt: skip
    try:
        parts.post(letter)
    except SpoolFull:
        return _form(parts, request.language, values, note=speaker(request.language)(LATER))
    return parts.pages.page(request.language, "code", code=code_text(code, request.language))


def not_yet(parts: Parts, request: Request) -> tuple[str, str] | None:
    """Return the slip to come back with, and what to say of why; None where it comes in."""
    if "slip" not in request.form:
        raise Refused(HTTPStatus.BAD_REQUEST)
    say = speaker(request.language)
    try:
        wait = parts.admission.admit(request.form["slip"], request.form.get("work", ""))
    except Crowded:
        return parts.admission.slip(), say(LATER)
    return None if wait is None else (wait.slip, say(TURN).format(minutes=max(2, -(-wait.seconds // 60))))


def _form(
    parts: Parts, language: str, values: Mapping[str, str] | None = None, slip: str = "", note: str = ""
) -> Response:
    status = HTTPStatus.SERVICE_UNAVAILABLE if values else HTTPStatus.BAD_REQUEST if note else HTTPStatus.OK
    slip = slip or parts.admission.slip()
    bits = parts.admission.bits_of(slip)
    return parts.pages.page(
        language, "ask", status, values=values or {}, slip=slip, bits=bits, note=note, links=not values
    )


def _shut(parts: Parts, language: str) -> Response:
    say = speaker(language)
    title = say(N_("We take in no letters here at the moment"))
    text = say(N_("Answers to letters that were written before can still be read."))
    return parts.pages.page(
        language, "told", HTTPStatus.SERVICE_UNAVAILABLE, title=title, text=text, again=False
    )
