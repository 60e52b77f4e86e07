"""Were there as many as one account says, by the count of another or by those who are named?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from waystation.domain.accounts import Claim, Contradiction
from waystation.tracing.accounts.rules.told import Claims, Told, Value, clashes

ENDLESS = 10**12  # members that may not have been named


class _Count(NamedTuple):
    """How many there were; `members` are those who were named for it."""

    least: int
    most: int
    members: tuple[str, ...] = ()


def counts(claims: Claims) -> Iterator[Contradiction]:
    """Yield two counts of the same, or a count and named members, that cannot both be right."""
    for about, told in claims.about(_counted).items():
        values = [value for t in told for value in _values(t)]
        yield from clashes(about, values, _clash)


def _counted(claim: Claim) -> str | None:
    """Return what is counted: a group, at an event where one is given, or those at an event."""
    if claim.how_many is None and not claim.members:
        return None
    return " / ".join(filter(None, (claim.who, claim.what))) or None


def _values(told: Told) -> Iterator[Value]:
    claim = told.claim
    if claim.how_many:
        least, most = claim.how_many
        yield Value(_Count(least, most), str(least) if least == most else f"{least}..{most}", told)
    if claim.members:
        names = {name.casefold() for name in claim.members}
        most = len(names) if claim.all_members else ENDLESS
        says = f"{len(names)}: {', '.join(claim.members)}"
        yield Value(_Count(len(names), most, tuple(sorted(names))), says, told)


def _clash(a: Value, b: Value) -> str | None:
    ours, theirs = a.key, b.key
    if not (isinstance(ours, _Count) and isinstance(theirs, _Count)):
        return None
    if ours.least <= theirs.most and theirs.least <= ours.most:
        return None
    return "members" if ours.members or theirs.members else "count"
