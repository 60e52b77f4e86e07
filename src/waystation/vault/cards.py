"""Whose card counts: who was vouched for by enough members who count themselves?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from waystation.domain.access import Application, Member, Organisation, Signature

SPONSORS = 2


def sign(vault: bytes, application: Application, by: str, key: SigningKey) -> Signature:
    """Return a member's signature under an application."""
    return Signature(by=by, signature=key.sign(_message(vault, application)).signature.hex())


def counting(vault: bytes, organisation: Organisation, cards: Mapping[str, Member]) -> dict[str, Member]:
    """Return the members whose cards count, those who have been removed included.

    The founder vouches for himself, the second member needs the founder, everybody else two who count.
    """
    counts: dict[str, Member] = {}
    left = dict(cards)
    while True:
        more = {card.id: card for card in left.values() if _counts(vault, organisation, card, counts)}
        if not more:
            return counts
        counts |= more
        left = {each: card for each, card in left.items() if each not in more}


def _counts(vault: bytes, organisation: Organisation, card: Member, counts: Mapping[str, Member]) -> bool:
    if card.id == organisation.founder:
        return bool(_vouched(vault, card, {card.id: card}))
    needed = 1 if card.id == organisation.second else SPONSORS
    others = {each: sponsor for each, sponsor in counts.items() if each != card.id}
    return len(_vouched(vault, card, others)) >= needed


def _vouched(vault: bytes, card: Member, sponsors: Mapping[str, Member]) -> set[str]:
    """Return which of these members have signed the card."""
    message = _message(vault, card.application)
    return {
        each.by
        for each in card.sponsors
        if each.by in sponsors and verified(sponsors[each.by].application.sign_key, message, each.signature)
    }


@lru_cache(maxsize=4096)
def verified(sign_key: str, message: bytes, signature: str) -> bool:
    """Tell whether a signature (hex) under a message was made with the secret half of a key (hex)."""
    try:
        VerifyKey(bytes.fromhex(sign_key)).verify(message, bytes.fromhex(signature))
    except (BadSignatureError, ValueError):
        return False
    return True


def _message(vault: bytes, application: Application) -> bytes:
    """Return what sponsors sign: every field of the application, for this vault only."""
    fields = [
        application.id, application.handle, application.name, application.role,
        application.box_key, application.sign_key,
        application.account, application.keyring, application.inbox, application.session,
    ]  # fmt: skip
    return b"waystation member 1" + vault + json.dumps(fields).encode()
