"""Which words does a passphrase get, and with which words do two people compare a key aloud?

The lists are those of BIP-39, 2048 words each, in English and Korean; one word is 11 bits. Seven words are
77 bits, as many as six words of diceware.
"""

from __future__ import annotations

import secrets
from functools import cache

from mnemonic import Mnemonic
from nacl.encoding import RawEncoder
from nacl.hash import blake2b

_LISTS = {"en": "english", "ko": "korean"}
PASSPHRASE_WORDS = 7
FINGERPRINT_WORDS = 8  # 88 bits: who wants another key with the same words has to make 2^88
_BITS = 11


@cache
def word_list(language: str) -> tuple[str, ...]:
    """Return the 2048 words of a language; English for one that has no list."""
    return tuple(Mnemonic(_LISTS.get(language, "english")).wordlist)


def suggest_passphrase(language: str = "en") -> str:
    """Return seven random words."""
    return " ".join(secrets.choice(word_list(language)) for _ in range(PASSPHRASE_WORDS))


def fingerprint(*keys: bytes, language: str = "en") -> str:
    """Return the eight words that stand for public keys, to be compared face to face."""
    digest = blake2b(b"waystation fingerprint" + b"".join(keys), digest_size=16, encoder=RawEncoder)
    number = int.from_bytes(digest, "big")
    words = word_list(language)
    return " ".join(words[number >> (_BITS * i) & 2047] for i in range(FINGERPRINT_WORDS))
