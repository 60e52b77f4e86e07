"""Was one event in two places, neither of which lies in the other?"""

from __future__ import annotations

from collections.abc import Iterator

from waystation.domain.accounts import Contradiction
from waystation.tracing.accounts.rules.told import Claims, Value, clashes, what
from waystation.tracing.places.path import path, relation


def places(claims: Claims) -> Iterator[Contradiction]:
    """Yield claims of the place of one event of which neither contains the other."""
    for about, told in claims.about(what).items():
        values = (Value(path(t.claim.where), " > ".join(t.claim.where), t) for t in told if t.claim.where)
        yield from clashes(about, values, _clash)


def _clash(a: Value, b: Value) -> str | None:
    ours, theirs = a.told.claim.where or (), b.told.claim.where or ()
    return "place" if relation(ours, theirs).apart else None
