"""What is a return code, and which keys does it make?

A code is 66 random bits: six words of the lists of BIP-39 (English, Korean, Chinese) or, where a language has
no such list, five groups of four digits. All are the same number, so a code may be typed in any of them. The
keys follow by Argon2id (libsodium), so that guessing is slow besides being hopeless: who holds the spool and
tries a thousand codes a second needs two thousand million years on average.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property

from mnemonic import Mnemonic
from nacl.hashlib import blake2b
from nacl.public import PrivateKey
from nacl.pwhash import argon2id

_LISTS = {"en": "english", "ko": "korean", "zh": "chinese_simplified"}
_WORDS, _BITS = 6, 11  # a word is one of 2048
_DIGITS = 20
_SALT = b"waystation code1"
_PASSES, _MEMORY = 2, 64 * 1024 * 1024


@dataclass(frozen=True)
class Keys:
    """What a return code makes: the key that answers are sealed to, and the mailbox that they wait in."""

    private: PrivateKey

    @cached_property
    def public(self) -> bytes:
        """The public half, which a letter carries."""
        return bytes(self.private.public_key)

    @cached_property
    def mailbox(self) -> str:
        """The name of the mailbox, in hex."""
        return mailbox_of(self.public)


def mailbox_of(public: bytes) -> str:
    """Return the name of the mailbox of a public key: 32 hexadecimal digits."""
    return blake2b(public, digest_size=16, person=b"mailbox").hexdigest()


def new_code() -> int:
    """Return a random code."""
    return secrets.randbits(_WORDS * _BITS)


def keys_of(code: int) -> Keys:
    """Return the keys that a code makes, after a tenth of a second of work in 64 MiB."""
    secret = code.to_bytes((_WORDS * _BITS + 7) // 8, "big")
    return Keys(PrivateKey(argon2id.kdf(32, secret, _SALT, _PASSES, _MEMORY)))


def code_text(code: int, language: str) -> str:
    """Return a code as people of a language copy it most easily."""
    if language not in _LISTS:
        digits = f"{code:0{_DIGITS}d}"
        return " ".join(digits[i : i + 4] for i in range(0, _DIGITS, 4))
    words = _words(language)
    return " ".join(words[code >> (_BITS * i) & 2047] for i in reversed(range(_WORDS)))


def read_code(typed: str) -> int | None:
    """Return the code that somebody typed, in words or digits of any script; None where it cannot be one."""
    plain = unicodedata.normalize("NFKC", typed).casefold().replace(",", " ").replace("-", " ")
    joined = "".join(plain.split())
    if len(joined) == _DIGITS and joined.isdecimal():
        number = int(joined)
        return number if number < 1 << _WORDS * _BITS else None
    for parts in (plain.split(), list(joined)):  # Chinese may come without spaces
        if len(parts) == _WORDS:
            for language in _LISTS:
                if all(part in _places(language) for part in parts):
                    return _number([_places(language)[part] for part in parts])
    return None


def _number(places: list[int]) -> int:
    number = 0
    for place in places:
        number = number << _BITS | place
    return number


@cache
def _words(language: str) -> tuple[str, ...]:
    listed = Mnemonic(_LISTS[language]).wordlist
    return tuple(unicodedata.normalize("NFKC", word) for word in listed)


@cache
def _places(language: str) -> dict[str, int]:
    return {word: place for place, word in enumerate(_words(language))}
