"""What stands for somebody or something where no name may stand?

A tag is 16 bytes of HKDF-SHA-512 over a kind and an id, under a key that every member holds and no disk has.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from waystation.vault.keys import derive
from waystation.vault.session import Session

TagKind = Literal["member", "record", "compartment", "device"]


def tag(session: Session, kind: TagKind, identity: str) -> str:
    """Return the tag of a member, record or compartment by its id, or of a device by what it is called.

    Helpers, persons, houses and journeys are records: their tag is that of the record.
    """
    return derive(session.directory.tag_key, f"tag {kind} {identity}", 16).hex()


def tags(session: Session, kind: TagKind, identities: Iterable[str]) -> tuple[str, ...]:
    """Return the tags of many things of one kind."""
    return tuple(tag(session, kind, identity) for identity in identities)


def short(tag_text: str) -> str:
    """Return the four letters by which people speak of a tag: `7F3A`."""
    return tag_text[:4].upper()
