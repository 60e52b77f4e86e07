"""By what name do helpers, cases and journeys go into books that leave the vault?"""

from __future__ import annotations

from collections.abc import Callable

from waystation.vault.keys import derive

Namer = Callable[[str, str | None], str]
"""Takes a kind and a key, gives what is written instead; nothing for nothing."""


def tags_of(tag_key: bytes) -> Namer:
    """Return what writes an opaque tag of twelve letters for each key: always the same one, in every export.

    Who holds the key of all tags, as every member does, can tell whether a tag is that of a key; nobody else.
    """

    def name(kind: str, key: str | None) -> str:
        return "" if key is None else derive(tag_key, f"books {kind} {key}", 6).hex().upper()

    return name


def own_keys(_kind: str, key: str | None) -> str:
    """Return the key as the desk has it."""
    return key or ""
