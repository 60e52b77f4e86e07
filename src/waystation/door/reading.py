"""How does somebody with a return code read the desk's answer, and add to what she wrote?

A code that nobody was given and one without an answer take the same steps and get the same page.
"""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import NamedTuple

from nacl.public import PrivateKey

from waystation.domain.base import harmless
from waystation.domain.letter import AdditionLetter, ReplyReadLetter, Said
from waystation.door.asking import LATER, not_yet
from waystation.door.languages import speaker
from waystation.door.pages import ANSWER, Response
from waystation.door.parts import Parts
from waystation.door.request import Request
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.letters.codes import Keys, read_code
from waystation.letters.questions import TEXT
from waystation.letters.replies import SIZE, open_reply
from waystation.letters.spool import SpoolFull

NO_CODE = N_("A code is six words, or twenty digits. Please look again.")
AGAIN = N_("Too much time has passed. Please enter your code again.")
_DECOY = secrets.token_bytes(SIZE)  # what is opened where nothing waits


class Again(NamedTuple):
    """What a page carries when something did not come in yet."""

    note: str = ""
    text: str = ""
    slip: str = ""


def enter(parts: Parts, request: Request) -> Response:
    """Ask for the code."""
    return _enter(parts, request.language)


def read(parts: Parts, request: Request) -> Response:
    """Show what waits for a code, or that nothing does."""
    code = read_code(request.form.get("code", "")[:400])
    if code is None:
        return _enter(parts, request.language, speaker(request.language)(NO_CODE))
    if refused := not_yet(parts, request):
        slip, note = refused
        return _enter(parts, request.language, note, slip)
    keys = parts.keys_of(code)
    blob = parts.spool.answer_in(keys.mailbox)
    said = _opened(keys.private, blob)
    if said:
        _tell_that_it_was_read(parts, keys)
    return _answer(parts, request.language, keys.public, said)


def add(parts: Parts, request: Request) -> Response:
    """Take in what somebody adds."""
    public = parts.passed(request.form.get("pass", ""))
    text = harmless(request.form.get("text", ""))[:TEXT].strip()
    if public is None or not text:
        return _enter(parts, request.language, speaker(request.language)(AGAIN))
    if refused := not_yet(parts, request):
        slip, note = refused
        return _answer(parts, request.language, public, again=Again(note, text, slip))
    now = clock.now().replace(second=0)
    try:
        parts.post(AdditionLetter(id=secrets.token_hex(16), at=now, key=public.hex(), text=text))
    except SpoolFull:
        again = Again(speaker(request.language)(LATER), text)
        return _answer(parts, request.language, public, again=again)
    say = speaker(request.language)
    title = say(N_("We have what you wrote"))
    told = say(N_("Your code is still the same one. Please close this window."))
    return parts.pages.page(request.language, "told", title=title, text=told, again=False)


def _opened(private: PrivateKey, blob: bytes | None) -> tuple[Said, ...]:
    """Open an answer, or go through the same steps with a decoy."""
    return open_reply(private, _DECOY if blob is None else blob, clock.now().date())


def _tell_that_it_was_read(parts: Parts, keys: Keys) -> None:
    now = clock.now().replace(second=0)
    try:
        parts.post(ReplyReadLetter(id=secrets.token_hex(16), at=now, key=keys.public.hex()))
    except SpoolFull:
        return  # the answer is read all the same


def _enter(parts: Parts, language: str, note: str = "", slip: str = "") -> Response:
    slip = slip or parts.admission.slip()
    status = HTTPStatus.BAD_REQUEST if note else HTTPStatus.OK
    bits = parts.admission.bits_of(slip)
    return parts.pages.page(language, "enter", status, slip=slip, bits=bits, note=note)


def _answer(
    parts: Parts, language: str, public: bytes, said: tuple[Said, ...] = (), again: Again | None = None
) -> Response:
    again = again or Again()
    slip = again.slip or parts.admission.slip()
    bits = parts.admission.bits_of(slip)
    status = HTTPStatus.SERVICE_UNAVAILABLE if again.note else HTTPStatus.OK
    return parts.pages.page(
        language, "answer", status, ANSWER, said=said, passed=parts.pass_for(public), slip=slip, bits=bits,
        note=again.note, text=again.text, most=TEXT,
    )  # fmt: skip
