"""By which words, senders and links does the watch know a check-in, without knowing any of them?

Each group has a word that says all is well and one that says the opposite and sounds as harmless. Both follow
from a secret of the journey's compartment, so they stand nowhere: whoever holds the journey can say them
again. The watch has keyed hashes (BLAKE2b, 16 bytes, a key for each check-in). Seen by somebody with the
service key, a word of 2,048 is guessed; so that key is kept apart from the database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from hmac import compare_digest
from typing import Literal, NamedTuple

from nacl.hashlib import blake2b

from waystation.domain.journey import Channel
from waystation.domain.watch import Proofs
from waystation.vault.keys import derive
from waystation.vault.words import word_list

Meaning = Literal["well", "forced"]
_MOST = 400  # words of a message that are looked at
_WORD = re.compile(r"\w+")


class GroupWords(NamedTuple):
    """The two words of a group."""

    well: str
    forced: str


def words_of(seed: str, journey: str, group: str, language: str = "en") -> GroupWords:
    """Return the words of a group on a journey, from a secret (hex) of the journey's compartment."""
    listed = word_list(language)
    drawn = derive(bytes.fromhex(seed), f"check-in words {journey} {group} {language}", 8)
    first, second = int.from_bytes(drawn[:4], "big"), int.from_bytes(drawn[4:], "big")
    well = first % len(listed)
    forced = (well + 1 + second % (len(listed) - 1)) % len(listed)  # never the same one
    return GroupWords(listed[well], listed[forced])


def plain(word: str) -> str:
    """Return a word as it is compared: in normal form, without case or accents."""
    apart = unicodedata.normalize("NFKD", word.strip())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).casefold()


def address(channel: Channel, text: str) -> str:
    """Return an address as it is compared: a number as its digits, others without case and spaces."""
    if channel == "sms":
        return re.sub(r"\D", "", text).lstrip("0")
    return unicodedata.normalize("NFKC", text).strip().casefold()


def hashed(salt: str, purpose: str, text: str) -> str:
    """Return the keyed hash of a word, an address or a token, in hex."""
    key = bytes.fromhex(salt)
    return blake2b(text.encode(), key=key, digest_size=16, person=purpose.encode()).hexdigest()


def proofs(
    salt: str, pair: GroupWords, senders: Iterable[tuple[Channel, str]] = (), link: str = ""
) -> Proofs:
    """Return what the watch knows words, senders and a link by."""
    return Proofs(
        salt=salt,
        well=hashed(salt, "well", plain(pair.well)),
        forced=hashed(salt, "forced", plain(pair.forced)),
        link=hashed(salt, "link", link) if link else "",
        senders=tuple((channel, hashed(salt, channel, address(channel, one))) for channel, one in senders),
    )


def said(text: str) -> Iterator[str]:
    """Yield the words of a message, as they are compared."""
    for count, found in enumerate(_WORD.finditer(unicodedata.normalize("NFC", text))):
        if count >= _MOST:
            return
        yield plain(found[0])


def meaning(known: Proofs, text: str) -> Meaning | None:
    """Return what a message means by its words; None where neither is in it. The word under duress wins."""
    found: Meaning | None = None
    for word in said(text):
        if known.forced and compare_digest(hashed(known.salt, "forced", word), known.forced):
            return "forced"
        if known.well and compare_digest(hashed(known.salt, "well", word), known.well):
            found = "well"
    return found


def is_sender(known: Proofs, channel: Channel, sender: str) -> bool:
    """Tell whether a check-in from this address counts, on this channel."""
    return (channel, hashed(known.salt, channel, address(channel, sender))) in known.senders


def is_link(known: Proofs, token: str) -> bool:
    """Tell whether a token is the one of this check-in."""
    return bool(known.link) and compare_digest(hashed(known.salt, "link", token), known.link)
