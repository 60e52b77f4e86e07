"""What can keep the vault from doing what it was asked, and in which words is that said?

Each is a `BadInput`: one sentence, nothing changed, and never a name, a title or a key in it.
"""

from __future__ import annotations

from waystation.kit.errors import BadInput, Fault


class Damaged(BadInput):
    """Something sealed does not open at the place where it stands: changed, moved, or of another vault."""

    @classmethod
    def thing(cls, what: str, found: str = "bytes that do not open here") -> Damaged:
        """Return the error for one thing that is damaged."""
        return cls([Fault(what, found, "the bytes as they were sealed, at their own place")])


class WrongPassphrase(BadInput):
    """Handle, passphrase or burn secret are not the right ones. Which of them is not said."""

    def __init__(self) -> None:
        found = "a handle, passphrase and burn secret that do not fit together"
        super().__init__([Fault("unlock", found, "those of one member")])


class NotAllowed(BadInput):
    """The member may not do that."""

    @classmethod
    def to(cls, what: str, allowed: str) -> NotAllowed:
        """Return the error for something that a member may not do, and who may."""
        return cls([Fault(what, "somebody who may not do that", allowed)])

    @classmethod
    def removed(cls) -> NotAllowed:
        """Return the error for a member who has been removed meanwhile."""
        return cls([Fault("member", "one who was removed", "one who belongs to the organisation")])


class NotHeld(BadInput):
    """The member has no key for a compartment."""

    def __init__(self, compartment: str) -> None:
        found = "a compartment whose key this member does not hold"
        super().__init__([Fault(f"compartment {compartment[:8]}", found, "one that was granted")])


class Conflict(BadInput):
    """Somebody else saved a record after it was opened here. Nothing was saved; both sides are there."""

    def __init__(self, records: list[str]) -> None:
        self.records = tuple(records)
        super().__init__(
            Fault(f"record {each[:8]}", "a change that somebody else has saved meanwhile", "the newest state")
            for each in records
        )


class Busy(BadInput):
    """Somebody else writes, and does not come to an end."""

    def __init__(self) -> None:
        super().__init__([Fault("vault", "another writer that does not finish", "trying again")])


class Full(BadInput):
    """The disk is full. Nothing was changed."""

    def __init__(self, found: str = "a full disk; nothing was changed") -> None:
        super().__init__([Fault("vault", found, "a disk with room left")])


class Broken(BadInput):
    """The chain of the ledger is broken, or does not hold a head that was kept elsewhere."""

    @classmethod
    def row(cls, seq: int, found: str) -> Broken:
        """Return the error for one row."""
        return cls([Fault(f"ledger row {seq}", found, "an unbroken chain")])
