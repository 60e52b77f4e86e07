"""Which words do helpers and travellers know each other by, and how is the travellers' word checked?

Two pairs, drawn by chance from a list of everyday words. The helper says one and the travellers answer with
another: both stand on his sheet. The travellers' own word, and the one that means they are made to say it,
stand nowhere: scrypt hashes with a salt of their own (RFC 7914) verify them, and the helper never hears them.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Literal, NamedTuple

from waystation.vault.words import word_list

Heard = Literal["good", "forced", "wrong"]
_COST, _BLOCK, _BYTES = (
    2**13,
    8,
    24,
)  # 8 MB and some 25 ms for a guess; words are short, and the record is sealed


class Words(NamedTuple):
    """What is told once: to the helper `says` and `answer`, to the travellers alone all four."""

    says: str
    answer: str
    word: str
    forced_word: str


def draw(language: str = "en") -> Words:
    """Return four different words, in a language that the travellers can say."""
    known = "ko" if language.split("-", maxsplit=1)[0] == "ko" else "en"
    return Words(*secrets.SystemRandom().sample(word_list(known), 4))


def sealed(word: str) -> str:
    """Return what stands in the record instead of a word."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}:{_hash(word, salt)}"


def heard(word: str, good: str | None, forced: str | None) -> Heard:
    """Return what a word means; both hashes are computed whichever it is, so that time tells nothing."""
    is_good, is_forced = (kept is not None and _same(word, kept) for kept in (good, forced))
    return "good" if is_good else "forced" if is_forced else "wrong"


def _same(word: str, kept: str) -> bool:
    salt, _, digest = kept.partition(":")
    return hmac.compare_digest(_hash(word, bytes.fromhex(salt)), digest)


def _hash(word: str, salt: bytes) -> str:
    plain = " ".join(word.split()).casefold().encode()
    return hashlib.scrypt(plain, salt=salt, n=_COST, r=_BLOCK, p=1, dklen=_BYTES).hex()
