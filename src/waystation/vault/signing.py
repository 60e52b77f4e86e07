"""Did this member say that, and about this: a word that nobody else can put into his mouth?"""

from __future__ import annotations

from waystation.vault.cards import verified
from waystation.vault.session import Session

_FIRST = b"waystation word 1"


def sign_word(session: Session, said: bytes) -> str:
    """Return the signature (hex) of the member at the desk under what he says, for this vault only."""
    return session.root.sign.sign(_FIRST + session.vault.id + said).signature.hex()


def signed_by(session: Session, member: str, said: bytes, signature: str | None) -> bool:
    """Tell whether a member, also one who was removed since, has signed exactly that."""
    card = session.directory.known.get(member)
    if card is None or signature is None:
        return False
    return verified(card.application.sign_key, _FIRST + session.vault.id + said, signature)
