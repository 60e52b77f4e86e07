"""Is one person given to two families?"""

from __future__ import annotations

from collections.abc import Iterator

from waystation.domain.accounts import Contradiction
from waystation.tracing.accounts.rules.told import Claims, Value, clashes, who


def families(claims: Claims) -> Iterator[Contradiction]:
    """Yield claims that give one person to different families."""
    for about, told in claims.about(who).items():
        values = (Value(t.claim.family.casefold(), t.claim.family, t) for t in told if t.claim.family)
        yield from clashes(about, values, lambda _a, _b: "family")
