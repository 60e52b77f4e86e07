"""What can keep the vault from doing what it was asked, and in which words is that said?

Each is a `BadInput`: one sentence, nothing changed, and never a name, a title or a key in it.
"""

from __future__ import annotations

from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import _


class Damaged(BadInput):
    """Something sealed does not open at the place where it stands: changed, moved, or of another vault."""

    @classmethod
    def thing(cls, what: str, found: str | None = None) -> Damaged:
        """Return the error for one thing that is damaged."""
        found = _("bytes that do not open here") if found is None else found
        return cls([Fault(what, found, _("the bytes as they were sealed, at their own place"))])


class WrongPassphrase(BadInput):
    """Handle, passphrase or burn secret are not the right ones. Which of them is not said."""

    def __init__(self) -> None:
        found = _("a handle, passphrase and burn secret that do not fit together")
        super().__init__([Fault(_("unlock"), found, _("those of one member"))])


class NotAllowed(BadInput):
    """The member may not do that."""

    @classmethod
    def to(cls, what: str, allowed: str) -> NotAllowed:
        """Return the error for something that a member may not do, and who may."""
        return cls([Fault(what, _("somebody who may not do that"), allowed)])

    @classmethod
    def removed(cls) -> NotAllowed:
        """Return the error for a member who has been removed meanwhile."""
        return cls([Fault(_("member"), _("one who was removed"), _("one who belongs to the organisation"))])


class NotHeld(BadInput):
    """The member has no key for a compartment."""

    def __init__(self, compartment: str) -> None:
        found = _("a compartment whose key this member does not hold")
        super().__init__(
            [Fault(_("compartment {id}").format(id=compartment[:8]), found, _("one that was granted"))]
        )


class Conflict(BadInput):
    """Somebody else saved a record after it was opened here. Nothing was saved; both sides are there."""

    def __init__(self, records: list[str]) -> None:
        self.records = tuple(records)
        super().__init__(
            Fault(
                _("record {id}").format(id=each[:8]),
                _("a change that somebody else has saved meanwhile"),
                _("the newest state"),
            )
            for each in records
        )


class Busy(BadInput):
    """Somebody else writes, and does not come to an end."""

    def __init__(self) -> None:
        super().__init__([Fault(_("vault"), _("another writer that does not finish"), _("trying again"))])


class Full(BadInput):
    """The disk is full. Nothing was changed."""

    def __init__(self, found: str | None = None) -> None:
        found = _("a full disk; nothing was changed") if found is None else found
        super().__init__([Fault(_("vault"), found, _("a disk with room left"))])


class Broken(BadInput):
    """The chain of the ledger is broken, or does not hold a head that was kept elsewhere."""

    @classmethod
    def row(cls, seq: int, found: str) -> Broken:
        """Return the error for one row."""
        return cls([Fault(_("ledger row {seq}").format(seq=seq), found, _("an unbroken chain"))])
