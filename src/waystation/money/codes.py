"""Is this the traveller's code, her duress code, or neither, for somebody who knows none of them?

What was said goes through Argon2id and a keyed hash (BLAKE2b) under a key that follows from the one of all
tags, which no disk has. So a copy of the record alone lets nobody try codes, and who has the key as well pays
for each try as for a passphrase: three drawn words keep that hopeless for anybody with less than years.
"""

from __future__ import annotations

import secrets
import unicodedata
from datetime import datetime, timedelta
from hashlib import blake2b
from hmac import compare_digest
from typing import Literal, NamedTuple

from nacl.pwhash import argon2id

from waystation.domain.hold_back_code import HoldBackCode
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault import keys
from waystation.vault.words import word_list

WORDS = 3  # of 2048 each: 33 bits, each guess as slow as one of a passphrase
_LEAST = 8  # letters of a code that people choose themselves
_TRIES = 5
_PAUSE = timedelta(hours=1)
_SIZE = 32
Which = Literal["real", "forced"]


class Codes(NamedTuple):
    """The two codes of a traveller, to be learnt by heart and written nowhere."""

    real: str
    forced: str


def new_codes(language: str = "en") -> Codes:
    """Return two codes of three random words that share none."""
    words = secrets.SystemRandom().sample(word_list(language), 2 * WORDS)
    return Codes(" ".join(words[:WORDS]), " ".join(words[WORDS:]))


def sealed_codes(codes: Codes, payment: str, key: bytes) -> HoldBackCode:
    """Return what recognises the codes of a payment. Raises BadInput for short ones, or two alike."""
    plain = Codes(_plain(codes.real), _plain(codes.forced))
    if min(map(len, plain)) < _LEAST:
        raise BadInput.at(_("code"), _("a short one"), _("two of {least} letters each").format(least=_LEAST))
    if set(plain.real.split()) & set(plain.forced.split()):
        raise BadInput.at(_("duress code"), _("words of the code itself"), _("other words"))
    salt = keys.new_key()[:16]
    real, forced = (_hashed(each, salt, key) for each in plain)
    return HoldBackCode(id=payment, payment=payment, salt=salt.hex(), real=real.hex(), forced=forced.hex())


def check_tries(code: HoldBackCode, at: datetime) -> None:
    """Raise BadInput where wrong codes were given so often that it has to rest."""
    if code.wrong >= _TRIES and code.wrong_at is not None and at < code.wrong_at + _PAUSE:
        found = _("{count} wrong codes").format(count=code.wrong)
        again = code.wrong_at + _PAUSE
        allowed = _("the next one after {time} UTC").format(time=f"{again:%H:%M}")
        raise BadInput.at(_("code"), found, allowed)


def given(code: HoldBackCode, said: str, key: bytes, at: datetime) -> tuple[HoldBackCode, Which | None]:
    """Return the record after somebody gave a code, and which it was; None for a wrong one.

    The record says that one was given, and to a reader not which.
    """
    hashed = _hashed(_plain(said), bytes.fromhex(code.salt), key)
    real = compare_digest(hashed, bytes.fromhex(code.real))
    forced = compare_digest(hashed, bytes.fromhex(code.forced))
    if not real and not forced:
        return code.model_copy(update={"wrong": code.wrong + 1, "wrong_at": at}), None
    noted = {"given": _noted(hashed, key).hex(), "given_at": at, "wrong": 0, "wrong_at": None}
    return code.model_copy(update=noted), "real" if real else "forced"


def is_real(code: HoldBackCode, key: bytes) -> bool:
    """Tell whether what was given last is the traveller's own code."""
    if code.given is None:
        return False
    return compare_digest(_noted(bytes.fromhex(code.real), key), bytes.fromhex(code.given))


def code_key(tag_key: bytes, payment: str) -> bytes:
    """Return the key of a payment's codes, from the key of all tags."""
    return keys.derive(tag_key, f"hold-back code {payment}")


def _plain(text: str) -> str:
    """Return what was said in normal form, so that Korean typed on another system is the same."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _hashed(plain: str, salt: bytes, key: bytes) -> bytes:
    slow = argon2id.kdf(_SIZE, plain.encode(), salt, keys.USUAL.passes, keys.USUAL.memory)
    return blake2b(slow, key=key, digest_size=_SIZE, person=b"hold-back code").digest()


def _noted(hashed: bytes, key: bytes) -> bytes:
    return blake2b(hashed, key=key, digest_size=_SIZE, person=b"hold-back given").digest()
